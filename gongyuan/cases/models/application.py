from typing import TypeVar

from django.db import models

from gongyuan.cases.choices import MaterialState
from gongyuan.cases.models.case import Case
from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import File
from gongyuan.core.money import YuanField
from gongyuan.people.models import Worker

Row = TypeVar("Row", bound=models.Model)


class StillInTheCase(models.Manager[Row]):
    """Those who have not left their case, and what they ask for: what every list and sum means."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(left_at=None)


class EverInTheCase(models.Manager[Row]):
    """These and those who left."""


class Applicant(models.Model):
    """A worker who applies in a case; several in a collective one, some of them representatives.

    `objects` and `case.applicants` are those who are still in it; `everyone` also those who left.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="applicants", verbose_name="案件")
    worker = models.ForeignKey(
        Worker, models.PROTECT, related_name="applications", verbose_name="职工"
    )
    is_representative = models.BooleanField("代表人", default=False)
    position = models.PositiveSmallIntegerField("序号", default=1)
    #: Empty when the worker applied with the first.
    joined_at = models.DateTimeField("加入时间", null=True, blank=True)
    left_at = models.DateTimeField("退出时间", null=True, blank=True)
    left_reason = models.CharField("退出的原因", max_length=200, blank=True)

    objects = StillInTheCase()
    everyone = EverInTheCase()

    class Meta:
        verbose_name = "申请人"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "worker"], name="a_worker_applies_once_in_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.worker_id}"


class Claim(models.Model):
    """One thing asked of the employer, with its amount in yuan where it is money.

    `objects` and `case.claims` leave out what was asked by those who left the case.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="claims", verbose_name="案件")
    applicant = models.ForeignKey(
        Applicant,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name="申请人",
    )
    kind = models.CharField("请求", max_length=30)
    amount = YuanField("金额", null=True, blank=True)
    period_from = models.DateField("期间自", null=True, blank=True)
    period_to = models.DateField("期间至", null=True, blank=True)
    #: The amount is months × monthly amount where both were told.
    months = models.DecimalField("月数", max_digits=6, decimal_places=2, null=True, blank=True)
    monthly_amount = YuanField("每月金额", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    #: With the applicant whose claim it is.
    left_at = models.DateTimeField("退出时间", null=True, blank=True)

    objects = StillInTheCase()
    everyone = EverInTheCase()

    class Meta:
        verbose_name = "请求"
        constraints = [
            models.CheckConstraint(
                name="claim_amount_is_not_negative",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
            ),
            models.CheckConstraint(
                name="claim_period_ends_after_it_starts",
                condition=models.Q(period_from=None)
                | models.Q(period_to=None)
                | models.Q(period_to__gte=models.F("period_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount or ''}"


class Material(models.Model):
    """A paper the rules ask for in a case, and whether it is there."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials", verbose_name="案件")
    code = models.CharField("代码", max_length=40)
    label = models.CharField("材料", max_length=100)
    why = models.CharField("为何需要", max_length=200, blank=True)
    clause = models.CharField("依据", max_length=200, blank=True)
    is_required = models.BooleanField("必需", default=True)
    status = models.CharField(
        "情况", max_length=12, choices=MaterialState, default=MaterialState.MISSING
    )
    promised_on = models.DateField("容缺，补交日", null=True, blank=True)

    class Meta:
        verbose_name = "材料"
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="a_material_is_asked_for_once")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_missing(self) -> bool:
        """Compulsory and not there; one promised for a later day (容缺) is not there either."""
        return self.is_required and self.status in (MaterialState.MISSING, MaterialState.PROMISED)


class Supplement(models.Model):
    """Everything missing, told once (一次性告知); the review's clock stands still meanwhile."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="supplements", verbose_name="案件")
    told_at = models.DateTimeField("告知时间")
    due_on = models.DateField("补交期限")
    items = models.JSONField("缺什么", default=list)
    answered_at = models.DateTimeField("补交时间", null=True, blank=True)

    class Meta:
        verbose_name = "补正"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(answered_at=None),
                name="one_open_supplement_per_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"


class OralRecord(models.Model):
    """An application made by word of mouth, written down and signed (工会法律援助办法 第十二条)."""

    case = models.OneToOneField(
        Case, models.CASCADE, related_name="oral_record", verbose_name="案件"
    )
    taken_at = models.DateTimeField("记录时间")
    taken_by = models.CharField("记录人", max_length=200)
    text = models.TextField("笔录")
    signed_at = models.DateTimeField("签字时间", null=True, blank=True)

    class Meta:
        verbose_name = "口头申请笔录"

    def __str__(self) -> str:
        return f"{self.case_id} {self.taken_at:%Y-%m-%d}"


class Consent(models.Model):
    """What a worker agreed to in words of that day (个人信息保护法 第十七、二十三、二十九条)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents", verbose_name="案件")
    purpose = models.CharField("事项", max_length=40)
    text = models.TextField("告知内容")
    given_at = models.DateTimeField("同意时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "同意"

    def __str__(self) -> str:
        return f"{self.case_id} {self.purpose}"


class ApplicationDraft(models.Model):
    """What somebody has answered so far on the phone, kept until it is sent or forgotten."""

    key = models.UUIDField("标识", unique=True)
    answers = EncryptedTextField("答案")
    phone_index = models.BinaryField("手机号检索值", max_length=16, null=True)
    created_at = models.DateTimeField("开始时间")
    updated_at = models.DateTimeField("更新时间")
    submitted_case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="已成案件"
    )

    class Meta:
        verbose_name = "申请草稿"
        indexes = [models.Index("updated_at", name="draft_by_age")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class DraftPaper(models.Model):
    """A photo put into a draft."""

    draft = models.ForeignKey(
        ApplicationDraft, models.CASCADE, related_name="papers", verbose_name="草稿"
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    material_code = models.CharField("材料", max_length=40, blank=True)

    class Meta:
        verbose_name = "草稿材料"

    def __str__(self) -> str:
        return f"{self.draft_id} {self.material_code}"
