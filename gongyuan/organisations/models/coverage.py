from typing import Any

import pgtrigger
from django.db import models

from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.models.units import Unit


class CoverageTargetQuerySet(models.QuerySet["CoverageTarget"]):
    def visible_to(self, actor: Any) -> "CoverageTargetQuerySet":
        """What binds the post's own unit: its own targets and those of its superiors."""
        steps = [int(step) for step in (actor.unit_path or "").strip("/").split("/") if step]
        return self.filter(unit_id__in=steps)


class CoverageTarget(models.Model):
    """A union wants so many per cent of a level below it covered by a day (组建率目标).

    Rows are only added: of two for the same level, kind and day the later entry holds.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="设定单位")
    level = models.CharField("层级", max_length=12, choices=UnitLevel)
    kind = models.CharField("机构", max_length=10, choices=InstitutionKind)
    due_on = models.DateField("到期日")
    #: None: from this entry on the union asks for nothing by that day.
    percent = models.PositiveSmallIntegerField("组建率（%）", null=True)
    source = models.CharField("依据", max_length=200)
    reason = models.CharField("理由", max_length=500)
    entered_at = models.DateTimeField("录入时间")
    entered_by = models.CharField("录入人", max_length=200)

    objects = CoverageTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "组建率目标"
        constraints = [
            models.CheckConstraint(
                name="target_is_a_percentage",
                condition=models.Q(percent=None) | models.Q(percent__lte=100),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="targets_are_never_changed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.kind} {self.due_on} {self.percent}"
