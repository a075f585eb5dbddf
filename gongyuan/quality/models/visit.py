from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.cases.models import Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit, path_index
from gongyuan.quality.choices import AttemptOutcome, VisitAnswer, VisitOutcome, VisitWay


class ReturnVisitQuerySet(models.QuerySet["ReturnVisit"]):
    def visible_to(self, actor: Any) -> "ReturnVisitQuerySet":
        """Staff that keeps quality: the subtree; a worker: those of the cases opened; lawyers
        none, so that a worker may speak freely."""
        if actor.is_worker:
            return self.filter(case_id__in=actor.case_ids)
        if actor.is_lawyer or not actor.unit_path or not actor.can("quality.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "ReturnVisitQuerySet":
        """The visits this post may make: its own unit's; a worker's own."""
        if actor.is_worker:
            return self.visible_to(actor)
        if actor.unit_id is None or not actor.can("visits.record"):
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def due(self) -> "ReturnVisitQuerySet":
        return self.filter(outcome="")

    def still_open(self, *, on: date) -> "ReturnVisitQuerySet":
        """Not yet made; a union that ends hands them over."""
        return self.filter(finished_at=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ReturnVisit(models.Model):
    """What a worker says of the aid once it is over (回访): one a case, answered by choices."""

    case = models.OneToOneField(
        Case, models.PROTECT, related_name="return_visit", verbose_name="案件"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    #: Who had the case last.
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="return_visits",
        verbose_name="承办律师",
    )
    due_on = models.DateField("回访期限")
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    outcome = models.CharField("回访结果", max_length=16, choices=VisitOutcome, blank=True)
    way = models.CharField("回访方式", max_length=12, choices=VisitWay, blank=True)
    #: Answer codes by question code.
    answers = models.JSONField("回答", default=dict)
    #: The answer to the first question, for counting.
    overall = models.CharField("总的满意度", max_length=20, choices=VisitAnswer, blank=True)
    remark = models.CharField("意见和建议", max_length=1000, blank=True)
    opened_at = models.DateTimeField("生成时间")
    finished_at = models.DateTimeField("回访时间", null=True, blank=True)
    finished_on = models.DateField("回访日期", null=True, blank=True)
    finished_by = models.CharField("回访人", max_length=200, blank=True)

    objects = ReturnVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "回访"
        constraints = [
            models.CheckConstraint(
                name="visit_is_finished_iff_it_has_an_outcome",
                condition=models.Q(outcome="", finished_at=None, finished_on=None)
                | (
                    ~models.Q(outcome="")
                    & models.Q(finished_at__isnull=False, finished_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="only_a_made_visit_has_answers",
                condition=models.Q(outcome=VisitOutcome.VISITED) | models.Q(overall=""),
            ),
        ]
        indexes = [
            path_index("visit_subtree", "finished_on"),
            models.Index("unit", "due_on", "id", name="visit_due", condition=models.Q(outcome="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"


class VisitAttempt(models.Model):
    """One attempt to reach a worker that did not come to a visit."""

    visit = models.ForeignKey(
        ReturnVisit, models.CASCADE, related_name="attempts", verbose_name="回访"
    )
    outcome = models.CharField("联系情况", max_length=16, choices=AttemptOutcome)
    note = models.CharField("说明", max_length=300, blank=True)
    tried_at = models.DateTimeField("联系时间")
    tried_by = models.CharField("联系人", max_length=200)

    class Meta:
        verbose_name = "联系记录"

    def __str__(self) -> str:
        return f"{self.visit_id} {self.outcome}"
