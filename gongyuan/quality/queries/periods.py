"""By when something is due after the aid: reckoned by law and by the policy of the place."""

from datetime import date

from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import Deadline, Override, Unit, due_on
from gongyuan.organisations.models import Unit as Union
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Parameter
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

#: Rows of the offices' own making, which the table of law does not have: label and event.
OWN_ROWS = {
    "COMPLAINT_MORE": ("投诉人补充", "告知补充"),
    "RETURN_VISIT": ("结案回访", "结案"),
}


def parameter(unit: Union, key: str, *, on: date) -> Parameter | None:
    """A number of the policy at a union's place on a day; None where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), unit.region_code, on), key)
    except (MissingRule, ValueError):
        return None


def reckoned(unit: Union, *, code: str, key: str, starts_on: date) -> Deadline | None:
    """The last day of a period, its length the law's or the parameter `key` of the policy.

    Begins on the Beijing day `starts_on` (民法典 第二百零一条). None when neither gives a length:
    nothing is guessed.
    """
    found = parameter(unit, key, on=starts_on)
    rule = _rule(code, unit.region_code[:6] or law.NATION, starts_on)
    asked = _asked(found) if found else None
    answer = due_on(rule, starts_on, current_calendar(), (), asked)
    return answer if answer.due_on else None


def _asked(found: Parameter) -> Override:
    source = "、".join(clause.citation for clause in found.clauses)
    return Override(found.value, Unit(found.unit), source, found.is_verified)


def _rule(code: str, place: str, on: date) -> law.DeadlineRule:
    if code not in OWN_ROWS:
        return law.deadline_table().rule(code, on=on, region=place)
    label, event = OWN_ROWS[code]
    return law.open_rule(code, label=label, event=event, region=place)
