from django.db import migrations

import gongyuan.core.crypto


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_cases_of_past_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="agent",
            name="pass_phrase",
            field=gongyuan.core.crypto.EncryptedTextField(
                blank=True, default="", verbose_name="约定的口令"
            ),
        ),
    ]
