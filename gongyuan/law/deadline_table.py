"""The table of legal deadlines (期限总表) as dated, sourced rows, and its loader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongyuan.law.deadline_words import Confidence, Leeway, Sense, Unit
from gongyuan.law.results import LawDataError

NATION = "CN"
TABLE_FILE = "data/deadlines.yaml"
#: How a period may start; one that is counted back ends at its event.
NEXT_DAY, INSTANT, DAY_BEFORE = "next_day", "instant", "day_before"


@dataclass(frozen=True, kw_only=True)
class PauseRule:
    """A cause whose days are not counted; `verified` is false while its article is unchecked."""

    kind: str
    label: str
    source: str
    verified: bool


@dataclass(frozen=True, kw_only=True)
class RestartRule:
    """An event from which the period is counted anew."""

    label: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ExtensionRule:
    """By how much, in the rule's own unit, a period may be lengthened; None = not fixed by law."""

    length: int | None
    label: str
    source: str


@dataclass(frozen=True, kw_only=True)
class DeadlineRule:
    """One row of the table: what must happen, within what length, by which article."""

    code: str
    label: str
    length: int | None
    unit: Unit
    starts: str
    event: str
    roll_over: bool
    sense: Sense
    override: Leeway
    source: str
    region: str
    confidence: Confidence
    verified: bool
    valid_from: date | None = None
    valid_to: date | None = None
    pauses: tuple[PauseRule, ...] = ()
    restarts: tuple[RestartRule, ...] = ()
    extension: ExtensionRule | None = None
    exceptions: tuple[str, ...] = ()
    note: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the article is in force on this day (both ends included)."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


def open_rule(code: str, *, label: str, event: str, region: str) -> DeadlineRule:
    """A row of an office's own making: no article, no length of its own, so policy must give one.

    Counted in calendar days from the day after the event; its last day rolls over a holiday.
    """
    return DeadlineRule(
        code=code,
        label=label,
        length=None,
        unit=Unit.NATURAL_DAY,
        starts="next_day",
        event=event,
        roll_over=True,
        sense=Sense.LATEST,
        override=Leeway.OPEN,
        source="",
        region=region,
        confidence=Confidence.MEMORY,
        verified=False,
    )


class UnknownDeadline(LookupError):
    """No row of the table answers this code on this day in this region."""


@dataclass(frozen=True)
class DeadlineTable:
    """All rows; `rule` finds the one in force for a place and a day."""

    rows: tuple[DeadlineRule, ...]

    def rule(self, code: str, *, on: date, region: str = NATION) -> DeadlineRule:
        """Return the row of `code` in force on `on`, the nearest region's first, else the nation's.

        `region` is a division code (GB/T 2260, or a longer one below it) or CN. The day is that of
        the event that starts the period. Refuses (UnknownDeadline) a code without a row.
        """
        for place in _places(region):
            for row in self.rows:
                if row.code == code and row.region == place and row.is_valid_on(on):
                    return row
        raise UnknownDeadline(f"{region}在{on:%Y-%m-%d}没有代码为{code}的期限")

    @property
    def codes(self) -> frozenset[str]:
        """All codes of the table, whatever their region and dates (for checking packs)."""
        return frozenset(row.code for row in self.rows)


def _places(region: str) -> tuple[str, ...]:
    if region == NATION:
        return (NATION,)
    return (region[:6], f"{region[:4]}00", f"{region[:2]}0000", NATION)


@cache
def deadline_table() -> DeadlineTable:
    """Return the table shipped with the product (dossier of deadlines, `data/deadlines.yaml`)."""
    text = resources.files("gongyuan.law").joinpath(TABLE_FILE).read_text("utf-8")
    return load_deadlines(text, name=TABLE_FILE)


def load_deadlines(text: str, *, name: str) -> DeadlineTable:
    """Build a table from YAML text; `name` is the file named in errors.

    Refuses (LawDataError, all reasons at once) a missing or unknown column, an unknown word, a
    negative length, a length known from memory only, and two rows in force for one code, place
    and day.
    """
    data = _parsed(text, name)
    problems: list[str] = []
    rows: list[DeadlineRule] = []
    for number, raw in enumerate(data, start=1):
        code = raw.get("code", "无代码") if isinstance(raw, dict) else "无代码"
        reasons = _row_problems(raw)
        problems += [f"{name}：第{number}行（{code}）：{reason}" for reason in reasons]
        if not reasons:
            rows.append(_row(raw))
    problems += [f"{name}：{reason}" for reason in _overlaps(rows)]
    if problems:
        raise LawDataError("\n".join(problems))
    return DeadlineTable(tuple(rows))


def _parsed(text: str, name: str) -> Sequence[Any]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise LawDataError(f"{name}：不是有效的 YAML：{error}") from error
    rows = data.get("deadlines") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not rows:
        raise LawDataError(f"{name}：缺少 deadlines 列表")
    return rows


