from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0003_ledgers_of_volunteers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledger",
            name="kind",
            field=models.CharField(
                choices=[
                    ("units", "工会组织"),
                    ("institutions", "法律援助机构"),
                    ("staff", "工作人员"),
                    ("lawyers", "律师和律所"),
                    ("volunteers", "志愿者"),
                    ("past_cases", "历年案件"),
                    ("consultations", "咨询"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="ledgerexport",
            name="kind",
            field=models.CharField(
                choices=[
                    ("units", "工会组织"),
                    ("institutions", "法律援助机构"),
                    ("staff", "工作人员"),
                    ("lawyers", "律师和律所"),
                    ("volunteers", "志愿者"),
                    ("past_cases", "历年案件"),
                    ("consultations", "咨询"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="ledgerheadings",
            name="kind",
            field=models.CharField(
                choices=[
                    ("units", "工会组织"),
                    ("institutions", "法律援助机构"),
                    ("staff", "工作人员"),
                    ("lawyers", "律师和律所"),
                    ("volunteers", "志愿者"),
                    ("past_cases", "历年案件"),
                    ("consultations", "咨询"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
    ]
