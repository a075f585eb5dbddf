from typing import Any

import pghistory
from django.db import models

from gongyuan.lawyers.choices import EngagementKind
from gongyuan.people.models import Employer, User


class FirmQuerySet(models.QuerySet["Firm"]):
    def visible_to(self, actor: Any) -> "FirmQuerySet":
        """The register of firms is shared by those who read it; a firm's contact sees the own."""
        if actor.can("lawyers.own_firm"):
            return self.filter(contacts__in=FirmContact.objects.current_of(actor))
        return self.all() if actor.can("lawyers.read") else self.none()


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Firm(models.Model):
    """A law firm."""

    name = models.CharField("名称", max_length=100, unique=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    #: The number of its licence to practise (律师事务所执业许可证), as printed on it.
    licence_number = models.CharField("执业许可证号", max_length=40, blank=True)
    head_name = models.CharField("负责人", max_length=40, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    region_code = models.CharField("所在地", max_length=12, blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        verbose_name = "律师事务所"

    def __str__(self) -> str:
        return self.name


class FirmEngagement(models.Model):
    """That a firm serves an employer: a conflict of interest (律师法 第三十九条)."""

    firm = models.ForeignKey(
        Firm, models.CASCADE, related_name="engagements", verbose_name="律师事务所"
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="engagements", verbose_name="用人单位"
    )
    kind = models.CharField("关系", max_length=12, choices=EngagementKind)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "律所业务关系"

    def __str__(self) -> str:
        return f"{self.firm}—{self.employer}"


class FirmContactQuerySet(models.QuerySet["FirmContact"]):
    def current_of(self, actor: Any) -> "FirmContactQuerySet":
        """The rows by which this account acts for a firm now."""
        if actor.user_id is None:
            return self.none()
        return self.filter(user_id=actor.user_id, ends_on=None)


class FirmContact(models.Model):
    """That an account acts for a firm (律所联系人): it recommends the firm's own lawyers."""

    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="contacts", verbose_name="律师事务所"
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="账号")
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    objects = FirmContactQuerySet.as_manager()

    class Meta:
        verbose_name = "律所联系授权"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(ends_on=None),
                name="an_account_acts_for_one_firm",
            )
        ]

    def __str__(self) -> str:
        return f"{self.firm_id} {self.user_id}"
