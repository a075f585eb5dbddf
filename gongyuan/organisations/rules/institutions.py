"""What may stand in the register of aid institutions, on plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.law.phones import phone_obstacles
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.rules.texts import text_obstacles

BELOW_COUNTY = frozenset({UnitLevel.TOWNSHIP, UnitLevel.PRIMARY})


@dataclass(frozen=True, kw_only=True)
class InstitutionDetails:
    """What is written down about an aid institution; `form` is one of four and exclusive."""

    name: str
    kind: str
    form: str
    head_name: str
    phone: str
    opened_on: date
    department: str = ""
    address: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    hours: str = ""
    functions: tuple[str, ...] = ()


def institution_obstacles(
    details: InstitutionDetails, *, unit_level: str, today: date
) -> dict[str, list[str]]:
    """Why an aid institution cannot be registered like this, all reasons by field.

    Unions at county level and above set up centres (工会法律援助办法第六条); stations, points and
    windows stand at any level (苏工发〔2012〕8号 二5). The telephone is one that can be called
    (电信网编号计划): it is published.
    """
    found = {
        "name": text_obstacles(details.name),
        "head_name": text_obstacles(details.head_name),
        "phone": phone_obstacles(details.phone),
    }
    if details.kind == InstitutionKind.CENTRE and unit_level in BELOW_COUNTY:
        found["kind"] = ["法律援助中心由县级以上工会设立，这里可设工作站、联系点或窗口。"]
    if details.opened_on > today:
        found["opened_on"] = ["设立日期晚于今天。"]
    if (details.longitude is None) != (details.latitude is None):
        missing = "longitude" if details.longitude is None else "latitude"
        found[missing] = ["经度和纬度要一起填写。"]
    return found


def institution_reopening_obstacles(
    *, closed_on: date | None, reopened_on: date, today: date, is_union_open: bool
) -> list[str]:
    """An institution goes on under an open union, from a day after it closed (同上第六条).

    Reopened on the very day it closed, it was never closed: so a mistake is taken back.
    """
    if closed_on is None:
        return ["该机构没有撤销。"]
    if not is_union_open:
        return ["所属工会已撤销，不能恢复。"]
    if reopened_on > today:
        return ["恢复日期晚于今天。"]
    return ["恢复日期早于撤销日期。"] if reopened_on < closed_on else []


def institution_closing_obstacles(
    *, opened_on: date, closed_on: date | None, closes_on: date, today: date
) -> list[str]:
    """An institution closes once, after it opened, not in the future (工会法律援助办法第六条)."""
    if closed_on:
        return [f"已于{closed_on:%Y-%m-%d}撤销。"]
    if closes_on > today:
        return ["撤销日期晚于今天。"]
    return ["撤销日期早于设立日期。"] if closes_on < opened_on else []
