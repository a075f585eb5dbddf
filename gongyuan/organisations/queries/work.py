"""What the worklist shows of organisations: agreements that come to their end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.organisations.choices import EDIT
from gongyuan.organisations.models import Agreement


def awaiting(actor: Any, *, today: date) -> Iterator[Awaiting]:
    """The agreements of the post's own unit whose end is near and that nothing follows yet."""
    if actor.can(EDIT):
        yield Awaiting(
            name="agreements_beside",
            rows=lambda: _ending(actor, today),
            order=("ends_on", "pk"),
            line=_agreement,
        )


def _agreement(row: Any) -> WorkLine:
    return WorkLine(
        route="agreement_detail",
        pk=row.pk,
        what="协议快到期，续签或者让它到期",
        who=f"{row.partner_name} {row.title}",
        due_on=row.ends_on,
        source=row.remind_source,
    )


def _ending(actor: Any, today: date) -> QuerySet[Agreement]:
    return Agreement.objects.to_renew(today=today).filter(unit_id=actor.unit_id)
