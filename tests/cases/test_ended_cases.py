"""The file of a case whose aid was ended, and what becomes of claims that nobody answered."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from gongyuan.cases.actions.assignment import pass_on_unanswered
from gongyuan.cases.actions.closing import close_case, return_file, submit_file
from gongyuan.cases.actions.objection import object_to_termination, uphold_termination
from gongyuan.cases.actions.withdrawal import terminate
from gongyuan.cases.choices import AssignmentEnd, CaseState, ClaimOutcome, MoveOf, StageResult
from gongyuan.cases.models import Case
from gongyuan.cases.queries.handling import claim_rows
from gongyuan.cases.queries.whole import whole_case
from gongyuan.cases.views.page import next_steps
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import LATER, conclude, handled, lawyer_of, officer_of, stage
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
#: The days to object have passed.
AFTER_WINDOW = NOW + timedelta(days=30)


def ended(state=CaseState.HANDLING, **values):
    case = make_case(state=state, **values)
    head = officer_of(case, role=Role.LEGAL_HEAD)
    terminate(case=case, ground="own_lawyer", note="另请律师。", actor=head, now=NOW)
    return Case.objects.get(pk=case.pk)


def test_the_file_of_an_ended_case_waits_until_nobody_can_object_any_more():
    case = ended()
    last_day = case.deadlines.get(code="UNION_OBJECTION").due_on

    with pytest.raises(Refused, match=f"{last_day:%Y-%m-%d}以前可以对终止提出异议"):
        submit_file(case=case, actor=lawyer_of(case), now=NOW)

    submit_file(case=case, actor=lawyer_of(case), now=AFTER_WINDOW)
    case.refresh_from_db()
    assert case.state == CaseState.FILE_SUBMITTED
    assert [row.code for row in case.deadlines.filter(met_at=None, cancelled_at=None)] == [
        "AID_SUBSIDY"
    ]


def test_the_file_of_an_ended_case_goes_back_to_it_ended_not_closed():
    case = ended()
    submit_file(case=case, actor=lawyer_of(case), now=AFTER_WINDOW)
    officer = officer_of(case)
    case.refresh_from_db()

    reverse("case_file_return", args=[case.pk])  # the pages register their verbs with the addresses
    steps = next_steps(whole_case(case, officer), officer)
    offered = {step["verb"] for step in [steps["primary"], *steps["secondary"], *steps["more"]]}
    return_file(case=case, missing=["24"], note="", actor=officer, now=AFTER_WINDOW)

    case.refresh_from_db()
    assert {"return_terminated_file", "archive"} == offered
    assert (case.state, case.move_of) == (CaseState.TERMINATED, MoveOf.LAWYER)
    assert events_of(case).latest("pk").code == "cases.case.return_terminated_file"


def test_without_a_lawyer_a_returned_file_and_an_upheld_end_are_the_offices():
    tree = make_tree()
    case = ended(state=CaseState.GRANTED, unit=tree.county)
    office = officer_of(case)
    own = worker(case_ids=frozenset({case.pk}))
    object_to_termination(case=case, note="没有另请律师。", actor=own, now=NOW)
    above = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    uphold_termination(case=case, note="材料显示另请了律师。", actor=above, now=NOW)
    assert Case.objects.get(pk=case.pk).move_of == MoveOf.OFFICE

    submit_file(case=case, actor=office, now=AFTER_WINDOW)
    return_file(case=case, missing=["24"], note="", actor=office, now=AFTER_WINDOW)
    assert Case.objects.get(pk=case.pk).move_of == MoveOf.OFFICE
    assert case.deadlines.get(code="AID_DOSSIER", met_at=None).kept_by == MoveOf.OFFICE


def test_an_offer_that_nobody_took_ends_with_the_aid():
    case = ended(state=CaseState.ASSIGNED)

    assert case.assignments.get().end_kind == AssignmentEnd.TERMINATED


def test_an_offer_is_not_taken_back_by_another_union():
    case = make_case(state=CaseState.ASSIGNED)
    offer = case.assignments.get()
    offer.answer_due_on = date(2026, 6, 3)
    offer.save()

    with pytest.raises(Case.DoesNotExist):
        pass_on_unanswered(assignment=offer, actor=make_actor(), now=LATER)
    assert pass_on_unanswered(assignment=offer, actor=officer_of(case), now=LATER)


def test_a_case_is_not_closed_before_every_claim_has_its_outcome():
    case = handled()
    conclude(stage(case, "negotiation"), StageResult.FAILED, answers=())
    told = {
        "case": case,
        "summary": "协商不成，职工不再主张。",
        "recovered_amount": Decimal(0),
        "actor": lawyer_of(case),
        "now": LATER,
    }

    for outcome in ("", ClaimOutcome.SUPPORTED, ClaimOutcome.PENDING):
        with pytest.raises(Refused, match="还没有结果的请求：拖欠劳动报酬") as refusal:
            close_case(**told, left_outcome=outcome)
        assert refusal.value.field == "left_outcome"
    assert Case.objects.get(pk=case.pk).state == CaseState.HANDLING

    close_case(**told, left_outcome=ClaimOutcome.WITHDRAWN)
    assert [row.outcome for row in claim_rows(case)] == [ClaimOutcome.WITHDRAWN]
    assert Case.objects.get(pk=case.pk).state == CaseState.CLOSED
