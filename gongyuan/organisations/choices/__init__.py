from gongyuan.organisations.choices.events import EVENTS
from gongyuan.organisations.choices.institutions import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
)
from gongyuan.organisations.choices.powers import EDIT, READ
from gongyuan.organisations.choices.units import UnitKind, UnitLevel

__all__ = [
    "EDIT",
    "EVENTS",
    "READ",
    "InstitutionForm",
    "InstitutionFunction",
    "InstitutionKind",
    "UnitKind",
    "UnitLevel",
]
