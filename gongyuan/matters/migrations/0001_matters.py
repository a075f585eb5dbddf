import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_units_and_institutions"),
        ("people", "0001_accounts_posts_workers_employers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="查询码")),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("region_code", models.CharField(blank=True, max_length=12, verbose_name="履行地")),
                ("opened_at", models.DateTimeField(verbose_name="立项时间")),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="people.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "争议事项",
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                        name="matter_subtree",
                    )
                ],
            },
        ),
    ]
