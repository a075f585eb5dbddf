from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0003_numbers_are_the_units_own"),
        ("matters", "0001_matters"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.F("next_due_on"),
                models.F("id"),
                models.F("move_of"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                name="case_open_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("next_due_on"),
                models.F("id"),
                models.F("unit_path"),
                models.F("unit"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                name="case_open_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("applied_at"),
                models.F("unit_path"),
                models.F("unit"),
                models.F("state"),
                condition=models.Q(("aid_form__in", ["consultation", "drafting"])),
                name="case_advice_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="stage",
            index=models.Index(
                models.F("kind"),
                models.F("filed_on"),
                models.F("case"),
                models.F("unit_path"),
                name="stage_by_day",
            ),
        ),
    ]
