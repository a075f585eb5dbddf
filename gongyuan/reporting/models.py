from typing import Any

import pghistory
from django.db import models

from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit, UnitStretch, own_or_taken_in, path_index
from gongyuan.reporting.choices import FROZEN_STATES, ReturnState


class ReturnQuerySet(models.QuerySet["Return"]):
    def visible_to(self, actor: Any) -> "ReturnQuerySet":
        if not actor.unit_path or not actor.can("reporting.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "ReturnQuerySet":
        """The post's own unit fills and submits; nobody fills for another, but for a union that
        it has taken in."""
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(own_or_taken_in(actor.unit_id))

    def overseen_by(self, actor: Any) -> "ReturnQuerySet":
        """The returns of the units the post's own unit leads directly: it returns and accepts.

        Those of a union that was taken in go to whoever led it until then.
        """
        if actor.unit_id is None:
            return self.none()
        led = UnitStretch.objects.filter(
            unit=models.OuterRef("unit"), parent=actor.unit_id, ends_on__isnull=False
        )
        leads = models.Q(unit__parent_id=actor.unit_id, unit__merged_into=None)
        had_led = models.Q(models.Exists(led), unit__merged_into__isnull=False)
        return self.visible_to(actor).filter(leads | had_led)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Return(models.Model):
    """A unit's table of one year as it goes up (报表)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="填报单位")
    unit_path = models.CharField("路径", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=12, choices=ReturnState, default=ReturnState.DRAFT)
    #: The figures are frozen as they were at this moment.
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.CharField("提交人", max_length=200, blank=True)
    accepted_at = models.DateTimeField("接收时间", null=True, blank=True)
    #: What the superior last asked to be mended.
    remarks = models.TextField("退回意见", blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "报表"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_return_per_unit_and_year"),
            models.CheckConstraint(
                name="return_state_is_known", condition=models.Q(state__in=ReturnState.values)
            ),
            models.CheckConstraint(
                name="return_submitted_at_iff_frozen",
                condition=models.Q(state__in=FROZEN_STATES, submitted_at__isnull=False)
                | (~models.Q(state__in=FROZEN_STATES) & models.Q(submitted_at=None)),
            ),
            models.CheckConstraint(
                name="return_accepted_at_iff_accepted",
                condition=models.Q(state=ReturnState.ACCEPTED, accepted_at__isnull=False)
                | (~models.Q(state=ReturnState.ACCEPTED) & models.Q(accepted_at=None)),
            ),
        ]
        indexes = [path_index("return_subtree", "year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN_STATES


class FigurePlace(models.Model):
    """Where in the table a figure stands: row, column, and part of the cell."""

    indicator = models.CharField("指标", max_length=40)
    level = models.CharField("列", max_length=12, choices=UnitLevel)
    part = models.CharField("分项", max_length=12, blank=True)

    class Meta:
        abstract = True


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ManualFigure(FigurePlace):
    """A figure a unit entered by hand: its own, or for lower units that file no return."""

    unit_return = models.ForeignKey(
        Return, models.CASCADE, related_name="manual_figures", verbose_name="报表"
    )
    value = models.DecimalField("数字", max_digits=12, decimal_places=2)
    entered_at = models.DateTimeField("填写时间")
    entered_by = models.CharField("填写人", max_length=200)

    class Meta:
        verbose_name = "手填数字"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_return", "indicator", "level", "part"],
                name="one_manual_figure_per_place",
            ),
            models.CheckConstraint(
                name="manual_figure_is_not_negative", condition=models.Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.value}"


@pghistory.track(pghistory.DeleteEvent())
class FrozenFigure(FigurePlace):
    """A figure as it was when the return was submitted: counted, entered, or both."""

    unit_return = models.ForeignKey(
        Return, models.CASCADE, related_name="frozen_figures", verbose_name="报表"
    )
    counted = models.DecimalField("系统计数", max_digits=16, decimal_places=2, null=True)
    entered = models.DecimalField("手填数字", max_digits=16, decimal_places=2, null=True)

    class Meta:
        verbose_name = "提交时数字"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_return", "indicator", "level", "part"],
                name="one_frozen_figure_per_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.counted} {self.entered}"
