from gongyuan.quality.models.complaint import Complaint, Inquiry
from gongyuan.quality.models.document import QualityDocument

__all__ = ["Complaint", "Inquiry", "QualityDocument"]
