import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("core", "0002_cache_table"),
        ("people", "0006_shared_desks_and_covers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="delete_delete",
        ),
        migrations.RemoveIndex(
            model_name="certificate",
            name="certificate_ending",
        ),
        migrations.AddField(
            model_name="certificate",
            name="warn_on",
            field=models.DateField(blank=True, null=True, verbose_name="提醒自"),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="warn_on",
            field=models.DateField(blank=True, null=True, verbose_name="提醒自"),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("warn_on__isnull", False)),
                fields=["warn_on"],
                name="certificate_ending",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_certificateevent" ("entered_at", "entered_by", "file_id", "id", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_until", "warn_on", "withdrawn_on") VALUES (OLD."entered_at", OLD."entered_by", OLD."file_id", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."user_id", OLD."valid_until", OLD."warn_on", OLD."withdrawn_on"); RETURN NULL;',
                    hash="263ab20d9acbd01d89334bac0a6a909f9c4186c7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2bf8",
                    table="people_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_certificateevent" ("entered_at", "entered_by", "file_id", "id", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_until", "warn_on", "withdrawn_on") VALUES (OLD."entered_at", OLD."entered_by", OLD."file_id", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id", OLD."valid_until", OLD."warn_on", OLD."withdrawn_on"); RETURN NULL;',
                    hash="380f221ecb29631f275989a16590720bef0dcfd4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c1c6a",
                    table="people_certificate",
                    when="AFTER",
                ),
            ),
        ),
    ]
