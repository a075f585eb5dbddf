from django.db import models

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import OfficialDocument
from gongyuan.core.models import File


class DocumentDraft(models.Model):
    """The free parts of a document as somebody worded them, until it is issued (文书草稿)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts", verbose_name="案件")
    kind = models.CharField("文书种类", max_length=30, choices=DocumentKind)
    #: Text by the name of the part.
    parts = models.JSONField("内容", default=dict)
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.CharField("修改人", max_length=200)

    class Meta:
        verbose_name = "文书草稿"
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_draft_per_case_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class DocumentPrint(models.Model):
    """A document as PDF for printing, made by job when somebody asks for it."""

    document = models.OneToOneField(
        OfficialDocument, models.CASCADE, related_name="print", verbose_name="文书"
    )
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    asked_at = models.DateTimeField("要求时间")
    failed_at = models.DateTimeField("失败时间", null=True, blank=True)
    fault = models.CharField("失败原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "打印件"

    def __str__(self) -> str:
        return f"{self.document_id}"

    @property
    def is_running(self) -> bool:
        return self.file_id is None and self.failed_at is None
