"""When a lawyer is online, and whether the registration serves."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

Hours = Mapping[str, Sequence[Sequence[str]]]
WEEKDAYS = {
    "1": "周一",
    "2": "周二",
    "3": "周三",
    "4": "周四",
    "5": "周五",
    "6": "周六",
    "7": "周日",
}
SPAN = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-—－至到~]\s*([01]?\d|2[0-3])[:：]([0-5]\d)")


def spans_typed(text: str) -> list[list[str]] | None:
    """Spans of a day as people type them (9:00-11:30、14:00-17:00); None when they are none."""
    found = []
    for part in re.split(r"[、，,;；\s]+(?=\d)", text.strip()):
        if not part:
            continue
        match = SPAN.fullmatch(part.strip())
        if match is None:
            return None
        first, last = (f"{int(match[n]):02d}:{match[n + 1]}" for n in (1, 3))
        found.append([first, last])
    return found


def hours_obstacles(hours: Hours) -> list[str]:
    """Say why these hours are none: each span ends after it begins, and none meets another."""
    found = []
    for day, spans in hours.items():
        name = WEEKDAYS.get(day)
        if name is None:
            return ["没有这一天。"]
        ordered = sorted(list(span) for span in spans)
        if any(first >= last for first, last in ordered):
            found.append(f"{name}的时段结束早于开始。")
        elif any(one[1] > other[0] for one, other in zip(ordered, ordered[1:], strict=False)):
            found.append(f"{name}的时段互相重叠。")
    if not any(hours.values()):
        found.append("请至少写一个在线时段。")
    return found


def is_online_at(hours: Hours, moment: datetime) -> bool:
    """Whether a moment of local time lies in the hours; the end of a span is not in it."""
    now = f"{moment:%H:%M}"
    spans = hours.get(str(moment.isoweekday()), ())
    return any(first <= now < last for first, last in spans)


def serving_obstacles(*, is_active: bool, accepted_version: int, version: int) -> list[str]:
    """Say why a registered lawyer does not serve online now (豫工文〔2020〕40号 三(三)3).

    A new version of the standard is accepted anew before the service goes on.
    """
    if not is_active:
        return ["没有通过核验，或者已经暂停。"]
    if accepted_version < version:
        return [f"网上服务标准已经更新为第{version}版，接受以后才能继续服务。"]
    return []
