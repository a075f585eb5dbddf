"""What stands beside a sealed file: its merged PDF, papers that came later, its appraisals."""

import pgtrigger
from django.db import models

from gongyuan.cases.choices.keeping import AppraisalOutcome
from gongyuan.cases.models.closing import Archive
from gongyuan.core.models import File

_STAYS = pgtrigger.Protect(
    name="what_is_sealed_stays", operation=pgtrigger.Update | pgtrigger.Delete
)


class ArchiveBook(models.Model):
    """The papers of a sealed file as one PDF with running pages, made by a job (合订本)."""

    archive = models.OneToOneField(
        Archive, models.CASCADE, related_name="book", verbose_name="案卷"
    )
    total = models.PositiveIntegerField("份数")
    done = models.PositiveIntegerField("已做", default=0)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    #: Titles of papers that could not be made into pages, each with the reason.
    left_out = models.JSONField("未合订", default=list)
    asked_at = models.DateTimeField("要求时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    failed_at = models.DateTimeField("失败时间", null=True, blank=True)
    fault = models.CharField("失败原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "合订本"
        constraints = [
            models.CheckConstraint(
                name="book_has_a_file_iff_finished",
                condition=models.Q(finished_at=None, file=None)
                | models.Q(finished_at__isnull=False, file__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.archive_id} {self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.failed_at is None


@pgtrigger.register(_STAYS)
class ArchiveSupplement(models.Model):
    """Papers that came after the sealing, appended with a manifest of their own (补充卷)."""

    archive = models.ForeignKey(
        Archive, models.PROTECT, related_name="supplements", verbose_name="案卷"
    )
    position = models.PositiveSmallIntegerField("序号")
    number = models.CharField("补充卷号", max_length=70)
    reason = models.TextField("补充原因")
    #: Names the hash of the manifest before it, so that none can be slipped in between.
    manifest = models.JSONField("清单")
    manifest_sha256 = models.CharField("清单校验值", max_length=64)
    package = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="案卷包")
    sealed_at = models.DateTimeField("封卷时间")
    sealed_by = models.CharField("封卷人", max_length=200)

    class Meta:
        verbose_name = "补充卷"
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "position"], name="one_supplement_per_archive_and_position"
            )
        ]

    def __str__(self) -> str:
        return self.number


@pgtrigger.register(_STAYS)
class LatePaper(models.Model):
    """One paper of a supplement."""

    supplement = models.ForeignKey(
        ArchiveSupplement, models.PROTECT, related_name="papers", verbose_name="补充卷"
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    title = models.CharField("题名", max_length=120)
    #: A code of the catalogue of the file (卷内目录).
    catalogue_code = models.CharField("卷内目录", max_length=30)
    is_inner = models.BooleanField("副卷", default=False)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)

    class Meta:
        verbose_name = "补充材料"

    def __str__(self) -> str:
        return self.title


@pgtrigger.register(_STAYS)
class ArchiveAppraisal(models.Model):
    """What was held of a file whose time of keeping was over; nothing is deleted by it (鉴定)."""

    archive = models.ForeignKey(
        Archive, models.PROTECT, related_name="appraisals", verbose_name="案卷"
    )
    outcome = models.CharField("鉴定意见", max_length=12, choices=AppraisalOutcome)
    keep_until = models.DateField("延长保管到", null=True, blank=True)
    note = models.TextField("理由")
    appraised_at = models.DateTimeField("鉴定时间")
    appraised_by = models.CharField("鉴定人", max_length=200)

    class Meta:
        verbose_name = "档案鉴定"
        constraints = [
            models.CheckConstraint(
                name="appraisal_names_a_day_iff_kept_longer",
                condition=models.Q(outcome="keep_longer", keep_until__isnull=False)
                | (~models.Q(outcome="keep_longer") & models.Q(keep_until=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.archive_id} {self.outcome}"
