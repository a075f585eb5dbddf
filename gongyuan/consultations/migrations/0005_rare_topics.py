from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0004_matter"),
        ("lawyers", "0006_terms_of_merged_unions"),
        ("matters", "0001_matters"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("people", "0011_workers_of_a_special_group"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(
                    ("topic__in", ("wages", "injury", "dismissal", "contract", "social_insurance")),
                    _negated=True,
                ),
                fields=["topic", "-asked_at", "-id"],
                name="consultation_rare_topic",
            ),
        ),
    ]
