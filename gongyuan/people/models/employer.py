from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.people.choices import EmployerSize


class EmployerQuerySet(models.QuerySet["Employer"]):
    def visible_to(self, actor: Any) -> "EmployerQuerySet":
        """The register of employers is shared by all staff; disputes with them are not."""
        return self.all() if actor.can("people.read") else self.none()

    def handled_by(self, actor: Any) -> "EmployerQuerySet":
        return self.all() if actor.can("people.edit") else self.none()

    def current(self) -> "EmployerQuerySet":
        """Without the entries that were merged into others."""
        return self.filter(merged_into=None)


class Employer(models.Model):
    """A company or other body that employs (用人单位)."""

    name = models.CharField("名称", max_length=120)
    pinyin = models.CharField("拼音", max_length=400, blank=True)
    initials = models.CharField("拼音首字母", max_length=120, blank=True)
    #: Unified social credit code, GB 32100-2015; a letter may stand in front.
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    industry = models.CharField("行业", max_length=40, blank=True)
    region_code = models.CharField("所在地", max_length=12, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    size = models.CharField("规模", max_length=6, choices=EmployerSize, blank=True)
    #: The entry this one was merged into; it stays, so that its code still leads there.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name="已并入",
    )
    #: Name and pinyin in the form `core.search` looks for.
    search = SearchVectorField("检索", null=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = "用人单位"
        indexes = [
            models.Index(OpClass("name", "varchar_pattern_ops"), name="employer_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="employer_initials"),
            GinIndex(fields=["search"], name="employer_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name
