from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from gongyuan.cases.actions.assignment import (
    accept_assignment,
    assign_lawyer,
    decline_assignment,
    pass_on_unanswered,
    replace_lawyer,
)
from gongyuan.cases.choices import AssignmentEnd, CaseState, DocumentKind, MoveOf
from gongyuan.cases.models import Assignment, Case, OfficialDocument
from gongyuan.cases.queries.assignment import proposals, unanswered_assignments
from gongyuan.cases.tasks import pass_on_unanswered_assignments
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from gongyuan.policy import registry
from gongyuan.policy.reading import PACKS_FOLDER
from tests.cases.factories import NOW, make_case, with_deadline
from tests.cases.handling_factories import accept, assign, lawyer_of, officer_of
from tests.lawyers.factories import lawyer_actor, make_engagement, make_lawyer, make_term
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_worker

pytestmark = pytest.mark.django_db

#: 23:30 and 00:30 in Beijing around the end of 2026; in UTC both are still 31 December.
BEFORE_MIDNIGHT = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def case(tree):
    granted = make_case(state=CaseState.GRANTED, unit=tree.county)
    return with_deadline(granted, "AID_ASSIGN", starts_on=date(2026, 6, 1))


def _open_codes(case):
    rows = case.deadlines.filter(met_at=None, cancelled_at=None)
    return {row.code: (row.due_on, row.kept_by) for row in rows}


def _assert_nothing_changed(case, assignments=0):
    assert Case.objects.get(pk=case.pk).state == case.state
    assert case.assignments.count() == assignments
    assert not Notice.objects.exists()
    assert not OfficialDocument.objects.exists()
    assert not events_of(case).exists()


def test_assigning_offers_the_case_with_letter_clocks_reasons_and_notices(tree, case):
    lawyer = make_lawyer(unit=tree.county, specialities=["wages"])

    assignment = assign(case, lawyer)

    case.refresh_from_db()
    assert (case.state, case.move_of, case.move_since) == (CaseState.ASSIGNED, MoveOf.LAWYER, NOW)
    assert assignment.answer_due_on == date(2026, 6, 2)
    assert _open_codes(case) == {
        "LAWYER_ANSWER": (date(2026, 6, 2), MoveOf.LAWYER),
        "AID_RETAINER": (date(2026, 6, 8), MoveOf.LAWYER),
    }
    assert case.deadlines.get(code="AID_ASSIGN").met_at == NOW
    assert case.documents.get().kind == DocumentKind.ASSIGNMENT_LETTER
    assert case.papers.get().catalogue_code == "11"
    assert assignment.score["rank"] == 1
    assert "对口：劳动报酬" in [term["why"] for term in assignment.score["terms"]]
    told = Notice.objects.get(channel="in_app")
    assert told.user_id == lawyer.user_id
    assert str(case.pk) in told.link
    text = Notice.objects.get(channel="sms").body
    assert case.applicant_label not in text
    assert case.employer.name not in text
    assert "cases.case.assign" in [event.code for event in events_of(case)]


def test_the_clock_to_assign_is_met_on_the_day_the_holiday_ends(tree):
    """Decided on 30 September 2026: three days run into the holiday, until 8 October."""
    decided = make_case(state=CaseState.GRANTED, unit=tree.county)
    decided = with_deadline(decided, "AID_ASSIGN", starts_on=date(2026, 9, 30))
    assert decided.next_due_on == date(2026, 10, 8)

    assign(decided, make_lawyer(unit=tree.county), now=datetime(2026, 10, 8, 2, tzinfo=UTC))

    assert _open_codes(decided)["AID_RETAINER"][0] == date(2026, 10, 13)


