"""Who may enter a year's calendar or a region's figure, and what such an entry must be."""

from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.law.workdays import Calendar
from gongyuan.policy.parameter_files import FigureKind
from gongyuan.policy.places import Place
from gongyuan.policy.regions import NATION

#: A law of the nation has effect from these years on; before them nothing is computed.
FIRST_YEAR = 2004
PROVINCIAL = "0000"
NOVEMBER = 11


def is_leading(actor: Any, place: Place) -> bool:
    """Whether the actor's unit leads a province or the nation, or is the root of its tree.

    Minimum wages are set by provinces (最低工资规定第八条), the days off by the State Council: both
    hold for many units, so that only the topmost ones enter them.
    """
    is_root = actor.unit_path.count("/") == 1
    return bool(place.sets_rules_of) and (place.sets_rules_of.endswith(PROVINCIAL) or is_root)


def power_obstacles(actor: Any, place: Place) -> list[str]:
    """Say why this unit may not enter calendars and figures; empty when it may."""
    if is_leading(actor, place):
        return []
    return ["放假安排和地区参数由省级以上工会录入，本单位只能查看。"]


def year_obstacles(year: int, *, reason: str, calendar: Calendar, today: date) -> list[str]:
    """Say why this year cannot be entered: too early, too late, or published and no reason given.

    The arrangement of a year is published in the autumn before (全国年节及纪念日放假办法第七条).
    """
    if not FIRST_YEAR <= year <= today.year + 1:
        return [f"只能录入{FIRST_YEAR}年至{today.year + 1}年的放假安排。"]
    if year in calendar.published_years and not reason.strip():
        return [f"{year}年的放假安排已经有了；要更正的，请写明更正理由。"]
    return []


def missing_year(calendar: Calendar, *, today: date) -> int | None:
    """The year whose arrangement ought to be there and is not; None when none is missing.

    That of next year is published in November (全国年节及纪念日放假办法第七条).
    """
    if today.year not in calendar.published_years:
        return today.year
    is_due = today.month >= NOVEMBER and today.year + 1 not in calendar.published_years
    return today.year + 1 if is_due else None


def figure_obstacles(
    *, kind: FigureKind, region: str, value: Decimal, dates: tuple[date, date | None], place: Place
) -> dict[str, str]:
    """Say what is wrong with a figure, field to sentence: foreign region, dates, a mad number.

    A figure of the whole nation is entered for the nation only, by any topmost unit; a percentage
    lies within 0 and 1000.
    """
    errors = {}
    if kind.is_national and region != NATION:
        errors["region"] = f"{kind.label}是全国的数，地区写{NATION}。"
    elif not kind.is_national and not place.may_set(region):
        errors["region"] = f"{region}不在本单位的地区以内，只能录入本地区和下级地区的参数。"
    valid_from, valid_to = dates
    if valid_to is not None and valid_to < valid_from:
        errors["valid_to"] = "截止日期不能早于施行日期。"
    if value < 0 or value.is_nan():
        errors["value"] = "不能是负数。"
    elif kind.unit == "percent" and value > 1000:
        errors["value"] = "百分比过大，请核对。"
    return errors
