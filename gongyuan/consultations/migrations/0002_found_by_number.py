from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_questions")]

    operations = [
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index("number", name="consultation_number"),
        ),
    ]
