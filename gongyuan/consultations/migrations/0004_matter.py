import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0003_lists_read_by_index"),
        ("lawyers", "0005_answers_checked"),
        ("matters", "0001_matters"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("people", "0009_volunteers_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="consultation",
            name="matter",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="matters.matter",
                verbose_name="争议事项",
            ),
        ),
        migrations.AddField(
            model_name="consultationevent",
            name="matter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="matters.matter",
                verbose_name="争议事项",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("matter"),
                condition=models.Q(("matter__isnull", False)),
                name="consultation_of_matter",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consultations_consultationevent" ("answer", "answered_at", "answered_by", "answered_on", "asked_at", "asked_on", "asker_name", "channel", "code", "contact_note", "due_at", "due_is_verified", "due_source", "employer_name", "follows_id", "id", "institution_id", "is_anonymous", "lawyer_id", "matter_id", "minutes", "number", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "question", "rated_at", "rating", "region_code", "registered_at", "registered_by", "set_aside_why", "state", "submission_key", "taken_at", "taken_by_id", "topic", "unit_id", "unit_path", "worker_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."answered_on", OLD."asked_at", OLD."asked_on", OLD."asker_name", OLD."channel", OLD."code", OLD."contact_note", OLD."due_at", OLD."due_is_verified", OLD."due_source", OLD."employer_name", OLD."follows_id", OLD."id", OLD."institution_id", OLD."is_anonymous", OLD."lawyer_id", OLD."matter_id", OLD."minutes", OLD."number", OLD."people_count", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."phone_index", OLD."question", OLD."rated_at", OLD."rating", OLD."region_code", OLD."registered_at", OLD."registered_by", OLD."set_aside_why", OLD."state", OLD."submission_key", OLD."taken_at", OLD."taken_by_id", OLD."topic", OLD."unit_id", OLD."unit_path", OLD."worker_id"); RETURN NULL;',
                    hash="0edc22a2d024a7663281b237c486ff57ce5bef45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1617e",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consultations_consultationevent" ("answer", "answered_at", "answered_by", "answered_on", "asked_at", "asked_on", "asker_name", "channel", "code", "contact_note", "due_at", "due_is_verified", "due_source", "employer_name", "follows_id", "id", "institution_id", "is_anonymous", "lawyer_id", "matter_id", "minutes", "number", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "question", "rated_at", "rating", "region_code", "registered_at", "registered_by", "set_aside_why", "state", "submission_key", "taken_at", "taken_by_id", "topic", "unit_id", "unit_path", "worker_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."answered_on", OLD."asked_at", OLD."asked_on", OLD."asker_name", OLD."channel", OLD."code", OLD."contact_note", OLD."due_at", OLD."due_is_verified", OLD."due_source", OLD."employer_name", OLD."follows_id", OLD."id", OLD."institution_id", OLD."is_anonymous", OLD."lawyer_id", OLD."matter_id", OLD."minutes", OLD."number", OLD."people_count", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_index", OLD."question", OLD."rated_at", OLD."rating", OLD."region_code", OLD."registered_at", OLD."registered_by", OLD."set_aside_why", OLD."state", OLD."submission_key", OLD."taken_at", OLD."taken_by_id", OLD."topic", OLD."unit_id", OLD."unit_path", OLD."worker_id"); RETURN NULL;',
                    hash="cd574e19ee1a585f22852d3ea8fb1bdb4ef40bb3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ce54",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
    ]
