"""What may stand in the tree of unions, on plain values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongyuan.law.phones import phone_obstacles
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.rules.texts import text_obstacles

LEVELS = list(UnitLevel)
PATH_LENGTH = 120
REGION_CODE = re.compile(r"[1-9](\d{5}|\d{8}|\d{11})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class UnitDetails:
    """What is written down about a union, whatever its place in the tree."""

    name: str
    short_name: str
    level: str
    #: GB/T 2260 (six digits) or the nine- or twelve-digit statistical code.
    region_code: str
    kind: str = UnitKind.FEDERATION
    document_prefix: str = ""
    phone: str = ""
    address: str = ""
    opened_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a union stands in the tree."""

    path: str
    level: str
    is_closed: bool = False


def level_below(level: str) -> str:
    """The level of the unions that one of this level usually leads (工会法第十条)."""
    return LEVELS[min(LEVELS.index(UnitLevel(level)) + 1, len(LEVELS) - 1)]


def region_code_obstacles(code: str) -> list[str]:
    """A place is written with 6, 9 or 12 digits (GB/T 2260-2007; 统计用区划代码和城乡划分代码)."""
    if REGION_CODE.fullmatch(code):
        return []
    return ["区划代码应为6位、9位或12位数字，首位不为0。"]


def level_obstacles(*, kind: str, level: str, parent_level: str | None) -> list[str]:
    """A federation stands below its superior; other unions never above (工会法第十条).

    An industrial union or an enterprise's union may have the level of the federation that leads
    it: the education union of a prefecture is led by the prefecture's federation.
    """
    if level not in LEVELS:
        return [f"没有“{level}”这个层级。"]
    if parent_level is None:
        return []
    step = LEVELS.index(UnitLevel(level)) - LEVELS.index(UnitLevel(parent_level))
    if step > 0 or (step == 0 and kind != UnitKind.FEDERATION):
        return []
    return [f"层级应低于上级工会（上级为{UnitLevel(parent_level).label}）。"]


def date_obstacles(
    *, opened_on: date | None, closed_on: date | None = None, today: date
) -> list[str]:
    """What is registered has happened, and closes no earlier than it opened (工会法第十三条)."""
    if opened_on and opened_on > today:
        return ["成立日期晚于今天。"]
    if closed_on and closed_on > today:
        return ["撤销日期晚于今天。"]
    if opened_on and closed_on and closed_on < opened_on:
        return ["撤销日期早于成立日期。"]
    return []


def unit_obstacles(
    details: UnitDetails, *, parent_level: str | None, today: date
) -> dict[str, list[str]]:
    """Why a union cannot be written down like this, all reasons by field.

    工会法第十条、第十三条; its telephone is one that can be called (电信网编号计划).
    """
    missing = [] if details.name.strip() else ["要写明名称。"]
    level = level_obstacles(kind=details.kind, level=details.level, parent_level=parent_level)
    return {
        "name": [*missing, *text_obstacles(details.name)],
        "short_name": text_obstacles(details.short_name),
        "level": level,
        "region_code": region_code_obstacles(details.region_code),
        "phone": phone_obstacles(details.phone) if details.phone else [],
        "opened_on": date_obstacles(opened_on=details.opened_on, today=today),
    }


def move_obstacles(*, unit_path: str, new_parent_path: str, old_parent_path: str) -> list[str]:
    """No union leads itself, directly or through others (工会法第十条)."""
    if new_parent_path.startswith(unit_path):
        return ["不能调整到本组织或其下级之下。"]
    if new_parent_path == old_parent_path:
        return ["现在的上级就是它，没有变化。"]
    return []


def closing_obstacles(
    *, open_children: int, open_institutions: int, closed_on: date | None
) -> list[str]:
    """A union is closed after those it leads and keeps (工会法第十三条)."""
    reasons = [f"已于{closed_on:%Y-%m-%d}撤销。"] if closed_on else []
    if open_children:
        reasons.append(f"还有{open_children}个下级组织未撤销，请先撤销或调整隶属。")
    if open_institutions:
        reasons.append(f"还有{open_institutions}个法律援助机构未撤销，请先撤销。")
    return reasons


def change_day_obstacles(*, changed_on: date, last_on: date | None, today: date) -> list[str]:
    """A change holds from a day that has come, after all that is known to have changed before.

    `last_on`: the day of the last change that is written down (工会法第十三条).
    """
    if changed_on > today:
        return ["日期晚于今天。"]
    if last_on and changed_on < last_on:
        return [f"{last_on:%Y-%m-%d}已有变更，日期不能早于这一天。"]
    return []


def still_open_obstacles(open_rows: Mapping[str, int]) -> list[str]:
    """What is not yet done in a union or an institution keeps it open (工会法第十三条).

    `open_rows`: how many, by what they are called.
    """
    return [
        f"还有{number}条“{name}”没有了结，请先了结或转出。" for name, number in open_rows.items()
    ]


def merging_obstacles(
    *, unit: Place, into: Place, children: Iterable[tuple[str, str]]
) -> list[str]:
    """A union is taken in by one that is open, no lower, and not its own (工会法第十三条).

    `children`: kind and level of each union it leads, which the other is to lead.
    """
    if unit.is_closed:
        return ["该组织已撤销，不能并入。"]
    if into.is_closed:
        return ["要并入的组织已撤销。"]
    if into.path.startswith(unit.path):
        return ["不能并入本组织或其下级。"]
    if LEVELS.index(UnitLevel(into.level)) > LEVELS.index(UnitLevel(unit.level)):
        return [f"不能并入层级更低的组织（{UnitLevel(into.level).label}）。"]
    return children_level_obstacles(level=into.level, children=children)


def path_obstacles(path: str) -> list[str]:
    """A tree deeper than the column of paths cannot be kept (工会法第十条 knows five levels)."""
    return ["组织层次太多。"] if len(path) > PATH_LENGTH else []


def children_level_obstacles(*, level: str, children: Iterable[tuple[str, str]]) -> list[str]:
    """A superior does not sink to the level of those it leads (工会法第十条).

    `children`: kind and level of each union it leads.
    """
    above = {
        UnitLevel(child_level).label
        for kind, child_level in children
        if level_obstacles(kind=kind, level=child_level, parent_level=level)
    }
    return [f"层级应高于下级组织（下级有{'、'.join(sorted(above))}）。"] if above else []
