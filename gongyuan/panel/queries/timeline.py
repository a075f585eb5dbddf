"""What happened to a record of the team's year."""

from typing import Any

from django.db import models

from gongyuan.core.events import events_of, find

MOST_EVENTS = 100


def timeline(record: models.Model) -> list[dict[str, Any]]:
    """What happened to a record, the latest first, as the timeline shows it."""
    rows = events_of(record).order_by("-pk")[:MOST_EVENTS]
    return [
        {
            "text": "：".join(filter(None, [find(row.code).label, row.data.get("title", "")])),
            "when": row.at,
            "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
            "note": row.note,
        }
        for row in rows
    ]
