import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongyuan.core.crypto
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("core", "0002_cache_table"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ledger",
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
                        choices=[
                            ("units", "工会组织"),
                            ("institutions", "法律援助机构"),
                            ("staff", "工作人员"),
                            ("lawyers", "律师和律所"),
                            ("past_cases", "历年案件"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("layout", models.JSONField(default=list, verbose_name="认列")),
                ("defaults", models.JSONField(default=dict, verbose_name="统一填写")),
                ("counts", models.JSONField(default=dict, verbose_name="行数")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                ("uploaded_by", models.CharField(max_length=200, verbose_name="上传人")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="读出时间")),
                (
                    "matched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="认列时间"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="检查时间"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="要求导入时间"),
                ),
                (
                    "imported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="导入时间"),
                ),
                (
                    "undo_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="要求撤销时间"),
                ),
                (
                    "undo_note",
                    models.CharField(blank=True, max_length=200, verbose_name="撤销理由"),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                (
                    "discarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="作废时间"),
                ),
                (
                    "forgotten_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="清除时间"),
                ),
                (
                    "fault",
                    models.CharField(blank=True, max_length=300, verbose_name="没有做成的原因"),
                ),
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
                "verbose_name": "台账",
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("model", models.CharField(max_length=60, verbose_name="对象")),
                ("object_id", models.BigIntegerField(verbose_name="对象编号")),
                (
                    "changes",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="改动"
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账导入记录",
            },
        ),
        migrations.CreateModel(
            name="LedgerExport",
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
                        choices=[
                            ("units", "工会组织"),
                            ("institutions", "法律援助机构"),
                            ("staff", "工作人员"),
                            ("lawyers", "律师和律所"),
                            ("past_cases", "历年案件"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("has_personal", models.BooleanField(default=False, verbose_name="含个人信息")),
                ("total", models.PositiveIntegerField(verbose_name="行数")),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
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
                "verbose_name": "台账导出",
            },
        ),
        migrations.CreateModel(
            name="LedgerHeadings",
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
                        choices=[
                            ("units", "工会组织"),
                            ("institutions", "法律援助机构"),
                            ("staff", "工作人员"),
                            ("lawyers", "律师和律所"),
                            ("past_cases", "历年案件"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("headings", models.JSONField(default=list, verbose_name="栏目")),
                ("kept_at", models.DateTimeField(verbose_name="记下时间")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账栏目",
            },
        ),
        migrations.CreateModel(
            name="LedgerProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("read", models.PositiveIntegerField(default=0, verbose_name="已读")),
                ("checked", models.PositiveIntegerField(default=0, verbose_name="已查")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="已写")),
                (
                    "ledger",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账进度",
            },
        ),
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("sheet", models.CharField(max_length=60, verbose_name="表")),
                ("number", models.PositiveIntegerField(verbose_name="行")),
                (
                    "cells",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="内容"
                    ),
                ),
                ("key", models.BinaryField(max_length=16, null=True, verbose_name="识别值")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "新增"),
                            ("changed", "修改"),
                            ("same", "不变"),
                            ("bad", "要改"),
                            ("left_out", "不导入"),
                            ("skipped", "不是记录"),
                        ],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("faults", models.JSONField(default=list, verbose_name="要改的")),
                ("hints", models.JSONField(default=list, verbose_name="提示")),
                (
                    "changes",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="变化"
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账行",
            },
        ),
        migrations.AddIndex(
            model_name="ledger",
            index=models.Index(fields=["unit", "-id"], name="ledger_of_unit"),
        ),
        migrations.AddIndex(
            model_name="ledger",
            index=models.Index(
                models.F("uploaded_at"),
                condition=models.Q(("forgotten_at__isnull", True)),
                name="ledger_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledger",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_at", None), ("imported_at__isnull", False), _connector="OR"
                ),
                name="ledger_is_undone_after_import",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledger",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("imported_at", None), ("checked_at__isnull", False), _connector="OR"
                ),
                name="ledger_is_imported_after_its_check",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(
                models.F("ledger"),
                models.F("model"),
                models.F("object_id"),
                name="ledger_entry_of_record",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerexport",
            index=models.Index(
                models.F("asked_at"),
                condition=models.Q(("file__isnull", False)),
                name="ledger_export_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at", None), ("failed_at", None), _connector="OR"),
                name="ledger_export_ends_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerheadings",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind"), name="one_heading_per_unit_and_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(
                models.F("ledger"),
                models.F("outcome"),
                models.F("position"),
                name="ledger_row_by_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(models.F("ledger"), models.F("key"), name="ledger_row_by_key"),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.UniqueConstraint(
                fields=("ledger", "position"), name="one_row_per_ledger_and_position"
            ),
        ),
    ]
