from gongyuan.organisations.models.institutions import AidInstitution, AidInstitutionQuerySet
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.units import Unit, UnitQuerySet

__all__ = [
    "AidInstitution",
    "AidInstitutionQuerySet",
    "Unit",
    "UnitQuerySet",
    "path_index",
]
