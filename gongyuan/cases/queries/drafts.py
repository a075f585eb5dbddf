"""Questions about applications that are still being written."""

import json
from typing import Any
from uuid import UUID

from gongyuan.cases.models import ApplicationDraft, DraftPaper


def find_draft(key: UUID | None) -> ApplicationDraft | None:
    """The draft of a key, sent or not; whoever holds the key may read it."""
    if key is None:
        return None
    return ApplicationDraft.objects.filter(key=key).first()


def answers_of(draft: ApplicationDraft | None) -> dict[str, Any]:
    """What has been answered, by question; empty for none and after sending."""
    if draft is None or not draft.answers:
        return {}
    answers: dict[str, Any] = json.loads(draft.answers)
    return answers


def papers_of_draft(draft: ApplicationDraft | None) -> list[DraftPaper]:
    """The photos of a draft with their files, in the order they were added."""
    return list(draft.papers.select_related("file").order_by("pk")) if draft else []
