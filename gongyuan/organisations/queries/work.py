"""What the worklist shows of organisations: agreements that come to their end."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.organisations.choices import EDIT
from gongyuan.organisations.models import Agreement

#: So many lines; the whole lies behind the list of agreements.
MOST_LINES = 5


def beside(actor: Any, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of organisations awaits this post's unit, for the worklist's one statement."""
    return {"agreements_beside": _ending(actor, today)} if actor.can(EDIT) else {}


def work_lines(actor: Any, *, today: date) -> list[WorkLine]:
    """The agreements of the post's own unit whose end is near and that nothing follows yet."""
    if not actor.can(EDIT):
        return []
    rows = _ending(actor, today).order_by("ends_on", "pk")[:MOST_LINES]
    return [
        WorkLine(
            route="agreement_detail",
            pk=row.pk,
            what="协议快到期，续签或者让它到期",
            who=f"{row.partner_name} {row.title}",
            due_on=row.ends_on,
            source=row.remind_source,
        )
        for row in rows
    ]


def _ending(actor: Any, today: date) -> QuerySet[Agreement]:
    return Agreement.objects.to_renew(today=today).filter(unit_id=actor.unit_id)
