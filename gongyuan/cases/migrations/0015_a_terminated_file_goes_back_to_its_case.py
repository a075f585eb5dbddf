import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_fatal_deadlines_by_two"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="state_follows_the_table",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{submitted:under_review,submitted:supplementing,under_review:supplementing,supplementing:under_review,supplementing:deemed_withdrawn,awaiting_decision:withdrawn,granted:withdrawn,submitted:withdrawn,supplementing:withdrawn,under_review:withdrawn,under_review:awaiting_decision,awaiting_decision:under_review,awaiting_decision:granted,under_review:granted,awaiting_decision:granted,submitted:granted,under_review:granted,awaiting_decision:refused,under_review:refused,awaiting_decision:transferred,submitted:transferred,supplementing:transferred,under_review:transferred,refused:under_objection,under_objection:refused,under_objection:granted,under_objection:under_review,terminated:termination_objected,termination_objected:terminated,termination_objected:granted,granted:assigned,assigned:mandating,assigned:granted,assigned:granted,assigned:granted,handling:granted,mandating:granted,suspended:granted,mandating:handling,handling:suspended,suspended:handling,assigned:terminated,granted:terminated,handling:terminated,mandating:terminated,suspended:terminated,handling:closed,closed:file_submitted,terminated:file_submitted,file_submitted:closed,file_submitted:terminated,file_submitted:archived}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="1b577134b005f4965b34a9f0c9cd7fba51c138f4",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_6e530",
                    table="cases_case",
                    when="BEFORE",
                ),
            ),
        ),
    ]
