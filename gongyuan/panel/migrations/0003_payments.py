import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gongyuan.core.money
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0025_institution_is_indexed_once"),
        ("lawyers", "0004_found_by_initials"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("panel", "0002_courses"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("stipend", "工作补贴"), ("case_subsidy", "办案补贴")],
                        max_length=20,
                        verbose_name="发放什么",
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("yuan", gongyuan.core.money.YuanField(verbose_name="金额")),
                ("paid_on", models.DateField(verbose_name="发放日期")),
                ("voucher", models.CharField(max_length=60, verbose_name="凭证号")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "withdrawn_by",
                    models.CharField(blank=True, max_length=200, verbose_name="撤销人"),
                ),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=200, verbose_name="撤销理由"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="付款工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "发放记录",
            },
        ),
        migrations.CreateModel(
            name="PaymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("stipend", "工作补贴"), ("case_subsidy", "办案补贴")],
                        max_length=20,
                        verbose_name="发放什么",
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("yuan", gongyuan.core.money.YuanField(verbose_name="金额")),
                ("paid_on", models.DateField(verbose_name="发放日期")),
                ("voucher", models.CharField(max_length=60, verbose_name="凭证号")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "withdrawn_by",
                    models.CharField(blank=True, max_length=200, verbose_name="撤销人"),
                ),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=200, verbose_name="撤销理由"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        db_constraint=False,
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
                        to="panel.payment",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
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
                        verbose_name="付款工会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("paid_on"),
                name="payment_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(models.F("lawyer"), models.F("paid_on"), name="payment_of_lawyer"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case", None), ("kind", "stipend"), ("term__isnull", False)),
                    models.Q(("case__isnull", False), ("kind", "case_subsidy"), ("term", None)),
                    _connector="OR",
                ),
                name="a_payment_is_for_a_term_or_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("yuan__gt", 0)), name="a_payment_is_more_than_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_why", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_withdrawn_payment_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "stipend"), ("withdrawn_at", None)),
                fields=("term",),
                name="one_standing_stipend_per_term",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_paymentevent" ("case_id", "id", "kind", "lawyer_id", "note", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "submission_key", "term_id", "unit_id", "unit_path", "voucher", "withdrawn_at", "withdrawn_by", "withdrawn_why", "yuan") VALUES (OLD."case_id", OLD."id", OLD."kind", OLD."lawyer_id", OLD."note", OLD."paid_on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."recorded_at", OLD."recorded_by", OLD."source", OLD."submission_key", OLD."term_id", OLD."unit_id", OLD."unit_path", OLD."voucher", OLD."withdrawn_at", OLD."withdrawn_by", OLD."withdrawn_why", OLD."yuan"); RETURN NULL;',
                    hash="e629fa0d50d50712e98cc90fe71a5e8dcb1cf717",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4418a",
                    table="panel_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="payments_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="79005ba33739a02d19925a9174586f30e1504868",
                    operation="DELETE",
                    pgid="pgtrigger_payments_stay_c67d1",
                    table="panel_payment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
