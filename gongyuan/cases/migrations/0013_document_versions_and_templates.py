import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0012_reminders"),
        ("core", "0002_cache_table"),
        ("organisations", "0003_bounded_tree_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="officialdocument",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="cases.officialdocument",
                verbose_name="所替代的文书",
            ),
        ),
        migrations.AlterField(
            model_name="officialdocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("receipt", "受理通知及材料凭证"),
                    ("supplement_notice", "补充材料通知书"),
                    ("oral_record", "口头申请笔录"),
                    ("grant_decision", "给予法律援助决定书"),
                    ("refusal_decision", "不予法律援助决定书"),
                    ("assignment_letter", "指派通知书"),
                    ("power_of_attorney", "授权委托书"),
                    ("termination_decision", "终止法律援助决定书"),
                    ("closing_report", "结案报告表"),
                    ("file_catalogue", "卷内目录"),
                    ("registration_sheet", "接待登记表"),
                    ("application_form", "法律援助申请表"),
                    ("approval_sheet", "法律援助审批表"),
                    ("service_receipt", "送达回证"),
                    ("entrustment_agreement", "委托代理协议"),
                    ("interview_record", "谈话笔录"),
                    ("risk_notice", "风险告知书"),
                    ("progress_notice", "办理进展通报"),
                    ("transfer_letter", "移送函"),
                    ("replacement_approval", "更换法律援助人员审批表"),
                    ("replacement_notice", "更换法律援助人员通知书"),
                    ("subsidy_sheet", "补贴审批与发放单"),
                    ("discussion_minutes", "集体讨论记录"),
                    ("oversight_notice", "督办通知书"),
                    ("major_report", "重大案件报告"),
                    ("lawyer_report", "律师报告"),
                    ("collaboration_letter", "委托协作函"),
                    ("arbitration_application", "仲裁申请书"),
                    ("payment_order", "支付令申请书"),
                    ("wage_complaint", "拖欠工资投诉书"),
                    ("claim_list", "请求事项清单"),
                    ("evidence_list", "证据清单"),
                ],
                max_length=30,
                verbose_name="种类",
            ),
        ),
        migrations.AddField(
            model_name="officialdocument",
            name="parts",
            field=models.JSONField(blank=True, default=dict, verbose_name="补写的内容"),
        ),
        migrations.AlterField(
            model_name="paper",
            name="pages",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数"),
        ),
        migrations.CreateModel(
            name="DocumentPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="要求时间")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="失败时间")),
                ("fault", models.CharField(blank=True, max_length=200, verbose_name="失败原因")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="print",
                        to="cases.officialdocument",
                        verbose_name="文书",
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
                "verbose_name": "打印件",
            },
        ),
        migrations.CreateModel(
            name="DocumentTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "受理通知及材料凭证"),
                            ("supplement_notice", "补充材料通知书"),
                            ("oral_record", "口头申请笔录"),
                            ("grant_decision", "给予法律援助决定书"),
                            ("refusal_decision", "不予法律援助决定书"),
                            ("assignment_letter", "指派通知书"),
                            ("power_of_attorney", "授权委托书"),
                            ("termination_decision", "终止法律援助决定书"),
                            ("closing_report", "结案报告表"),
                            ("file_catalogue", "卷内目录"),
                            ("registration_sheet", "接待登记表"),
                            ("application_form", "法律援助申请表"),
                            ("approval_sheet", "法律援助审批表"),
                            ("service_receipt", "送达回证"),
                            ("entrustment_agreement", "委托代理协议"),
                            ("interview_record", "谈话笔录"),
                            ("risk_notice", "风险告知书"),
                            ("progress_notice", "办理进展通报"),
                            ("transfer_letter", "移送函"),
                            ("replacement_approval", "更换法律援助人员审批表"),
                            ("replacement_notice", "更换法律援助人员通知书"),
                            ("subsidy_sheet", "补贴审批与发放单"),
                            ("discussion_minutes", "集体讨论记录"),
                            ("oversight_notice", "督办通知书"),
                            ("major_report", "重大案件报告"),
                            ("lawyer_report", "律师报告"),
                            ("collaboration_letter", "委托协作函"),
                            ("arbitration_application", "仲裁申请书"),
                            ("payment_order", "支付令申请书"),
                            ("wage_complaint", "拖欠工资投诉书"),
                            ("claim_list", "请求事项清单"),
                            ("evidence_list", "证据清单"),
                        ],
                        max_length=30,
                        verbose_name="文书种类",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                ("uploaded_by", models.CharField(max_length=200, verbose_name="上传人")),
                (
                    "previewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="预览时间"),
                ),
                ("in_force_from", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                (
                    "put_in_force_by",
                    models.CharField(blank=True, max_length=200, verbose_name="启用人"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
                (
                    "withdrawn_by",
                    models.CharField(blank=True, max_length=200, verbose_name="停用人"),
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
                "verbose_name": "文书模板",
            },
        ),
        migrations.AddField(
            model_name="officialdocument",
            name="template",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.documenttemplate",
                verbose_name="模板",
            ),
        ),
        migrations.CreateModel(
            name="DocumentDraft",
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
                            ("receipt", "受理通知及材料凭证"),
                            ("supplement_notice", "补充材料通知书"),
                            ("oral_record", "口头申请笔录"),
                            ("grant_decision", "给予法律援助决定书"),
                            ("refusal_decision", "不予法律援助决定书"),
                            ("assignment_letter", "指派通知书"),
                            ("power_of_attorney", "授权委托书"),
                            ("termination_decision", "终止法律援助决定书"),
                            ("closing_report", "结案报告表"),
                            ("file_catalogue", "卷内目录"),
                            ("registration_sheet", "接待登记表"),
                            ("application_form", "法律援助申请表"),
                            ("approval_sheet", "法律援助审批表"),
                            ("service_receipt", "送达回证"),
                            ("entrustment_agreement", "委托代理协议"),
                            ("interview_record", "谈话笔录"),
                            ("risk_notice", "风险告知书"),
                            ("progress_notice", "办理进展通报"),
                            ("transfer_letter", "移送函"),
                            ("replacement_approval", "更换法律援助人员审批表"),
                            ("replacement_notice", "更换法律援助人员通知书"),
                            ("subsidy_sheet", "补贴审批与发放单"),
                            ("discussion_minutes", "集体讨论记录"),
                            ("oversight_notice", "督办通知书"),
                            ("major_report", "重大案件报告"),
                            ("lawyer_report", "律师报告"),
                            ("collaboration_letter", "委托协作函"),
                            ("arbitration_application", "仲裁申请书"),
                            ("payment_order", "支付令申请书"),
                            ("wage_complaint", "拖欠工资投诉书"),
                            ("claim_list", "请求事项清单"),
                            ("evidence_list", "证据清单"),
                        ],
                        max_length=30,
                        verbose_name="文书种类",
                    ),
                ),
                ("parts", models.JSONField(default=dict, verbose_name="内容")),
                ("changed_at", models.DateTimeField(verbose_name="修改时间")),
                ("changed_by", models.CharField(max_length=200, verbose_name="修改人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书草稿",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind"), name="one_draft_per_case_and_kind"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="documenttemplate",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="document_template_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="documenttemplate",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "version"), name="template_version_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="documenttemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force_from", None), ("previewed_at__isnull", False), _connector="OR"
                ),
                name="template_is_previewed_before_it_is_in_force",
            ),
        ),
    ]
