"""Which verb may follow which state, and that the database holds to the same table."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from gongyuan.cases.choices import FINAL_STATES, CaseState
from gongyuan.cases.models import Case
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import find
from gongyuan.core.refusals import Refused
from gongyuan.core.transitions import advance
from gongyuan.people.capabilities import Capability
from tests.cases.factories import NOW, make_case
from tests.people.factories import make_actor

STAMPS = {
    CaseState.TERMINATED: {"closed_on": date(2026, 6, 1)},
    CaseState.CLOSED: {"closed_on": date(2026, 6, 1)},
    CaseState.ARCHIVED: {"archived_at": NOW},
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", CaseState)
def test_in_every_state_exactly_the_verbs_of_the_table_may_follow(state):
    case = make_case(state=state)
    actor = _able(case)

    for verb in WORKFLOW.transitions:
        with transaction.atomic():
            point = transaction.savepoint()
            row = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
            stamps = STAMPS.get(verb.target, {})
            if verb.target == CaseState.GRANTED:
                stamps = {"closed_on": None}
            if state in verb.sources:
                advance(row, WORKFLOW, verb.name, actor=actor, now=NOW, note="试", **stamps)
                row.refresh_from_db()
                assert row.state == verb.target
            else:
                with pytest.raises(Refused) as refusal:
                    advance(row, WORKFLOW, verb.name, actor=actor, now=NOW, note="试", **stamps)
                assert CaseState(state).label in refusal.value.reasons[0]
                row.refresh_from_db()
                assert row.state == state
            transaction.savepoint_rollback(point)


def _able(case: Case):
    """Whoever may do everything, so that only the table stands in the way."""
    return replace(make_actor(unit=case.unit), capabilities=frozenset(Capability))


@pytest.mark.django_db
def test_the_database_refuses_a_jump_that_the_table_does_not_know():
    case = make_case(state=CaseState.SUBMITTED)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=CaseState.ASSIGNED)

    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED


@pytest.mark.parametrize("verb", WORKFLOW.transitions, ids=lambda verb: verb.name)
def test_a_verb_and_its_event_are_of_one_power(verb):
    assert find(WORKFLOW.event_code(verb.name)).capability == verb.capability


def test_every_state_is_reached_and_every_state_but_the_final_ones_is_left():
    reached = {CaseState.SUBMITTED, *(verb.target for verb in WORKFLOW.transitions)}
    left = {source for verb in WORKFLOW.transitions for source in verb.sources}

    assert reached == set(CaseState)
    assert set(CaseState) - left == FINAL_STATES