def test_the_term_ends_at_midnight_in_beijing_not_in_utc(tree, case):
    lawyer = make_lawyer(unit=tree.county, has_term=False)
    make_term(lawyer=lawyer, unit=tree.county, ends_on=date(2026, 12, 31))
    other = make_case(state=CaseState.GRANTED, unit=tree.county)

    assign(other, lawyer, now=BEFORE_MIDNIGHT)
    with pytest.raises(Refused, match="聘期已于2026-12-31届满"):
        assign(case, lawyer, now=AFTER_MIDNIGHT)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("counsel", "律师法第三十九条"),
        ("case", "律师法第三十九条"),
        ("arbitrator", "组织规则第三十三条（八）"),
    ],
)
def test_t32_a_lawyer_whose_firm_serves_the_employer_is_refused_with_the_clause(
    tree, case, kind, source
):
    lawyer = make_lawyer(unit=tree.county)
    make_engagement(firm=lawyer.firm, employer=case.employer, kind=kind)

    with pytest.raises(Refused) as refusal:
        assign(case, lawyer)

    assert refusal.value.field == "lawyer"
    assert source in refusal.value.reasons[0]
    assert case.employer.name in refusal.value.reasons[0]
    _assert_nothing_changed(case)


def test_a_firm_that_stands_against_the_same_worker_elsewhere_is_refused(tree, case):
    lawyer = make_lawyer(unit=tree.county)
    worker = case.applicants.get().worker
    second = make_case(state=CaseState.HANDLING, unit=tree.county, worker=worker)
    make_engagement(firm=lawyer.firm, employer=second.employer)

    with pytest.raises(Refused, match="同一职工另一案的对方"):
        assign(case, lawyer)


def test_an_engagement_that_has_ended_bars_nobody(tree, case):
    lawyer = make_lawyer(unit=tree.county)
    make_engagement(firm=lawyer.firm, employer=case.employer, ends_on=date(2026, 5, 31))

    assert assign(case, lawyer).lawyer == lawyer


def test_a_suspended_lawyer_is_refused(tree, case):
    lawyer = make_lawyer(unit=tree.county, has_term=False)
    make_term(lawyer=lawyer, unit=tree.county, suspended_on=date(2026, 6, 1))

    with pytest.raises(Refused, match="暂停"):
        assign(case, lawyer)
    _assert_nothing_changed(case)


def test_a_lawyer_without_account_could_not_answer_and_is_refused(tree, case):
    with pytest.raises(Refused, match="没有账号"):
        assign(case, make_lawyer(unit=tree.county, has_account=False))


def test_a_lawyer_of_another_countys_team_is_out_of_reach(tree, case):
    with pytest.raises(Refused, match="不在本级或者上级工会的团队"):
        assign(case, make_lawyer(unit=tree.other_county))


def test_the_citys_team_serves_the_county(tree, case):
    assert assign(case, make_lawyer(unit=tree.prefecture)).pk


def test_the_province_reads_but_does_not_assign_in_the_county(tree, case):
    province = make_actor(unit=tree.province, role=Role.LEGAL_HEAD)
    lawyer = make_lawyer(unit=tree.province)

    assert Case.objects.visible_to(province).filter(pk=case.pk).exists()
    with pytest.raises(Case.DoesNotExist):
        assign(case, lawyer, actor=province)


def test_a_clerk_has_not_the_power_to_assign(tree, case):
    clerk = officer_of(case, Role.WINDOW_CLERK)
    with pytest.raises(PermissionDenied):
        assign(case, make_lawyer(unit=tree.county), actor=clerk)
    _assert_nothing_changed(case)


def test_passing_over_a_better_placed_lawyer_needs_a_reason_which_is_kept(tree, case):
    first = make_lawyer(unit=tree.county, specialities=["wages"])
    second = make_lawyer(unit=tree.county)
    barred = make_lawyer(unit=tree.county)
    make_engagement(firm=barred.firm, employer=case.employer)

    with pytest.raises(Refused, match="写明原因") as refusal:
        assign(case, second)
    assert refusal.value.field == "note"
    _assert_nothing_changed(case)

    score = assign(case, second, note="职工点名").score
    assert score["passed_over"][0]["lawyer"] == first.pk
    assert score["passed_over"][0]["why"] == "职工点名"
    assert score["passed_over"][1]["name"] == barred.name
    assert "利益冲突" in score["passed_over"][1]["why"]


