import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0004_lists_and_table_read_by_index"),
        ("lawyers", "0001_firms_lawyers_terms"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="case",
            name="wished_lawyer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lawyers.lawyer",
                verbose_name="点名的律师",
            ),
        ),
        migrations.AddField(
            model_name="caseevent",
            name="wished_lawyer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="点名的律师",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."aid_form" IS DISTINCT FROM (NEW."aid_form") OR OLD."applicant_kind" IS DISTINCT FROM (NEW."applicant_kind") OR OLD."applicant_label" IS DISTINCT FROM (NEW."applicant_label") OR OLD."application_number" IS DISTINCT FROM (NEW."application_number") OR OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."case_number" IS DISTINCT FROM (NEW."case_number") OR OLD."claim_amount" IS DISTINCT FROM (NEW."claim_amount") OR OLD."claim_kinds" IS DISTINCT FROM (NEW."claim_kinds") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."contact_note" IS DISTINCT FROM (NEW."contact_note") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."emergency_reason" IS DISTINCT FROM (NEW."emergency_reason") OR OLD."employed_from" IS DISTINCT FROM (NEW."employed_from") OR OLD."employed_to" IS DISTINCT FROM (NEW."employed_to") OR OLD."employer_id" IS DISTINCT FROM (NEW."employer_id") OR OLD."facts_text" IS DISTINCT FROM (NEW."facts_text") OR OLD."hardship_grounds" IS DISTINCT FROM (NEW."hardship_grounds") OR OLD."has_severe_infringement_evidence" IS DISTINCT FROM (NEW."has_severe_infringement_evidence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."is_emergency" IS DISTINCT FROM (NEW."is_emergency") OR OLD."is_fast_track" IS DISTINCT FROM (NEW."is_fast_track") OR OLD."is_major" IS DISTINCT FROM (NEW."is_major") OR OLD."is_migrant" IS DISTINCT FROM (NEW."is_migrant") OR OLD."is_oral" IS DISTINCT FROM (NEW."is_oral") OR OLD."is_provisional" IS DISTINCT FROM (NEW."is_provisional") OR OLD."is_restructuring" IS DISTINCT FROM (NEW."is_restructuring") OR OLD."matter_id" IS DISTINCT FROM (NEW."matter_id") OR OLD."matter_scope" IS DISTINCT FROM (NEW."matter_scope") OR OLD."move_of" IS DISTINCT FROM (NEW."move_of") OR OLD."move_since" IS DISTINCT FROM (NEW."move_since") OR OLD."next_due_code" IS DISTINCT FROM (NEW."next_due_code") OR OLD."next_due_on" IS DISTINCT FROM (NEW."next_due_on") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."region_code" IS DISTINCT FROM (NEW."region_code") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission_key" IS DISTINCT FROM (NEW."submission_key") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_path" IS DISTINCT FROM (NEW."unit_path") OR OLD."wished_lawyer_id" IS DISTINCT FROM (NEW."wished_lawyer_id"))',
                    func='INSERT INTO "cases_caseevent" ("accepted_at", "aid_form", "applicant_kind", "applicant_label", "application_number", "applied_at", "archived_at", "case_number", "claim_amount", "claim_kinds", "closed_on", "contact_note", "decided_at", "emergency_reason", "employed_from", "employed_to", "employer_id", "facts_text", "hardship_grounds", "has_severe_infringement_evidence", "id", "institution_id", "is_emergency", "is_fast_track", "is_major", "is_migrant", "is_oral", "is_provisional", "is_restructuring", "matter_id", "matter_scope", "move_of", "move_since", "next_due_code", "next_due_on", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "source", "state", "submission_key", "unit_id", "unit_path", "wished_lawyer_id") VALUES (OLD."accepted_at", OLD."aid_form", OLD."applicant_kind", OLD."applicant_label", OLD."application_number", OLD."applied_at", OLD."archived_at", OLD."case_number", OLD."claim_amount", OLD."claim_kinds", OLD."closed_on", OLD."contact_note", OLD."decided_at", OLD."emergency_reason", OLD."employed_from", OLD."employed_to", OLD."employer_id", OLD."facts_text", OLD."hardship_grounds", OLD."has_severe_infringement_evidence", OLD."id", OLD."institution_id", OLD."is_emergency", OLD."is_fast_track", OLD."is_major", OLD."is_migrant", OLD."is_oral", OLD."is_provisional", OLD."is_restructuring", OLD."matter_id", OLD."matter_scope", OLD."move_of", OLD."move_since", OLD."next_due_code", OLD."next_due_on", OLD."people_count", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_code", OLD."source", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path", OLD."wished_lawyer_id"); RETURN NULL;',
                    hash="19ec742c840418145084f6d2b343bc22fb3878ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("accepted_at", "aid_form", "applicant_kind", "applicant_label", "application_number", "applied_at", "archived_at", "case_number", "claim_amount", "claim_kinds", "closed_on", "contact_note", "decided_at", "emergency_reason", "employed_from", "employed_to", "employer_id", "facts_text", "hardship_grounds", "has_severe_infringement_evidence", "id", "institution_id", "is_emergency", "is_fast_track", "is_major", "is_migrant", "is_oral", "is_provisional", "is_restructuring", "matter_id", "matter_scope", "move_of", "move_since", "next_due_code", "next_due_on", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "source", "state", "submission_key", "unit_id", "unit_path", "wished_lawyer_id") VALUES (OLD."accepted_at", OLD."aid_form", OLD."applicant_kind", OLD."applicant_label", OLD."application_number", OLD."applied_at", OLD."archived_at", OLD."case_number", OLD."claim_amount", OLD."claim_kinds", OLD."closed_on", OLD."contact_note", OLD."decided_at", OLD."emergency_reason", OLD."employed_from", OLD."employed_to", OLD."employer_id", OLD."facts_text", OLD."hardship_grounds", OLD."has_severe_infringement_evidence", OLD."id", OLD."institution_id", OLD."is_emergency", OLD."is_fast_track", OLD."is_major", OLD."is_migrant", OLD."is_oral", OLD."is_provisional", OLD."is_restructuring", OLD."matter_id", OLD."matter_scope", OLD."move_of", OLD."move_since", OLD."next_due_code", OLD."next_due_on", OLD."people_count", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_code", OLD."source", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path", OLD."wished_lawyer_id"); RETURN NULL;',
                    hash="293c03f97de7209c5745330944ef26940a2afb2c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
    ]
