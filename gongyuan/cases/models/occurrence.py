from django.db import models

from gongyuan.cases.choices import OccurrenceKind
from gongyuan.cases.models.case import Case


class Occurrence(models.Model):
    """Something beside the proceedings from which a legal deadline is reckoned (起算期限的事)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="occurrences", verbose_name="案件")
    kind = models.CharField("什么事", max_length=20, choices=OccurrenceKind)
    happened_on = models.DateField("日期")
    #: Of an order to prove: the last day it gives; of a hindrance: its last day.
    until_on = models.DateField("至", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)

    class Meta:
        verbose_name = "起算期限的事"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "happened_on"],
                name="one_occurrence_per_case_kind_and_day",
            ),
            models.CheckConstraint(
                name="occurrence_ends_after_it_begins",
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("happened_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
