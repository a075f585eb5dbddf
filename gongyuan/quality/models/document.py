from django.db import models

from gongyuan.core.models import File
from gongyuan.organisations.models import Unit
from gongyuan.quality.choices import QualityDocumentKind
from gongyuan.quality.models.complaint import Complaint
from gongyuan.quality.models.review import CaseReview
from gongyuan.quality.models.visit import ReturnVisit


class QualityDocument(models.Model):
    """A document issued on a complaint, a return visit or a review; who may see that sees it."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位"
    )
    kind = models.CharField("文书种类", max_length=24, choices=QualityDocumentKind)
    number = models.CharField("文号", max_length=60)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    issued_at = models.DateTimeField("出具时间")
    issued_by = models.CharField("出具人", max_length=200)
    complaint = models.ForeignKey(
        Complaint,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="投诉",
    )
    visit = models.ForeignKey(
        ReturnVisit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="回访",
    )
    review = models.ForeignKey(
        CaseReview,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="案件评估",
    )

    class Meta:
        verbose_name = "质量文书"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number"], name="quality_number_is_the_units_own"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
