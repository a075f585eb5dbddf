from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.cases.actions.handling import (
    mark_messages_read,
    report_progress,
    resume_case,
    suspend_case,
    write_to_worker,
)
from gongyuan.cases.actions.mandate import sign_mandate
from gongyuan.cases.actions.messages import write_to_office
from gongyuan.cases.actions.stages import update_stage
from gongyuan.cases.choices import CaseState, DocumentKind, MoveOf
from gongyuan.cases.models import Case, Stage
from gongyuan.cases.rules.handling import StageDetails
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import (
    LATER,
    answers,
    conclude,
    handled,
    lawyer_of,
    officer_of,
    stage,
)
from tests.lawyers.factories import lawyer_actor, make_lawyer

pytestmark = pytest.mark.django_db


def _open(case):
    rows = case.deadlines.filter(met_at=None, cancelled_at=None)
    return {row.code: row.due_on for row in rows}


def test_signing_the_mandate_begins_the_handling_with_power_of_attorney_and_clocks():
    case = make_case(state=CaseState.MANDATING)
    signed_on = date(2026, 6, 1)

    mandate = sign_mandate(
        case=case, kind="special", signed_on=signed_on, actor=lawyer_of(case), now=NOW
    )

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.HANDLING, MoveOf.LAWYER)
    assert (mandate.kind, mandate.signed_on) == ("special", signed_on)
    assert case.documents.get().kind == DocumentKind.POWER_OF_ATTORNEY
    assert _open(case) == {"PROGRESS": date(2026, 7, 1)}
    assert Notice.objects.filter(channel="sms").count() == 1


@pytest.mark.parametrize("signed_on", [date(2026, 5, 31), date(2026, 6, 2)])
def test_a_mandate_before_acceptance_or_in_the_future_is_refused(signed_on):
    case = make_case(state=CaseState.MANDATING)

    with pytest.raises(Refused) as refusal:
        sign_mandate(case=case, kind="general", signed_on=signed_on, actor=lawyer_of(case), now=NOW)

    assert refusal.value.field == "signed_on"
    assert not case.mandates.exists()
    assert Case.objects.get(pk=case.pk).state == CaseState.MANDATING


def test_the_mandates_day_is_a_day_in_beijing():
    """00:30 on 2 June in Beijing is still 1 June in UTC."""
    case = make_case(state=CaseState.MANDATING)
    at = datetime(2026, 6, 1, 16, 30, tzinfo=UTC)

    mandate = sign_mandate(
        case=case, kind="general", signed_on=date(2026, 6, 2), actor=lawyer_of(case), now=at
    )

    assert mandate.signed_on == date(2026, 6, 2)


def test_the_office_may_record_the_mandate_but_another_county_may_not():
    case = make_case(state=CaseState.MANDATING)
    told = {"case": case, "kind": "general", "signed_on": date(2026, 6, 1), "now": NOW}

    with pytest.raises(Case.DoesNotExist):
        sign_mandate(**told, actor=officer_of(make_case()))
    sign_mandate(**told, actor=officer_of(case))

    assert case.mandates.get().kind == "general"


def test_filing_an_arbitration_counts_working_days_to_accept():
    """28 September 2026: five working days end on Saturday 10 October, a make-up day."""
    case = handled()
    at = datetime(2026, 9, 28, 2, tzinfo=UTC)

    opened = stage(case, filed_on=date(2026, 9, 28), now=at, body="试验县仲裁委")

    assert _open(case) == {"ARB_ACCEPT": date(2026, 10, 10)}
    row = case.deadlines.get(code="ARB_ACCEPT")
    assert (row.kept_by, "第三十条" in row.source) == (MoveOf.OUTSIDE, True)
    case.refresh_from_db()
    assert (case.next_due_code, case.next_due_on) == ("ARB_ACCEPT", date(2026, 10, 10))
    assert opened.unit_path == case.unit_path


def test_accepting_the_arbitration_starts_its_45_natural_days():
    case = handled()
    at = datetime(2026, 9, 1, 2, tzinfo=UTC)
    opened = stage(case, filed_on=date(2026, 9, 1), now=at)

    update_stage(
        stage=opened,
        details=StageDetails(
            body="试验县仲裁委",
            number="试劳人仲案〔2026〕8号",
            accepted_on=date(2026, 9, 1),
            hearing_at=datetime(2026, 9, 20, 1, tzinfo=UTC),
        ),
        actor=lawyer_of(case),
        now=at,
    )

    assert _open(case) == {"ARB_AWARD": date(2026, 10, 16)}
    opened.refresh_from_db()
    assert opened.number == "试劳人仲案〔2026〕8号"


def test_a_hearing_before_the_filing_is_refused_and_changes_nothing():
    case = handled()
    opened = stage(case)
    details = StageDetails(body="别处", hearing_at=datetime(2026, 5, 20, 1, tzinfo=UTC))

    with pytest.raises(Refused) as refusal:
        update_stage(stage=opened, details=details, actor=lawyer_of(case), now=NOW)

    assert refusal.value.field == "hearing_at"
    assert Stage.objects.get().body == ""


def test_a_mixed_award_gives_the_worker_15_days_to_sue_and_the_employer_no_annulment():
    case = handled()

    concluded = conclude(stage(case), finality="mixed")

    assert _open(case) == {"SUE_WORKER": date(2026, 7, 27)}
    assert concluded.stage.award_finality == "mixed"
    assert [row.code for row in concluded.deadlines] == ["SUE_WORKER"]
    assert case.deadlines.get(code="ARB_ACCEPT").met_at == LATER
    result = concluded.stage.results.get()
    assert (result.outcome, result.awarded_amount) == ("supported", Decimal("12000.00"))


