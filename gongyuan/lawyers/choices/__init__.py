from gongyuan.lawyers.choices.events import EVENTS
from gongyuan.lawyers.choices.vocabulary import EngagementKind, MarkKind, Speciality

__all__ = ["EVENTS", "EngagementKind", "MarkKind", "Speciality"]
