from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0002_stage_terms_and_sealed_file"),
        ("core", "0002_cache_table"),
        ("matters", "0001_matters"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="archive",
            name="number",
            field=models.CharField(max_length=60, verbose_name="档号"),
        ),
        migrations.AlterField(
            model_name="case",
            name="application_number",
            field=models.CharField(max_length=60, verbose_name="申请编号"),
        ),
        migrations.AlterField(
            model_name="case",
            name="case_number",
            field=models.CharField(blank=True, max_length=60, null=True, verbose_name="案号"),
        ),
        migrations.AlterField(
            model_name="officialdocument",
            name="number",
            field=models.CharField(max_length=60, verbose_name="文号"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("unit", "application_number"), name="application_number_is_the_units_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("unit", "case_number"), name="case_number_is_the_units_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialdocument",
            constraint=models.UniqueConstraint(
                fields=("case", "number"), name="document_number_is_given_once_in_a_case"
            ),
        ),
    ]
