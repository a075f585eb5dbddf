"""What happened to a case, in the words of the registry of events."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.models import Case
from gongyuan.core.events import events_of, find
from gongyuan.core.models import Event
from gongyuan.people.actor import Actor

#: Reading is written down too, but a timeline of readings hides what was done.
UNSHOWN = ("cases.case.viewed", "cases.case.opened_file")
TIMELINE_LENGTH = 100
#: What unions say among each other about a case is not told to its lawyer, but for what concerns
#: the lawyer's own work.
AMONG_UNIONS = "major"
FOR_LAWYERS = frozenset(
    {"cases.case.mark_major", "cases.case.report_by_lawyer", "cases.case.collaboration"}
    | {"cases.case.join_hands", "cases.case.part_hands", "cases.case.name_leader"}
)


def shown_events(case_id: int) -> QuerySet[Event]:
    """The latest hundred events of a case, the last first; readings are left to the audit."""
    return events_of(Case(pk=case_id)).exclude(code__in=UNSHOWN).order_by("-pk")[:TIMELINE_LENGTH]


def timeline(events: Iterable[Event], actor: Actor) -> list[dict[str, Any]]:
    """What happened to a case as far as this actor is told, each as {text, when, who, note}."""
    return [
        {
            "text": _told(find(row.code).label, row.data),
            "when": row.at,
            "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
            "note": row.note,
        }
        for row in events
        if not actor.is_lawyer or _is_for_lawyers(row.code, row.data)
    ]


def _is_for_lawyers(code: str, data: dict[str, Any]) -> bool:
    if data.get("is_inner"):
        return False
    return find(code).kind != AMONG_UNIONS or code in FOR_LAWYERS


def _told(label: str, data: dict[str, Any]) -> str:
    title = data.get("title")
    return f"{label}：{title}" if title else label
