import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_applicants_of_collective_cases"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "开庭"),
                            ("meeting", "约见"),
                            ("mediation", "调解"),
                            ("other", "其他安排"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("made_at", models.DateTimeField(verbose_name="登记时间")),
                ("made_by", models.CharField(max_length=200, verbose_name="登记人")),
                ("changed_at", models.DateTimeField(verbose_name="改动时间")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="cases.stage",
                        verbose_name="程序",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="办理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "日程",
                "indexes": [
                    models.Index(
                        models.F("case"), models.F("starts_at"), name="appointment_of_case"
                    ),
                    models.Index(
                        models.F("unit"),
                        models.F("starts_at"),
                        condition=models.Q(("cancelled_at", None)),
                        name="appointment_of_unit",
                    ),
                    models.Index(
                        models.F("starts_at"),
                        models.F("unit_path"),
                        condition=models.Q(("cancelled_at", None)),
                        name="appointment_by_hour",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="appointment_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("case", "kind", "starts_at"),
                        name="one_appointment_per_case_kind_and_hour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "secret_index",
                    models.BinaryField(max_length=16, unique=True, verbose_name="地址指纹"),
                ),
                ("made_at", models.DateTimeField(verbose_name="开通时间")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
                ("last_read_on", models.DateField(blank=True, null=True, verbose_name="最近读取")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "日历订阅",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("post",),
                        name="one_open_feed_per_post",
                    )
                ],
            },
        ),
    ]
