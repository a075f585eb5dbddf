from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0001_ledgers_in_and_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="ledgerentry",
            name="is_new",
            field=models.BooleanField(default=True, verbose_name="新增"),
        ),
    ]
