from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from gongyuan.cases.models.case import Case
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models import User


class MajorCaseQuerySet(models.QuerySet["MajorCase"]):
    def visible_to(self, actor: Any) -> "MajorCaseQuerySet":
        """As the cases themselves for staff; lawyers have their own pages."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "MajorCaseQuerySet":
        if actor.unit_id is None or not actor.can("cases.read") or actor.is_lawyer:
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def standing(self) -> "MajorCaseQuerySet":
        return self.filter(lifted_at=None)

    def still_open(self, *, on: date) -> "MajorCaseQuerySet":
        """Kept as major today; a union that ends hands them over."""
        return self.filter(lifted_at=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class MajorCase(models.Model):
    """That a case is major or collective (重大、群体性), since when, and what that asks for."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="major", verbose_name="案件")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办理单位")
    unit_path = models.CharField("路径", max_length=120)
    since = models.DateTimeField("认定时间")
    #: Sentences with their clauses, of the packs or of whoever marked it.
    reasons = models.JSONField("认定理由", default=list)
    is_marked = models.BooleanField("由人认定", default=False)
    #: Asked for by a person, beyond what the packs order.
    wants_discussion = models.BooleanField("要求集体讨论", default=False)
    #: None where there is no level above, or no rule gives hours.
    report_due_at = models.DateTimeField("报告期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    #: Once told to those above that no report came.
    escalated_at = models.DateTimeField("逾期提醒上级", null=True, blank=True)
    tracked_at = models.DateTimeField("上次跟踪", null=True, blank=True)
    tracking_due_on = models.DateField("下次跟踪", null=True, blank=True)
    lifted_at = models.DateTimeField("解除时间", null=True, blank=True)

    objects = MajorCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "重大案件"
        indexes = [
            path_index("major_subtree"),
            models.Index(
                "report_due_at",
                name="major_unreported",
                condition=models.Q(reported_at=None, lifted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.since:%Y-%m-%d}"


class MajorReportQuerySet(models.QuerySet["MajorReport"]):
    def visible_to(self, actor: Any) -> "MajorReportQuerySet":
        """Whoever has the reporting unit in sight."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(from_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "MajorReportQuerySet":
        """The reports that the post's own unit has to acknowledge."""
        if actor.unit_id is None or not actor.can("cases.oversee"):
            return self.none()
        return self.filter(to_unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "MajorReportQuerySet":
        """Not yet acknowledged; a union that ends hands them over."""
        return self.filter(acknowledged_at=None)


class MajorReport(models.Model):
    """A report of a major case one level up, until that level acknowledges it (红线报告)."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="major_reports", verbose_name="案件"
    )
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="报告单位")
    from_path = models.CharField("路径", max_length=120)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    text = models.TextField("报告内容")
    sent_at = models.DateTimeField("报出时间")
    sent_by = models.CharField("报出人", max_length=200)
    #: By the job, because the level below did not acknowledge in time.
    is_escalation = models.BooleanField("自动上报", default=False)
    due_at = models.DateTimeField("签收期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    acknowledged_by = models.CharField("签收人", max_length=200, blank=True)
    instruction = models.TextField("批示", blank=True)
    escalated_at = models.DateTimeField("逾期上报", null=True, blank=True)

    objects = MajorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "重大案件报告"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "to_unit"],
                condition=models.Q(acknowledged_at=None),
                name="one_open_report_per_case_and_level",
            )
        ]
        indexes = [
            models.Index(
                "to_unit",
                "due_at",
                name="report_unacknowledged",
                condition=models.Q(acknowledged_at=None),
            ),
            models.Index(
                "due_at",
                name="report_to_escalate",
                condition=models.Q(acknowledged_at=None, escalated_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sent_at:%Y-%m-%d %H:%M}"


@pgtrigger.register(
    pgtrigger.Protect(name="lawyer_report_stays", operation=pgtrigger.Update | pgtrigger.Delete)
)
class LawyerReport(models.Model):
    """That the lawyer reported a major or collective case: the proof, never changed.

    平工文〔2016〕28号 附件2 第五条（五）: a lawyer who does not report loses the membership.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="lawyer_reports", verbose_name="案件"
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="律师账号")
    text = models.TextField("报告内容")
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.CharField("报告人", max_length=200)
    #: Over text, time and the papers' own hashes, so that the receipt can be checked later.
    sha256 = models.CharField("校验值", max_length=64)
    paper_hashes = models.JSONField("附件校验值", default=list)

    class Meta:
        verbose_name = "律师报告"
        ordering = ["pk"]
        indexes = [models.Index("case", "id", name="lawyer_report_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reported_at:%Y-%m-%d %H:%M}"


class LeaderInCharge(models.Model):
    """The leader who answers for a major case (包案领导), from a day until another takes over."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="leaders", verbose_name="案件")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    title = models.CharField("职务", max_length=60)
    since = models.DateTimeField("包案时间")
    named_by = models.CharField("确定人", max_length=200)
    until = models.DateTimeField("至", null=True, blank=True)

    class Meta:
        verbose_name = "包案领导"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(until=None),
                name="one_leader_in_charge_per_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
