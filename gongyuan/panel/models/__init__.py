from gongyuan.panel.models.activity import Activity, ServiceRequest
from gongyuan.panel.models.appraisal import (
    Appraisal,
    AppraisalOpinion,
    CountySummary,
    HonourCandidate,
    HonourRound,
    SummaryFile,
)
from gongyuan.panel.models.conduct import CaseHandOver, Conduct, ConductEvidence
from gongyuan.panel.models.course import Course, CourseEntry, CoursePaper
from gongyuan.panel.models.document import PanelDocument
from gongyuan.panel.models.ledger import (
    LedgerLine,
    LedgerPdf,
    LedgerReminder,
    LedgerVersion,
    YearlyLedger,
)
from gongyuan.panel.models.payment import Payment

__all__ = [
    "Activity",
    "Appraisal",
    "AppraisalOpinion",
    "CaseHandOver",
    "Conduct",
    "ConductEvidence",
    "CountySummary",
    "Course",
    "CourseEntry",
    "CoursePaper",
    "HonourCandidate",
    "HonourRound",
    "LedgerLine",
    "LedgerPdf",
    "LedgerReminder",
    "LedgerVersion",
    "PanelDocument",
    "Payment",
    "ServiceRequest",
    "SummaryFile",
    "YearlyLedger",
]
