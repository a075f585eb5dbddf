import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0012_reminders"),
        ("lawyers", "0002_service_marks"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("quality", "0002_return_visits"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "points",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="得分"
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="等级")),
                ("scored_at", models.DateTimeField(blank=True, null=True, verbose_name="评完时间")),
                ("served_at", models.DateTimeField(blank=True, null=True, verbose_name="送达时间")),
                ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewed",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewed",
                        to="lawyers.lawyer",
                        verbose_name="承办律师",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="评估单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "案件评估",
            },
        ),
        migrations.AddField(
            model_name="qualitydocument",
            name="review",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="quality.casereview",
                verbose_name="案件评估",
            ),
        ),
        migrations.CreateModel(
            name="ReviewStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("items", models.JSONField(verbose_name="评分项目")),
                ("lines", models.JSONField(default=list, verbose_name="等级线")),
                (
                    "difference",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="差异线"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="确定时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="确定人")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "评估标准",
            },
        ),
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("period_from", models.DateField(verbose_name="结案自")),
                ("period_to", models.DateField(verbose_name="结案至")),
                ("seed", models.CharField(max_length=100, verbose_name="种子")),
                ("method", models.CharField(max_length=20, verbose_name="方法")),
                ("size", models.PositiveIntegerField(blank=True, null=True, verbose_name="件数")),
                (
                    "share_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="比例（%）"
                    ),
                ),
                ("population_count", models.PositiveIntegerField(verbose_name="总体件数")),
                ("excluded_count", models.PositiveIntegerField(verbose_name="排除件数")),
                ("drawn_count", models.PositiveIntegerField(verbose_name="抽中件数")),
                ("population_sha256", models.CharField(max_length=64, verbose_name="总体校验值")),
                ("drawn_at", models.DateTimeField(verbose_name="抽样时间")),
                ("drawn_by", models.CharField(max_length=200, verbose_name="抽样人")),
                (
                    "covered_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="抽样范围",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="quality.reviewstandard",
                        verbose_name="评估标准",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="抽样单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽样",
            },
        ),
        migrations.CreateModel(
            name="CaseReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "points",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="得分"
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="等级")),
                ("scored_at", models.DateTimeField(blank=True, null=True, verbose_name="评完时间")),
                ("served_at", models.DateTimeField(blank=True, null=True, verbose_name="送达时间")),
                ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="案件",
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
                        verbose_name="承办律师",
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
                        to="quality.casereview",
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
                        verbose_name="评估单位",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="quality.sampledraw",
                        verbose_name="抽样",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="casereview",
            name="draw",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="quality.sampledraw",
                verbose_name="抽样",
            ),
        ),
        migrations.CreateModel(
            name="SampleMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="案号")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="散列值")),
                ("place", models.PositiveIntegerField(blank=True, null=True, verbose_name="名次")),
                ("is_drawn", models.BooleanField(verbose_name="抽中")),
                (
                    "exclusion",
                    models.CharField(blank=True, max_length=200, verbose_name="排除理由"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="quality.sampledraw",
                        verbose_name="抽样",
                    ),
                ),
            ],
            options={
                "verbose_name": "样本总体",
            },
        ),
        migrations.CreateModel(
            name="ReviewSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="第几人")),
                ("scores", models.JSONField(default=dict, verbose_name="评分")),
                (
                    "total",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="总分"),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="评语")),
                ("assigned_at", models.DateTimeField(verbose_name="安排时间")),
                ("assigned_by", models.CharField(max_length=200, verbose_name="安排人")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheets",
                        to="quality.casereview",
                        verbose_name="案件评估",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_sheets",
                        to="lawyers.lawyer",
                        verbose_name="评估人",
                    ),
                ),
            ],
            options={
                "verbose_name": "评分表",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "reviewer"), name="a_reviewer_scores_a_case_once"
                    ),
                    models.UniqueConstraint(
                        fields=("review", "position"), name="one_sheet_a_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__range", (1, 3))),
                        name="at_most_three_score_a_case",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewstandard",
            trigger=pgtrigger.compiler.Trigger(
                name="standards_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bbccbafa4820d3559f9b5d9abbf4774401fc51e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_standards_stay_cf6b1",
                    table="quality_reviewstandard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sampledraw",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="draw_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledraw",
            constraint=models.UniqueConstraint(
                fields=("unit", "covered_unit", "period_from", "period_to"),
                name="a_period_is_drawn_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampledraw",
            trigger=pgtrigger.compiler.Trigger(
                name="draws_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ead63cfd933563e07dc566292f0c33743c9e75e0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_draws_stay_d7a0f",
                    table="quality_sampledraw",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="casereview",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("served_on"),
                name="review_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="casereview",
            constraint=models.UniqueConstraint(
                fields=("draw", "case"), name="a_drawn_case_is_reviewed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("served_at", None), ("points__isnull", False), _connector="OR"),
                name="a_review_is_served_after_it_has_points",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casereview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_casereviewevent" ("case_id", "draw_id", "grade", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "scored_at", "served_at", "served_on", "unit_id", "unit_path") VALUES (OLD."case_id", OLD."draw_id", OLD."grade", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."points", OLD."scored_at", OLD."served_at", OLD."served_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="25aeaa5e26a8e0f22107d50339fe777d8493794b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e9dc2",
                    table="quality_casereview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casereview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_casereviewevent" ("case_id", "draw_id", "grade", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "scored_at", "served_at", "served_on", "unit_id", "unit_path") VALUES (OLD."case_id", OLD."draw_id", OLD."grade", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."points", OLD."scored_at", OLD."served_at", OLD."served_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="1155e30b3c1f43a7541702752d1c4d701f2a9989",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37a60",
                    table="quality_casereview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="samplemember",
            constraint=models.UniqueConstraint(
                fields=("draw", "case"), name="a_case_is_in_a_draw_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="samplemember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exclusion", ""), ("place__isnull", False)),
                    models.Q(
                        models.Q(("exclusion", ""), _negated=True),
                        ("is_drawn", False),
                        ("place", None),
                    ),
                    _connector="OR",
                ),
                name="an_excluded_case_says_why_and_is_not_drawn",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="samplemember",
            trigger=pgtrigger.compiler.Trigger(
                name="members_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="82a92487188e2242f6bc22bd67a704d86077d84a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_members_stay_c35b0",
                    table="quality_samplemember",
                    when="BEFORE",
                ),
            ),
        ),
    ]
