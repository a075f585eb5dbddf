"""What the public page says of a complaint: plain words to the one who complained."""

from typing import Any

from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.portal.choices import COMPLAINT_WORDS
from gongyuan.quality.choices import ComplaintState, QualityDocumentKind
from gongyuan.quality.models import Complaint, QualityDocument
from gongyuan.quality.queries.complaints import told_steps

TO_COMPLAINANT = (QualityDocumentKind.COMPLAINT_REPLY, QualityDocumentKind.COMPLAINT_REFUSAL)


def page(complaint: Complaint) -> dict[str, Any]:
    """Everything the page shows: now and next, what is asked for, the answer, the days."""
    title, following = COMPLAINT_WORDS[complaint.state]
    return {
        "complaint": complaint,
        "title": title,
        "following": following,
        "asked": _asked(complaint),
        "steps": [_step(one) for one in told_steps(complaint)],
        "documents": documents(complaint),
        "is_answered": complaint.state
        in (ComplaintState.ANSWERED, ComplaintState.ANSWERED_OUTSIDE),
    }


def documents(complaint: Complaint) -> list[QualityDocument]:
    """The documents addressed to the complainant."""
    rows = complaint.documents.filter(kind__in=TO_COMPLAINANT).select_related("file")
    return list(rows.order_by("-pk"))


def _asked(complaint: Complaint) -> str:
    """What the office wants to know besides, while it waits for it."""
    if complaint.state != ComplaintState.INCOMPLETE:
        return ""
    told = events_of(complaint).filter(code="quality.complaint.ask_more").order_by("-pk").first()
    return told.note if told else ""


def _step(told: dict[str, Any]) -> dict[str, Any]:
    day = timezone.localtime(told["when"])
    return {"label": told["label"], "state": "done", "day": f"{day.month}月{day.day}日", "note": ""}
