from django.db import migrations

from gongyuan.people.naming import person_pinyin

AT_ONCE = 1000


def read_names(apps, schema_editor):
    """First letters of the names that are there already."""
    accounts = apps.get_model("people", "User").objects.filter(initials="")
    for first in iter(lambda: list(accounts.only("name")[:AT_ONCE]), []):
        for account in first:
            account.initials = person_pinyin(account.name)[1] or "-"
        accounts.model.objects.bulk_update(first, ["initials"])


class Migration(migrations.Migration):
    dependencies = [("people", "0004_certificates_volunteers_merges_and_requests")]

    operations = [migrations.RunPython(read_names, migrations.RunPython.noop)]
