from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_cache_table"),
        ("lawyers", "0005_answers_checked"),
        ("organisations", "0008_places_seen_and_passed_on"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="panelterm",
            name="one_term_per_lawyer_unit_and_start",
        ),
        migrations.AlterField(
            model_name="panelterm",
            name="end_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stepped_down", "本人退出"),
                    ("inactive", "没有开展志愿服务"),
                    ("duties_not_done", "没有按要求完成任务"),
                    ("disqualified", "取消成员资格"),
                    ("left_practice", "停止执业或者离开本地"),
                    ("by_merger", "单位合并"),
                ],
                max_length=20,
                verbose_name="提前解聘事由",
            ),
        ),
        migrations.AlterField(
            model_name="paneltermevent",
            name="end_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stepped_down", "本人退出"),
                    ("inactive", "没有开展志愿服务"),
                    ("duties_not_done", "没有按要求完成任务"),
                    ("disqualified", "取消成员资格"),
                    ("left_practice", "停止执业或者离开本地"),
                    ("by_merger", "单位合并"),
                ],
                max_length=20,
                verbose_name="提前解聘事由",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelterm",
            constraint=models.UniqueConstraint(
                fields=("lawyer", "unit", "starts_on", "ends_on"),
                name="one_term_per_lawyer_unit_and_days",
            ),
        ),
    ]
