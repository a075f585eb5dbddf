"""What happened to a case, in the words of the registry of events."""

from typing import Any

from gongyuan.cases.models import Case
from gongyuan.core.events import events_of, find
from gongyuan.core.prepared import Prepared
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

_EVENTS = Prepared(
    lambda case_id: (
        events_of(Case(pk=case_id)).exclude(code__in=UNSHOWN).order_by("-pk")[:TIMELINE_LENGTH]
    ),
    case_id=int,
)


def timeline(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """What happened to a case as far as this actor is told, the latest first.

    Each as {text, when, who, note}. At most a hundred; readings are left to the audit.
    """
    rows = _EVENTS.rows(case_id=case.pk)
    return [
        {
            "text": _told(find(row.code).label, row.data),
            "when": row.at,
            "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
            "note": row.note,
        }
        for row in rows
        if not actor.is_lawyer or _is_for_lawyers(row.code, row.data)
    ]


def _is_for_lawyers(code: str, data: dict[str, Any]) -> bool:
    if data.get("is_inner"):
        return False
    return find(code).kind != AMONG_UNIONS or code in FOR_LAWYERS


def _told(label: str, data: dict[str, Any]) -> str:
    title = data.get("title")
    return f"{label}：{title}" if title else label
