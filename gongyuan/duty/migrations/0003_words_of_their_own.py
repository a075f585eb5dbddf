from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0002_volunteers_sit_too"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dutypoint",
            name="kind",
            field=models.CharField(
                choices=[("window", "窗口"), ("phone_line", "热线电话")],
                default="window",
                max_length=10,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="dutyswap",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "等对方答复"),
                    ("swapped", "已换班"),
                    ("unwilling", "对方不换"),
                    ("swap_dropped", "不换了"),
                ],
                default="proposed",
                max_length=12,
                verbose_name="状态",
            ),
        ),
    ]
