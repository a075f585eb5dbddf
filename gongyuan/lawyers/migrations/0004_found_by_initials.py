import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from gongyuan.people.naming import person_pinyin

AT_ONCE = 1000


def read_names(apps, schema_editor):
    """First letters of the names that are there already."""
    lawyers = apps.get_model("lawyers", "Lawyer").objects.filter(initials="")
    for first in iter(lambda: list(lawyers.only("name")[:AT_ONCE]), []):
        for lawyer in first:
            lawyer.initials = person_pinyin(lawyer.name)[1] or "-"
        lawyers.model.objects.bulk_update(first, ["initials"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_cache_table"),
        ("lawyers", "0003_rounds_contact_points_online"),
        ("organisations", "0007_agreements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="lawyer",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="lawyer",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="lawyer",
            name="initials",
            field=models.CharField(
                blank=True, editable=False, max_length=20, verbose_name="拼音首字母"
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="initials",
            field=models.CharField(
                blank=True, editable=False, max_length=20, verbose_name="拼音首字母"
            ),
        ),
        migrations.RunPython(read_names, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="lawyer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("initials", "varchar_pattern_ops"),
                name="lawyer_initials",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawyer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_lawyerevent" ("firm_id", "home_path", "home_unit_id", "id", "initials", "languages", "licence_number", "name", "office_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_consent_on", "photo_id", "practising_since", "specialities", "user_id") VALUES (OLD."firm_id", OLD."home_path", OLD."home_unit_id", OLD."id", OLD."initials", OLD."languages", OLD."licence_number", OLD."name", OLD."office_phone", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."photo_consent_on", OLD."photo_id", OLD."practising_since", OLD."specialities", OLD."user_id"); RETURN NULL;',
                    hash="69e7dbd8d96e78e33e93ae254a06774200ee35ec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5b99",
                    table="lawyers_lawyer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawyer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_lawyerevent" ("firm_id", "home_path", "home_unit_id", "id", "initials", "languages", "licence_number", "name", "office_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_consent_on", "photo_id", "practising_since", "specialities", "user_id") VALUES (OLD."firm_id", OLD."home_path", OLD."home_unit_id", OLD."id", OLD."initials", OLD."languages", OLD."licence_number", OLD."name", OLD."office_phone", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."photo_consent_on", OLD."photo_id", OLD."practising_since", OLD."specialities", OLD."user_id"); RETURN NULL;',
                    hash="5a7f3921a00e6a568368fa30bcc498852fd9ca66",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5fea2",
                    table="lawyers_lawyer",
                    when="AFTER",
                ),
            ),
        ),
    ]
