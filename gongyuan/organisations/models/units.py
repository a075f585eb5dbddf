from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models.stretches import UNIT_TRIGGERS


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Any) -> "UnitQuerySet":
        """The post's own unit and everything below it."""
        if not actor.unit_path:
            return self.none()
        return self.filter(path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "UnitQuerySet":
        """The units this post keeps the register of: its own and those below."""
        return self.visible_to(actor)

    def open_on(self, day: date) -> "UnitQuerySet":
        return self.filter(models.Q(opened_on=None) | models.Q(opened_on__lte=day)).filter(
            models.Q(closed_on=None) | models.Q(closed_on__gt=day)
        )

    def ancestors_of(self, unit: "Unit") -> "UnitQuerySet":
        """The unit's superiors, topmost first."""
        ids = [int(step) for step in unit.path.strip("/").split("/")[:-1]]
        return self.filter(pk__in=ids).order_by("path")


def own_or_taken_in(unit_id: int, *, key: str = "unit") -> models.Q:
    """That a record is a union's own, or that of one it has taken in, itself or by way of another.

    For what stays under the name of the union that was taken in and still needs somebody.
    """
    own = models.Q(**{key: unit_id})
    return own | taken_in(unit_id, key=f"{key}__")


def taken_in(unit_id: int, *, key: str = "") -> models.Q:
    """That a union was taken in by this one, itself or by way of another; `key` leads to it."""
    itself = models.Q(**{f"{key}merged_into": unit_id})
    return itself | models.Q(**{f"{key}merged_into__merged_into": unit_id})


class Unit(models.Model):
    """A trade union in the tree by leadership; `region_code`, its place, may lie elsewhere."""

    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    initials = models.CharField("拼音首字母", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=12, choices=UnitKind, default=UnitKind.FEDERATION)
    level = models.CharField("层级", max_length=12, choices=UnitLevel)
    #: `unit_children` is its index, in the order of the tree's pages.
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
        verbose_name="上级",
    )
    #: "1/23/456/": the ids from the root down; a prefix is a subtree.
    path = models.CharField("路径", max_length=120, unique=True)
    #: GB/T 2260 (six digits), or the nine-digit statistical code below county.
    region_code = models.CharField("区划代码", max_length=12)
    #: 机关代字 in the numbers of its documents, such as 平工援.
    document_prefix = models.CharField("机关代字", max_length=20, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    opened_on = models.DateField("成立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    #: The union that took it in; it then stands below that one, closed, with what it did.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name="并入",
    )
    #: What it was called before, so that it is found by these names too.
    former_names = ArrayField(
        models.CharField(max_length=100), verbose_name="曾用名", default=list, blank=True
    )
    #: How many open unions it leads directly; counted anew by every action that changes them, so
    #: that a page of the tree never counts.
    children_count = models.PositiveIntegerField("下级数", default=0)
    #: Names and pinyin initials in the form `core.search` looks for.
    search = SearchVectorField("检索", null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "工会组织"
        triggers = UNIT_TRIGGERS
        constraints = [
            models.CheckConstraint(
                name="unit_closes_after_it_opens",
                condition=models.Q(closed_on=None)
                | models.Q(opened_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
            ),
            models.CheckConstraint(
                name="merged_unit_is_closed",
                condition=models.Q(merged_into=None) | models.Q(closed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(OpClass("path", "varchar_pattern_ops"), name="unit_subtree"),
            models.Index(fields=["parent", "region_code", "id"], name="unit_children"),
            models.Index(OpClass("region_code", "varchar_pattern_ops"), name="unit_place"),
            GinIndex(fields=["search"], name="unit_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name
