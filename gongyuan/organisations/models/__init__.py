from gongyuan.organisations.models.agreements import (
    Agreement,
    AgreementQuerySet,
    AgreementReminder,
)
from gongyuan.organisations.models.checks import StationCheck, StationCheckItem
from gongyuan.organisations.models.coordination import (
    CoordinationPaper,
    CoordinationRecord,
    FollowUp,
)
from gongyuan.organisations.models.coverage import CoverageTarget
from gongyuan.organisations.models.institutions import AidInstitution, AidInstitutionQuerySet
from gongyuan.organisations.models.passed_on import PassedOn
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.stretches import InstitutionStretch, UnitStretch
from gongyuan.organisations.models.units import Unit, UnitQuerySet, own_or_taken_in, taken_in

__all__ = [
    "Agreement",
    "AgreementQuerySet",
    "AgreementReminder",
    "AidInstitution",
    "AidInstitutionQuerySet",
    "CoordinationPaper",
    "CoordinationRecord",
    "CoverageTarget",
    "FollowUp",
    "InstitutionStretch",
    "PassedOn",
    "StationCheck",
    "StationCheckItem",
    "Unit",
    "UnitQuerySet",
    "UnitStretch",
    "own_or_taken_in",
    "path_index",
    "taken_in",
]
