from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("organisations", "0005_stretches_begin"),
        ("people", "0007_certificates_know_when_to_warn"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="merge",
            name="one_open_proposal_for_an_entry",
        ),
        migrations.RemoveIndex(
            model_name="accountrequest",
            name="account_request_open",
        ),
        migrations.AlterField(
            model_name="accountrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("account_applied", "待审批开通"),
                    ("account_provided", "已开通"),
                    ("account_denied", "未同意开通"),
                    ("account_retracted", "开通申请已撤回"),
                ],
                default="account_applied",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="merge",
            name="state",
            field=models.CharField(
                choices=[
                    ("suggested", "待确认合并"),
                    ("united", "已合并"),
                    ("distinct", "不是同一个"),
                    ("recalled", "提议已撤回"),
                    ("parted", "合并已恢复"),
                ],
                default="suggested",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="volunteerhours",
            name="service",
            field=models.CharField(
                choices=[
                    ("consultation", "法律咨询"),
                    ("outreach", "普法宣传"),
                    ("document_help", "帮写文书"),
                    ("mediation", "参与调解"),
                    ("case_support", "协助办案"),
                    ("other", "其他服务"),
                ],
                max_length=20,
                verbose_name="服务内容",
            ),
        ),
        migrations.AlterField(
            model_name="volunteerlapse",
            name="kind",
            field=models.CharField(
                choices=[("missed", "爽约"), ("quality_complaint", "质量投诉")],
                max_length=20,
                verbose_name="情况",
            ),
        ),
        migrations.AddIndex(
            model_name="accountrequest",
            index=models.Index(
                condition=models.Q(("state", "account_applied")),
                fields=["unit"],
                name="account_request_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "suggested")),
                fields=("of", "absorbed_id"),
                name="one_open_proposal_for_an_entry",
            ),
        ),
    ]
