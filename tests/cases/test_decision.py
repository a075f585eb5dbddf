"""Granting, refusing, handing over, objecting, ending."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document

from gongyuan.cases.actions.decision import grant, grant_first, refuse
from gongyuan.cases.actions.objection import (
    change,
    object_to_refusal,
    object_to_termination,
    remand,
    revoke_termination,
    uphold,
    uphold_termination,
)
from gongyuan.cases.actions.papers import request_supplement, serve_document
from gongyuan.cases.actions.review import return_to_review
from gongyuan.cases.actions.transfer import transfer_case
from gongyuan.cases.actions.withdrawal import (
    close_objection_window,
    lapse_unanswered,
    terminate,
    withdraw_application,
)
from gongyuan.cases.choices import CaseState, DocumentKind, MoveOf, TerminationGround
from gongyuan.cases.details import ClaimDetails
from gongyuan.cases.models import Case
from gongyuan.cases.queries.overdue import lapsed_supplements, passed_objection_windows
from gongyuan.core.events import events_of
from gongyuan.core.files import read
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system, worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, accepted, granted, make_case, person, proposed, submitted
from tests.cases.test_review import all_missing, officer, snapshot
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def head_of(unit):
    return make_actor(role=Role.LEGAL_HEAD, unit=unit)


def refused(unit, *, now=NOW) -> Case:
    """A case refused against the proposal, with a reason."""
    case = proposed(unit=unit, now=now)
    refuse(
        case=case,
        note="证据不足，补充后可以再来。",
        overrule_reason="没有能证明劳动关系的证据。",
        actor=head_of(unit),
        now=now,
    )
    return Case.objects.get(pk=case.pk)


def test_granting_gives_the_case_its_number_a_letter_and_three_days_to_assign():
    unit = make_unit(region_code="990121", document_prefix="试决援")
    case = proposed(unit=unit)

    decision = grant(case=case, note="请尽快。", actor=head_of(unit), now=NOW)

    case.refresh_from_db()
    assert (case.state, case.decided_at, case.move_of) == (CaseState.GRANTED, NOW, MoveOf.OFFICE)
    assert case.case_number == "试决援〔2026〕1号"
    assert (case.next_due_code, case.next_due_on) == ("AID_ASSIGN", date(2026, 6, 4))
    assert case.deadlines.get(code="AID_REVIEW").met_at == NOW
    assert decision.grounds == ["MIGRANT_WAGE"]
    assert decision.overrule_reason == ""
    assert "法律援助法第四十二条第（三）项" in [clause["citation"] for clause in decision.clauses]
    assert case.documents.filter(kind="grant_decision").exists()


def test_the_days_to_assign_roll_over_the_national_holiday():
    """Decided 2026-09-30: the third day lies in the holiday, so the last is 10-08."""
    day = NOW.replace(month=9, day=30)
    case = granted(unit=make_unit(region_code="990121"), now=day)

    assert case.next_due_on == date(2026, 10, 8)


def test_the_seven_days_of_the_review_roll_over_the_national_holiday():
    """Received 2026-09-29: the seventh day lies in the holiday, so the last is 10-08."""
    case = submitted(unit=make_unit(region_code="990121"), now=NOW.replace(month=9, day=29))

    assert case.next_due_on == date(2026, 10, 8)


def test_refusing_says_why_by_which_clause_and_what_can_be_done():
    unit = make_unit(region_code="990121")
    case = proposed(
        unit=unit,
        outcome="refuse",
        applicants=(person(is_migrant=False),),
        matter_scope="outside",
    )

    decision = refuse(case=case, note="可以向法院咨询。", actor=head_of(unit), now=NOW)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.REFUSED, MoveOf.WORKER)
    assert decision.reasons[0]["text"] == "事项不属于工会法律援助的范围。"
    assert decision.reasons[0]["clauses"]
    remedies = [row["text"] for row in decision.reasons if row.get("is_remedy")]
    assert any("异议" in text for text in remedies)
    assert case.documents.filter(kind="refusal_decision").exists()
    assert (case.next_due_code, case.next_due_on) == ("UNION_OBJECTION", date(2026, 6, 16))
    assert case.case_number is None


def test_the_letter_of_a_refusal_prints_what_can_be_done_apart_from_the_reasons():
    unit = make_unit(region_code="410481")
    case = proposed(unit=unit, outcome="refuse", matter_scope="outside")
    decision = refuse(case=case, note="可以向法院咨询。", actor=head_of(unit), now=NOW)

    letter = Document(BytesIO(read(case.documents.get(kind="refusal_decision").file)))
    lines = [paragraph.text for paragraph in letter.paragraphs]

    decided, offered = lines.index("本单位决定不予法律援助。"), lines.index("你还可以：")
    for row in decision.reasons:
        place = next(n for n, line in enumerate(lines) if row["text"] in line)
        assert (place > offered) if row.get("is_remedy") else (place < decided)
    remedies = [line for line in lines[offered:] if line[1:2] == "．"]
    assert len(remedies) == sum(bool(row.get("is_remedy")) for row in decision.reasons) >= 1


def test_refusing_needs_a_word_for_the_worker():
    case = proposed(outcome="refuse", matter_scope="outside")
    before = snapshot(case)

    with pytest.raises(Refused) as refusal:
        refuse(case=case, note=" ", actor=head_of(case.unit), now=NOW)

    assert refusal.value.field == "note"
    assert snapshot(case) == before


def test_a_decision_without_facts_is_refused_and_names_what_is_to_be_asked():
    case = make_case(state=CaseState.UNDER_REVIEW, matter_scope="", applicant_kind="")
    before = snapshot(case)

    for decide in (grant, grant_first):
        with pytest.raises(Refused, match="事实不全"):
            decide(case=case, overrule_reason="就这样。", actor=head_of(case.unit), now=NOW)

    assert snapshot(case) == before


def test_deciding_against_the_proposal_needs_a_reason_that_is_kept():
    case = proposed()
    head = head_of(case.unit)
    before = snapshot(case)
    with pytest.raises(Refused) as refusal:
        refuse(case=case, note="不行。", actor=head, now=NOW)
    assert refusal.value.field == "overrule_reason"
    assert snapshot(case) == before

    decision = refuse(
        case=case, note="不行。", overrule_reason="不是劳动关系。", actor=head, now=NOW
    )

    assert decision.overrule_reason == "不是劳动关系。"
    assert decision.grounds == []


def test_granting_without_the_check_of_hardship_is_refused():
    case = accepted(claims=(ClaimDetails(kind="double_wage"),))
    before = snapshot(case)

    with pytest.raises(Refused, match="核查经济困难"):
        grant(case=case, actor=head_of(case.unit), now=NOW)

    assert snapshot(case) == before


def test_an_emergency_is_helped_first_and_papers_follow():
    case = submitted(
        applicants=(person(is_migrant=False),),
        is_emergency=True,
        emergency_reason="preservation",
    )

    grant_first(case=case, actor=head_of(case.unit), now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.GRANTED
    assert case.is_provisional
    assert case.decisions.get().grounds == ["EMERGENCY_FIRST"]


def test_without_an_opinion_the_head_does_not_decide_and_reads_who_is_missing():
    case = accepted()
    before = snapshot(case)

    for decide in (grant, refuse):
        with pytest.raises(Refused, match="先由法律部工作人员提出审查意见"):
            decide(
                case=case,
                note="不等了。",
                overrule_reason="很急。",
                actor=head_of(case.unit),
                now=NOW,
            )

    assert snapshot(case) == before


def test_an_opinion_sent_back_does_not_count_as_given():
    case = proposed()
    return_to_review(case=case, note="再查工资条。", actor=head_of(case.unit), now=NOW)

    with pytest.raises(Refused, match="还没有审查意见"):
        grant(case=case, actor=head_of(case.unit), now=NOW)


@pytest.mark.parametrize("form", ["mediation", "drafting", "consultation"])
def test_a_form_that_the_pack_leaves_to_the_officer_is_decided_without_the_head(form):
    granted_one, refused_one, urgent = (accepted(aid_form=form) for _ in range(3))

    decision = grant(case=granted_one, actor=officer(granted_one), now=NOW)
    refuse(
        case=refused_one,
        note="不是劳动关系。",
        overrule_reason="查过登记。",
        actor=officer(refused_one),
        now=NOW,
    )

    assert Case.objects.get(pk=granted_one.pk).state == CaseState.GRANTED
    assert Case.objects.get(pk=refused_one.pk).state == CaseState.REFUSED
    assert decision.outcome == "grant"
    with pytest.raises(PermissionDenied):
        grant_first(case=urgent, actor=officer(urgent), now=NOW)


def test_a_clerk_decides_nothing_even_where_no_level_is_asked_for():
    case = accepted(aid_form="consultation")

    with pytest.raises(PermissionDenied):
        grant(case=case, actor=make_actor(role=Role.WINDOW_CLERK, unit=case.unit), now=NOW)


def test_an_officer_does_not_decide():
    case = proposed()
    before = snapshot(case)

    with pytest.raises(PermissionDenied):
        grant(case=case, actor=officer(case), now=NOW)

    assert snapshot(case) == before


def test_the_second_who_decides_is_told_who_did():
    case = proposed()
    first = head_of(case.unit)
    grant(case=case, actor=first, now=NOW)
    before = snapshot(case)

    with pytest.raises(Refused, match=f"{first.name}.*给予援助"):
        refuse(
            case=case,
            note="不行。",
            overrule_reason="有别的看法。",
            actor=head_of(case.unit),
            now=NOW + A_DAY,
        )

    assert snapshot(case) == before


def test_an_old_page_does_not_decide_over_a_newer_opinion():
    case = proposed()
    old = case.reviews.get().pk

    with pytest.raises(Refused, match="新的审查意见"):
        grant(case=case, seen_review=old - 1, actor=head_of(case.unit), now=NOW)
    grant(case=case, seen_review=old, actor=head_of(case.unit), now=NOW)


def test_a_transfer_takes_everything_along_and_keeps_the_code():
    tree = make_tree()
    case = submitted(unit=tree.county)
    sender = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    sent = transfer_case(
        case=case, to_unit=tree.other_county, note="履行地在石桥县。", actor=sender, now=NOW
    )

    case.refresh_from_db()
    assert case.state == CaseState.TRANSFERRED
    assert case.next_due_on is None
    assert (sent.unit, sent.matter_id, sent.state) == (
        tree.other_county,
        case.matter_id,
        CaseState.SUBMITTED,
    )
    assert sent.facts_text == case.facts_text
    assert sent.claims.count() == case.claims.count() == 1
    assert sent.materials.count() == case.materials.count()
    assert sent.applicants.get().worker == case.applicants.get().worker
    assert sent.next_due_code == "AID_REVIEW"
    letter = case.documents.get(kind=DocumentKind.TRANSFER_LETTER)
    assert letter.number in sent.papers.get(file=letter.file).title
    receiver = make_actor(role=Role.LEGAL_OFFICER, unit=tree.other_county)
    assert sent.applicants.get().worker in type(sent.applicants.get().worker).objects.visible_to(
        receiver
    )


def test_a_transfer_to_oneself_or_without_reason_is_refused():
    case = submitted()
    before = snapshot(case)

    with pytest.raises(Refused):
        transfer_case(case=case, to_unit=case.unit, note="理由", actor=officer(case), now=NOW)
    with pytest.raises(Refused):
        transfer_case(case=case, to_unit=make_unit(), note=" ", actor=officer(case), now=NOW)

    assert snapshot(case) == before


def test_an_unanswered_supplement_is_a_withdrawal_not_a_refusal():
    case = submitted()
    request_supplement(case=case, items=all_missing(case), actor=officer(case), now=NOW)
    last_day, day_after = NOW + 7 * A_DAY, NOW + 8 * A_DAY
    assert not lapsed_supplements(today=date(2026, 6, 8)).exists()
    with pytest.raises(Refused, match="才届满"):
        lapse_unanswered(case=case, actor=system(), now=last_day)
    assert list(lapsed_supplements(today=date(2026, 6, 9))) == [case]

    lapse_unanswered(case=case, actor=system(), now=day_after)

    case.refresh_from_db()
    assert case.state == CaseState.DEEMED_WITHDRAWN
    assert case.move_of == MoveOf.NOBODY
    assert case.next_due_on is None
    assert not case.decisions.exists()
    own = worker(case_ids=frozenset({case.pk}))
    with pytest.raises(Refused):
        object_to_refusal(case=case, note="我有异议。", actor=own, now=day_after)


def test_whoever_was_deemed_withdrawn_may_apply_again():
    who = person()
    case = submitted(applicants=(who,))
    request_supplement(case=case, items=all_missing(case), actor=officer(case), now=NOW)
    lapse_unanswered(case=case, actor=system(), now=NOW + 8 * A_DAY)

    again = submitted(applicants=(who,), now=NOW + 9 * A_DAY)

    assert again.state == CaseState.SUBMITTED
    assert again.applicants.get().worker == case.applicants.get().worker


def test_the_worker_withdraws_with_a_reason():
    case = submitted()
    own = worker(case_ids=frozenset({case.pk}))
    with pytest.raises(Refused):
        withdraw_application(case=case, note="", actor=own, now=NOW)

    withdraw_application(case=case, note="单位已经付清。", actor=own, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.next_due_on) == (CaseState.WITHDRAWN, None)


def test_an_objection_goes_to_the_next_level_which_has_five_days():
    tree = make_tree()
    case = refused(tree.county)
    own = worker(case_ids=frozenset({case.pk}))

    objection = object_to_refusal(case=case, note="我有工牌。", actor=own, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.UNDER_OBJECTION, MoveOf.UPPER)
    assert objection.decided_by_unit == tree.prefecture
    assert (case.next_due_code, case.next_due_on) == ("AID_OBJECTION", date(2026, 6, 8))


def objected(tree) -> Case:
    case = refused(tree.county)
    own = worker(case_ids=frozenset({case.pk}))
    object_to_refusal(case=case, note="我有工牌。", actor=own, now=NOW)
    return Case.objects.get(pk=case.pk)


def test_upholding_ends_it_and_a_second_objection_is_refused():
    tree = make_tree()
    case = objected(tree)

    uphold(case=case, note="证据不足。", actor=head_of(tree.prefecture), now=NOW + A_DAY)

    case.refresh_from_db()
    assert case.state == CaseState.REFUSED
    assert case.objections.get().outcome == "uphold"
    assert case.deadlines.get(code="AID_OBJECTION").met_at == NOW + A_DAY
    own = worker(case_ids=frozenset({case.pk}))
    with pytest.raises(Refused, match="已经复核过"):
        object_to_refusal(case=case, note="再异议。", actor=own, now=NOW + A_DAY)


def test_changing_gives_the_aid_the_unit_below_refused():
    tree = make_tree()
    case = objected(tree)

    change(case=case, note="工牌足以证明。", actor=head_of(tree.prefecture), now=NOW + A_DAY)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.GRANTED, MoveOf.OFFICE)
    assert case.case_number
    assert case.next_due_code == "AID_ASSIGN"
    assert case.decisions.order_by("pk").last().outcome == "grant"


def test_remanding_begins_the_review_anew():
    tree = make_tree()
    case = objected(tree)

    remand(case=case, note="请重新审查工牌。", actor=head_of(tree.prefecture), now=NOW + A_DAY)

    case.refresh_from_db()
    assert (case.state, case.decided_at) == (CaseState.UNDER_REVIEW, None)
    assert (case.next_due_code, case.next_due_on) == ("AID_REVIEW", date(2026, 6, 9))


def test_only_the_unit_it_was_raised_to_answers_an_objection():
    tree = make_tree()
    case = objected(tree)
    before = snapshot(case)

    with pytest.raises(Refused, match="由东山市总工会复核"):
        uphold(case=case, note="维持。", actor=head_of(tree.county), now=NOW)
    with pytest.raises(Refused, match="由东山市总工会复核"):
        uphold(case=case, note="维持。", actor=head_of(tree.province), now=NOW)
    deputy = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)
    with pytest.raises(PermissionDenied):
        uphold(case=case, note="维持。", actor=deputy, now=NOW)
    with pytest.raises(Case.DoesNotExist):
        uphold(case=case, note="维持。", actor=head_of(tree.other_county), now=NOW)

    assert snapshot(case) == before


def test_an_objection_after_the_window_is_refused_and_the_window_runs_from_the_service():
    tree = make_tree()
    case = refused(tree.county)
    letter = case.documents.get(kind="refusal_decision")
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    serve_document(document=letter, how="邮寄", actor=clerk, now=NOW + 4 * A_DAY)
    case.refresh_from_db()
    assert case.next_due_on == date(2026, 6, 22)
    own = worker(case_ids=frozenset({case.pk}))

    with pytest.raises(Refused, match="已经过了"):
        object_to_refusal(case=case, note="晚了。", actor=own, now=NOW + 22 * A_DAY)
    object_to_refusal(case=case, note="最后一天。", actor=own, now=NOW + 21 * A_DAY)


def test_a_window_that_passed_leaves_the_list():
    case = refused(make_tree().county)
    late = NOW + 16 * A_DAY
    assert list(passed_objection_windows(today=date(2026, 6, 17))) == [case]

    close_objection_window(case=case, actor=system(), now=late)

    case.refresh_from_db()
    assert case.next_due_on is None
    assert case.state == CaseState.REFUSED


@pytest.mark.parametrize("ground", TerminationGround.values)
def test_aid_ends_on_each_of_the_eight_grounds(ground):
    case = make_case(state=CaseState.HANDLING)

    terminate(case=case, ground=ground, note="事实如此。", actor=head_of(case.unit), now=NOW)

    case.refresh_from_db()
    assert (case.state, case.closed_on) == (CaseState.TERMINATED, date(2026, 6, 1))
    assert case.terminations.get().ground == ground
    assert case.move_of == MoveOf.LAWYER
    assert case.documents.get().kind == "termination_decision"
    assert {row.code for row in case.deadlines.filter(met_at=None, cancelled_at=None)} == {
        "AID_DOSSIER",
        "UNION_OBJECTION",
    }


def test_without_a_lawyer_the_office_hands_in_the_file_of_an_ended_case():
    case = granted()

    terminate(case=case, ground="own_lawyer", note="另请。", actor=head_of(case.unit), now=NOW)

    case.refresh_from_db()
    assert case.move_of == MoveOf.OFFICE


@pytest.mark.parametrize(("ground", "note"), [("", "理由"), ("whim", "理由"), ("fraud", " ")])
def test_aid_does_not_end_otherwise(ground, note):
    case = make_case(state=CaseState.HANDLING)
    before = snapshot(case)

    with pytest.raises(Refused):
        terminate(case=case, ground=ground, note=note, actor=head_of(case.unit), now=NOW)

    assert snapshot(case) == before


def test_an_end_can_be_objected_to_upheld_and_revoked():
    tree = make_tree()
    head = head_of(tree.prefecture)
    for answer, state in ((uphold_termination, "terminated"), (revoke_termination, "granted")):
        case = make_case(state=CaseState.HANDLING, unit=tree.county)
        terminate(case=case, ground="fraud", note="材料虚假。", actor=head_of(tree.county), now=NOW)
        own = worker(case_ids=frozenset({case.pk}))
        object_to_termination(case=case, note="材料是真的。", actor=own, now=NOW)

        answer(case=case, note="复核意见。", actor=head, now=NOW + A_DAY)

        case.refresh_from_db()
        assert case.state == state
        assert (case.closed_on is None) == (state == "granted")
        assert case.assignments.filter(ended_at=None).exists() == (state == "terminated")
        assert events_of(case).latest("pk").note == "复核意见。"
