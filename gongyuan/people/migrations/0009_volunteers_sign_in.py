from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_states_in_words_of_their_own"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accountrequest",
            name="role",
            field=models.CharField(
                choices=[
                    ("legal_head", "法律部负责人"),
                    ("legal_officer", "法律部工作人员"),
                    ("window_clerk", "窗口工作人员"),
                    ("hotline_agent", "12351坐席"),
                    ("finance_officer", "财务"),
                    ("statistician", "统计"),
                    ("system_admin", "系统管理员"),
                    ("auditor", "审计"),
                    ("lawyer", "志愿律师"),
                    ("law_firm_contact", "律所联系人"),
                    ("justice_officer", "司法局"),
                    ("enterprise_union_officer", "企业工会"),
                    ("mediator", "调解员"),
                    ("supervisor", "监督员"),
                    ("volunteer", "志愿者"),
                    ("worker", "职工"),
                ],
                max_length=30,
                verbose_name="角色",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("legal_head", "法律部负责人"),
                    ("legal_officer", "法律部工作人员"),
                    ("window_clerk", "窗口工作人员"),
                    ("hotline_agent", "12351坐席"),
                    ("finance_officer", "财务"),
                    ("statistician", "统计"),
                    ("system_admin", "系统管理员"),
                    ("auditor", "审计"),
                    ("lawyer", "志愿律师"),
                    ("law_firm_contact", "律所联系人"),
                    ("justice_officer", "司法局"),
                    ("enterprise_union_officer", "企业工会"),
                    ("mediator", "调解员"),
                    ("supervisor", "监督员"),
                    ("volunteer", "志愿者"),
                    ("worker", "职工"),
                ],
                max_length=30,
                verbose_name="角色",
            ),
        ),
        migrations.AlterField(
            model_name="postevent",
            name="role",
            field=models.CharField(
                choices=[
                    ("legal_head", "法律部负责人"),
                    ("legal_officer", "法律部工作人员"),
                    ("window_clerk", "窗口工作人员"),
                    ("hotline_agent", "12351坐席"),
                    ("finance_officer", "财务"),
                    ("statistician", "统计"),
                    ("system_admin", "系统管理员"),
                    ("auditor", "审计"),
                    ("lawyer", "志愿律师"),
                    ("law_firm_contact", "律所联系人"),
                    ("justice_officer", "司法局"),
                    ("enterprise_union_officer", "企业工会"),
                    ("mediator", "调解员"),
                    ("supervisor", "监督员"),
                    ("volunteer", "志愿者"),
                    ("worker", "职工"),
                ],
                max_length=30,
                verbose_name="角色",
            ),
        ),
    ]
