from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("panel", "0003_payments"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledgerline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("phone_advice", "电话答复咨询"),
                    ("window_advice", "窗口接待咨询"),
                    ("online_advice", "线上答复咨询"),
                    ("case_taken", "接办援助案件"),
                    ("case_step", "提起或者参加程序"),
                    ("case_hour", "开庭约见调解"),
                    ("case_report", "通报案件进展"),
                    ("case_closed", "办结援助案件"),
                    ("lecture", "法制宣传教育培训"),
                    ("union_service", "应企业工会申请服务"),
                    ("duty_hour", "轮值"),
                    ("review_given", "评估他人案件"),
                    ("training_attended", "参加业务培训"),
                    ("other_service", "其他法律服务活动"),
                ],
                max_length=20,
                verbose_name="活动",
            ),
        ),
    ]
