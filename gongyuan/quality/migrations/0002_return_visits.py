import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0011_major_cases_and_collaboration"),
        ("lawyers", "0002_service_marks"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("quality", "0001_complaints"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("due_on", models.DateField(verbose_name="回访期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visited", "已回访"),
                            ("visit_refused", "不愿接受回访"),
                            ("unreached", "联系不上"),
                        ],
                        max_length=16,
                        verbose_name="回访结果",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("call", "电话回访"),
                            ("face_to_face", "当面回访"),
                            ("own_phone", "本人网上评价"),
                        ],
                        max_length=12,
                        verbose_name="回访方式",
                    ),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="回答")),
                (
                    "overall",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("satisfied", "满意"),
                            ("fairly_satisfied", "基本满意"),
                            ("dissatisfied", "不满意"),
                            ("not_said", "说不清"),
                            ("did_not", "没有收过"),
                            ("did", "收过"),
                        ],
                        max_length=20,
                        verbose_name="总的满意度",
                    ),
                ),
                (
                    "remark",
                    models.CharField(blank=True, max_length=1000, verbose_name="意见和建议"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="回访时间"),
                ),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="回访日期")),
                (
                    "finished_by",
                    models.CharField(blank=True, max_length=200, verbose_name="回访人"),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_visit",
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
                        related_name="return_visits",
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
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "回访",
            },
        ),
        migrations.AddField(
            model_name="qualitydocument",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="quality.returnvisit",
                verbose_name="回访",
            ),
        ),
        migrations.CreateModel(
            name="ReturnVisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("due_on", models.DateField(verbose_name="回访期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visited", "已回访"),
                            ("visit_refused", "不愿接受回访"),
                            ("unreached", "联系不上"),
                        ],
                        max_length=16,
                        verbose_name="回访结果",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("call", "电话回访"),
                            ("face_to_face", "当面回访"),
                            ("own_phone", "本人网上评价"),
                        ],
                        max_length=12,
                        verbose_name="回访方式",
                    ),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="回答")),
                (
                    "overall",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("satisfied", "满意"),
                            ("fairly_satisfied", "基本满意"),
                            ("dissatisfied", "不满意"),
                            ("not_said", "说不清"),
                            ("did_not", "没有收过"),
                            ("did", "收过"),
                        ],
                        max_length=20,
                        verbose_name="总的满意度",
                    ),
                ),
                (
                    "remark",
                    models.CharField(blank=True, max_length=1000, verbose_name="意见和建议"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="回访时间"),
                ),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="回访日期")),
                (
                    "finished_by",
                    models.CharField(blank=True, max_length=200, verbose_name="回访人"),
                ),
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
                        to="quality.returnvisit",
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
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("no_reply", "没有人接"),
                            ("wrong_number", "号码不对"),
                            ("call_later", "约好再打"),
                        ],
                        max_length=16,
                        verbose_name="联系情况",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("tried_at", models.DateTimeField(verbose_name="联系时间")),
                ("tried_by", models.CharField(max_length=200, verbose_name="联系人")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="quality.returnvisit",
                        verbose_name="回访",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系记录",
            },
        ),
        migrations.AddIndex(
            model_name="returnvisit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("finished_on"),
                name="visit_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="returnvisit",
            index=models.Index(
                models.F("unit"),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("outcome", "")),
                name="visit_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at", None), ("finished_on", None), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("finished_at__isnull", False),
                        ("finished_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="visit_is_finished_iff_it_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "visited"), ("overall", ""), _connector="OR"),
                name="only_a_made_visit_has_answers",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_returnvisitevent" ("answers", "case_id", "due_is_verified", "due_on", "due_source", "finished_at", "finished_by", "finished_on", "id", "lawyer_id", "opened_at", "outcome", "overall", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "unit_id", "unit_path", "way") VALUES (OLD."answers", OLD."case_id", OLD."due_is_verified", OLD."due_on", OLD."due_source", OLD."finished_at", OLD."finished_by", OLD."finished_on", OLD."id", OLD."lawyer_id", OLD."opened_at", OLD."outcome", OLD."overall", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."remark", OLD."unit_id", OLD."unit_path", OLD."way"); RETURN NULL;',
                    hash="57ce551a5d68345219f28686b4e95e6fef7d45ce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2903d",
                    table="quality_returnvisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_returnvisitevent" ("answers", "case_id", "due_is_verified", "due_on", "due_source", "finished_at", "finished_by", "finished_on", "id", "lawyer_id", "opened_at", "outcome", "overall", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "unit_id", "unit_path", "way") VALUES (OLD."answers", OLD."case_id", OLD."due_is_verified", OLD."due_on", OLD."due_source", OLD."finished_at", OLD."finished_by", OLD."finished_on", OLD."id", OLD."lawyer_id", OLD."opened_at", OLD."outcome", OLD."overall", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remark", OLD."unit_id", OLD."unit_path", OLD."way"); RETURN NULL;',
                    hash="be03e971718539d86b6e8bc2ed6d40f5b24d7854",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e14fb",
                    table="quality_returnvisit",
                    when="AFTER",
                ),
            ),
        ),
    ]
