from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.cases.choices import DecisionOutcome
from gongyuan.cases.models.case import Case
from gongyuan.organisations.models import Unit
from gongyuan.policy.models import DecisionRecord


class Review(models.Model):
    """An officer's opinion on an application, with the proposal or against it (审查意见)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reviews", verbose_name="案件")
    record = models.ForeignKey(
        DecisionRecord, models.PROTECT, related_name="+", verbose_name="规则结论"
    )
    outcome = models.CharField("意见", max_length=12, choices=DecisionOutcome)
    #: Why the officer departs from the proposal; empty when it is followed.
    overrule_reason = models.TextField("不采纳建议的理由", blank=True)
    opinion = models.TextField("审查意见", blank=True)
    has_conflict = models.BooleanField("审查人与本案有利害关系", default=False)
    reviewed_at = models.DateTimeField("审查时间")
    reviewed_by = models.CharField("审查人", max_length=200)
    reviewer_post_id = models.BigIntegerField("审查岗位")

    class Meta:
        verbose_name = "审查"

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Decision(models.Model):
    """What was decided on an application, by whom, on which clauses; never changed afterwards."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions", verbose_name="案件")
    record = models.ForeignKey(
        DecisionRecord, models.PROTECT, related_name="+", verbose_name="规则结论"
    )
    outcome = models.CharField("决定", max_length=12, choices=DecisionOutcome)
    grounds = ArrayField(models.CharField(max_length=30), verbose_name="依据码", default=list)
    reasons = models.JSONField("理由", default=list)
    clauses = models.JSONField("条款", default=list)
    overrule_reason = models.TextField("不采纳建议的理由", blank=True)
    note = models.TextField("说明", blank=True)
    decided_at = models.DateTimeField("决定时间")
    decided_by = models.CharField("决定人", max_length=200)
    decider_post_id = models.BigIntegerField("决定岗位")

    class Meta:
        verbose_name = "决定"
        indexes = [models.Index(fields=["case", "-id"], name="decision_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def still_open(self, *, on: date) -> "ObjectionQuerySet":
        """Not yet decided; a union that ends hands them over."""
        return self.filter(decided_at=None)


class Objection(models.Model):
    """A worker's objection to a refusal or a termination, decided by the next level (异议)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="objections", verbose_name="案件")
    decided_by_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="复核单位"
    )
    text = models.TextField("异议理由")
    raised_at = models.DateTimeField("提出时间")
    outcome = models.CharField("复核结果", max_length=20, blank=True)
    reason = models.TextField("复核理由", blank=True)
    decided_at = models.DateTimeField("复核时间", null=True, blank=True)
    decided_by = models.CharField("复核人", max_length=200, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(decided_at=None),
                name="one_open_objection_per_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.raised_at:%Y-%m-%d}"
