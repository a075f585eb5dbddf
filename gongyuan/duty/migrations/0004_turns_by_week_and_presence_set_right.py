from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0003_words_of_their_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="dutypoint",
            name="turn",
            field=models.CharField(
                choices=[("by_shift", "一班一轮换"), ("by_week", "一周一轮换，同一人值一周")],
                default="by_shift",
                max_length=8,
                verbose_name="轮换",
            ),
        ),
        migrations.AddField(
            model_name="dutyshift",
            name="is_corrected",
            field=models.BooleanField(default=False, verbose_name="到岗已更正"),
        ),
        migrations.AlterField(
            model_name="dutypoint",
            name="kind",
            field=models.CharField(
                choices=[
                    ("window", "窗口"),
                    ("phone_line", "热线电话"),
                    ("mediating", "调解室"),
                ],
                default="window",
                max_length=10,
                verbose_name="类别",
            ),
        ),
    ]