def test_assigning_again_ends_the_first_assignment_and_keeps_the_history(tree, case):
    first, second = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    assign(case, first, note="一")
    case.refresh_from_db()
    accept(case)
    current = case.assignments.get(ended_at=None)

    replace_lawyer(
        case=case, replaces=current.pk, note="职工请求更换", actor=officer_of(case), now=NOW
    )
    assign(case, second, note="二")

    old, new = case.assignments.order_by("pk")
    assert (old.lawyer, old.end_kind, old.end_reason) == (
        first,
        AssignmentEnd.REPLACED,
        "职工请求更换",
    )
    assert (new.lawyer, new.ended_at) == (second, None)
    assert not Case.objects.visible_to(lawyer_actor(first)).exists()
    assert Case.objects.visible_to(lawyer_actor(second)).exists()


def test_a_stale_page_does_not_undo_a_colleagues_reassignment(tree, case):
    first, second = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    assign(case, first, note="甲")
    decline_assignment(case=case, reason="出差", actor=lawyer_actor(first), now=NOW)

    with pytest.raises(Refused, match="同事已经作了新的指派"):
        assign(case, second, replaces=None)

    case.refresh_from_db()
    assert case.state == CaseState.GRANTED
    assert case.assignments.count() == 1


def test_the_same_form_sent_twice_assigns_once(tree, case):
    lawyer, officer = make_lawyer(unit=tree.county), officer_of(case)
    told = {"case": case, "lawyer": lawyer, "replaces": None, "actor": officer, "now": NOW}

    assign_lawyer(**told)
    with pytest.raises(Refused):
        assign_lawyer(**told)

    assert case.assignments.count() == 1
    assert case.documents.count() == 1


def test_the_lawyer_accepts_with_a_declaration_and_the_office_is_told(tree, case):
    officer = officer_of(case)
    lawyer = make_lawyer(unit=tree.county)
    assign(case, lawyer, actor=officer)

    assignment = accept(case)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.MANDATING, MoveOf.LAWYER)
    assert (assignment.accepted_at, assignment.conflict_declared) == (NOW, True)
    assert set(_open_codes(case)) == {"AID_RETAINER"}
    assert Notice.objects.filter(channel="in_app", user_id=officer.user_id).count() == 1


def test_a_declared_conflict_sends_the_case_back_with_what_was_declared(tree, case):
    lawyer = make_lawyer(unit=tree.county)
    assign(case, lawyer)

    with pytest.raises(Refused, match="什么关系"):
        accept_assignment(case=case, has_conflict=True, actor=lawyer_actor(lawyer), now=NOW)
    ended = accept_assignment(
        case=case,
        has_conflict=True,
        conflict_note="对方经理是我的亲属",
        actor=lawyer_actor(lawyer),
        now=NOW,
    )

    case.refresh_from_db()
    assert case.state == CaseState.GRANTED
    assert ended.end_kind == AssignmentEnd.DECLINED
    assert "亲属" in ended.end_reason
    stored = Assignment.objects.get(pk=ended.pk)
    assert (stored.conflict_declared, stored.conflict_note) == (False, "对方经理是我的亲属")


def test_declining_goes_back_to_the_office_with_a_new_clock_and_bars_the_lawyer(tree, case):
    officer = officer_of(case)
    lawyer = make_lawyer(unit=tree.county)
    assign(case, lawyer, actor=officer)
    later = datetime(2026, 6, 2, 2, tzinfo=UTC)

    with pytest.raises(Refused, match="原因"):
        decline_assignment(case=case, reason=" ", actor=lawyer_actor(lawyer), now=later)
    decline_assignment(case=case, reason="开庭冲突", actor=lawyer_actor(lawyer), now=later)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.GRANTED, MoveOf.OFFICE)
    assert _open_codes(case) == {"AID_ASSIGN": (date(2026, 6, 5), MoveOf.OFFICE)}
    assert not Case.objects.visible_to(lawyer_actor(lawyer)).exists()
    with pytest.raises(Refused, match="已经谢绝"):
        assign(case, lawyer)


