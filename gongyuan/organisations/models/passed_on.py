from django.db import models

from gongyuan.organisations.models.units import Unit


class PassedOn(models.Model):
    """A record still open when its union was taken in: until that day it was the former union's.

    Whatever asks about a day before the merger finds it there (合并转出).
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="原单位"
    )
    #: `cases.case`; records of upper domains are named, not known here.
    model = models.CharField("记录类别", max_length=60)
    record_id = models.BigIntegerField("记录")
    #: The first day on which it is the other union's.
    until = models.DateField("转出日期")

    class Meta:
        verbose_name = "合并转出"
        indexes = [
            models.Index(fields=["model", "until"], name="passed_on_since"),
            models.Index(fields=["model", "record_id"], name="passed_on_record"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record_id} {self.until}"
