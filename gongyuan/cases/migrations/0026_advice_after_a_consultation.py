from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_institution_is_indexed_once"),
        ("lawyers", "0006_terms_of_merged_unions"),
        ("matters", "0001_matters"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("people", "0011_workers_of_a_special_group"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_advice_by_day",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("applied_at"),
                models.F("unit_path"),
                models.F("unit"),
                models.F("state"),
                models.F("aid_form"),
                models.F("matter"),
                condition=models.Q(("aid_form__in", ["consultation", "drafting"])),
                name="case_advice_by_day",
            ),
        ),
    ]
