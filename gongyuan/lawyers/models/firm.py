from django.db import models

from gongyuan.lawyers.choices import EngagementKind
from gongyuan.people.models import Employer


class Firm(models.Model):
    """A law firm."""

    name = models.CharField("名称", max_length=100, unique=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)

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
