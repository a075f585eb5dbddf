"""The kinds of ledger there are."""

from gongyuan.ledgers.kinds import (
    consultations,
    institutions,
    lawyers,
    past_cases,
    staff,
    units,
    volunteers,
)
from gongyuan.ledgers.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    str(module.KIND.code): module.KIND
    for module in (units, institutions, staff, lawyers, volunteers, past_cases, consultations)
}


def kind_of(code: str) -> Kind:
    """The kind of a ledger by its code."""
    return KINDS[code]
