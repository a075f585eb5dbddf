from django.db import models

from gongyuan.cases.choices import TerminationGround
from gongyuan.cases.models.case import Case
from gongyuan.core.models import File
from gongyuan.core.money import YuanField


class Closing(models.Model):
    """How a case ended: the outcome, the money in yuan, the report (结案)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="closing", verbose_name="案件")
    summary = models.TextField("办理结果")
    claimed_amount = YuanField("请求金额", null=True, blank=True)
    awarded_amount = YuanField("支持金额", null=True, blank=True)
    recovered_amount = YuanField("到位金额", null=True, blank=True)
    closed_by = models.CharField("结案人", max_length=200)
    closed_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "结案"

    def __str__(self) -> str:
        return f"{self.case_id}"


class Termination(models.Model):
    """Aid ended before its end, on one of eight grounds (法律援助法 第四十八条)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="terminations", verbose_name="案件")
    ground = models.CharField("情形", max_length=20, choices=TerminationGround)
    reason = models.TextField("理由")
    terminated_at = models.DateTimeField("终止时间")
    terminated_by = models.CharField("决定人", max_length=200)

    class Meta:
        verbose_name = "终止"

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground}"


class FileCheck(models.Model):
    """The office's check of a handed-in file: accepted, or what is missing (验卷)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="file_checks", verbose_name="案件")
    is_accepted = models.BooleanField("合格")
    remarks = models.JSONField("缺漏", default=list)
    checked_at = models.DateTimeField("验卷时间")
    checked_by = models.CharField("验卷人", max_length=200)

    class Meta:
        verbose_name = "验卷"

    def __str__(self) -> str:
        return f"{self.case_id} {self.is_accepted}"


class Archive(models.Model):
    """The sealed file of a case: catalogue, manifest, hashes, one package (归档)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="archive", verbose_name="案件")
    number = models.CharField("档号", max_length=60)
    manifest = models.JSONField("清单")
    manifest_sha256 = models.CharField("清单校验值", max_length=64)
    package = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="案卷包")
    sealed_at = models.DateTimeField("封卷时间")
    sealed_by = models.CharField("封卷人", max_length=200)
    #: The last day it is kept by the policy of the day of sealing; none where no pack says.
    keep_until = models.DateField("保管到", null=True, blank=True)
    keep_source = models.CharField("保管期限依据", max_length=200, blank=True)
    keep_is_verified = models.BooleanField("依据已核", default=True)
    #: After this day it is to be appraised; none when that is done or nothing says when.
    appraise_after = models.DateField("待鉴定", null=True, blank=True)

    class Meta:
        verbose_name = "案卷"
        indexes = [
            models.Index(
                "appraise_after",
                name="archive_to_be_appraised",
                condition=models.Q(appraise_after__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number
