import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_evidence"),
        ("lawyers", "0003_rounds_contact_points_online"),
        ("matters", "0001_matters"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0005_colleagues_are_found_by_initials"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("decided_at"),
                condition=models.Q(("is_fast_track", True)),
                name="case_fast_lane",
            ),
        ),
    ]
