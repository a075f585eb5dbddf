from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lawyers", "0004_found_by_initials"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lawyermark",
            name="kind",
            field=models.CharField(
                choices=[
                    ("verified_complaint", "投诉属实"),
                    ("peer_review", "同行评估"),
                    ("answer_fault", "线上答复有问题"),
                ],
                max_length=20,
                verbose_name="类别",
            ),
        ),
    ]
