from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_pass_phrase"),
    ]

    operations = [
        migrations.AlterField(
            model_name="documenttemplate",
            name="kind",
            field=models.CharField(max_length=30, verbose_name="文书种类"),
        ),
    ]
