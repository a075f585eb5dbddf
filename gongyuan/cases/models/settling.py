from django.db import models

from gongyuan.cases.choices import DeadlineEnd
from gongyuan.cases.models.case import Case, Deadline


class DeadlineReport(models.Model):
    """What one person says became of a fatal deadline, for a second one to confirm (了结申报)."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="deadline_reports", verbose_name="案件"
    )
    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="reports", verbose_name="期限"
    )
    how = models.CharField("怎样了结", max_length=10, choices=DeadlineEnd)
    note = models.CharField("情况", max_length=300)
    reported_at = models.DateTimeField("申报时间")
    reported_by = models.CharField("申报人", max_length=200)
    reporter_id = models.BigIntegerField("申报账号")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=200, blank=True)
    answerer_id = models.BigIntegerField("答复账号", null=True, blank=True)
    is_confirmed = models.BooleanField("已确认", null=True, blank=True)
    answer_note = models.CharField("答复", max_length=300, blank=True)

    class Meta:
        verbose_name = "了结申报"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                condition=models.Q(answered_at=None),
                name="one_open_report_per_deadline",
            ),
            models.CheckConstraint(
                name="deadline_report_is_answered_by_another",
                condition=models.Q(answered_at=None, answerer_id=None, is_confirmed=None)
                | models.Q(answered_at__isnull=False, is_confirmed__isnull=False)
                & ~models.Q(answerer_id=models.F("reporter_id")),
            ),
        ]
        indexes = [models.Index("case", "id", name="deadline_report_of_case")]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.reported_at:%Y-%m-%d}"
