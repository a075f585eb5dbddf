from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_volunteers_sign_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="volunteer",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own_request", "本人申请退出"),
                    ("cancelled", "取消资格"),
                    ("by_merger", "单位合并"),
                ],
                max_length=12,
                verbose_name="离开方式",
            ),
        ),
        migrations.AlterField(
            model_name="volunteerevent",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own_request", "本人申请退出"),
                    ("cancelled", "取消资格"),
                    ("by_merger", "单位合并"),
                ],
                max_length=12,
                verbose_name="离开方式",
            ),
        ),
    ]
