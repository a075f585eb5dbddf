"""What a member of the team is paid for a year's service, before it is paid."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class StipendRate:
    """Yuan for a full term, and whether a term ended early is paid by its days."""

    yuan: Decimal
    is_prorated: bool


def stipend_amount(
    rate: StipendRate, *, starts_on: date, ends_on: date, agreed_until: date | None = None
) -> Decimal:
    """The stipend of one term in yuan, to the cent (平工文〔2016〕28号 附件1二, 1000元/年/人).

    Both days are in the term. A term that ran as agreed is paid in full; one ended early (then
    `agreed_until` is the day it was to end on) is paid by the days served over the days agreed,
    where the policy prorates, and in full where it does not. Suspended days are not taken off:
    no clause says so.
    """
    if agreed_until is None or not rate.is_prorated:
        return rate.yuan.quantize(CENT)
    served = (ends_on - starts_on).days + 1
    agreed = (agreed_until - starts_on).days + 1
    return (rate.yuan * served / agreed).quantize(CENT, rounding=ROUND_HALF_UP)
