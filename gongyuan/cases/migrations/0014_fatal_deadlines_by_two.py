import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_document_versions_and_templates"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("done", "已经办了"), ("waived", "职工表示不办")],
                        max_length=10,
                        verbose_name="怎样了结",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="情况")),
                ("reported_at", models.DateTimeField(verbose_name="申报时间")),
                ("reported_by", models.CharField(max_length=200, verbose_name="申报人")),
                ("reporter_id", models.BigIntegerField(verbose_name="申报账号")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=200, verbose_name="答复人"),
                ),
                (
                    "answerer_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="答复账号"),
                ),
                ("is_confirmed", models.BooleanField(blank=True, null=True, verbose_name="已确认")),
                ("answer_note", models.CharField(blank=True, max_length=300, verbose_name="答复")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadline_reports",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="cases.deadline",
                        verbose_name="期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "了结申报",
                "indexes": [
                    models.Index(models.F("case"), models.F("id"), name="deadline_report_of_case")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("deadline",),
                        name="one_open_report_per_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("answerer_id", None), ("is_confirmed", None)
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("is_confirmed__isnull", False),
                                models.Q(("answerer_id", models.F("reporter_id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_report_is_answered_by_another",
                    ),
                ],
            },
        ),
    ]
