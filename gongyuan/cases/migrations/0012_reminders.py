import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_major_cases_and_collaboration"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("soon", "到期前提醒"),
                            ("late", "超期报负责人"),
                            ("raised", "超期报上级"),
                        ],
                        max_length=8,
                        verbose_name="步骤",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="到期日")),
                ("told_at", models.DateTimeField(verbose_name="提醒时间")),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="cases.appointment",
                        verbose_name="日程",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="cases.deadline",
                        verbose_name="期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "提醒",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("appointment__isnull", False), ("deadline", None)),
                            models.Q(("appointment", None), ("deadline__isnull", False)),
                            _connector="OR",
                        ),
                        name="reminder_is_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("deadline", "step", "due_on"),
                        name="one_reminder_per_deadline_step_and_day",
                    ),
                    models.UniqueConstraint(
                        fields=("appointment", "step", "due_on"),
                        name="one_reminder_per_appointment_step_and_day",
                    ),
                ],
            },
        ),
    ]
