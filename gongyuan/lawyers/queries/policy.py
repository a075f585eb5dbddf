"""What the policy of a union's place says of its volunteer team."""

from datetime import date

from gongyuan.law.periods import add_months
from gongyuan.organisations.models import Unit
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Parameter
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
    return text if found.is_verified else f"{text}（待核）"


def last_day_of_term(unit: Unit, starts_on: date) -> date | None:
    """The last day of a term that begins on a day, by the policy of the place.

    平工文〔2016〕28号 附件2 第四条: one year, so from 20 May through 19 May. None where no policy
    gives a length.
    """
    found = parameter(unit, TERM_MONTHS, on=starts_on)
    if found is None:
        return None
    return date.fromordinal(add_months(starts_on, found.value).toordinal() - 1)
