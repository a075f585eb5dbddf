"""What the policy of a union's place says of its volunteer team."""

from datetime import date

from gongyuan.law.deadline_table import NATION, Confidence, DeadlineRule, Leeway, Sense
from gongyuan.law.deadlines import Override, due_on
from gongyuan.law.deadlines import Unit as PeriodUnit
from gongyuan.law.periods import add_months
from gongyuan.organisations.models import Unit
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Parameter
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

TERM_MONTHS = "panel_term_months"
NOTICE_DAYS = "panel_notice_days"
STIPEND = "panel_stipend"
STIPEND_PRORATED = "panel_stipend_prorated"
REVIEW_POINTS = "panel_review_points"


def parameter(unit: Unit, key: str, *, on: date) -> Parameter | None:
    """A number of the policy at a union's place on a day; None where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), unit.region_code, on), key)
    except (MissingRule, ValueError):
        return None


def cited(found: Parameter) -> str:
    """The clauses a number rests on, marked where nobody has verified them."""
    text = "、".join(clause.citation for clause in found.clauses)
    return text if found.is_verified or "待核" in text else f"{text}（待核）"


def last_day_of_term(unit: Unit, starts_on: date) -> date | None:
    """The last day of a term that begins on a day, by the policy of the place.

    平工文〔2016〕28号 附件2 第四条: one year, so from 20 May through 19 May. None where no policy
    gives a length.
    """
    found = parameter(unit, TERM_MONTHS, on=starts_on)
    if found is None:
        return None
    return date.fromordinal(add_months(starts_on, found.value).toordinal() - 1)


def end_of_notice(unit: Unit, starts_on: date) -> tuple[date | None, str]:
    """The last day of a public notice that begins on a day, and whose rule its length is.

    The days are the policy's (工会自定, 待核 until the union fixes them); the day of publication is
    not counted (民法典 第二百零一条). None where no policy gives a length.
    """
    found = parameter(unit, NOTICE_DAYS, on=starts_on)
    if found is None:
        return None, ""
    rule = DeadlineRule(
        code="PANEL_NOTICE",
        label="人选公示",
        length=None,
        unit=PeriodUnit.NATURAL_DAY,
        starts="next_day",
        event="公示",
        roll_over=True,
        sense=Sense.LATEST,
        override=Leeway.OPEN,
        source="",
        region=NATION,
        confidence=Confidence.MEMORY,
        verified=False,
    )
    source = cited(found)
    asked = Override(found.value, PeriodUnit(found.unit), source, found.is_verified)
    return due_on(rule, starts_on, current_calendar(), (), asked).due_on, source
