import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("organisations", "0001_units_and_institutions"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="unit",
            name="unit_place",
        ),
        migrations.RemoveIndex(
            model_name="unit",
            name="unit_initials",
        ),
        migrations.AddField(
            model_name="unit",
            name="children_count",
            field=models.PositiveIntegerField(default=0, verbose_name="下级数"),
        ),
        migrations.AddField(
            model_name="unit",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(null=True, verbose_name="检索"),
        ),
        migrations.AlterField(
            model_name="aidinstitution",
            name="functions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("consultation", "法律咨询"),
                        ("aid", "法律援助"),
                        ("registration", "法人资格登记"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="职能",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("region_code", "varchar_pattern_ops"),
                name="unit_place",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="unit_search"),
        ),
    ]
