"""The registry of what can happen to a record, and the one way to write it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models

from gongyuan.core.actor import Actor
from gongyuan.core.copying import copy_in, copy_values
from gongyuan.core.models import Event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.workflow import Workflow

#: Rows written at once: more gain nothing and cost memory.
EVENTS_AT_ONCE = 1000


class Note(StrEnum):
    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, kw_only=True)
class EventCode:
    #: app.model.verb
    code: str
    label: str
    #: A word of the domain that groups codes (application, decision, assignment…).
    kind: str
    #: The capability of whoever may choose it; empty when only the system writes it.
    capability: str = ""
    #: Whose move it is afterwards; None leaves it as it was.
    move_of: str | None = None
    note: Note = Note.OPTIONAL
    #: What the worker reads on the status page; empty when the event is not for the worker.
    worker_label: str = ""


_codes: dict[str, EventCode] = {}
_duplicates: list[str] = []
_capabilities: set[str] = set()


def collect() -> None:
    """Read `EVENTS` of the `choices` module of every installed domain."""
    _codes.clear()
    _duplicates.clear()
    for config in apps.get_app_configs():
        name = f"{config.name}.choices"
        if config.name.startswith("gongyuan.") and find_spec(name):
            add(getattr(import_module(name), "EVENTS", ()))


def add(codes: Iterable[EventCode]) -> None:
    for code in codes:
        if code.code in _codes:
            _duplicates.append(code.code)
        _codes[code.code] = code


def know_capabilities(names: Iterable[str]) -> None:
    """Learn which powers there are; the domain that knows people tells."""
    _capabilities.update(names)


def find(code: str) -> EventCode:
    return _codes[code]


def registered() -> list[EventCode]:
    return list(_codes.values())


def check_codes(**_: Any) -> list[checks.CheckMessage]:
    """Refuse to start with two codes of one name, an unknown power, or a verb without a code."""
    faults = [f"event code {code} is registered twice" for code in _duplicates]
    for code in _codes.values():
        if code.code.count(".") != 2:
            faults.append(f"event code {code.code} is not app.model.verb")
        if code.capability and code.capability not in _capabilities:
            faults.append(f"event code {code.code}: unknown capability {code.capability}")
    faults += _transitions_without_code()
    return [checks.Error(fault, id="core.E001") for fault in faults]


def _transitions_without_code() -> list[str]:
    faults = []
    for config in apps.get_app_configs():
        name = f"{config.name}.workflow"
        if not config.name.startswith("gongyuan.") or config.label == "core" or not find_spec(name):
            continue
        for workflow in vars(import_module(name)).values():
            if isinstance(workflow, Workflow):
                faults += _faults_of(workflow)
    return faults


def _faults_of(workflow: Workflow) -> list[str]:
    faults = []
    for transition in workflow.transitions:
        code = workflow.event_code(transition.name)
        if code not in _codes:
            faults.append(f"transition {code} has no event code")
        if transition.capability not in _capabilities:
            faults.append(f"transition {code}: unknown capability {transition.capability}")
    return faults


def note_obstacles(code: str, note: str) -> list[str]:
    """Why this note will not do for this code: the code makes one compulsory and it is empty."""
    known = find(code)
    if known.note is Note.REQUIRED and not note.strip():
        return [f"“{known.label}”要写明理由。"]
    return []


def record_event(
    subject: models.Model,
    code: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Write what happened, and on a record that has a move, whose it is from now on.

    Refuses an empty note where the code makes it compulsory. The caller's transaction keeps the
    event and the change together.
    """
    refuse_if(note_obstacles(code, note), field="note")
    if hands_over(subject, code, now=now):
        subject.save(update_fields=["move_of", "move_since"])
    event = _unwritten(subject, code, actor=actor, now=now, note=note, data=data)
    event.save(force_insert=True)
    return event


def hands_over(subject: models.Model, code: str, *, now: datetime) -> bool:
    """Set on the record whose move it is after this code; whether that changed anything.

    Called before a new record is written, it spares the event an update of its own.
    """
    move_of = find(code).move_of
    if move_of is None or not hasattr(subject, "move_of"):
        return False
    if (subject.move_of, subject.move_since) == (move_of, now):  # type: ignore[attr-defined] # Moving has both
        return False
    subject.move_of, subject.move_since = move_of, now  # type: ignore[attr-defined] # the same
    return True


def record_events(
    code: str,
    happened: Iterable[tuple[models.Model, dict[str, Any]]],
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Write one code for many records at once, as an import does: pairs of record and content.

    Returns how many. The same checks as `record_event`; for records that have a move, and codes
    that make a note compulsory, each event is written by itself with that.
    """
    known = find(code)
    refuse_if(note_obstacles(code, ""), field="note")
    number = 0
    events: list[Event] = []
    for subject, data in happened:
        if known.move_of is not None and hasattr(subject, "move_of"):
            raise ValueError(f"{code} moves {subject._meta.label}; write it with record_event()")
        events.append(_unwritten(subject, code, actor=actor, now=now, data=data))
        if len(events) == EVENTS_AT_ONCE:
            number += copy_in(events)
            events = []
    return number + copy_in(events)


#: What is written of each event when thousands are.
_WRITTEN = (
    *("subject_kind", "subject_id", "code", "at", "actor_user_id", "actor_post_id"),
    *("actor_name", "actor_office", "unit_id"),
)


def record_of_each(
    code: str, model: type[models.Model], ids: Iterable[int], *, actor: Actor, now: datetime
) -> int:
    """Write one code without content for records known by their ids, many thousands at once.

    Returns how many. For records that are nobody's move afterwards, and codes without a note.
    """
    refuse_if(note_obstacles(code, ""), field="note")
    who = (actor.user_id, actor.post_id, actor.name, actor.office, actor.unit_id)
    kind = model._meta.label_lower
    return copy_values(Event, _WRITTEN, ((kind, pk, code, now, *who) for pk in ids))


def _unwritten(
    subject: models.Model,
    code: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    return Event(
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        code=code,
        at=now,
        note=note.strip(),
        data=data or {},
        actor_user_id=actor.user_id,
        actor_post_id=actor.post_id,
        actor_name=actor.name,
        actor_office=actor.office,
        unit_id=actor.unit_id,
    )


def events_of(subject: models.Model) -> models.QuerySet[Event]:
    return Event.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
