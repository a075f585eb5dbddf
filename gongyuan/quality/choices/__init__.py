from gongyuan.quality.choices.events import EVENTS
from gongyuan.quality.choices.vocabulary import (
    ANSWERS_OF,
    SETTLED,
    AttemptOutcome,
    ComplainantKind,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintGround,
    ComplaintState,
    QualityDocumentKind,
    VisitAnswer,
    VisitOutcome,
    VisitQuestion,
    VisitWay,
)

__all__ = [
    "ANSWERS_OF",
    "EVENTS",
    "SETTLED",
    "AttemptOutcome",
    "ComplainantKind",
    "ComplaintAbout",
    "ComplaintChannel",
    "ComplaintGround",
    "ComplaintState",
    "QualityDocumentKind",
    "VisitAnswer",
    "VisitOutcome",
    "VisitQuestion",
    "VisitWay",
]
