from gongyuan.people.choices.events import EVENTS
from gongyuan.people.choices.vocabulary import (
    SECOND_FACTOR_ROLES,
    STAFF_ROLES,
    EmployerSize,
    Employment,
    HouseholdKind,
    PersonalItem,
    Role,
    Sex,
    SpecialGroup,
)

__all__ = [
    "EVENTS",
    "SECOND_FACTOR_ROLES",
    "STAFF_ROLES",
    "EmployerSize",
    "Employment",
    "HouseholdKind",
    "PersonalItem",
    "Role",
    "Sex",
    "SpecialGroup",
]