WORDS: dict[str, type[StrEnum]] = {
    "unit": Unit,
    "sense": Sense,
    "override": Leeway,
    "confidence": Confidence,
}
TEXTS = ("code", "label", "starts", "event", "source", "region")
FLAGS = ("roll_over", "verified")
REQUIRED = (*TEXTS, *FLAGS, *WORDS, "length")
OPTIONAL = ("valid_from", "valid_to", "pauses", "restarts", "extension", "exceptions", "note")
PARTS: dict[str, frozenset[str]] = {
    "pauses": frozenset({"kind", "label", "source", "verified"}),
    "restarts": frozenset({"label", "source"}),
    "extension": frozenset({"length", "label", "source"}),
}


def _row_problems(raw: Any) -> list[str]:
    if not isinstance(raw, dict):
        return ["不是一行期限"]
    problems = [f"缺少列 {column}" for column in REQUIRED if column not in raw]
    problems += [f"不认识的列 {column}" for column in raw if column not in REQUIRED + OPTIONAL]
    if problems:
        return problems
    problems += [f"列 {c} 应为文字" for c in TEXTS if not (isinstance(raw[c], str) and raw[c])]
    problems += [f"列 {c} 应为 true 或 false" for c in FLAGS if not isinstance(raw[c], bool)]
    for column, words in WORDS.items():
        if raw[column] not in list(words):
            problems.append(f"列 {column} 的值 {raw[column]} 不在 {'、'.join(words)} 之中")
    problems += _date_problems(raw) + _part_problems(raw)
    return problems or _length_problems(raw)


def _date_problems(raw: Mapping[str, Any]) -> list[str]:
    dates = {column: raw.get(column) for column in ("valid_from", "valid_to")}
    wrong = [name for name, value in dates.items() if value and type(value) is not date]
    begins, ends = dates.values()
    if not wrong and begins and ends and ends < begins:
        return ["valid_to 早于 valid_from"]
    return [f"列 {name} 应为日期" for name in wrong]


def _part_problems(raw: Mapping[str, Any]) -> list[str]:
    problems = []
    for column, keys in PARTS.items():
        value = raw.get(column)
        parts = value if isinstance(value, list) else [value] if value is not None else []
        for part in parts:
            if not isinstance(part, dict) or set(part) != keys:
                problems.append(f"列 {column} 的每一项应有 {'、'.join(sorted(keys))}")
    return problems


def _length_problems(raw: Mapping[str, Any]) -> list[str]:
    length = raw["length"]
    if raw["confidence"] == Confidence.MEMORY and (length is not None or raw["verified"]):
        return ["仅凭记忆的期限（confidence: M）不得填写长度，verified 应为 false"]
    if length is None:
        open_row = raw["override"] == Leeway.OPEN
        return [] if open_row else ["没有长度的期限应允许由政策包确定（override: open）"]
    if type(length) is not int or length < 0:
        return [f"长度 {length} 应为不小于零的整数"]
    if (raw["unit"] == Unit.HOUR) != (raw["starts"] == INSTANT):
        return ["以小时计算的期限自该时刻起算（starts: instant），其余自次日起算（next_day）"]
    if raw["starts"] == DAY_BEFORE:
        return _counted_back_problems(raw)
    return (
        [] if raw["starts"] in (NEXT_DAY, INSTANT) else [f"列 starts 的值 {raw['starts']} 不认识"]
    )


def _counted_back_problems(raw: Mapping[str, Any]) -> list[str]:
    in_days = raw["unit"] in (Unit.NATURAL_DAY, Unit.WORKING_DAY)
    plain = not (raw["roll_over"] or raw.get("pauses") or raw.get("extension"))
    ok = in_days and plain and raw["length"]
    return (
        []
        if ok
        else ["往前计算的期限（starts: day_before）按日计算，至少一日，不顺延、不扣除、不延长"]
    )


def _row(raw: Mapping[str, Any]) -> DeadlineRule:
    extension = raw.get("extension")
    values = dict(raw) | {column: words(raw[column]) for column, words in WORDS.items()}
    values["pauses"] = tuple(PauseRule(**part) for part in raw.get("pauses", ()))
    values["restarts"] = tuple(RestartRule(**part) for part in raw.get("restarts", ()))
    values["extension"] = ExtensionRule(**extension) if extension else None
    values["exceptions"] = tuple(raw.get("exceptions", ()))
    return DeadlineRule(**values)


def _overlaps(rows: Sequence[DeadlineRule]) -> list[str]:
    problems = []
    for index, row in enumerate(rows):
        for other in rows[index + 1 :]:
            if (row.code, row.region) == (other.code, other.region) and _meet(row, other):
                problems.append(f"{row.code}（{row.region}）有两行同时有效")
    return problems


def _meet(row: DeadlineRule, other: DeadlineRule) -> bool:
    later_start = max(row.valid_from or date.min, other.valid_from or date.min)
    return later_start <= min(row.valid_to or date.max, other.valid_to or date.max)
