"""What the policy of a union's place says of the team's year, by keys of the packs."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.lawyers.queries.policy import cited, parameter
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ConductGround
from gongyuan.panel.rules.conduct import GROUND_KEYS
from gongyuan.policy.in_force import current_calendar

LEDGER_DAY = "panel_ledger_day"
REMIND_DAYS, REMIND_AGAIN_DAYS = "panel_remind_days", "panel_remind_again_days"
STATEMENT_DAYS, OBJECTION_DAYS = "panel_statement_days", "panel_objection_days"
HONOUR_MONTHS, PUBLICITY_DAYS = "panel_honour_months", "panel_publicity_days"
JOINT, IDLE_ENDS = "panel_joint_appraisal", "panel_idle_ends"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with the clause it rests on."""

    value: int
    source: str


def figure(unit: Unit, key: str, *, on: date) -> Figure | None:
    """A number of the policy at a union's place on a day, cited; None where no pack gives one."""
    found = parameter(unit, key, on=on)
    return Figure(value=found.value, source=cited(found)[:200]) if found else None


def number(unit: Unit, key: str, *, on: date) -> int:
    """The same without its clause, 0 where there is none: for days that only remind."""
    found = figure(unit, key, on=on)
    return found.value if found else 0


def grounds(unit: Unit, *, on: date) -> dict[str, Figure]:
    """The grounds that end a membership at a place, with their clauses (附件2 第五条).

    Empty where no policy gives any; of complaints the number is how many it takes.
    """
    found = {ground: figure(unit, GROUND_KEYS[ground], on=on) for ground in ConductGround}
    return {str(ground): one for ground, one in found.items() if one is not None and one.value}


def last_day(unit: Unit, key: str, *, on: date) -> Figure | None:
    """A period of calendar or working days from the day after `on`; value: its last day's ordinal.

    民法典 第二百零一条. None where no pack gives a length.
    """
    found = parameter(unit, key, on=on)
    if found is None:
        return None
    ends = (
        current_calendar().add_working_days(on, found.value)
        if found.unit == "working_day"
        else on + timedelta(days=found.value)
    )
    return Figure(value=ends.toordinal(), source=cited(found)[:200])
