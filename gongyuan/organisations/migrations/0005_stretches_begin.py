from django.db import migrations

#: What stands already was, as far as anybody wrote down, always as it is now.
UNITS = """
INSERT INTO organisations_unitstretch
    (unit_id, parent_id, path, name, kind, level, region_code, starts_on, ends_on)
SELECT id, parent_id, path, name, kind, level, region_code, opened_on, closed_on
FROM organisations_unit
"""
INSTITUTIONS = """
INSERT INTO organisations_institutionstretch
    (institution_id, unit_id, path, name, kind, form, department, head_name, phone,
     starts_on, ends_on)
SELECT id, unit_id, unit_path, name, kind, form, department, head_name, phone,
       opened_on, closed_on
FROM organisations_aidinstitution
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_stretches_of_days")]

    operations = [
        migrations.RunSQL(UNITS, migrations.RunSQL.noop),
        migrations.RunSQL(INSTITUTIONS, migrations.RunSQL.noop),
    ]
