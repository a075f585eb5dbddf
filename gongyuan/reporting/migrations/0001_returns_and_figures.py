import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("organisations", "0002_found_by_name_and_initials"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "全国"),
                            ("province", "省级"),
                            ("prefecture", "市州级"),
                            ("county", "县（区）级"),
                            ("township", "乡镇（街道）"),
                            ("primary", "基层"),
                        ],
                        max_length=12,
                        verbose_name="列",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=12, verbose_name="分项")),
                (
                    "counted",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, null=True, verbose_name="系统计数"
                    ),
                ),
                (
                    "entered",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, null=True, verbose_name="手填数字"
                    ),
                ),
            ],
            options={
                "verbose_name": "提交时数字",
            },
        ),
        migrations.CreateModel(
            name="ManualFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "全国"),
                            ("province", "省级"),
                            ("prefecture", "市州级"),
                            ("county", "县（区）级"),
                            ("township", "乡镇（街道）"),
                            ("primary", "基层"),
                        ],
                        max_length=12,
                        verbose_name="列",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=12, verbose_name="分项")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="数字"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="填写时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="填写人")),
            ],
            options={
                "verbose_name": "手填数字",
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("submitted", "已提交"),
                            ("returned", "已退回"),
                            ("accepted", "已接收"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提交人"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接收时间"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="退回意见")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="填报单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "报表",
            },
        ),
        migrations.CreateModel(
            name="ManualFigureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "全国"),
                            ("province", "省级"),
                            ("prefecture", "市州级"),
                            ("county", "县（区）级"),
                            ("township", "乡镇（街道）"),
                            ("primary", "基层"),
                        ],
                        max_length=12,
                        verbose_name="列",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=12, verbose_name="分项")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="数字"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="填写时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="填写人")),
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
                        to="reporting.manualfigure",
                    ),
                ),
                (
                    "unit_return",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reporting.return",
                        verbose_name="报表",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="manualfigure",
            name="unit_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="manual_figures",
                to="reporting.return",
                verbose_name="报表",
            ),
        ),
        migrations.CreateModel(
            name="FrozenFigureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "全国"),
                            ("province", "省级"),
                            ("prefecture", "市州级"),
                            ("county", "县（区）级"),
                            ("township", "乡镇（街道）"),
                            ("primary", "基层"),
                        ],
                        max_length=12,
                        verbose_name="列",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=12, verbose_name="分项")),
                (
                    "counted",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, null=True, verbose_name="系统计数"
                    ),
                ),
                (
                    "entered",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, null=True, verbose_name="手填数字"
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
                        to="reporting.frozenfigure",
                    ),
                ),
                (
                    "unit_return",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reporting.return",
                        verbose_name="报表",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="frozenfigure",
            name="unit_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="frozen_figures",
                to="reporting.return",
                verbose_name="报表",
            ),
        ),
        migrations.CreateModel(
            name="ReturnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("submitted", "已提交"),
                            ("returned", "已退回"),
                            ("accepted", "已接收"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提交人"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接收时间"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="退回意见")),
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
                        to="reporting.return",
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
                        verbose_name="填报单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("year"),
                name="return_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("unit", "year"), name="one_return_per_unit_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned", "accepted"])),
                name="return_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", frozenset(["accepted", "submitted"])),
                        ("submitted_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", frozenset(["accepted", "submitted"])), _negated=True
                        ),
                        ("submitted_at", None),
                    ),
                    _connector="OR",
                ),
                name="return_submitted_at_iff_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", False), ("state", "accepted")),
                    models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted_at", None)),
                    _connector="OR",
                ),
                name="return_accepted_at_iff_accepted",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_returnevent" ("accepted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "state", "submitted_at", "submitted_by", "unit_id", "unit_path", "year") VALUES (OLD."accepted_at", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."remarks", OLD."state", OLD."submitted_at", OLD."submitted_by", OLD."unit_id", OLD."unit_path", OLD."year"); RETURN NULL;',
                    hash="0926135e5de0db92ea05b252770b814a581f663d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f6fe",
                    table="reporting_return",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_returnevent" ("accepted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "state", "submitted_at", "submitted_by", "unit_id", "unit_path", "year") VALUES (OLD."accepted_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remarks", OLD."state", OLD."submitted_at", OLD."submitted_by", OLD."unit_id", OLD."unit_path", OLD."year"); RETURN NULL;',
                    hash="e2be07d6f89a12aa6af8f53642e0a63ae595ca68",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4b1b7",
                    table="reporting_return",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="manualfigure",
            constraint=models.UniqueConstraint(
                fields=("unit_return", "indicator", "level", "part"),
                name="one_manual_figure_per_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="manualfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="manual_figure_is_not_negative"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="manualfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_manualfigureevent" ("entered_at", "entered_by", "id", "indicator", "level", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_return_id", "value") VALUES (OLD."entered_at", OLD."entered_by", OLD."id", OLD."indicator", OLD."level", OLD."part", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_return_id", OLD."value"); RETURN NULL;',
                    hash="ffbc73c82842bc15884c35871579c9ca227f7cf3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07cc0",
                    table="reporting_manualfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="manualfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_manualfigureevent" ("entered_at", "entered_by", "id", "indicator", "level", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_return_id", "value") VALUES (OLD."entered_at", OLD."entered_by", OLD."id", OLD."indicator", OLD."level", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_return_id", OLD."value"); RETURN NULL;',
                    hash="75d0a9e71defa46dc6859a67c6a6a674f239483f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c916",
                    table="reporting_manualfigure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenfigure",
            constraint=models.UniqueConstraint(
                fields=("unit_return", "indicator", "level", "part"),
                name="one_frozen_figure_per_place",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frozenfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_frozenfigureevent" ("counted", "entered", "id", "indicator", "level", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_return_id") VALUES (OLD."counted", OLD."entered", OLD."id", OLD."indicator", OLD."level", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_return_id"); RETURN NULL;',
                    hash="a7cd6872780ccc76b7740493cf92c3ec50cf6f08",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12066",
                    table="reporting_frozenfigure",
                    when="AFTER",
                ),
            ),
        ),
    ]
