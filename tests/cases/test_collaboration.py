"""A union of another region helps with a case that stays where it is (委托协作)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongyuan.cases.actions.collaboration import (
    accept_help,
    ask_help,
    call_back,
    confirm_done,
    cut_short,
    report_done,
    report_help,
    send_on,
    turn_down,
)
from gongyuan.cases.actions.collaboration_costs import agree_cost, propose_cost
from gongyuan.cases.choices import CaseState
from gongyuan.cases.choices.major import CollaborationSide, CollaborationState
from gongyuan.cases.details import HelpRequest, NewPaper
from gongyuan.cases.models import Case, Collaboration, SentBack
from gongyuan.cases.queries.collaboration import collaborations
from gongyuan.cases.workflow import COLLABORATION
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.organisations.queries.passed_on import then
from gongyuan.people.choices import Role
from gongyuan.portal.status import page
from gongyuan.reporting.queries import records
from gongyuan.reporting.rules import Period
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import PDF, lawyer_of
from tests.cases.major_factories import collaborating
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def case(tree):
    return make_case(unit=tree.county, state=CaseState.HANDLING)


@pytest.fixture
def ours(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)


@pytest.fixture
def theirs(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.stranger)


def asked(case, ours, tree, **values):
    values = {"to_unit": tree.stranger, "task": "送达并调查。", "contact": "试某，12351"} | values
    return ask_help(case=case, asked=HelpRequest(**values), actor=ours, now=NOW)


def at_work(case, ours, theirs, tree):
    row = asked(case, ours, tree)
    accept_help(collaboration=row, contact="邻某，12351", actor=theirs, now=NOW)
    return Collaboration.objects.get(pk=row.pk)


def done(case, ours, theirs, tree):
    row = at_work(case, ours, theirs, tree)
    report_done(collaboration=row, note="已送达，附回证。", actor=theirs, now=NOW)
    return Collaboration.objects.get(pk=row.pk)


def texts():
    return [row.body for row in Notice.objects.filter(channel="sms").order_by("pk")]


def test_a_letter_goes_out_with_the_papers_chosen_and_days_to_answer(case, ours, theirs, tree):
    paper = collaborating(case, make_unit()).papers.get()

    row = asked(case, ours, tree, paper_ids=(paper.pk,))

    assert row.document.number.startswith(f"{tree.county.document_prefix}协〔2026〕")
    assert {one.title for one in row.papers.all()} == {"授权书", row.document.paper.title}
    assert row.due_on == date(2026, 6, 4)
    assert not row.due_is_verified
    assert Notice.objects.filter(user_id=theirs.user_id).count() == 1
    assert row.move_of == "outside"


@pytest.mark.parametrize(
    ("values", "field"), [({"task": " "}, "task"), ({"contact": ""}, "contact")]
)
def test_a_letter_says_what_is_wanted_and_whom_to_call(case, ours, tree, values, field):
    with pytest.raises(Refused) as refusal:
        asked(case, ours, tree, **values)

    assert refusal.value.field == field
    assert not case.collaborations.exists()


def test_the_own_union_one_dissolved_a_second_letter_and_a_finished_case_are_refused(
    case, ours, tree
):
    with pytest.raises(Refused, match="本单位"):
        asked(case, ours, tree, to_unit=tree.county)
    closed = make_unit(closed_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="已经撤销"):
        asked(case, ours, tree, to_unit=closed)
    asked(case, ours, tree)
    with pytest.raises(Refused, match="还没有了结"):
        asked(case, ours, tree)
    over = make_case(unit=tree.county, state=CaseState.ARCHIVED)
    with pytest.raises(Refused, match="已经办完"):
        asked(over, ours, tree)


def test_papers_of_the_inner_file_and_of_other_cases_do_not_go_along(case, ours, tree):
    paper = collaborating(case).papers.get()
    paper.is_inner = True
    paper.save()
    other = collaborating(make_case(unit=tree.county, state=CaseState.HANDLING)).papers.get()

    for one in (paper, other):
        with pytest.raises(Refused, match="正卷"):
            asked(case, ours, tree, paper_ids=(one.pk,))


def test_the_worker_reads_in_one_sentence_who_has_the_case_now(case, ours, theirs, tree):
    row = done(case, ours, theirs, tree)

    assert any("邻省总工会也在帮您" in text and "仍由临河县总工会负责" in text for text in texts())
    assert [unit.name for unit in page(case, now=NOW)["helpers"]] == ["邻省总工会"]
    confirm_done(collaboration=row, actor=ours, now=NOW)
    assert "由临河县总工会继续办理" in texts()[-1]
    assert page(case, now=NOW)["helpers"] == []
    labels = [step["label"] for step in page(case, now=NOW)["steps"]]
    assert "外地的工会也在一起办您的事" in labels


def test_a_refusal_has_a_coded_reason_and_a_sentence(case, ours, theirs, tree):
    row = asked(case, ours, tree)
    with pytest.raises(Refused) as refusal:
        turn_down(collaboration=row, reason="no_capacity", note=" ", actor=theirs, now=NOW)
    assert refusal.value.field == "note"

    turn_down(collaboration=row, reason="no_capacity", note="没有人手。", actor=theirs, now=NOW)

    row.refresh_from_db()
    assert (row.state, row.ended_at) == (CollaborationState.TURNED_DOWN, NOW)
    kept = SentBack.objects.get()
    assert (kept.unit, kept.to_unit, kept.case) == (tree.stranger, tree.county, None)


def test_progress_and_its_papers_go_into_the_case_and_both_may_open_them(case, ours, theirs, tree):
    row = at_work(case, ours, theirs, tree)
    paper = NewPaper(file=SimpleUploadedFile("回证.pdf", PDF), title="送达回证")

    first = report_help(collaboration=row, text="已送达。", papers=[paper], actor=theirs, now=NOW)

    assert report_help(collaboration=row, text="已送达。", actor=theirs, now=NOW) == first
    assert case.papers.get(title="送达回证") in row.papers.all()
    assert events_of(case).filter(code="cases.case.collaboration").count() == 3


def test_the_cost_is_named_by_one_side_and_agreed_on_by_the_other(case, ours, theirs, tree):
    row = done(case, ours, theirs, tree)
    propose_cost(
        collaboration=row, amount=Decimal(300), bearer="asking_side", actor=theirs, now=NOW
    )
    with pytest.raises(Refused, match="还没有商定"):
        confirm_done(collaboration=row, actor=ours, now=NOW)
    with pytest.raises(Refused, match="自己同意"):
        agree_cost(collaboration=row, seen_amount=Decimal(300), actor=theirs, now=NOW)
    with pytest.raises(Refused, match="改过金额"):
        agree_cost(collaboration=row, seen_amount=Decimal(200), actor=ours, now=NOW)

    agree_cost(collaboration=row, seen_amount=Decimal(300), actor=ours, now=NOW)
    confirm_done(collaboration=row, actor=ours, now=NOW)

    row.refresh_from_db()
    assert (row.cost_agreed_at, row.state) == (NOW, CollaborationState.CONFIRMED_DONE)
    with pytest.raises(Refused):
        propose_cost(
            collaboration=row, amount=Decimal(1), bearer="asking_side", actor=ours, now=NOW
        )


@pytest.mark.parametrize(
    ("amount", "bearer", "field"),
    [
        (Decimal(-1), "asking_side", "amount"),
        (None, "asking_side", "amount"),
        (Decimal(5), "no_cost", "amount"),
        (Decimal(5), "", "bearer"),
    ],
)
def test_a_cost_that_does_not_fit_is_refused(case, ours, theirs, tree, amount, bearer, field):
    row = at_work(case, ours, theirs, tree)

    with pytest.raises(Refused) as refusal:
        propose_cost(collaboration=row, amount=amount, bearer=bearer, actor=ours, now=NOW)

    assert refusal.value.field == field


def test_a_result_that_will_not_do_goes_back_with_a_reason(case, ours, theirs, tree):
    row = done(case, ours, theirs, tree)

    send_on(collaboration=row, reason="result_unproven", note="缺回证。", actor=ours, now=NOW)

    row.refresh_from_db()
    assert row.state == CollaborationState.AT_WORK
    assert row.result == "已送达，附回证。"
    assert SentBack.objects.get().case == case


def test_a_letter_is_called_back_and_work_is_cut_short_from_either_side(case, ours, theirs, tree):
    row = asked(case, ours, tree)
    call_back(collaboration=row, note="职工撤回。", actor=ours, now=NOW)
    again = at_work(case, ours, theirs, tree)
    with pytest.raises(Refused):
        cut_short(collaboration=again, note=" ", actor=theirs, now=NOW)
    cut_short(collaboration=again, note="对方搬走。", actor=theirs, now=NOW)

    assert set(Collaboration.objects.values_list("state", flat=True)) == {
        CollaborationState.CALLED_BACK,
        CollaborationState.CUT_SHORT,
    }


def test_each_side_does_only_its_own_and_strangers_and_clerks_nothing(case, ours, theirs, tree):
    row = asked(case, ours, tree)
    with pytest.raises(PermissionDenied):
        accept_help(collaboration=row, contact="我", actor=ours, now=NOW)
    with pytest.raises(PermissionDenied):
        call_back(collaboration=row, note="不。", actor=theirs, now=NOW)
    other = make_actor(role=Role.LEGAL_HEAD, unit=tree.other_county)
    with pytest.raises(Collaboration.DoesNotExist):
        accept_help(collaboration=row, contact="我", actor=other, now=NOW)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.stranger)
    with pytest.raises(PermissionDenied):
        accept_help(collaboration=row, contact="我", actor=clerk, now=NOW)
    with pytest.raises(Case.DoesNotExist):
        asked(case, theirs, tree)


def test_each_sees_exactly_the_collaborations_of_both_sides_and_no_case_more(
    case, ours, theirs, tree
):
    row = asked(case, ours, tree)
    elsewhere = collaborating(make_case(unit=tree.other_county), make_unit())
    seen = {
        "county": {row},
        "prefecture": {row, elsewhere},
        "province": {row, elsewhere},
        "stranger": {row},
        "other_county": {elsewhere},
        "township": set(),
    }
    for name, wanted in seen.items():
        actor = make_actor(role=Role.LEGAL_OFFICER, unit=getattr(tree, name))
        assert set(Collaboration.objects.visible_to(actor)) == wanted
    assert not Case.objects.visible_to(theirs).exists()
    assert not Collaboration.objects.visible_to(lawyer_of(case)).exists()


def test_the_case_counts_once_and_the_collaboration_on_both_sides(case, ours, theirs, tree):
    advice = make_case(unit=tree.county, aid_form="consultation", state=CaseState.HANDLING)
    at_work(advice, ours, theirs, tree)
    period = Period(year=2026, as_at=date(2026, 12, 31))

    counted = {
        side: collaborations(actor, side, year=2026).count()
        for side, actor in (
            (CollaborationSide.ASKED_BY_US, ours),
            (CollaborationSide.HELPED_BY_US, theirs),
        )
    }

    assert set(counted.values()) == {1}
    known = then(period.as_at)
    assert records.consultations(tree.county.path, period, known).count() == 1
    assert records.consultations(tree.stranger.path, period, known).count() == 0
    assert not collaborations(ours, CollaborationSide.ASKED_BY_US, year=2025).exists()


def test_a_year_begins_at_midnight_in_beijing(case, tree, ours):
    eve = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    collaborating(case, tree.stranger, state=CollaborationState.AT_WORK, accepted_at=eve)

    assert collaborations(ours, CollaborationSide.ASKED_BY_US, year=2026).count() == 1
    assert collaborations(ours, CollaborationSide.ASKED_BY_US, year=2025).count() == 0


def test_both_sides_work_on_one_page_and_the_helper_opens_nothing_else(client, case, tree):
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    url = reverse("case_collaboration_new", args=[case.pk])
    wrong = client.post(url, {"to_unit": "总工会", "task": "送达。", "contact": "甲"})
    assert "请写全称" in wrong.text
    assert "送达。" in wrong.text
    client.post(url, {"to_unit": "邻省总工会", "task": "送达。", "contact": "甲"})
    row = case.collaborations.get()

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.stranger).user)
    page_of_it = reverse("collaboration_detail", args=[row.pk])
    text = client.get(page_of_it).text
    worker = case.applicants.get().worker
    assert case.facts_text in text
    assert worker.phone not in text
    assert reverse("case_detail", args=[case.pk]) not in text
    assert client.get(reverse("case_detail", args=[case.pk])).status_code == 404
    letter = reverse("collaboration_paper", args=[row.pk, row.document.paper.pk])
    assert client.get(letter).status_code == 200
    secret = collaborating(case, make_unit()).papers.get()
    hidden = reverse("collaboration_paper", args=[row.pk, secret.pk])
    assert client.get(hidden).status_code == 404
    client.post(reverse("collaboration_step", args=[row.pk, "acceptance"]), {"contact": "乙"})
    client.post(reverse("collaboration_step", args=[row.pk, "report"]), {"text": "已送达。"})
    client.post(
        reverse("collaboration_step", args=[row.pk, "cost"]),
        {"amount": "300", "bearer": "asking_side"},
    )
    client.post(reverse("collaboration_step", args=[row.pk, "result"]), {"note": "办结。"})

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    assert "300.00 元" in client.get(page_of_it).text
    client.post(reverse("collaboration_agreement", args=[row.pk]), {"seen_amount": "300.00"})
    client.post(reverse("collaboration_step", args=[row.pk, "confirmation"]), {})
    row.refresh_from_db()
    assert row.state == CollaborationState.CONFIRMED_DONE
    listed = client.get(reverse("collaboration_list"), {"year": "2026"}).text
    assert "异地协作" in listed


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_a_letter_at_once_one_does():
    tree = make_tree()
    row = collaborating(make_case(unit=tree.county), tree.stranger)
    first, second = (make_actor(role=Role.LEGAL_OFFICER, unit=tree.stranger) for _ in range(2))

    results = at_once(
        lambda: accept_help(collaboration=row, contact="甲", actor=first, now=NOW),
        lambda: turn_down(
            collaboration=row, reason="no_capacity", note="没有人。", actor=second, now=NOW
        ),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1


def test_every_state_of_a_collaboration_is_reached_and_the_open_ones_are_left():
    reached = {CollaborationState.ASKED, *(t.target for t in COLLABORATION.transitions)}
    left = {source for t in COLLABORATION.transitions for source in t.sources}

    assert reached == set(CollaborationState)
    assert left == {
        CollaborationState.ASKED,
        CollaborationState.AT_WORK,
        CollaborationState.REPORTED_DONE,
    }
