import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("policy", "0002_pack_revisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegionalFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="录入人")),
                (
                    "entered_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="录入账号"),
                ),
                (
                    "entered_by_post_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="录入岗位"),
                ),
                ("key", models.CharField(max_length=60, verbose_name="代码")),
                ("region", models.CharField(max_length=6, verbose_name="区划代码")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=14, verbose_name="数值"),
                ),
                ("valid_from", models.DateField(verbose_name="施行日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("is_verified", models.BooleanField(verbose_name="已核对原文")),
                ("reason", models.CharField(max_length=200, verbose_name="录入理由")),
            ],
            options={
                "verbose_name": "地区参数",
            },
        ),
        migrations.CreateModel(
            name="HolidayArrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="录入人")),
                (
                    "entered_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="录入账号"),
                ),
                (
                    "entered_by_post_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="录入岗位"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正理由")),
            ],
            options={
                "verbose_name": "年度放假安排",
                "indexes": [models.Index(fields=["year", "-id"], name="arrangement_by_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2004), ("year__lte", 2100)),
                        name="arrangement_is_of_a_year_of_the_calendar",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrangedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("is_working", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(blank=True, max_length=30, verbose_name="名称")),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="policy.holidayarrangement",
                        verbose_name="放假安排",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假调休日",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holidayarrangement",
            trigger=pgtrigger.compiler.Trigger(
                name="arrangement_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0f790e0e37749885a2c90a92a7092f2009fd39a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_arrangement_is_never_changed_5ad92",
                    table="policy_holidayarrangement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="regionalfigure",
            index=models.Index(fields=["key", "region", "-id"], name="regional_figure_of_place"),
        ),
        migrations.AddConstraint(
            model_name="regionalfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="regional_figure_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="regional_figure_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("region__regex", "^[0-9]{6}$")),
                name="regional_figure_has_a_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                ),
                name="regional_figure_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionalfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="regional_figure_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b048e0aff780bb037c790237870b1e120f17f9ff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_regional_figure_is_never_changed_e23df",
                    table="policy_regionalfigure",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangedday",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "day"), name="a_day_is_arranged_once_per_arrangement"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangedday",
            trigger=pgtrigger.compiler.Trigger(
                name="arranged_day_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c69f7e928d4995c6eb4ff4f93dd36ca7bc04a037",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_arranged_day_is_never_changed_580c5",
                    table="policy_arrangedday",
                    when="BEFORE",
                ),
            ),
        ),
    ]
