from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_wished_lawyer"),
    ]

    operations = [
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
    ]