def test_nobody_answers_for_another_lawyer(tree, case):
    assign(case, make_lawyer(unit=tree.county))
    other = lawyer_actor(make_lawyer(unit=tree.county))

    with pytest.raises(Refused, match="收回或者另行指派"):
        accept_assignment(case=case, has_conflict=False, actor=other, now=NOW)
    with pytest.raises(PermissionDenied):
        accept_assignment(case=case, has_conflict=False, actor=officer_of(case), now=NOW)


def test_an_offer_is_passed_on_only_after_its_last_day_and_only_once(tree, case):
    assignment = assign(case, make_lawyer(unit=tree.county))
    last_day = datetime(2026, 6, 2, 15, 30, tzinfo=UTC)
    next_day = datetime(2026, 6, 2, 16, 30, tzinfo=UTC)
    assert list(unanswered_assignments(today=date(2026, 6, 2))) == []
    assert list(unanswered_assignments(today=date(2026, 6, 3))) == [assignment]

    assert not pass_on_unanswered(assignment=assignment, actor=system(), now=last_day)
    assert pass_on_unanswered(assignment=assignment, actor=system(), now=next_day)
    assert not pass_on_unanswered(assignment=assignment, actor=system(), now=next_day)

    case.refresh_from_db()
    assignment.refresh_from_db()
    assert (case.state, assignment.end_kind) == (CaseState.GRANTED, AssignmentEnd.UNANSWERED)


def test_an_answer_in_time_is_never_taken_back(tree, case):
    assignment = assign(case, make_lawyer(unit=tree.county))
    accept(case)

    later = datetime(2026, 6, 20, 2, tzinfo=UTC)
    assert not pass_on_unanswered(assignment=assignment, actor=system(), now=later)
    assert case.assignments.get().accepted_at == NOW


def test_legal_deadlines_stay_somebodys_while_the_lawyer_changes(tree):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)
    case = with_deadline(case, "SUE_WORKER", starts_on=date(2026, 6, 1))
    case.deadlines.update(kept_by=MoveOf.LAWYER)
    current = case.assignments.get()

    replace_lawyer(case=case, replaces=current.pk, note="失联", actor=officer_of(case), now=NOW)
    assert _open_codes(case)["SUE_WORKER"][1] == MoveOf.OFFICE

    assign(case, make_lawyer(unit=tree.county), note="接办")
    accept(case)
    assert _open_codes(case)["SUE_WORKER"][1] == MoveOf.LAWYER


def test_replacing_needs_a_reason_and_the_page_of_now(tree):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)
    current = case.assignments.get()

    with pytest.raises(Refused, match="理由"):
        replace_lawyer(case=case, replaces=current.pk, note="", actor=officer_of(case), now=NOW)
    with pytest.raises(Refused, match="同事"):
        replace_lawyer(case=case, replaces=None, note="换", actor=officer_of(case), now=NOW)
    assert case.assignments.get().ended_at is None


def test_proposals_are_ranked_by_points_and_say_why(tree):
    worker = make_worker(unit=tree.county, language="朝鲜语")
    case = make_case(state=CaseState.GRANTED, unit=tree.county, worker=worker)
    busy = make_lawyer(unit=tree.county, specialities=["wages"])
    for _ in range(3):
        make_case(state=CaseState.HANDLING, unit=tree.county, lawyer=busy)
    fitting = make_lawyer(unit=tree.county, specialities=["wages"], languages=["朝鲜语"])
    plain = make_lawyer(unit=tree.prefecture)
    ended = make_lawyer(unit=tree.county, has_term=False)
    make_term(
        lawyer=ended, unit=tree.county, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
    )

    found = proposals(case, officer_of(case), now=NOW)

    assert [proposal.lawyer.lawyer_id for proposal in found] == [
        fitting.pk,
        busy.pk,
        plain.pk,
        ended.pk,
    ]
    assert {t.label: t.points for t in found[0].terms} == {
        "专长": 30,
        "在办": 30,
        "轮流": 10,
        "语言": 20,
        "就近": 10,
    }
    assert found[0].points == sum(term.points for term in found[0].terms)
    assert "会朝鲜语" in [term.why for term in found[0].terms]
    assert found[-1].rank is None
    assert "届满" in found[-1].obstacles[0]
    assert "在办3件" in [t.why for p in found if p.lawyer.lawyer_id == busy.pk for t in p.terms]


