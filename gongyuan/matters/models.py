from django.db import models

from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models import Employer


class Matter(models.Model):
    """One dispute of one or more workers with an employer: what consultation, mediation, case and
    supervision of it share (争议事项, 一案一码)."""

    #: Given to the worker; with the phone it opens the status page. Region, year, random part.
    code = models.CharField("查询码", max_length=20, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, related_name="matters", verbose_name="用人单位"
    )
    region_code = models.CharField("履行地", max_length=12, blank=True)
    opened_at = models.DateTimeField("立项时间")

    class Meta:
        verbose_name = "争议事项"
        indexes = [path_index("matter_subtree")]

    def __str__(self) -> str:
        return self.code
