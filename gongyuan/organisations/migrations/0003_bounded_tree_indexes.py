import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("organisations", "0002_found_by_name_and_initials"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="unit",
            name="unit_search",
        ),
        migrations.AlterField(
            model_name="unit",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="organisations.unit",
                verbose_name="上级",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="unit_search"
            ),
        ),
    ]
