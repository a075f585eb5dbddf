from gongyuan.quality.models.complaint import Complaint, Inquiry
from gongyuan.quality.models.document import QualityDocument
from gongyuan.quality.models.visit import ReturnVisit, VisitAttempt

__all__ = ["Complaint", "Inquiry", "QualityDocument", "ReturnVisit", "VisitAttempt"]
