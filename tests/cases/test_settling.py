"""Ticking off a deadline: a fatal one needs a second person, and until then it stands open."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongyuan.cases.actions.closing import close_case
from gongyuan.cases.actions.settling import answer_report, settle_deadline
from gongyuan.cases.choices import DeadlineEnd, MoveOf
from gongyuan.cases.models import Case, DeadlineReport
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.handling_factories import (
    LATER,
    conclude,
    handled,
    lawyer_of,
    officer_of,
    stage,
)
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


def awarded(**values):
    """A case with an award, 15 days to sue, and the last day for performance known."""
    case = handled(**values)
    conclude(stage(case), performance_due_on=date(2026, 7, 31))
    return case, case.deadlines.get(code="SUE_WORKER")


def report(deadline, *, actor=None, how=DeadlineEnd.WAIVED, note="职工电话里说不起诉"):
    actor = actor or lawyer_of(deadline.case)
    return settle_deadline(deadline=deadline, how=how, note=note, actor=actor, now=LATER)


def confirm(deadline, *, actor=None, is_confirmed=True, note=""):
    actor = actor or officer_of(deadline.case)
    return answer_report(
        deadline=deadline, is_confirmed=is_confirmed, note=note, actor=actor, now=LATER
    )


def open_codes(case):
    return set(case.deadlines.filter(met_at=None, cancelled_at=None).values_list("code", flat=True))


def test_what_the_lawyer_reports_stands_open_until_the_office_confirms_it():
    case, suit = awarded()
    officer = officer_of(case)

    report(suit)

    case.refresh_from_db()
    assert "SUE_WORKER" in open_codes(case)
    assert (case.next_due_code, case.move_of) == ("SUE_WORKER", MoveOf.OFFICE)
    assert "请确认" in Notice.objects.get(user_id=officer.user_id).body
    with pytest.raises(Refused, match="SUE|起诉"):
        close_case(
            case=case, summary="结了", recovered_amount=None, actor=lawyer_of(case), now=LATER
        )

    confirm(suit, actor=officer)

    case.refresh_from_db()
    assert open_codes(case) == {"EXEC_APPLY"}
    assert case.deadlines.get(code="EXEC_APPLY").due_on == date(2028, 7, 31)
    assert case.move_of == MoveOf.LAWYER
    kept = DeadlineReport.objects.get()
    assert kept.is_confirmed
    assert kept.answerer_id == officer.user_id
    told = events_of(case).filter(
        code__in=["cases.case.report_deadline", "cases.case.confirm_deadline"]
    )
    assert [event.note for event in told.order_by("pk")] == ["职工电话里说不起诉", ""]
    with pytest.raises(Refused, match="已经了结"):
        report(suit)


def test_what_was_done_is_met_when_confirmed():
    case, suit = awarded()

    report(suit, how=DeadlineEnd.DONE, note="7月20日已交起诉状")
    confirm(suit)

    suit.refresh_from_db()
    assert suit.met_at
    assert suit.cancelled_at is None


def test_what_is_handed_back_stands_open_and_the_reporter_reads_why():
    case, suit = awarded()
    report(suit)
    with pytest.raises(Refused) as refusal:
        confirm(suit, is_confirmed=False)
    assert refusal.value.field == "note"

    confirm(suit, is_confirmed=False, note="本人说要起诉")

    assert "SUE_WORKER" in open_codes(case)
    lawyer = case.assignments.get().lawyer
    assert "退回：本人说要起诉" in Notice.objects.filter(user_id=lawyer.user_id).latest("pk").body
    report(suit, how=DeadlineEnd.DONE, note="已经起诉")
    assert DeadlineReport.objects.filter(answered_at=None).count() == 1


def test_nobody_is_ones_own_second_person():
    case, suit = awarded()
    officer = officer_of(case)
    report(suit, actor=officer)

    with pytest.raises(Refused, match="另一个人"):
        confirm(suit, actor=officer)
    confirm(suit, actor=lawyer_of(case))

    assert "SUE_WORKER" not in open_codes(case)
    row = DeadlineReport.objects.get()
    row.answerer_id = row.reporter_id
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_same_report_twice_is_one_and_anothers_is_refused():
    case, suit = awarded()

    report(suit)
    report(suit)

    assert DeadlineReport.objects.count() == 1
    assert events_of(case).filter(code="cases.case.report_deadline").count() == 1
    with pytest.raises(Refused, match="已经申报"):
        report(suit, actor=officer_of(case))
    with pytest.raises(Refused, match="已经申报"):
        report(suit, how=DeadlineEnd.DONE)


def test_a_report_needs_a_reason_and_a_confirmation_a_report():
    _, suit = awarded()

    with pytest.raises(Refused, match="理由"):
        report(suit, note=" ")
    with pytest.raises(Refused, match="没有待确认"):
        confirm(suit)


def test_only_who_may_and_whose_case_it_is_confirms():
    case, suit = awarded()
    report(suit)

    with pytest.raises(PermissionDenied):
        confirm(suit, actor=make_actor(role=Role.WINDOW_CLERK, unit=case.unit))
    with pytest.raises(Case.DoesNotExist):
        confirm(suit, actor=make_actor(role=Role.LEGAL_OFFICER))


def test_a_deadline_that_is_not_fatal_is_settled_at_once():
    case = handled()
    conclude(stage(case, "mediation"), "mediated")
    one = case.deadlines.get(code="MED_COURT_CONF")

    report(one, how=DeadlineEnd.DONE, note="已经申请")

    assert "MED_COURT_CONF" not in open_codes(case)
    assert not DeadlineReport.objects.exists()


def test_the_pages_say_that_it_waits_and_offer_the_second_person_the_answer(client):
    case, suit = awarded()
    page = reverse("case_detail", args=[case.pk])
    answer = reverse("case_deadline_report", args=[case.pk, suit.pk])
    client.force_login(case.assignments.get().lawyer.user)
    told = client.post(
        reverse("lawyer_deadline", args=[case.pk, suit.pk]),
        {"how": "waived", "note": "电话里说不起诉"},
        follow=True,
    ).text
    assert "已申报了结期限" in told
    assert "待确认" in told
    assert reverse("lawyer_deadline_report", args=[case.pk, suit.pk]) not in told

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=case.unit).user)
    seen = client.get(page).text
    assert "待确认" in seen
    assert "电话里说不起诉" in seen
    assert answer in seen
    wrong = client.post(answer, {"verdict": "return", "note": ""})
    assert wrong.status_code == 200
    assert "要写明理由" in wrong.text
    client.post(answer, {"verdict": "confirm", "note": ""})

    assert "SUE_WORKER" not in open_codes(case)
