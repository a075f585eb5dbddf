import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

from gongyuan.organisations.naming import institution_vector

BATCH = 500


def write_what_is_found(apps, schema_editor):
    rows = apps.get_model("organisations", "AidInstitution").objects
    batch = []
    for row in rows.filter(search=None).only("pk", "name").iterator(chunk_size=BATCH):
        row.search = institution_vector(row.name)
        batch.append(row)
        if len(batch) == BATCH:
            rows.bulk_update(batch, ["search"])
            batch = []
    rows.bulk_update(batch, ["search"])


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0008_places_seen_and_passed_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="aidinstitution",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(null=True, verbose_name="检索"),
        ),
        migrations.RunPython(write_what_is_found, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="aidinstitution",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="institution_search"
            ),
        ),
    ]
