from datetime import date
from typing import Any

from django.db import models

from gongyuan.core.models import File
from gongyuan.organisations.choices import AgreementPartner
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.units import Unit


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, actor: Any) -> "AgreementQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "AgreementQuerySet":
        """Whoever keeps the register of a union keeps its agreements."""
        return self.visible_to(actor)

    def in_force_on(self, day: date) -> "AgreementQuerySet":
        """The last day counts; on the day of an early end it is no longer in force."""
        return (
            self.filter(starts_on__lte=day)
            .filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))
            .filter(models.Q(ended_on=None) | models.Q(ended_on__gt=day))
        )

    def still_open(self, *, on: date) -> "AgreementQuerySet":
        """In force or to come; a union that ends hands them over."""
        return self.filter(ended_on=None).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))

    def to_renew(self, *, today: date) -> "AgreementQuerySet":
        """Those whose end is near and that nothing follows yet."""
        return self.filter(remind_on__lte=today, ends_on__gte=today, ended_on=None, renewal=None)


class Agreement(models.Model):
    """A union's agreement with a firm, bureau, hospital or university (协议)."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="agreements", verbose_name="签约工会"
    )
    unit_path = models.CharField("路径", max_length=120)
    title = models.CharField("协议名称", max_length=100)
    partner_kind = models.CharField("对方类别", max_length=16, choices=AgreementPartner)
    #: A firm's own page lies in a higher domain; here it is named, and found by its code.
    partner_name = models.CharField("对方", max_length=100)
    partner_code = models.CharField("对方统一社会信用代码", max_length=18, blank=True)
    other_parties = models.CharField("其他签约方", max_length=200, blank=True)
    scope = models.TextField("合作内容")
    signed_on = models.DateField("签订日期")
    starts_on = models.DateField("生效日期")
    #: The last day in force; None: until it is ended.
    ends_on = models.DateField("到期日期", null=True, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="协议文本"
    )
    predecessor = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewal",
        verbose_name="续签自",
    )
    #: The first day it is no longer in force, before its last.
    ended_on = models.DateField("提前终止日期", null=True, blank=True)
    ended_reason = models.CharField("终止理由", max_length=500, blank=True)
    #: From this day its end is on the worklist; the policy of the place says how long before.
    remind_on = models.DateField("提醒日期", null=True, blank=True)
    remind_source = models.CharField("提醒依据", max_length=200, blank=True)
    #: Who registered it is told; accounts lie in a higher domain.
    registered_by_user_id = models.BigIntegerField("登记账号", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "协议"
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="agreement_ended_iff_reason",
                condition=models.Q(ended_on=None, ended_reason="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_reason="")),
            ),
            models.CheckConstraint(
                name="agreement_reminds_before_its_end",
                condition=models.Q(remind_on=None) | models.Q(remind_on__lte=models.F("ends_on")),
            ),
        ]
        indexes = [
            path_index("agreement_subtree", "ends_on"),
            models.Index(
                "unit", "ends_on", name="agreement_to_end", condition=models.Q(ended_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementReminder(models.Model):
    """That somebody was told of an agreement's end: once for each day it ends on."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="reminders", verbose_name="协议"
    )
    due_on = models.DateField("到期日期")
    told_at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "协议到期提醒"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "due_on"], name="one_reminder_per_agreement_and_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.due_on}"
