from gongyuan.organisations.models.institutions import AidInstitution, AidInstitutionQuerySet
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.stretches import InstitutionStretch, UnitStretch
from gongyuan.organisations.models.units import Unit, UnitQuerySet

__all__ = [
    "AidInstitution",
    "AidInstitutionQuerySet",
    "InstitutionStretch",
    "Unit",
    "UnitQuerySet",
    "UnitStretch",
    "path_index",
]