def test_the_lawyer_the_worker_asked_for_comes_first_unless_barred(tree, case):
    first, wished = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    assert [p.lawyer.lawyer_id for p in proposals(case, officer_of(case), now=NOW)][0] == first.pk
    case.wished_lawyer = wished
    case.save(update_fields=["wished_lawyer"])

    assignment = assign(case, wished)

    assert "职工点名要这位律师" in [term["why"] for term in assignment.score["terms"]]
    assert assignment.score["rank"] == 1
    assert "待核" in assignment.score["weights_from"]
    other = make_case(state=CaseState.GRANTED, unit=tree.county, wished_lawyer=wished)
    make_engagement(firm=wished.firm, employer=other.employer)
    with pytest.raises(Refused, match="利益冲突"):
        assign(other, wished)


def test_the_points_are_the_unions_own_setting_and_a_pack_of_its_own_changes_them(tree, tmp_path):
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    lawyer = make_lawyer(unit=tree.county)
    name = "national-office.yaml"
    text = (PACKS_FOLDER / name).read_text(encoding="utf-8")
    own = tmp_path / name
    own.write_text(text.replace("手上没有案件的分值, value: 30", "手上没有案件的分值, value: 77"))
    rest = [path for path in PACKS_FOLDER.glob("*.yaml") if path.name != name]

    registry.reload_packs([own, *rest])
    try:
        (found,) = proposals(case, officer_of(case), now=NOW)
    finally:
        registry.reload_packs()

    assert found.lawyer.lawyer_id == lawyer.pk
    assert {term.label: term.points for term in found.terms}["在办"] == 77


def test_proposals_cost_the_same_queries_for_one_lawyer_and_for_many(
    tree, case, django_assert_num_queries, django_assert_max_num_queries
):
    from django.test.utils import CaptureQueriesContext

    actor = officer_of(case)
    make_lawyer(unit=tree.county)
    with CaptureQueriesContext(connection) as few:
        proposals(case, actor, now=NOW)
    for _ in range(12):
        make_lawyer(unit=tree.county)

    with CaptureQueriesContext(connection) as many:
        assert len(proposals(case, actor, now=NOW)) == 13
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_two_officers_assigning_at_once_make_one_assignment():
    tree = make_tree()
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    lawyers = [make_lawyer(unit=tree.county) for _ in range(2)]
    officers = [officer_of(case) for _ in range(2)]
    together, outcomes = Barrier(2), []

    def assign_at_once(lawyer, officer):
        together.wait()
        try:
            assign_lawyer(
                case=case, lawyer=lawyer, replaces=None, note="同时", actor=officer, now=NOW
            )
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [
        Thread(target=assign_at_once, args=pair) for pair in zip(lawyers, officers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "refused"]
    assert case.assignments.count() == 1
    assert lawyer_of(case).is_lawyer


def test_the_job_takes_back_what_nobody_answered_and_leaves_what_is_in_time(tree):
    now = timezone.now()
    late, fresh = (make_case(state=CaseState.GRANTED, unit=tree.county) for _ in range(2))
    lawyer = make_lawyer(unit=tree.county)
    assign(late, lawyer, now=now - timedelta(days=20))
    assign(fresh, lawyer, now=now)

    pass_on_unanswered_assignments(timestamp=0)

    assert Case.objects.get(pk=late.pk).state == CaseState.GRANTED
    assert Case.objects.get(pk=fresh.pk).state == CaseState.ASSIGNED


def test_a_lawyer_with_a_phone_is_told_by_text_without_names(tree, case):
    assign(case, make_lawyer(unit=tree.county, phone="19900000007"))

    texts = [n.body for n in Notice.objects.filter(channel="sms") if n.address == "19900000007"]
    assert len(texts) == 1
    assert case.applicant_label not in texts[0]
