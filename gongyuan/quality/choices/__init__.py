from gongyuan.quality.choices.events import EVENTS
from gongyuan.quality.choices.vocabulary import (
    SETTLED,
    ComplainantKind,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintGround,
    ComplaintState,
    QualityDocumentKind,
)

__all__ = [
    "EVENTS",
    "SETTLED",
    "ComplainantKind",
    "ComplaintAbout",
    "ComplaintChannel",
    "ComplaintGround",
    "ComplaintState",
    "QualityDocumentKind",
]
