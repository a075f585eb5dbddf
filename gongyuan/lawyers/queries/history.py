"""What happened to a record of the team, in words."""

from typing import Any

from django.db import models

from gongyuan.core.events import find
from gongyuan.core.models import Event

#: So many of the latest things are shown.
MOST_TOLD = 60


def timeline(*records: models.Model, most: int = MOST_TOLD) -> list[dict[str, Any]]:
    """What happened to these records together, the latest first; one query.

    Each record may be of another kind: a lawyer with the terms.
    """
    found = models.Q()
    for record in records:
        found |= models.Q(subject_kind=record._meta.label_lower, subject_id=record.pk)
    if not records:
        return []
    rows = Event.objects.filter(found).order_by("-at", "-pk")[:most]
    return [_told(row) for row in rows]


def _told(row: Event) -> dict[str, Any]:
    label, more = find(row.code).label, row.data.get("title", "")
    return {
        "text": f"{label}：{more}" if more else label,
        "when": row.at,
        "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
        "note": row.note,
    }
