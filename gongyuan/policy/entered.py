"""What offices enter on screen: the arrangement of a year's days off, and figures of a region.

Nothing of it is changed or deleted; a later entry stands before an earlier one.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q

KEPT = pgtrigger.Update | pgtrigger.Delete


class Entered(models.Model):
    """Who entered something, in which post, and when."""

    entered_at = models.DateTimeField("录入时间")
    entered_by = models.CharField("录入人", max_length=200)
    entered_by_user_id = models.BigIntegerField("录入账号", null=True, blank=True)
    entered_by_post_id = models.BigIntegerField("录入岗位", null=True, blank=True)

    class Meta:
        abstract = True


class HolidayArrangement(Entered):
    """The days off and make-up days of one year, as a notice of the State Council sets them."""

    year = models.PositiveSmallIntegerField("年度")
    source = models.CharField("依据", max_length=200)
    #: Why an arrangement entered before, or one the product knew, is replaced.
    reason = models.CharField("更正理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "年度放假安排"
        constraints = [
            models.CheckConstraint(
                name="arrangement_is_of_a_year_of_the_calendar",
                condition=Q(year__gte=2004, year__lte=2100),
            )
        ]
        indexes = [models.Index(fields=["year", "-id"], name="arrangement_by_year")]
        triggers = [pgtrigger.Protect(name="arrangement_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.year}年"


class ArrangedDay(models.Model):
    """One day of an arrangement that differs from the plain week."""

    arrangement = models.ForeignKey(
        HolidayArrangement, models.PROTECT, related_name="days", verbose_name="放假安排"
    )
    day = models.DateField("日期")
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30, blank=True)

    class Meta:
        verbose_name = "放假调休日"
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "day"], name="a_day_is_arranged_once_per_arrangement"
            )
        ]
        triggers = [pgtrigger.Protect(name="arranged_day_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.day}"


class RegionalFigure(Entered):
    """A figure of a region from a day on, entered by its province; it stands before older ones."""

    key = models.CharField("代码", max_length=60)
    #: Six digits of GB/T 2260.
    region = models.CharField("区划代码", max_length=6)
    value = models.DecimalField("数值", max_digits=14, decimal_places=4)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("截止日期", null=True, blank=True)
    source = models.CharField("依据", max_length=300)
    is_verified = models.BooleanField("已核对原文")
    reason = models.CharField("录入理由", max_length=200)

    class Meta:
        verbose_name = "地区参数"
        constraints = [
            models.CheckConstraint(
                name="regional_figure_is_not_negative", condition=Q(value__gte=0)
            ),
            models.CheckConstraint(
                name="regional_figure_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="regional_figure_has_a_region", condition=Q(region__regex=r"^[0-9]{6}$")
            ),
            models.CheckConstraint(
                name="regional_figure_says_why",
                condition=~Q(source="") & ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["key", "region", "-id"], name="regional_figure_of_place")]
        triggers = [pgtrigger.Protect(name="regional_figure_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.key} {self.region} {self.valid_from}"
