"""Taking a membership away: grounds, hearing, hand-over, decision by another, review."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongyuan.cases.actions.assignment import replace_lawyer
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions.conduct import (
    add_evidence,
    notify_lawyer,
    propose_removal,
    record_hearing,
    send_back,
    state_side,
)
from gongyuan.panel.actions.opening import open_all_for_complaints, open_proceeding
from gongyuan.panel.actions.removal import (
    decide_removal,
    decide_to_keep,
    hand_over_case,
    keep_case,
    object_to_removal,
    review_removal,
)
from gongyuan.panel.choices import ConductGround, ConductState
from gongyuan.panel.models import CaseHandOver, Conduct
from gongyuan.panel.queries.conduct import hand_overs_awaited, open_cases
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.lawyers.factories import make_lawyer, make_term
from tests.organisations.factories import make_unit
from tests.panel.factories import (
    NOW,
    acting,
    make_city,
    member,
    opened,
    proposed,
    told_proceeding,
    verified,
)
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 8, 2, 0, tzinfo=UTC)


@pytest.fixture
def city():
    return make_city()


def fresh(row):
    return Conduct.objects.get(pk=row.pk)


def decide(city, row, *, actor=None, now=NOW):
    return decide_removal(conduct=row, note="处分属实。", actor=actor or city.head, now=now)


@pytest.mark.parametrize("ground", list(ConductGround))
def test_each_of_the_six_grounds_opens_with_its_clause(city, ground):
    term = member(city)
    for _ in range(2):
        verified(term.lawyer, city.unit)
    row = opened(city, term, ground=ground)

    place = "一二三四五六"[list(ConductGround).index(ground)]
    assert row.ground_source == f"平工文〔2016〕28号附件2第五条（{place}）"
    assert row.evidence.count() == 1
    assert opened(city, term, ground=ground).pk == row.pk


def test_a_place_without_such_a_policy_has_no_grounds(city):
    unit = make_unit(region_code="222406")
    term = make_term(unit=unit)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    with pytest.raises(Refused, match="没有规定"):
        open_proceeding(term=term, proceeding=told_proceeding(), actor=officer, now=NOW)


def test_what_a_proceeding_is_not_opened_on(city):
    term = member(city)
    with pytest.raises(Refused) as few:
        opened(city, term, facts="不好")
    with pytest.raises(Refused) as unfounded:
        opened(city, term, ground=ConductGround.COMPLAINED_OF)
    with pytest.raises(PermissionDenied):
        open_proceeding(term=term, proceeding=told_proceeding(), actor=city.county_officer, now=NOW)
    over = member(city, starts_on=date(2024, 5, 20), ends_on=date(2025, 5, 19))
    with pytest.raises(Refused, match="聘期已满"):
        opened(city, over)
    assert (few.value.field, unfounded.value.field) == ("facts", "ground")


def test_the_second_verified_complaint_opens_one_proceeding_and_removes_nobody(city):
    term = member(city)
    verified(term.lawyer, city.unit)
    assert open_all_for_complaints(now=NOW) == 0
    verified(term.lawyer, city.unit)
    assert open_all_for_complaints(now=NOW) == 1
    assert open_all_for_complaints(now=NOW) == 0

    row = Conduct.objects.get()
    assert (row.ground, row.verified_count, row.opener_id) == (
        ConductGround.COMPLAINED_OF,
        2,
        None,
    )
    assert row.state == ConductState.OPENED
    assert PanelTerm.objects.get(pk=term.pk).agreed_until is None
    assert Notice.objects.filter(user_id=city.officer.user_id).exists()


def test_the_same_complaints_open_no_second_one_and_a_third_does(city):
    term = member(city)
    for _ in range(2):
        verified(term.lawyer, city.unit)
    open_all_for_complaints(now=NOW)
    decide_to_keep(conduct=Conduct.objects.get(), note="已整改。", actor=city.head, now=NOW)
    assert open_all_for_complaints(now=NOW) == 0

    verified(term.lawyer, city.unit)
    assert open_all_for_complaints(now=NOW) == 1


def test_the_lawyer_is_told_and_has_days_to_state_the_own_side(city):
    row = opened(city, member(city))
    notify_lawyer(conduct=row, actor=city.officer, now=NOW)
    row = fresh(row)

    assert row.statement_due_on == date(2026, 5, 7)
    assert "待核" in row.statement_source
    assert row.documents.count() == 1
    with pytest.raises(Refused, match="2026-05-07"):
        record_hearing(conduct=row, actor=city.officer, now=NOW)
    record_hearing(conduct=row, actor=city.officer, now=LATER)
    assert fresh(row).state == ConductState.HEARD


def test_a_record_of_what_was_said_in_person_is_a_hearing(city):
    row = opened(city, member(city))
    notify_lawyer(conduct=row, actor=city.officer, now=NOW)
    record_hearing(conduct=row, note="5月6日来会陈述，承认。", actor=city.officer, now=NOW)
    assert fresh(row).statement.startswith("5月6日")


def test_a_lawyer_states_once_something_and_only_the_own_side(city):
    term, other = member(city), member(city)
    row = opened(city, term)
    with pytest.raises(Refused):
        state_side(conduct=row, note="没有这回事。", actor=acting(term), now=NOW)
    notify_lawyer(conduct=row, actor=city.officer, now=NOW)
    with pytest.raises(Refused):
        state_side(conduct=row, note=" ", actor=acting(term), now=NOW)
    with pytest.raises(Conduct.DoesNotExist):
        state_side(conduct=row, note="不是我。", actor=acting(other), now=NOW)
    state_side(conduct=row, note="没有这回事。", actor=acting(term), now=NOW)
    with pytest.raises(Refused):
        state_side(conduct=row, note="再说一次。", actor=acting(term), now=NOW)


def test_whoever_opened_or_proposed_does_not_decide(city):
    term = member(city)
    row = opened(city, term)
    notify_lawyer(conduct=row, actor=city.officer, now=NOW)
    record_hearing(conduct=row, note="当面陈述，记录在卷。", actor=city.officer, now=NOW)
    propose_removal(conduct=row, note="建议取消。", actor=city.head, now=NOW)

    with pytest.raises(Refused, match="另一位负责人"):
        decide(city, row, actor=city.head)
    with pytest.raises(PermissionDenied):
        decide(city, row, actor=city.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conduct.objects.filter(pk=row.pk).update(decider_id=city.head.user_id)
    decide(city, row, actor=city.other_head)
    assert fresh(row).state == ConductState.REMOVED


def test_the_head_who_opened_it_does_not_close_it_either(city):
    row = open_proceeding(term=member(city), proceeding=told_proceeding(), actor=city.head, now=NOW)
    with pytest.raises(Refused, match="立案"):
        decide_to_keep(conduct=row, note="算了。", actor=city.head, now=NOW)


def test_a_proposal_is_sent_back_with_a_reason(city):
    row = proposed(city, member(city))
    with pytest.raises(Refused):
        send_back(conduct=row, note="", actor=city.head, now=NOW)
    send_back(conduct=row, note="证据不足，补充决定书。", actor=city.head, now=NOW)
    assert fresh(row).state == ConductState.HEARD


def test_open_cases_are_handed_over_before_the_seat_is_vacated(city):
    term, heir = member(city), member(city)
    cases = [
        make_case(state=state, unit=city.county, lawyer=term.lawyer)
        for state in (CaseState.HANDLING, CaseState.ASSIGNED)
    ]
    row = proposed(city, term)
    waiting = list(CaseHandOver.objects.order_by("case_id"))
    assert [one.case_id for one in waiting] == [case.pk for case in cases]
    assert hand_overs_awaited(city.county_officer).count() == 2
    with pytest.raises(Refused, match="还有2件案件没有移交"):
        decide(city, row)
    assert fresh(row).state == ConductState.PUT_FORWARD

    with pytest.raises(CaseHandOver.DoesNotExist):
        hand_over_case(
            hand_over=waiting[0], lawyer=heir.lawyer, note="移交。", actor=city.officer, now=NOW
        )
    hand_over_case(
        hand_over=waiting[0],
        lawyer=heir.lawyer,
        note="承办律师取消资格。",
        actor=city.county_officer,
        now=NOW,
    )
    assert Case.objects.get(pk=cases[0].pk).state == CaseState.ASSIGNED
    assert [one.case.pk for one in open_cases(row)] == [cases[1].pk]
    with pytest.raises(Refused, match="还有1件"):
        decide(city, row)
    replace_lawyer(
        case=cases[1],
        replaces=cases[1].assignments.get(ended_at=None).pk,
        note="直接在案件页换。",
        actor=city.county_officer,
        now=NOW,
    )
    assert hand_overs_awaited(city.county_officer).count() == 0
    decide(city, row)


def test_a_case_handed_over_twice_is_handed_over_once(city):
    term, heir = member(city), member(city)
    case = make_case(state=CaseState.HANDLING, unit=city.county, lawyer=term.lawyer)
    proposed(city, term)
    known = {"hand_over": CaseHandOver.objects.get(), "actor": city.county_officer, "now": NOW}
    for _ in range(2):
        hand_over_case(lawyer=heir.lawyer, note="移交。", **known)
    assert case.assignments.count() == 2


def test_a_case_may_stay_for_a_stated_reason(city):
    term = member(city)
    make_case(state=CaseState.HANDLING, unit=city.county, lawyer=term.lawyer)
    row = proposed(city, term)
    known = {"hand_over": CaseHandOver.objects.get(), "actor": city.county_officer, "now": NOW}
    with pytest.raises(Refused):
        keep_case(note=" ", **known)
    keep_case(note="明天开庭，职工本人要求不换。", **known)
    decide(city, row)
    assert PanelTerm.objects.get(pk=term.pk).end_ground == EndGround.DISQUALIFIED


def test_a_removal_ends_the_term_and_those_to_come_with_its_decision(city):
    term = member(city)
    coming = member(
        city, lawyer=term.lawyer, starts_on=date(2026, 5, 20), ends_on=date(2027, 5, 19)
    )
    row = proposed(city, term)
    decide(city, row)

    ended = PanelTerm.objects.get(pk=term.pk)
    assert (ended.ends_on, ended.agreed_until) == (date(2026, 4, 26), date(2026, 5, 19))
    assert ended.end_file == row.documents.order_by("-pk")[0].file
    assert PanelTerm.objects.get(pk=coming.pk).end_ground == EndGround.DISQUALIFIED
    with pytest.raises(Refused):
        decide(city, row, actor=city.other_head)
    with pytest.raises(Refused):
        add_evidence(conduct=row, title="补充", actor=city.officer, now=NOW)


def test_the_lawyer_asks_for_review_in_time_and_another_reviews(city):
    term = member(city)
    row = proposed(city, term)
    decide(city, row)
    late = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="2026-05-12"):
        object_to_removal(conduct=row, note="不服。", actor=acting(term), now=late)
    object_to_removal(conduct=row, note="处分已经撤销。", actor=acting(term), now=NOW)
    verdict = {"conduct": row, "is_upheld": False, "note": "处分已撤销，属实。", "now": NOW}
    with pytest.raises(Refused, match="不能复核"):
        review_removal(actor=city.head, **verdict)
    with pytest.raises(PermissionDenied):
        review_removal(actor=city.officer, **verdict)
    review_removal(actor=city.other_head, **verdict)

    row = fresh(row)
    assert row.state == ConductState.OVERTURNED
    assert row.documents.count() == 3


def test_a_union_above_may_review_and_one_beside_may_not(city):
    term = member(city)
    row = proposed(city, term)
    decide(city, row)
    object_to_removal(conduct=row, note="不服。", actor=acting(term), now=NOW)
    stranger = make_actor(role=Role.LEGAL_HEAD, unit=make_unit())
    county_head = make_actor(role=Role.LEGAL_HEAD, unit=city.county)
    for actor in (stranger, county_head):
        with pytest.raises(Conduct.DoesNotExist):
            review_removal(conduct=row, is_upheld=True, note="维持。", actor=actor, now=NOW)
    review_removal(conduct=row, is_upheld=True, note="维持。", actor=city.other_head, now=NOW)
    assert fresh(row).state == ConductState.UPHELD


def test_cases_under_another_team_do_not_stand_against_the_end(city):
    lawyer = make_lawyer(has_term=False)
    term = member(city, lawyer=lawyer)
    make_case(state=CaseState.HANDLING, unit=make_unit(), lawyer=lawyer)
    row = proposed(city, term)
    decide(city, row)
    assert fresh(row).state == ConductState.REMOVED
