import pgtrigger
from django.db import models

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.models.application import Material
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.document_template import DocumentTemplate
from gongyuan.cases.models.sealing import sealed_with_case
from gongyuan.core.models import File
from gongyuan.drafting.choices import DraftKind


class OfficialDocument(models.Model):
    """A document the office issued on a case, numbered and kept as it was issued."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents", verbose_name="案件")
    kind = models.CharField("种类", max_length=30, choices=DocumentKind)
    number = models.CharField("文号", max_length=60)
    title = models.CharField("标题", max_length=120)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    issued_at = models.DateTimeField("出具时间")
    issued_by = models.CharField("出具人", max_length=200)
    served_at = models.DateTimeField("送达时间", null=True, blank=True)
    served_how = models.CharField("送达方式", max_length=40, blank=True)
    #: The issued document that this one takes the place of; that one stays as it was.
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="所替代的文书",
    )
    #: The free parts as they were worded before it was issued, by name.
    parts = models.JSONField("补写的内容", default=dict, blank=True)
    #: The office's own template it was made from; none when made from the built-in one.
    template = models.ForeignKey(
        DocumentTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # nobody looks for documents by it
        related_name="+",
        verbose_name="模板",
    )

    #: Set by whoever reads all documents of a case together.
    is_replaced: bool = False

    class Meta:
        verbose_name = "文书"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="document_number_is_given_once_in_a_case"
            )
        ]
        indexes = [models.Index("case", "kind", name="document_of_case")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_drafted(self) -> bool:
        """The worker's own document, drafted for signing: nobody is served with it."""
        return self.kind in DraftKind.values


@pgtrigger.register(sealed_with_case("sealed_file_stays"))
class Paper(models.Model):
    """A paper in the case's file: what people handed in and what the office and lawyer made."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="papers", verbose_name="案件")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    title = models.CharField("题名", max_length=120)
    #: A code of the catalogue of the file (卷内目录).
    catalogue_code = models.CharField("卷内目录", max_length=30)
    material = models.ForeignKey(
        Material,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name="材料",
    )
    document = models.OneToOneField(
        OfficialDocument,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="paper",
        verbose_name="文书",
    )
    #: 副卷: seen by the office alone, not by the worker or the lawyer.
    is_inner = models.BooleanField("副卷", default=False)
    #: None while nobody counted them, 0 when that was tried in vain.
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    added_at = models.DateTimeField("收到时间")
    added_by = models.CharField("提交人", max_length=200)

    class Meta:
        verbose_name = "卷内材料"
        indexes = [models.Index("case", "id", name="paper_of_case")]

    def __str__(self) -> str:
        return self.title
