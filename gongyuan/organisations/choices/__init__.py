from gongyuan.organisations.choices.agreements import AgreementPartner, AgreementStanding
from gongyuan.organisations.choices.coordination import CoordinationKind, CoordinationPartner
from gongyuan.organisations.choices.events import EVENTS
from gongyuan.organisations.choices.institutions import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
)
from gongyuan.organisations.choices.pictures import InstitutionPicture
from gongyuan.organisations.choices.powers import (
    CHECK_STATIONS,
    COORDINATION_KEEP,
    COORDINATION_READ,
    EDIT,
    READ,
    SET_TARGETS,
)
from gongyuan.organisations.choices.units import UnitKind, UnitLevel

__all__ = [
    "CHECK_STATIONS",
    "COORDINATION_KEEP",
    "COORDINATION_READ",
    "EDIT",
    "EVENTS",
    "READ",
    "SET_TARGETS",
    "AgreementPartner",
    "AgreementStanding",
    "CoordinationKind",
    "CoordinationPartner",
    "InstitutionForm",
    "InstitutionFunction",
    "InstitutionKind",
    "InstitutionPicture",
    "UnitKind",
    "UnitLevel",
]
