from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_lists_narrowed_by_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("institution"),
                models.Func(
                    models.F("closed_on"),
                    models.Func(
                        models.F("applied_at"),
                        template="(%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date",
                    ),
                    function="COALESCE",
                    output_field=models.DateField(),
                ),
                name="case_last_of_institution",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.Func(
                    models.F("closed_on"),
                    models.Func(
                        models.F("applied_at"),
                        template="(%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date",
                    ),
                    function="COALESCE",
                    output_field=models.DateField(),
                ),
                condition=models.Q(("institution", None)),
                name="case_last_of_unit",
            ),
        ),
    ]
