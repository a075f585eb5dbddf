"""Lengths that the policy of a place gives to duty."""

from datetime import date, timedelta

from gongyuan.organisations.models import Unit
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Parameter
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

ONE_DAY = timedelta(days=1)


def parameter(unit: Unit, key: str, *, on: date) -> Parameter | None:
    """A number of the policy at a union's place on a day; None where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), unit.region_code, on), key)
    except (MissingRule, ValueError):
        return None


def value(unit: Unit, key: str, *, on: date) -> int:
    """The same as a bare number, 0 where no pack gives one."""
    found = parameter(unit, key, on=on)
    return found.value if found else 0


def next_month(day: date) -> date:
    """The first day of the month after the one this day lies in."""
    return (day.replace(day=28) + timedelta(days=7)).replace(day=1)


def last_day_of(month: date) -> date:
    """The last day of a month."""
    return next_month(month) - ONE_DAY


def publication(unit: Unit, month: date) -> tuple[date | None, str]:
    """By when a month's roster is to be published, and the clause: so many working days before
    the month begins (`duty_publish_days`); nothing where no pack says so."""
    found = parameter(unit, "duty_publish_days", on=month)
    if found is None or found.value < 1:
        return None, ""
    source = "、".join(clause.citation for clause in found.clauses)
    return current_calendar().working_days_before(month, found.value), source
