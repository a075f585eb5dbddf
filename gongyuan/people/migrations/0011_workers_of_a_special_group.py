from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("people", "0010_volunteers_of_merged_unions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["hardship"])),
                fields=["-id"],
                name="worker_hardship",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["disability"])),
                fields=["-id"],
                name="worker_disability",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["minor"])),
                fields=["-id"],
                name="worker_minor",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["over_age"])),
                fields=["-id"],
                name="worker_over_age",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["platform"])),
                fields=["-id"],
                name="worker_platform",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["protected_woman"])),
                fields=["-id"],
                name="worker_protected_woman",
            ),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(
                condition=models.Q(("special_groups__contains", ["model_worker"])),
                fields=["-id"],
                name="worker_model_worker",
            ),
        ),
    ]
