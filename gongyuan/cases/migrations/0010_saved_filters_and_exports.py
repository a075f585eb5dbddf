import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_events_counters_files_notices"),
        ("people", "0001_accounts_posts_workers_employers"),
        ("cases", "0009_hearings_into_the_calendar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("chosen", models.JSONField(default=dict, verbose_name="筛选")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "保存的筛选",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["user", "name"], name="saved_filter_name_of_account"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chosen", models.JSONField(default=dict, verbose_name="筛选")),
                (
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="筛选说明"),
                ),
                ("total", models.PositiveIntegerField(verbose_name="件数")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已写")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="失败时间")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "案件导出",
                "indexes": [
                    models.Index(
                        models.F("asked_at"),
                        condition=models.Q(("file__isnull", False)),
                        name="case_export_kept",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None), ("failed_at", None), _connector="OR"
                        ),
                        name="case_export_ends_one_way",
                    )
                ],
            },
        ),
    ]
