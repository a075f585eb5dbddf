import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("core", "0002_cache_table"),
        ("organisations", "0006_targets_checks_coordination"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("title", models.CharField(max_length=100, verbose_name="协议名称")),
                (
                    "partner_kind",
                    models.CharField(
                        choices=[
                            ("firm", "律师事务所"),
                            ("justice_bureau", "司法行政机关"),
                            ("hospital", "医院"),
                            ("university", "高等院校"),
                            ("other", "其他"),
                        ],
                        max_length=16,
                        verbose_name="对方类别",
                    ),
                ),
                ("partner_name", models.CharField(max_length=100, verbose_name="对方")),
                (
                    "partner_code",
                    models.CharField(
                        blank=True, max_length=18, verbose_name="对方统一社会信用代码"
                    ),
                ),
                (
                    "other_parties",
                    models.CharField(blank=True, max_length=200, verbose_name="其他签约方"),
                ),
                ("scope", models.TextField(verbose_name="合作内容")),
                ("signed_on", models.DateField(verbose_name="签订日期")),
                ("starts_on", models.DateField(verbose_name="生效日期")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="到期日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="提前终止日期")),
                (
                    "ended_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
                ),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="提醒日期")),
                (
                    "remind_source",
                    models.CharField(blank=True, max_length=200, verbose_name="提醒依据"),
                ),
                (
                    "registered_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="登记账号"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="协议文本",
                    ),
                ),
                (
                    "predecessor",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewal",
                        to="organisations.agreement",
                        verbose_name="续签自",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="organisations.unit",
                        verbose_name="签约工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "协议",
            },
        ),
        migrations.CreateModel(
            name="AgreementReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="到期日期")),
                ("told_at", models.DateTimeField(verbose_name="提醒时间")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="organisations.agreement",
                        verbose_name="协议",
                    ),
                ),
            ],
            options={
                "verbose_name": "协议到期提醒",
            },
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("ends_on"),
                name="agreement_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                models.F("unit"),
                models.F("ends_on"),
                condition=models.Q(("ended_on", None)),
                name="agreement_to_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="agreement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("ended_reason", "")),
                    models.Q(
                        ("ended_on__isnull", False), models.Q(("ended_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="agreement_ended_iff_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("remind_on", None), ("remind_on__lte", models.F("ends_on")), _connector="OR"
                ),
                name="agreement_reminds_before_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementreminder",
            constraint=models.UniqueConstraint(
                fields=("agreement", "due_on"), name="one_reminder_per_agreement_and_end"
            ),
        ),
    ]
