from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.core.models import File
from gongyuan.organisations.choices import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
    InstitutionPicture,
)
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.stretches import INSTITUTION_TRIGGERS
from gongyuan.organisations.models.units import Unit
from gongyuan.organisations.naming import institution_vector


class AidInstitutionQuerySet(models.QuerySet["AidInstitution"]):
    def visible_to(self, actor: Any) -> "AidInstitutionQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "AidInstitutionQuerySet":
        return self.visible_to(actor)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> Any:
        """Each with what it is found by."""
        rows = list(objs)
        for row in rows:
            row.search = institution_vector(row.name)
        return super().bulk_create(rows, *args, **options)

    def open_on(self, day: date) -> "AidInstitutionQuerySet":
        return self.filter(opened_on__lte=day).filter(
            models.Q(closed_on=None) | models.Q(closed_on__gt=day)
        )


class AidInstitution(models.Model):
    """A legal-aid centre, station, point or window of a union."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="institutions", verbose_name="所属工会"
    )
    unit_path = models.CharField("路径", max_length=120)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=InstitutionKind)
    form = models.CharField("组建形式", max_length=16, choices=InstitutionForm)
    department = models.CharField("负责部门", max_length=60, blank=True)
    head_name = models.CharField("负责人", max_length=40)
    phone = models.CharField("联系电话", max_length=40)
    address = models.CharField("地址", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    hours = models.CharField("办公时间", max_length=100, blank=True)
    functions = ArrayField(
        models.CharField(max_length=20, choices=InstitutionFunction),
        verbose_name="职能",
        default=list,
        blank=True,
    )
    #: Shown to everybody who looks for the place (统一标识、制度上墙).
    sign_photo = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="标识照片",
    )
    rules_photo = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="制度上墙照片",
    )
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    #: Name and pinyin initials in the form `core.search` looks for, written with the name.
    search = SearchVectorField("检索", null=True)

    objects = AidInstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "法律援助机构"
        triggers = INSTITUTION_TRIGGERS
        constraints = [
            models.CheckConstraint(
                name="institution_closes_after_it_opens",
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
            ),
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="one_open_institution_of_a_name_per_unit",
                condition=models.Q(closed_on=None),
            ),
        ]
        indexes = [
            path_index("institution_subtree"),
            models.Index("unit", name="institution_unit"),
            GinIndex(fields=["search"], name="institution_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """With what it is found by, when its name is written."""
        written = options.get("update_fields")
        if written is None or "name" in written:
            self.search = institution_vector(self.name)
            if written is not None:
                options["update_fields"] = [*written, "search"]
        super().save(*args, **options)

    def picture(self, of: str) -> File | None:
        """The picture of the sign or of the rules, if there is one."""
        shown: File | None = getattr(self, f"{InstitutionPicture(of)}_photo")
        return shown
