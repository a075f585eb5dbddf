from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models

from gongyuan.core.actor import Actor
from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.models import Event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.workflow import Workflow


def advance(
    record: models.Model,
    workflow: Workflow,
    name: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
    **stamps: Any,
) -> Event:
    """Move a locked record along its table: the only writer of a state.

    `stamps` are the facts that belong to the new state (`closed_at=now`). Refuses when the verb
    may not follow the state; forbids when the actor has not the power.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("advance() needs the transaction that holds the row's lock")
    transition = workflow.find(name)
    if transition.capability not in actor.capabilities:
        raise PermissionDenied(transition.capability)
    refuse_if(workflow.obstacles(record.state, name))  # type: ignore[attr-defined] # has a state
    # Before anything is written: who catches the refusal must not keep half of the step.
    refuse_if(note_obstacles(workflow.event_code(name), note), field="note")
    record.state = transition.target  # type: ignore[attr-defined] # has a state
    for field, value in stamps.items():
        setattr(record, field, value)
    record.save(update_fields=["state", *stamps])
    return record_event(
        record, workflow.event_code(name), actor=actor, now=now, note=note, data=data
    )
