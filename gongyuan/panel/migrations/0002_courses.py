import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("core", "0002_cache_table"),
        ("lawyers", "0004_found_by_initials"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("panel", "0001_the_year"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="honourcandidate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("circular", "通报表彰"),
                    ("may_day_medal", "五一劳动奖章"),
                    ("higher_honour", "申报更高层次荣誉"),
                    ("ten_best", "维护职工权益十佳律师"),
                ],
                max_length=16,
                verbose_name="表彰",
            ),
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "host",
                    models.CharField(
                        choices=[("union_host", "工会举办"), ("justice_host", "司法局举办")],
                        max_length=14,
                        verbose_name="谁举办",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("union_law", "工会法律业务培训"),
                            ("state_law", "国家政策和劳动法律法规培训"),
                            ("exchange", "经验交流会"),
                        ],
                        max_length=14,
                        verbose_name="培训类别",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="题目")),
                ("held_on", models.DateField(verbose_name="举办日期")),
                ("begins_at", models.TimeField(verbose_name="开始时间")),
                ("place", models.CharField(max_length=100, verbose_name="举办地点")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="培训分钟")),
                ("lecturer", models.CharField(blank=True, max_length=100, verbose_name="主讲人")),
                ("about", models.TextField(blank=True, verbose_name="培训内容")),
                ("closes_on", models.DateField(verbose_name="报名截止")),
                (
                    "seats",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="名额"),
                ),
                (
                    "for_holders",
                    models.BooleanField(default=False, verbose_name="持证人员可以参加"),
                ),
                ("announced_at", models.DateTimeField(verbose_name="发布时间")),
                ("announced_by", models.CharField(max_length=200, verbose_name="发布人")),
                (
                    "called_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                ),
                (
                    "called_off_why",
                    models.CharField(blank=True, max_length=200, verbose_name="取消理由"),
                ),
                (
                    "attended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="到场登记时间"),
                ),
                (
                    "attended_by",
                    models.CharField(blank=True, max_length=200, verbose_name="到场登记人"),
                ),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="举办地工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训",
            },
        ),
        migrations.CreateModel(
            name="CourseEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="报名时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="退出时间"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="到场分钟"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="panel.course",
                        verbose_name="培训",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训报名",
            },
        ),
        migrations.CreateModel(
            name="CourseEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("entered_at", models.DateTimeField(verbose_name="报名时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="退出时间"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="到场分钟"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.course",
                        verbose_name="培训",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.courseentry",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "host",
                    models.CharField(
                        choices=[("union_host", "工会举办"), ("justice_host", "司法局举办")],
                        max_length=14,
                        verbose_name="谁举办",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("union_law", "工会法律业务培训"),
                            ("state_law", "国家政策和劳动法律法规培训"),
                            ("exchange", "经验交流会"),
                        ],
                        max_length=14,
                        verbose_name="培训类别",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="题目")),
                ("held_on", models.DateField(verbose_name="举办日期")),
                ("begins_at", models.TimeField(verbose_name="开始时间")),
                ("place", models.CharField(max_length=100, verbose_name="举办地点")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="培训分钟")),
                ("lecturer", models.CharField(blank=True, max_length=100, verbose_name="主讲人")),
                ("about", models.TextField(blank=True, verbose_name="培训内容")),
                ("closes_on", models.DateField(verbose_name="报名截止")),
                (
                    "seats",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="名额"),
                ),
                (
                    "for_holders",
                    models.BooleanField(default=False, verbose_name="持证人员可以参加"),
                ),
                ("announced_at", models.DateTimeField(verbose_name="发布时间")),
                ("announced_by", models.CharField(max_length=200, verbose_name="发布人")),
                (
                    "called_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                ),
                (
                    "called_off_why",
                    models.CharField(blank=True, max_length=200, verbose_name="取消理由"),
                ),
                (
                    "attended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="到场登记时间"),
                ),
                (
                    "attended_by",
                    models.CharField(blank=True, max_length=200, verbose_name="到场登记人"),
                ),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.course",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="举办地工会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoursePaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="加入时间")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="panel.course",
                        verbose_name="培训",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训材料",
            },
        ),
        migrations.AddIndex(
            model_name="course",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="course_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="course",
            index=models.Index(models.F("unit"), models.F("held_on"), name="course_day"),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__lte", models.F("held_on"))),
                name="a_course_is_signed_up_for_before_it_is_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_off_at", None), ("called_off_why", "")),
                    models.Q(
                        ("called_off_at__isnull", False),
                        models.Q(("called_off_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_course_called_off_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_courseevent" ("about", "announced_at", "announced_by", "attended_at", "attended_by", "begins_at", "called_off_at", "called_off_why", "closes_on", "for_holders", "held_on", "host", "id", "kind", "lecturer", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "seats", "submission_key", "title", "unit_id", "unit_path") VALUES (OLD."about", OLD."announced_at", OLD."announced_by", OLD."attended_at", OLD."attended_by", OLD."begins_at", OLD."called_off_at", OLD."called_off_why", OLD."closes_on", OLD."for_holders", OLD."held_on", OLD."host", OLD."id", OLD."kind", OLD."lecturer", OLD."minutes", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."seats", OLD."submission_key", OLD."title", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="e5ffed99ad1d886b777e8b834a3e67d8a24a87aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3ab3",
                    table="panel_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_courseevent" ("about", "announced_at", "announced_by", "attended_at", "attended_by", "begins_at", "called_off_at", "called_off_why", "closes_on", "for_holders", "held_on", "host", "id", "kind", "lecturer", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "seats", "submission_key", "title", "unit_id", "unit_path") VALUES (OLD."about", OLD."announced_at", OLD."announced_by", OLD."attended_at", OLD."attended_by", OLD."begins_at", OLD."called_off_at", OLD."called_off_why", OLD."closes_on", OLD."for_holders", OLD."held_on", OLD."host", OLD."id", OLD."kind", OLD."lecturer", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."seats", OLD."submission_key", OLD."title", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="7a9c2cc9f70fa6f4f28cf915d47f50fc2dd25e74",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_40a2b",
                    table="panel_course",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="courseentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("user__isnull", False), ("lawyer__isnull", False), _connector="OR"
                ),
                name="somebody_comes_to_a_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)),
                fields=("course", "user"),
                name="a_person_signs_up_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lawyer__isnull", False)),
                fields=("course", "lawyer"),
                name="a_lawyer_signs_up_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_courseentryevent" ("course_id", "entered_at", "id", "lawyer_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (OLD."course_id", OLD."entered_at", OLD."id", OLD."lawyer_id", OLD."minutes", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."user_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="aef21a8dc4afe06a74bbe86796f7386baadf3cc8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da50c",
                    table="panel_courseentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_courseentryevent" ("course_id", "entered_at", "id", "lawyer_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (OLD."course_id", OLD."entered_at", OLD."id", OLD."lawyer_id", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="674f4e3db37c9906b387413f64c8491c5a8f09e7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0d436",
                    table="panel_courseentry",
                    when="AFTER",
                ),
            ),
        ),
    ]
