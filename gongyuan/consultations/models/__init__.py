from gongyuan.consultations.models.consultation import Consultation, ConsultationQuerySet

__all__ = ["Consultation", "ConsultationQuerySet"]
