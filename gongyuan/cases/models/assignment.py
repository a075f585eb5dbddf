import pghistory
from django.db import models

from gongyuan.cases.choices import AssignmentEnd, MandateKind
from gongyuan.cases.models.case import Case
from gongyuan.lawyers.models import Lawyer


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Assignment(models.Model):
    """A case offered to a lawyer, and what became of it (指派)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments", verbose_name="案件")
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="assignments", verbose_name="承办律师"
    )
    offered_at = models.DateTimeField("指派时间")
    offered_by = models.CharField("指派人", max_length=200)
    note = models.CharField("指派说明", max_length=200, blank=True)
    #: Why this lawyer: the terms of the score, and who was passed over.
    score = models.JSONField("推荐理由", default=dict)
    answer_due_on = models.DateField("答复期限", null=True, blank=True)
    accepted_at = models.DateTimeField("接受时间", null=True, blank=True)
    #: The lawyer's own word on conflicts of interest, given on accepting.
    conflict_declared = models.BooleanField("声明无利益冲突", null=True)
    conflict_note = models.CharField("利益关系说明", max_length=200, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    end_kind = models.CharField("结束原因", max_length=12, choices=AssignmentEnd, blank=True)
    end_reason = models.CharField("结束说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "指派"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(ended_at=None),
                name="one_current_assignment_per_case",
            ),
            models.CheckConstraint(
                name="assignment_end_has_a_kind",
                condition=models.Q(ended_at=None, end_kind="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end_kind="")),
            ),
        ]
        indexes = [
            models.Index(
                "lawyer",
                "case",
                name="assignment_current_of_lawyer",
                condition=models.Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.lawyer_id}"


class Mandate(models.Model):
    """The entrustment agreement and power of attorney (办理法律援助案件程序规定 第二十七条)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="mandates", verbose_name="案件")
    assignment = models.OneToOneField(
        Assignment, models.CASCADE, related_name="mandate", verbose_name="指派"
    )
    kind = models.CharField("权限", max_length=10, choices=MandateKind)
    signed_on = models.DateField("签订日期")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)

    class Meta:
        verbose_name = "委托"

    def __str__(self) -> str:
        return f"{self.case_id} {self.signed_on}"
