"""What happened to a shift, in lines of its page."""

from collections.abc import Iterable
from typing import Any

from gongyuan.core.events import find
from gongyuan.core.models import Event
from gongyuan.duty.queries.rosters import names_of


def told(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Lines of the timeline: who sat there before and after, and what a correction replaced. One
    query more."""
    listed = list(events)
    keys = {event.data.get(side) for event in listed for side in ("from", "to")}
    names = names_of(key for key in keys if isinstance(key, int))
    return [
        {
            "text": _text(event, names),
            "when": event.at,
            "who": event.actor_name,
            "note": event.note,
        }
        for event in listed
    ]


def _text(event: Event, names: dict[int, str]) -> str:
    label = find(event.code).label
    if event.code == "duty.dutyshift.correct":
        came, left = event.data["came"], event.data["left"]
        return (
            f"{label}：到岗{came[0] or '没有'}改为{came[1] or '没有'}，"
            f"离岗{left[0] or '没有'}改为{left[1] or '没有'}"
        )
    if "to" in event.data:
        before, after = (_name(event.data.get(side), names) for side in ("from", "to"))
        return f"{label}：{before}换成{after}"
    return label


def _name(who: Any, names: dict[int, str]) -> str:
    """A change by hand keeps names, the rotation and swaps keep places on the list."""
    return names.get(who, "") if isinstance(who, int) else who or "空着"
