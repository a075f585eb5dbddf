import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("consultations", "0002_found_by_number"),
        ("lawyers", "0005_answers_checked"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("people", "0009_volunteers_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="consultation",
            name="consultation_subtree",
        ),
        migrations.RemoveIndex(
            model_name="consultation",
            name="consultation_at",
        ),
        migrations.RemoveIndex(
            model_name="consultation",
            name="consultation_of_lawyer",
        ),
        migrations.RemoveIndex(
            model_name="consultation",
            name="consultation_phone",
        ),
        migrations.RemoveIndex(
            model_name="consultation",
            name="consultation_number",
        ),
        migrations.AlterField(
            model_name="consultation",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="答复单位",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("asked_on"),
                models.F("state"),
                name="consultation_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("asked_on"),
                models.F("unit_path"),
                models.F("state"),
                name="consultation_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                fields=["-asked_at", "-id", "unit_path", "state"], name="consultation_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("due_at"),
                models.F("id"),
                models.F("unit_path"),
                condition=models.Q(("state__in", ("to_answer", "in_hand"))),
                name="consultation_open_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("institution__isnull", False)),
                fields=["institution", "-asked_on"],
                name="consultation_at",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("institution", None), ("state", "answered")),
                fields=["unit", "-answered_on"],
                name="consultation_last_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("lawyer"),
                models.F("answered_on"),
                condition=models.Q(("lawyer__isnull", False)),
                name="consultation_of_lawyer",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("phone_index"),
                condition=models.Q(("phone_index__isnull", False)),
                name="consultation_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("number"),
                condition=models.Q(("number", ""), _negated=True),
                name="consultation_number",
            ),
        ),
    ]
