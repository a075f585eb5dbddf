from gongyuan.consultations.choices.events import EVENTS
from gongyuan.consultations.choices.vocabulary import (
    OPEN_STATES,
    WRITTEN_DOWN,
    AskerView,
    Channel,
    ConsultationState,
    Topic,
)

__all__ = [
    "EVENTS",
    "OPEN_STATES",
    "WRITTEN_DOWN",
    "AskerView",
    "Channel",
    "ConsultationState",
    "Topic",
]
