from django.db import migrations, models

import gongyuan.core.crypto
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("people", "0001_accounts_posts_workers_employers"),
    ]

    operations = [
        migrations.AddField(
            model_name="phoneverification",
            name="address_index",
            field=models.BinaryField(max_length=16, null=True, verbose_name="来源检索值"),
        ),
        migrations.AddField(
            model_name="phoneverification",
            name="phone",
            field=gongyuan.core.crypto.EncryptedTextField(
                blank=True, default="", verbose_name="手机号"
            ),
        ),
        migrations.AddIndex(
            model_name="phoneverification",
            index=models.Index(
                fields=["address_index", "-sent_at"], name="verification_of_address"
            ),
        ),
    ]
