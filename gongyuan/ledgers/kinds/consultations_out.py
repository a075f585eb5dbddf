"""Consultations as a ledger has them, those of the product's own years too."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.consultations.choices import Channel, Topic
from gongyuan.consultations.models import Consultation
from gongyuan.ledgers.kinds.comparing import day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, RowsOut
from gongyuan.people.actor import Actor

#: What goes out as it stands, by column of the ledger.
_PLAIN = {
    "name": "asker_name",
    "employer_name": "employer_name",
    "region_code": "region_code",
    "question": "question",
    "answer": "answer",
    "answered_by": "answered_by",
    "people_count": "people_count",
    "minutes": "minutes",
    "number": "number",
    "unit": "unit__name",
}
_MORE = ("channel", "topic", "asked_at", "answered_on", "lawyer__name", "institution__name")
_CHANNELS = {str(value): str(label) for value, label in Channel.choices}
_TOPICS = {str(value): str(label) for value, label in Topic.choices}


def consultations_out(actor: Actor, going: Going) -> RowsOut:
    """All consultations in sight in the order they came in, telephone numbers where they may go
    out; one that waits has no answer."""
    names = (*_PLAIN.values(), *_MORE, *(("phone",) if going.has_personal else ()))
    rows: QuerySet[Any] = Consultation.objects.visible_to(actor).order_by("pk")

    def cells(found: tuple[Any, ...]) -> dict[str, Cell]:
        row = dict(zip(names, found, strict=True))
        asked_at = timezone.localtime(row["asked_at"])
        is_timed = asked_at.hour or asked_at.minute
        return {
            **{column: row[name] for column, name in _PLAIN.items()},
            "asked_on": day_text(asked_at.date()),
            "asked_time": f"{asked_at:%H:%M}" if is_timed else "",
            "phone": row.get("phone") or "",
            "channel": _CHANNELS[row["channel"]],
            "topic": _TOPICS[row["topic"]],
            "answered_on": day_text(row["answered_on"]),
            "lawyer": row["lawyer__name"] or "",
            "institution": row["institution__name"] or "",
        }

    return rows.values_list(*names), cells
