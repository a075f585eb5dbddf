from gongyuan.people.choices.desk import (
    COVERABLE_ROLES,
    DESK_EVENTS,
    DESK_ROLES,
    SIGNING_ROLES,
)
from gongyuan.people.choices.events import EVENTS as REGISTER_EVENTS
from gongyuan.people.choices.vocabulary import (
    SECOND_FACTOR_ROLES,
    STAFF_ROLES,
    CancelGround,
    EmployerSize,
    Employment,
    HouseholdKind,
    LapseKind,
    MergeOf,
    MergeState,
    PersonalItem,
    RequestState,
    Role,
    Sex,
    SpecialGroup,
    VolunteerEnding,
    VolunteerKind,
    VolunteerService,
)

EVENTS = [*REGISTER_EVENTS, *DESK_EVENTS]

__all__ = [
    "COVERABLE_ROLES",
    "DESK_ROLES",
    "EVENTS",
    "SECOND_FACTOR_ROLES",
    "SIGNING_ROLES",
    "STAFF_ROLES",
    "CancelGround",
    "EmployerSize",
    "Employment",
    "HouseholdKind",
    "LapseKind",
    "MergeOf",
    "MergeState",
    "PersonalItem",
    "RequestState",
    "Role",
    "Sex",
    "SpecialGroup",
    "VolunteerEnding",
    "VolunteerKind",
    "VolunteerService",
]
