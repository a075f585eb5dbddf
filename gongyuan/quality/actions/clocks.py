from datetime import date, datetime

from django.utils import timezone

from gongyuan.quality.models import Complaint
from gongyuan.quality.queries.periods import reckoned
from gongyuan.quality.rules.complaint import CLOCKS

RUNNING = ("due_on", "due_label", "due_source", "due_is_verified", "due_steps")


def wind(complaint: Complaint, *, now: datetime, starts_on: date | None = None) -> None:
    """Let the period of the state run that a locked complaint is in, or none where none does.

    《法律援助投诉处理办法》: to decide on taking it in and to end it, from the day it came; to
    answer, from the day of the finding. The lengths are the policy's, 待核 (2.4.06). `starts_on`
    is the Beijing day of the event, today when not given.
    """
    clock = CLOCKS.get(complaint.state)
    found = None
    if clock:
        code, key = clock
        first = starts_on or timezone.localdate(now)
        found = reckoned(complaint.unit, code=code, key=key, starts_on=first)
    complaint.due_on = found.due_on if found else None
    complaint.due_label = found.rule.label if found else ""
    complaint.due_source = found.source[:200] if found else ""
    complaint.due_is_verified = found.verified if found else True
    complaint.due_steps = (
        [{"text": step.text, "source": step.source} for step in found.steps] if found else []
    )
    complaint.save(update_fields=RUNNING)
