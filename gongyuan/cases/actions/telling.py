"""Telling the people of a union, in their inbox, what came to it."""

from datetime import datetime

from django.utils import timezone

from gongyuan.cases.queries.duty import users_with
from gongyuan.core.notices import tell_user
from gongyuan.people.actor import Actor


def tell_union(
    *, unit_id: int, power: str, body: str, link: str, now: datetime, once_key: str = ""
) -> int:
    """Put a notice into the inbox of everybody in a union with this power; says how many.

    With `once_key` each is told once, however often a job comes by.
    """
    told = users_with(power, unit_id, on=timezone.localdate(now))
    for user_id in told:
        key = f"{once_key}-{user_id}" if once_key else None
        tell_user(user_id=user_id, body=body, link=link, now=now, once_key=key)
    return len(told)


def signature(actor: Actor) -> str:
    """Name and post of whoever signs, as they were on that day."""
    return "，".join(part for part in (actor.name, actor.office) if part)[:200]
