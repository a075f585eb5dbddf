"""A state moves along its table, by who may, inside a transaction, with a note where one is due."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core import events
from gongyuan.core.events import EventCode, Note, record_event
from gongyuan.core.refusals import Refused
from gongyuan.core.transitions import advance
from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.actor import Actor
from tests.people.factories import make_actor, make_worker

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


class Paper:
    """A record as `advance` needs it, kept nowhere: what it was asked to save is what it tells."""

    class _meta:  # noqa: N801 - Django's name
        label_lower = "core.event"

    pk = 1

    def __init__(self, state):
        self.state, self.saved = state, []

    def save(self, *, update_fields):
        self.saved.append(update_fields)


def row(name, sources, target):
    return Transition(
        name=name, label=name, sources=frozenset(sources), target=target, capability="people.edit"
    )


#: Its verbs have codes that the people domain registered.
TABLE = Workflow(
    "people.worker",
    {"open": "在办", "shut": "已结"},
    row("register", {"open"}, "shut"),
    row("reveal", {"open"}, "shut"),
)
CLERK = Actor(name="某人", capabilities=frozenset({"people.edit"}))


@pytest.mark.django_db
def test_a_step_sets_state_and_stamps_and_writes_the_event():
    paper = Paper("open")

    event = advance(paper, TABLE, "register", actor=CLERK, now=NOW, data={"a": 1}, closed_at=NOW)

    assert (paper.state, paper.closed_at) == ("shut", NOW)
    assert paper.saved == [["state", "closed_at"]]
    assert (event.code, event.at, event.actor_name) == ("people.worker.register", NOW, "某人")


@pytest.mark.django_db
def test_a_verb_from_the_wrong_state_is_refused_in_words_and_changes_nothing():
    paper = Paper("shut")

    with pytest.raises(Refused, match="现在是“已结”"):
        advance(paper, TABLE, "register", actor=CLERK, now=NOW)

    assert (paper.state, paper.saved) == ("shut", [])


@pytest.mark.django_db
def test_without_the_power_the_step_is_forbidden():
    paper = Paper("open")

    with pytest.raises(PermissionDenied):
        advance(paper, TABLE, "register", actor=Actor(name="某人"), now=NOW)

    assert (paper.state, paper.saved) == ("open", [])


@pytest.mark.django_db
def test_a_compulsory_note_is_asked_for_before_anything_is_written():
    paper = Paper("open")

    with pytest.raises(Refused, match="理由") as refusal:
        advance(paper, TABLE, "reveal", actor=CLERK, now=NOW, note="  ")

    assert refusal.value.field == "note"
    assert (paper.state, paper.saved) == ("open", [])
    assert advance(paper, TABLE, "reveal", actor=CLERK, now=NOW, note=" 有理由 ").note == "有理由"


@pytest.mark.django_db(transaction=True)
def test_a_step_outside_a_transaction_is_an_error():
    with pytest.raises(RuntimeError, match="transaction"):
        advance(Paper("open"), TABLE, "register", actor=CLERK, now=NOW)


def test_a_table_with_an_unknown_state_or_a_verb_twice_is_not_built():
    with pytest.raises(ValueError, match="unknown state"):
        Workflow("a.b", {"open": "在办"}, row("close", {"open"}, "gone"))
    with pytest.raises(ValueError, match="twice"):
        Workflow(
            "a.b", {"open": "在办"}, row("close", {"open"}, "open"), row("close", {"open"}, "open")
        )


def test_only_verbs_that_state_and_powers_allow_are_offered():
    mine = frozenset({"people.edit"})

    assert [t.name for t in TABLE.available("open", mine)] == ["register", "reveal"]
    assert TABLE.available("shut", mine) == []
    assert TABLE.available("open", frozenset()) == []


@pytest.fixture
def registry():
    """The registry as it is, to be spoiled and put right again."""
    yield
    events.collect()
    assert events.check_codes() == []


def faults():
    return [fault.msg for fault in events.check_codes()]


@pytest.mark.usefixtures("registry")
def test_the_start_check_names_a_code_registered_twice():
    events.add([EventCode(code="people.worker.edit", label="又一个", kind="x")])

    assert faults() == ["event code people.worker.edit is registered twice"]


@pytest.mark.usefixtures("registry")
def test_the_start_check_names_an_unknown_power_and_a_malformed_code():
    events.add(
        [
            EventCode(code="people.worker.fly", label="飞", kind="x", capability="people.fly"),
            EventCode(code="people.fly", label="飞", kind="x"),
        ]
    )

    assert faults() == [
        "event code people.worker.fly: unknown capability people.fly",
        "event code people.fly is not app.model.verb",
    ]


@pytest.mark.usefixtures("registry")
def test_the_start_check_names_a_transition_without_code_and_one_without_power(monkeypatch):
    spoiled = Transition(
        name="fly", label="飞", sources=frozenset(WORKFLOW.labels), target="closed",
        capability="cases.fly",
    )  # fmt: skip
    monkeypatch.setattr(WORKFLOW, "transitions", (spoiled,))
    monkeypatch.setitem(WORKFLOW._by_name, "fly", spoiled)

    found = faults()

    monkeypatch.undo()
    assert "transition cases.case.fly has no event code" in found
    assert "transition cases.case.fly: unknown capability cases.fly" in found


@pytest.mark.django_db
def test_events_name_people_as_they_were_then():
    actor = make_actor()
    worker = make_worker()

    event = record_event(worker, "people.worker.edit", actor=actor, now=NOW)

    assert event.actor_office == actor.office
    assert (event.actor_post_id, event.unit_id) == (actor.post_id, actor.unit_id)
    assert list(events.events_of(worker)) == [event]
    assert Note.REQUIRED.value == "required"
