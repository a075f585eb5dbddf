"""Entering many workers at once, as a collective application brings them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from gongyuan.core.events import record_events
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.registration import (
    enter_worker,
    fill_worker,
    refuse_other_name,
    refuse_worker,
    register_with,
    whole,
    worker_values,
)
from gongyuan.people.actor import Actor
from gongyuan.people.details import PersonDetails
from gongyuan.people.models import Worker
from gongyuan.people.privacy import identity_key


def enter_workers(
    *, people: Sequence[PersonDetails], unit: Unit, actor: Actor, now: datetime
) -> list[Worker]:
    """Return the one worker of each of these people in their order, entered now if unknown.

    Does and refuses what `enter_worker` does for each, in a handful of statements for hundreds.
    Within the transaction of a caller, which a refusal ends as a whole.
    """
    if len(people) == 1:
        return [enter_worker(person=people[0], unit=unit, actor=actor, now=now)]
    for person in people:
        refuse_worker(person, now=now)
    known = _known(people)
    found: dict[int, Worker] = {}
    fresh: dict[int, PersonDetails] = {}
    for place, person in enumerate(people):
        key = identity_key(person.identity_number)
        if key is None:
            # Known only by name and telephone: looked up one by one.
            found[place] = enter_worker(person=person, unit=unit, actor=actor, now=now)
        elif key in known:
            found[place] = known[key]
            refuse_other_name(known[key], person, actor)
            fill_worker(known[key], person, actor, now)
        else:
            fresh[place] = person
    found |= dict(zip(fresh, _entered(list(fresh.values()), unit, actor, now), strict=True))
    workers = [found[place] for place in range(len(people))]
    register_with(workers, unit, now)
    return workers


def _known(people: Sequence[PersonDetails]) -> dict[bytes, Worker]:
    """The workers of these identity numbers, locked in one order for all who come at once."""
    keys = [key for person in people if (key := identity_key(person.identity_number))]
    rows = Worker.objects.select_for_update(of=("self",)).filter(identity_index__in=keys)
    found = {bytes(row.identity_index): row for row in rows.order_by("pk") if row.identity_index}
    return {key: whole(row) or row for key, row in found.items()}


def _entered(
    people: Sequence[PersonDetails], unit: Unit, actor: Actor, now: datetime
) -> list[Worker]:
    rows = [Worker(**worker_values(person)) for person in people]
    try:
        with transaction.atomic():
            # In one order for all who come at once, so that none waits for the other in a ring.
            Worker.objects.bulk_create(
                sorted(rows, key=lambda row: bytes(row.identity_index or b""))
            )
    except IntegrityError:
        # One of them was entered by a colleague meanwhile, or stands here twice.
        return [enter_worker(person=one, unit=unit, actor=actor, now=now) for one in people]
    record_events("people.worker.register", ((row, {}) for row in rows), actor=actor, now=now)
    return rows
