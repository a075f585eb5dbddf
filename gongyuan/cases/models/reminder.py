from django.db import models

from gongyuan.cases.choices import ReminderStep
from gongyuan.cases.models.calendar import Appointment
from gongyuan.cases.models.case import Deadline


class Reminder(models.Model):
    """That somebody was reminded of a deadline or an appointment, once for each day it was on.

    Written in one transaction with what was sent, so that a job cut short sends none twice and
    finds those still to be sent.
    """

    deadline = models.ForeignKey(
        Deadline,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name="期限",
    )
    appointment = models.ForeignKey(
        Appointment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name="日程",
    )
    step = models.CharField("步骤", max_length=8, choices=ReminderStep)
    #: The day it was due on when reminded of: one that moves is reminded of anew.
    due_on = models.DateField("到期日")
    told_at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "提醒"
        constraints = [
            models.CheckConstraint(
                name="reminder_is_of_one_thing",
                condition=models.Q(deadline=None, appointment__isnull=False)
                | models.Q(deadline__isnull=False, appointment=None),
            ),
            models.UniqueConstraint(
                fields=["deadline", "step", "due_on"], name="one_reminder_per_deadline_step_and_day"
            ),
            models.UniqueConstraint(
                fields=["appointment", "step", "due_on"],
                name="one_reminder_per_appointment_step_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.due_on}"
