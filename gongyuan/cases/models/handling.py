import pghistory
from django.db import models

from gongyuan.cases.choices import AwardFinality, ClaimOutcome, StageKind, StageResult
from gongyuan.cases.models.application import Claim
from gongyuan.cases.models.case import Case
from gongyuan.core.money import YuanField


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Stage(models.Model):
    """One proceeding of a case: negotiation, mediation, arbitration, court, enforcement."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="stages", verbose_name="案件")
    #: Copied from the case, for counting a province without a join.
    unit_path = models.CharField("路径", max_length=120)
    kind = models.CharField("程序", max_length=20, choices=StageKind)
    body = models.CharField("受理机关", max_length=100, blank=True)
    number = models.CharField("案号", max_length=60, blank=True)
    filed_on = models.DateField("提交日期")
    accepted_on = models.DateField("立案日期", null=True, blank=True)
    hearing_at = models.DateTimeField("开庭时间", null=True, blank=True)
    hearing_place = models.CharField("开庭地点", max_length=100, blank=True)
    #: The day the award, judgment or agreement was received.
    concluded_on = models.DateField("收到文书日期", null=True, blank=True)
    result = models.CharField("结果", max_length=12, choices=StageResult, blank=True)
    award_finality = models.CharField(
        "裁决性质", max_length=10, choices=AwardFinality, blank=True, default=""
    )
    #: The last day the document gives for performance; enforcement is reckoned from it.
    performance_due_on = models.DateField("履行期限届满日", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "程序"
        constraints = [
            models.CheckConstraint(
                name="stage_result_iff_concluded",
                condition=models.Q(concluded_on=None, result="")
                | (models.Q(concluded_on__isnull=False) & ~models.Q(result="")),
            ),
            models.CheckConstraint(
                name="stage_is_accepted_after_filing",
                condition=models.Q(accepted_on=None)
                | models.Q(accepted_on__gte=models.F("filed_on")),
            ),
            models.CheckConstraint(
                name="stage_is_concluded_after_filing",
                condition=models.Q(concluded_on=None)
                | models.Q(concluded_on__gte=models.F("filed_on")),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(concluded_on=None),
                name="one_open_stage_per_case",
            ),
        ]
        indexes = [
            models.Index("case", "id", name="stage_of_case"),
            # Proceedings filed in a year, for the table of 吉会法字〔2015〕1号.
            models.Index("kind", "filed_on", "case", "unit_path", name="stage_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class ClaimResult(models.Model):
    """What a stage gave on one claim, in yuan where it is money."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="results", verbose_name="程序")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="results", verbose_name="请求")
    outcome = models.CharField("结果", max_length=10, choices=ClaimOutcome)
    awarded_amount = YuanField("支持金额", null=True, blank=True)

    class Meta:
        verbose_name = "请求结果"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "claim"], name="one_result_per_stage_and_claim"
            ),
            models.CheckConstraint(
                name="awarded_amount_is_not_negative",
                condition=models.Q(awarded_amount=None) | models.Q(awarded_amount__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.outcome}"


class ProgressReport(models.Model):
    """What the lawyer did, in words the worker reads too."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="progress_reports", verbose_name="案件"
    )
    happened_on = models.DateField("日期")
    text = models.TextField("进展")
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.CharField("报告人", max_length=200)

    class Meta:
        verbose_name = "进展"
        indexes = [models.Index(fields=["case", "-id"], name="progress_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.happened_on}"


class Message(models.Model):
    """A word between the worker and those who help."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages", verbose_name="案件")
    is_from_worker = models.BooleanField("职工所写")
    text = models.TextField("内容")
    written_at = models.DateTimeField("时间")
    written_by = models.CharField("写信人", max_length=200)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "留言"
        indexes = [models.Index("case", "id", name="message_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.written_at:%Y-%m-%d}"
