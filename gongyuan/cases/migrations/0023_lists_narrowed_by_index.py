from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    #: Indexes of a large table are built beside its use.
    atomic = False

    dependencies = [
        ("cases", "0022_templates_of_every_domain"),
        ("lawyers", "0003_rounds_contact_points_online"),
        ("matters", "0001_matters"),
        ("organisations", "0005_stretches_begin"),
        ("people", "0005_colleagues_are_found_by_initials"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(fields=["state", "-id", "unit_path"], name="case_by_state"),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                models.F("applied_at"),
                models.F("id"),
                models.F("unit_path"),
                name="case_by_application",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                models.F("decided_at"),
                models.F("id"),
                models.F("unit_path"),
                condition=models.Q(("decided_at__isnull", False)),
                name="case_by_decision",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                models.F("closed_on"),
                models.F("id"),
                models.F("unit_path"),
                condition=models.Q(("closed_on__isnull", False)),
                name="case_by_closing",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_major", True)),
                fields=["-id", "unit_path"],
                name="case_major",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                fields=["-id", "next_due_on", "unit_path"],
                name="case_open_newest",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                OpClass("unit_path", "varchar_pattern_ops"),
                models.F("next_due_on"),
                models.F("id"),
                models.F("unit"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                name="case_open_of_subtree",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.F("state"),
                models.F("move_of"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                name="case_open_by_kind",
            ),
        ),
        # A name that few bear must be known to be rare, or the planner reads a whole place for it.
        migrations.RunSQL(
            "ALTER TABLE cases_case ALTER COLUMN search SET STATISTICS 1000",
            "ALTER TABLE cases_case ALTER COLUMN search SET STATISTICS -1",
        ),
    ]
