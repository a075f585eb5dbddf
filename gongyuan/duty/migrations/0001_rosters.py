import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("lawyers", "0001_firms_lawyers_terms"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("window", "窗口"), ("hotline", "热线")],
                        default="window",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                (
                    "week",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("none", "不排"),
                                ("halves", "上午、下午各一班"),
                                ("whole", "全天一班"),
                                ("morning_only", "只排上午"),
                                ("afternoon_only", "只排下午"),
                            ],
                            max_length=16,
                        ),
                        size=7,
                        verbose_name="每周安排",
                    ),
                ),
                (
                    "makeup_weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "周一"),
                            (1, "周二"),
                            (2, "周三"),
                            (3, "周四"),
                            (4, "周五"),
                            (5, "周六"),
                            (6, "周日"),
                        ],
                        default=0,
                        verbose_name="调休上班日照",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="同时值班人数")),
                ("morning_starts", models.TimeField(verbose_name="上午自")),
                ("morning_ends", models.TimeField(verbose_name="上午至")),
                ("afternoon_starts", models.TimeField(verbose_name="下午自")),
                ("afternoon_ends", models.TimeField(verbose_name="下午至")),
                ("opened_on", models.DateField(verbose_name="设立日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_points",
                        to="organisations.aidinstitution",
                        verbose_name="机构",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班点",
            },
        ),
        migrations.CreateModel(
            name="DutyMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[
                                (0, "周一"),
                                (1, "周二"),
                                (2, "周三"),
                                (3, "周四"),
                                (4, "周五"),
                                (5, "周六"),
                                (6, "周日"),
                            ]
                        ),
                        default=list,
                        size=None,
                        verbose_name="可值班的日子",
                    ),
                ),
                ("base", models.IntegerField(default=0, verbose_name="起始班数")),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="duty.dutypoint",
                        verbose_name="值班点",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班人员",
            },
        ),
        migrations.CreateModel(
            name="DutyRoster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已公布")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="公布期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("arranged_at", models.DateTimeField(verbose_name="排班时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公布时间"),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rosters",
                        to="duty.dutypoint",
                        verbose_name="值班点",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班表",
            },
        ),
        migrations.CreateModel(
            name="DutyShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                (
                    "part",
                    models.CharField(
                        choices=[("morning", "上午"), ("afternoon", "下午"), ("whole_day", "全天")],
                        max_length=10,
                        verbose_name="时段",
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(default=1, verbose_name="席位")),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
                ("is_fixed", models.BooleanField(default=False, verbose_name="人工排定")),
                ("came_at", models.DateTimeField(blank=True, null=True, verbose_name="到岗")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="离岗")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="duty.dutymember",
                        verbose_name="值班人",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.dutypoint",
                        verbose_name="值班点",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="duty.dutyroster",
                        verbose_name="值班表",
                    ),
                ),
            ],
            options={
                "verbose_name": "班次",
            },
        ),
        migrations.CreateModel(
            name="DutySwap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "等对方答复"),
                            ("accepted", "已换"),
                            ("turned_down", "对方不换"),
                            ("taken_back", "已撤回"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.dutymember",
                        verbose_name="提出人",
                    ),
                ),
                (
                    "in_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="duty.dutyshift",
                        verbose_name="换回班次",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps",
                        to="duty.dutyshift",
                        verbose_name="班次",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.dutymember",
                        verbose_name="接班人",
                    ),
                ),
            ],
            options={
                "verbose_name": "换班",
            },
        ),
        migrations.CreateModel(
            name="DutyLeave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="自")),
                ("last_day", models.DateField(verbose_name="至")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="事由")),
                ("taken_at", models.DateTimeField(verbose_name="请假时间")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="销假时间"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="duty.dutymember",
                        verbose_name="值班人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班请假",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="duty_leave_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="dutypoint",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="duty_point_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="dutypoint",
            index=models.Index(models.F("unit"), name="duty_point_unit"),
        ),
        migrations.AddConstraint(
            model_name="dutypoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("institution", "name"),
                name="one_open_duty_point_of_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutypoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("morning_starts__lt", models.F("morning_ends")),
                    ("morning_ends__lte", models.F("afternoon_starts")),
                    ("afternoon_starts__lt", models.F("afternoon_ends")),
                ),
                name="duty_hours_follow_each_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutypoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1)), name="duty_point_has_a_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="dutymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lawyer", None), ("post__isnull", False)),
                    models.Q(("lawyer__isnull", False), ("post", None)),
                    _connector="OR",
                ),
                name="duty_member_is_of_the_staff_or_a_lawyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutymember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("point", "post"),
                name="one_place_per_post_and_point",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutymember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("point", "lawyer"),
                name="one_place_per_lawyer_and_point",
            ),
        ),
        migrations.AddIndex(
            model_name="dutyroster",
            index=models.Index(
                models.F("point"),
                models.F("due_on"),
                condition=models.Q(("state", "draft")),
                name="roster_drafts",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyroster",
            constraint=models.UniqueConstraint(
                fields=("point", "month"), name="one_roster_per_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyroster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", False), ("state", "published")),
                    models.Q(("published_at", None), ("state", "draft")),
                    _connector="OR",
                ),
                name="roster_published_at_iff_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyroster",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="roster_month_is_its_first_day"
            ),
        ),
        migrations.AddIndex(
            model_name="dutyshift",
            index=models.Index(models.F("point"), models.F("ends_at"), name="shift_of_point"),
        ),
        migrations.AddIndex(
            model_name="dutyshift",
            index=models.Index(
                models.F("day"), condition=models.Q(("member", None)), name="shift_vacant"
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyshift",
            constraint=models.UniqueConstraint(
                fields=("roster", "day", "part", "seat"), name="one_shift_per_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyshift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="shift_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyshift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at", None),
                    models.Q(("came_at__isnull", False), ("left_at__gte", models.F("came_at"))),
                    _connector="OR",
                ),
                name="shift_is_left_after_it_was_come_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyswap",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("shift",),
                name="one_open_swap_per_shift",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyswap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "proposed")),
                    models.Q(
                        models.Q(("state", "proposed"), _negated=True),
                        ("answered_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="swap_answered_at_iff_answered",
            ),
        ),
    ]
