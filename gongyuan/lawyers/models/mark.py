from django.db import models

from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models.lawyer import Lawyer
from gongyuan.organisations.models import Unit


class LawyerMark(models.Model):
    """What was found of a lawyer's service: a verified complaint, the result of a review.

    Written by the domain that found it, read where lawyers are shown and proposed.
    """

    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="marks", verbose_name="律师")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="认定单位"
    )
    kind = models.CharField("类别", max_length=20, choices=MarkKind)
    text = models.CharField("内容", max_length=200)
    happened_on = models.DateField("日期")
    #: The record it comes from (app.model and id): the same finding is marked once.
    source_kind = models.CharField("来源", max_length=60)
    source_id = models.BigIntegerField("来源编号")

    class Meta:
        verbose_name = "服务评价"
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id"], name="one_mark_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.kind} {self.happened_on}"
