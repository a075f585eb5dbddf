from gongyuan.quality.models.answer import AnswerCheck, AnswerDraw, PauseProposal
from gongyuan.quality.models.complaint import Complaint, Inquiry
from gongyuan.quality.models.document import QualityDocument
from gongyuan.quality.models.review import (
    CaseReview,
    ReviewSheet,
    ReviewStandard,
    SampleDraw,
    SampleMember,
)
from gongyuan.quality.models.visit import ReturnVisit, VisitAttempt

__all__ = [
    "AnswerCheck",
    "AnswerDraw",
    "CaseReview",
    "Complaint",
    "Inquiry",
    "PauseProposal",
    "QualityDocument",
    "ReturnVisit",
    "ReviewSheet",
    "ReviewStandard",
    "SampleDraw",
    "SampleMember",
    "VisitAttempt",
]
