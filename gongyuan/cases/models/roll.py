"""Lists of applicants that came as Excel files, and what is written for all of them at once."""

from typing import Any

from django.db import models

from gongyuan.cases.choices import BatchKind
from gongyuan.cases.models.case import Case
from gongyuan.core.models import File
from gongyuan.organisations.models import Unit


class ApplicantSheetQuerySet(models.QuerySet["ApplicantSheet"]):
    def visible_to(self, actor: Any) -> "ApplicantSheetQuerySet":
        """Lists that the own unit took in; they hold whole identity numbers."""
        if actor.unit_id is None or not actor.can("cases.register"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def handled_by(self, actor: Any) -> "ApplicantSheetQuerySet":
        return self.visible_to(actor)


class ApplicantSheet(models.Model):
    """A list of applicants as an Excel file, kept from its upload until it is used or forgotten."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    #: The case it is meant for; of a new case, the one that was made from it.
    case = models.ForeignKey(
        Case,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="applicant_sheets",
        verbose_name="案件",
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.CharField("上传人", max_length=200)
    used_at = models.DateTimeField("导入时间", null=True, blank=True)

    objects = ApplicantSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "申请人名单"
        indexes = [
            models.Index(
                "uploaded_at", name="sheet_unused", condition=models.Q(used_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.uploaded_at:%Y-%m-%d %H:%M}"


class DocumentBatch(models.Model):
    """One document for each applicant of a case, written by a job into one archive."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="document_batches", verbose_name="案件"
    )
    kind = models.CharField("种类", max_length=30, choices=BatchKind)
    total = models.PositiveIntegerField("份数")
    done = models.PositiveIntegerField("已做", default=0)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.CharField("提出人", max_length=200)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    failed_at = models.DateTimeField("失败时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量文书"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(finished_at=None, failed_at=None),
                name="one_batch_of_a_kind_is_being_written",
            ),
            models.CheckConstraint(
                name="batch_has_a_file_iff_finished",
                condition=models.Q(finished_at=None, file=None)
                | models.Q(finished_at__isnull=False, file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.done}/{self.total}"
