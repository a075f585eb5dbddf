import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_last_activity_of_stations"),
        ("organisations", "0008_places_seen_and_passed_on"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="institution",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.aidinstitution",
                verbose_name="援助机构",
            ),
        ),
    ]
