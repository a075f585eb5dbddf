from datetime import date
from typing import Any

import pgtrigger
from django.db import models

from gongyuan.core.models import File
from gongyuan.organisations.models.institutions import AidInstitution
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.units import Unit

#: What a check found is evidence; only a move of the union touches its row again.
FOUND = ("institution_id", "unit_id", "checked_on", "checked_by_unit_id", "checked_by", "remark")
ITEM_FOUND = ("check_of_id", "code", "label", "citation", "is_met", "note", "photo_id", "mend_by")


class StationCheckQuerySet(models.QuerySet["StationCheck"]):
    def visible_to(self, actor: Any) -> "StationCheckQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)


class StationCheck(models.Model):
    """An aid institution looked at on a day, item by item (站点达标检查)."""

    institution = models.ForeignKey(
        AidInstitution,
        models.PROTECT,
        related_name="checks",
        db_index=False,
        verbose_name="机构",
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所属工会")
    unit_path = models.CharField("路径", max_length=120)
    checked_on = models.DateField("检查日期")
    checked_by_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="检查单位"
    )
    checked_by = models.CharField("检查人", max_length=200)
    remark = models.CharField("说明", max_length=500, blank=True)
    entered_at = models.DateTimeField("登记时间")

    objects = StationCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "站点达标检查"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "checked_on", "checked_by_unit"],
                name="a_station_is_checked_once_a_day",
            )
        ]
        indexes = [path_index("station_check_subtree")]
        triggers = [
            pgtrigger.Protect(
                name="checks_stay", operation=pgtrigger.UpdateOf(*FOUND) | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.checked_on}"


class StationCheckItemQuerySet(models.QuerySet["StationCheckItem"]):
    def visible_to(self, actor: Any) -> "StationCheckItemQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "StationCheckItemQuerySet":
        """Whose it is to mend, and who asked for it: the station's union and the one checking."""
        if actor.unit_id is None or not actor.can("organisations.check_stations"):
            return self.none()
        own = models.Q(unit_id=actor.unit_id) | models.Q(checked_by_unit_id=actor.unit_id)
        return self.visible_to(actor).filter(own)

    def goes_over(self, *, on: date) -> "StationCheckItemQuerySet":
        """What stations that go on have still to mend: of the union's, and asked for by it."""
        waiting = self.filter(is_met=False, mended_on=None)
        return waiting.filter(check_of__institution__closed_on=None)

    def to_mend(self, *, on: date) -> "StationCheckItemQuerySet":
        """What was found wanting and not mended by this day."""
        return self.filter(is_met=False).filter(
            models.Q(mended_on=None) | models.Q(mended_on__gt=on)
        )


class StationCheckItem(models.Model):
    """One item of a check: met, or what is to be mended by when (检查项目)."""

    check_of = models.ForeignKey(
        StationCheck, models.PROTECT, related_name="items", verbose_name="检查"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所属工会"
    )
    unit_path = models.CharField("路径", max_length=120)
    checked_by_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="检查单位"
    )
    code = models.CharField("项目代码", max_length=40)
    label = models.CharField("项目", max_length=300)
    citation = models.CharField("依据", max_length=300)
    is_verified = models.BooleanField("依据已核")
    is_met = models.BooleanField("达标")
    note = models.CharField("情况", max_length=300, blank=True)
    photo = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="照片",
    )
    mend_by = models.DateField("整改期限", null=True, blank=True)
    mended_on = models.DateField("整改完成", null=True, blank=True)
    mended_note = models.CharField("整改情况", max_length=300, blank=True)
    mended_by = models.CharField("整改登记人", max_length=200, blank=True)
    mended_photo = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="整改照片",
    )

    objects = StationCheckItemQuerySet.as_manager()

    class Meta:
        verbose_name = "达标检查项目"
        constraints = [
            models.UniqueConstraint(fields=["check_of", "code"], name="an_item_is_checked_once"),
            models.CheckConstraint(
                name="what_is_wanting_is_to_be_mended_by_a_day",
                condition=models.Q(is_met=True, mend_by=None, mended_on=None)
                | models.Q(is_met=False, mend_by__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_mended_says_how",
                condition=models.Q(mended_on=None, mended_note="")
                | (models.Q(mended_on__isnull=False) & ~models.Q(mended_note="")),
            ),
        ]
        indexes = [
            models.Index(
                "unit",
                "mend_by",
                name="item_to_mend_of_unit",
                condition=models.Q(is_met=False, mended_on=None),
            ),
            models.Index(
                "checked_by_unit",
                "mend_by",
                name="item_to_mend_of_checker",
                condition=models.Q(is_met=False, mended_on=None),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="findings_stay", operation=pgtrigger.UpdateOf(*ITEM_FOUND) | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.label
