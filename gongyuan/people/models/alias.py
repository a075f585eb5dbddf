from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.people.models.employer import Employer


class EmployerAlias(models.Model):
    """Another name an employer is known by: a former one, a short one, that of a merged entry."""

    employer = models.ForeignKey(
        Employer, models.CASCADE, related_name="aliases", verbose_name="用人单位"
    )
    name = models.CharField("名称", max_length=120)
    #: Where the name comes from, in a few words.
    source = models.CharField("来源", max_length=100)
    #: The merge that brought it, so that undoing takes it away again.
    merge_id = models.BigIntegerField("合并", null=True, blank=True)
    added_at = models.DateTimeField("登记时间")
    added_by = models.CharField("登记人", max_length=200)
    search = SearchVectorField("检索", null=True)

    class Meta:
        verbose_name = "单位别名"
        constraints = [
            models.UniqueConstraint(fields=["employer", "name"], name="an_alias_is_kept_once")
        ]
        indexes = [
            models.Index(OpClass("name", "varchar_pattern_ops"), name="employer_alias_name"),
            GinIndex(fields=["search"], name="employer_alias_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name
