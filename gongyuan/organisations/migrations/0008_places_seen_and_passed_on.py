import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_cache_table"),
        ("organisations", "0007_agreements"),
    ]

    operations = [
        migrations.AddField(
            model_name="aidinstitution",
            name="rules_photo",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="制度上墙照片",
            ),
        ),
        migrations.AddField(
            model_name="aidinstitution",
            name="sign_photo",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="标识照片",
            ),
        ),
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60, verbose_name="记录类别")),
                ("record_id", models.BigIntegerField(verbose_name="记录")),
                ("until", models.DateField(verbose_name="转出日期")),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="原单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "合并转出",
                "indexes": [
                    models.Index(fields=["model", "until"], name="passed_on_since"),
                    models.Index(fields=["model", "record_id"], name="passed_on_record"),
                ],
            },
        ),
    ]