def test_concluding_refuses_a_day_before_the_filing_and_an_amount_below_zero():
    case = handled()
    opened = stage(case)

    with pytest.raises(Refused, match="早于") as early:
        conclude(opened, concluded_on=date(2026, 5, 31))
    with pytest.raises(Refused, match="负数"):
        conclude(opened, answers=answers(case, awarded="-1"))

    assert early.value.field == "concluded_on"
    assert Stage.objects.get().concluded_on is None
    assert not opened.results.exists()


def test_more_awarded_than_claimed_warns_and_is_kept():
    case = handled()

    concluded = conclude(stage(case), answers=answers(case, awarded="13000"))

    assert "多于" in concluded.warnings[0]
    assert concluded.stage.results.get().awarded_amount == Decimal("13000.00")


def test_a_concluded_stage_is_not_concluded_again():
    case = handled()
    opened = stage(case)
    conclude(opened)

    with pytest.raises(Refused, match="已经有了结果"):
        conclude(opened)
    assert opened.results.count() == 1


def test_suing_keeps_the_deadline_and_a_second_stage_waits_for_the_first():
    case = handled()
    conclude(stage(case))

    stage(case, "first_instance", filed_on=date(2026, 7, 20), now=LATER)

    assert case.deadlines.get(code="SUE_WORKER").met_at == LATER
    with pytest.raises(Refused, match="还没有结果"):
        stage(case, "enforcement", filed_on=date(2026, 7, 20), now=LATER)


def test_the_same_filing_sent_twice_is_one_stage():
    case = handled()

    assert stage(case) == stage(case)
    assert case.stages.count() == 1


def test_only_the_lawyer_who_has_the_case_enters_its_stages():
    case = handled()
    opened = stage(case)
    other = lawyer_actor(make_lawyer())
    details = StageDetails(body="别处")

    with pytest.raises(Case.DoesNotExist):
        update_stage(stage=opened, details=details, actor=other, now=NOW)
    with pytest.raises(PermissionDenied):
        update_stage(stage=opened, details=details, actor=officer_of(case), now=NOW)


def test_progress_is_read_by_the_worker_and_its_clock_runs_anew():
    case = handled()

    report = report_progress(case=case, text="已与您约见。", actor=lawyer_of(case), now=NOW)

    assert report.happened_on == date(2026, 6, 1)
    assert _open(case) == {"PROGRESS": date(2026, 7, 1)}
    event = events_of(case).get(code="cases.case.progress")
    assert event.note == "已与您约见。"
    assert Notice.objects.get(channel="sms").body.count("约见") == 0


def test_the_same_report_sent_twice_is_one_and_the_next_days_is_another():
    case = handled()
    told = {"case": case, "text": "材料已提交。", "actor": lawyer_of(case)}

    report_progress(**told, now=NOW)
    report_progress(**told, now=NOW)
    assert case.progress_reports.count() == 1
    assert Notice.objects.filter(channel="sms").count() == 1

    report_progress(**told, now=LATER)
    assert case.progress_reports.count() == 2


def test_an_empty_report_and_a_day_to_come_are_refused():
    case = handled()
    actor = lawyer_of(case)

    with pytest.raises(Refused, match="什么进展"):
        report_progress(case=case, text="  ", actor=actor, now=NOW)
    with pytest.raises(Refused, match="晚于今天"):
        report_progress(case=case, text="开庭", happened_on=date(2026, 6, 2), actor=actor, now=NOW)
    assert not case.progress_reports.exists()


def test_words_go_both_ways_and_are_read_once():
    case = handled()
    applicant = worker(case_ids=frozenset({case.pk}))
    write_to_office(case=case, text="什么时候开庭", actor=applicant, now=NOW)

    assert mark_messages_read(case=case, actor=lawyer_of(case), now=LATER) == 1
    assert mark_messages_read(case=case, actor=lawyer_of(case), now=LATER) == 0
    write_to_worker(case=case, text="下周一上午", actor=lawyer_of(case), now=LATER)
    write_to_worker(case=case, text="下周一上午", actor=lawyer_of(case), now=LATER)

    texts = [(m.is_from_worker, m.text) for m in case.messages.order_by("pk")]
    assert texts == [(True, "什么时候开庭"), (False, "下周一上午")]
    assert "下周一" not in Notice.objects.get(channel="sms").body


def test_suspending_needs_a_reason_and_resuming_starts_the_progress_clock():
    case = handled()
    officer = officer_of(case)

    with pytest.raises(Refused, match="理由"):
        suspend_case(case=case, note="", actor=officer, now=NOW)
    suspend_case(case=case, note="等工伤认定", actor=officer, now=NOW)
    case.refresh_from_db()
    assert case.state == CaseState.SUSPENDED
    with pytest.raises(Refused, match="办理中才能"):
        stage(case)

    resume_case(case=case, actor=officer, now=LATER)
    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.HANDLING, MoveOf.LAWYER)
    assert "PROGRESS" in _open(case)


def test_a_clerk_does_not_suspend():
    case = handled()
    with pytest.raises(PermissionDenied):
        suspend_case(case=case, note="等", actor=officer_of(case, Role.WINDOW_CLERK), now=NOW)
