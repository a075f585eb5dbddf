"""Numbers of the policy at a place: days, hours and times that an office goes by."""

from datetime import date

from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import DutyCertificates, Parameter
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve


def parameter(region_code: str, key: str, *, on: date) -> Parameter | None:
    """A number of the policy at a place on a day; None where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), region_code, on), key)
    except (MissingRule, ValueError):
        return None


def required_certificates(region_code: str, duty: str, *, on: date) -> DutyCertificates | None:
    """The certificates a duty asks for at a place on a day; None where no pack speaks of it."""
    try:
        return policy_rules.duty_certificates(resolve(current_packs(), region_code, on), duty)
    except (MissingRule, ValueError):
        return None


def source_of(found: Parameter) -> str:
    """The clauses of a number as one citation, 待核 where its wording was not read."""
    cited = "、".join(clause.citation for clause in found.clauses)
    return cited if found.is_verified or "待核" in cited else f"{cited}（待核）"
