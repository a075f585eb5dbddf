import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0001_cases"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="stage",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="stage",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="stage",
            name="award_finality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("final", "终局裁决"),
                    ("not_final", "非终局裁决"),
                    ("mixed", "终局与非终局写在一份裁决书里"),
                ],
                default="",
                max_length=10,
                verbose_name="裁决性质",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="performance_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="履行期限届满日"),
        ),
        migrations.AddField(
            model_name="stageevent",
            name="award_finality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("final", "终局裁决"),
                    ("not_final", "非终局裁决"),
                    ("mixed", "终局与非终局写在一份裁决书里"),
                ],
                default="",
                max_length=10,
                verbose_name="裁决性质",
            ),
        ),
        migrations.AddField(
            model_name="stageevent",
            name="performance_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="履行期限届满日"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_file_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT 1 FROM cases_case\n                WHERE id IN (NEW.case_id, OLD.case_id) AND state = 'archived'\n            ) THEN\n                RAISE EXCEPTION 'the file of case % is sealed', COALESCE(NEW.case_id, OLD.case_id);\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="334fdd4d4e410b685d46d4637b70956320df1462",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_file_stays_267b2",
                    table="cases_paper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_stageevent" ("accepted_on", "award_finality", "body", "case_id", "concluded_on", "filed_on", "hearing_at", "hearing_place", "id", "kind", "note", "number", "performance_due_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "unit_path") VALUES (OLD."accepted_on", OLD."award_finality", OLD."body", OLD."case_id", OLD."concluded_on", OLD."filed_on", OLD."hearing_at", OLD."hearing_place", OLD."id", OLD."kind", OLD."note", OLD."number", OLD."performance_due_on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."unit_path"); RETURN NULL;',
                    hash="9e6e73bc808ca26b47e619aa14b958f44885d20f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d45e",
                    table="cases_stage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_stageevent" ("accepted_on", "award_finality", "body", "case_id", "concluded_on", "filed_on", "hearing_at", "hearing_place", "id", "kind", "note", "number", "performance_due_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "unit_path") VALUES (OLD."accepted_on", OLD."award_finality", OLD."body", OLD."case_id", OLD."concluded_on", OLD."filed_on", OLD."hearing_at", OLD."hearing_place", OLD."id", OLD."kind", OLD."note", OLD."number", OLD."performance_due_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."unit_path"); RETURN NULL;',
                    hash="eb04df65fda5da02ff2c71a1228c78fbbf295d74",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4e212",
                    table="cases_stage",
                    when="AFTER",
                ),
            ),
        ),
    ]
