import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_phone_verification_keeps_number_and_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(null=True, verbose_name="检索"),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="employer_search"
            ),
        ),
    ]
