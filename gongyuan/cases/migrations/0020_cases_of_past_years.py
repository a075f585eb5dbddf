from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0019_fast_lane"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="source",
            field=models.CharField(
                choices=[
                    ("portal", "网上申请"),
                    ("window", "窗口来访"),
                    ("station", "站点转交"),
                    ("hotline", "12351"),
                    ("enterprise_union", "企业工会"),
                    ("other_region", "外地协作"),
                    ("ledger", "台账导入"),
                ],
                max_length=20,
                verbose_name="来源",
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="source",
            field=models.CharField(
                choices=[
                    ("portal", "网上申请"),
                    ("window", "窗口来访"),
                    ("station", "站点转交"),
                    ("hotline", "12351"),
                    ("enterprise_union", "企业工会"),
                    ("other_region", "外地协作"),
                    ("ledger", "台账导入"),
                ],
                max_length=20,
                verbose_name="来源",
            ),
        ),
        migrations.AlterField(
            model_name="handup",
            name="source",
            field=models.CharField(
                choices=[
                    ("portal", "网上申请"),
                    ("window", "窗口来访"),
                    ("station", "站点转交"),
                    ("hotline", "12351"),
                    ("enterprise_union", "企业工会"),
                    ("other_region", "外地协作"),
                    ("ledger", "台账导入"),
                ],
                max_length=20,
                verbose_name="来源",
            ),
        ),
    ]
