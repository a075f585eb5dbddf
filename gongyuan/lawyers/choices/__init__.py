from gongyuan.lawyers.choices.events import EVENTS
from gongyuan.lawyers.choices.vocabulary import (
    DisciplineKind,
    EndGround,
    EngagementKind,
    MarkKind,
    NominationState,
    NominationWay,
    NoticeWay,
    OnlineState,
    OpinionStep,
    ReviewSide,
    RoundState,
    Speciality,
    SupervisingBody,
)

__all__ = [
    "EVENTS",
    "DisciplineKind",
    "EndGround",
    "EngagementKind",
    "MarkKind",
    "NominationState",
    "NominationWay",
    "NoticeWay",
    "OnlineState",
    "OpinionStep",
    "ReviewSide",
    "RoundState",
    "Speciality",
    "SupervisingBody",
]
