from django.db import migrations

HEARINGS = """
INSERT INTO cases_appointment
  (case_id, unit_id, unit_path, stage_id, kind, starts_at, place, note, made_at, made_by,
   changed_at)
SELECT stage.case_id, "case".unit_id, "case".unit_path, stage.id, 'hearing', stage.hearing_at,
  stage.hearing_place, '', now(), '', now()
FROM cases_stage stage JOIN cases_case "case" ON "case".id = stage.case_id
WHERE stage.hearing_at IS NOT NULL
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_calendar")]

    operations = [migrations.RunSQL(HEARINGS, migrations.RunSQL.noop)]
