"""What is told of a consultation: plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.models import Worker


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks, as far as is told; nothing at all for who wants no name."""

    name: str = ""
    phone: str = ""
    contact_note: str = ""
    worker: Worker | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was answered at once; by whom, when not by the one who writes it down."""

    text: str
    lawyer: Lawyer | None = None
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewConsultation:
    """A question as it was told; `submission_key` is the form's, so that twice sent is once.

    `asked_at` is aware; None stands for now. Without an asker somebody stays anonymous.
    """

    submission_key: UUID
    channel: str
    topic: str
    question: str
    asker: Asker | None = None
    asked_at: datetime | None = None
    people_count: int = 1
    employer_name: str = ""
    region_code: str = ""
    institution: AidInstitution | None = None
    answer: Answer | None = None
    #: The words somebody agreed to before sending, as they were read (个人信息保护法 第十四条).
    agreed_to: str = ""
