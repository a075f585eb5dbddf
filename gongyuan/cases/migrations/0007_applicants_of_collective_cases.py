import django.db.models.deletion
from django.db import migrations, models

import gongyuan.core.crypto
import gongyuan.core.money
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0006_documents_drafted_for_workers"),
        ("core", "0002_cache_table"),
        ("organisations", "0003_bounded_tree_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="joined_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="加入时间"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="退出时间"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="left_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="退出的原因"),
        ),
        migrations.AddField(
            model_name="claim",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="退出时间"),
        ),
        migrations.AddField(
            model_name="claim",
            name="monthly_amount",
            field=gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="每月金额"),
        ),
        migrations.AddField(
            model_name="claim",
            name="months",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="月数"
            ),
        ),
        migrations.CreateModel(
            name="Agent",
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
                        choices=[("statutory", "法定代理人"), ("entrusted", "委托代理人")],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("relation", models.CharField(max_length=40, verbose_name="与申请人的关系")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "identity_number",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="身份证号"
                    ),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                ("appointed_at", models.DateTimeField(verbose_name="登记时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="终止的原因"),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agents",
                        to="cases.applicant",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agents",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.paper",
                        verbose_name="代理权证明",
                    ),
                ),
            ],
            options={
                "verbose_name": "代理人",
            },
        ),
        migrations.CreateModel(
            name="ApplicantSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                ("uploaded_by", models.CharField(max_length=200, verbose_name="上传人")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applicant_sheets",
                        to="cases.case",
                        verbose_name="案件",
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
                "verbose_name": "申请人名单",
                "indexes": [
                    models.Index(
                        models.F("uploaded_at"),
                        condition=models.Q(("used_at__isnull", True)),
                        name="sheet_unused",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentBatch",
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
                            ("claim_sheet", "个人请求表"),
                            ("arbitration_application", "仲裁申请书"),
                            ("power_of_attorney", "授权委托书"),
                        ],
                        max_length=30,
                        verbose_name="种类",
                    ),
                ),
                ("total", models.PositiveIntegerField(verbose_name="份数")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已做")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("asked_by", models.CharField(max_length=200, verbose_name="提出人")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="失败时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_batches",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量文书",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("failed_at", None), ("finished_at", None)),
                        fields=("case", "kind"),
                        name="one_batch_of_a_kind_is_being_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", None), ("finished_at", None)),
                            models.Q(("file__isnull", False), ("finished_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="batch_has_a_file_iff_finished",
                    ),
                ],
            },
        ),
    ]
