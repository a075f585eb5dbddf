from gongyuan.cases.models.agent import Agent
from gongyuan.cases.models.application import (
    Applicant,
    ApplicationDraft,
    Claim,
    Consent,
    DraftPaper,
    Material,
    OralRecord,
    Supplement,
)
from gongyuan.cases.models.assignment import Assignment, Mandate
from gongyuan.cases.models.calendar import Appointment, CalendarFeed
from gongyuan.cases.models.case import Case, CaseQuerySet, Deadline
from gongyuan.cases.models.closing import Archive, Closing, FileCheck, Termination
from gongyuan.cases.models.collaboration import (
    Collaboration,
    CollaborationPaper,
    CollaborationProgress,
)
from gongyuan.cases.models.counted import last_activity
from gongyuan.cases.models.decision import Decision, Objection, Review
from gongyuan.cases.models.discussion import Discussion, DiscussionMember
from gongyuan.cases.models.document_template import DocumentTemplate
from gongyuan.cases.models.document_work import DocumentDraft, DocumentPrint
from gongyuan.cases.models.evidence import EvidenceTie
from gongyuan.cases.models.finding import CaseExport, SavedFilter
from gongyuan.cases.models.hand_up import HandUp
from gongyuan.cases.models.handling import ClaimResult, Message, ProgressReport, Stage
from gongyuan.cases.models.keeping import (
    ArchiveAppraisal,
    ArchiveBook,
    ArchiveSupplement,
    LatePaper,
)
from gongyuan.cases.models.major import LawyerReport, LeaderInCharge, MajorCase, MajorReport
from gongyuan.cases.models.occurrence import Occurrence
from gongyuan.cases.models.oversight import OversightFeedback, OversightOrder
from gongyuan.cases.models.papers import OfficialDocument, Paper
from gongyuan.cases.models.reminder import Reminder
from gongyuan.cases.models.returns import SentBack
from gongyuan.cases.models.roll import ApplicantSheet, DocumentBatch
from gongyuan.cases.models.settling import DeadlineReport

__all__ = [
    "Agent",
    "Applicant",
    "ApplicantSheet",
    "ApplicationDraft",
    "Appointment",
    "Archive",
    "ArchiveAppraisal",
    "ArchiveBook",
    "ArchiveSupplement",
    "Assignment",
    "CalendarFeed",
    "Case",
    "CaseExport",
    "CaseQuerySet",
    "Claim",
    "ClaimResult",
    "Closing",
    "Collaboration",
    "CollaborationPaper",
    "CollaborationProgress",
    "Consent",
    "Deadline",
    "DeadlineReport",
    "Decision",
    "Discussion",
    "DiscussionMember",
    "DocumentBatch",
    "DocumentDraft",
    "DocumentPrint",
    "DocumentTemplate",
    "DraftPaper",
    "EvidenceTie",
    "FileCheck",
    "HandUp",
    "LatePaper",
    "LawyerReport",
    "LeaderInCharge",
    "MajorCase",
    "MajorReport",
    "Mandate",
    "Material",
    "Message",
    "Objection",
    "Occurrence",
    "OfficialDocument",
    "OralRecord",
    "OversightFeedback",
    "OversightOrder",
    "Paper",
    "ProgressReport",
    "Reminder",
    "Review",
    "SavedFilter",
    "SentBack",
    "Stage",
    "Supplement",
    "Termination",
    "last_activity",
]
