import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lawyers", "0001_firms_lawyers_terms"),
        ("organisations", "0003_bounded_tree_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="LawyerMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("verified_complaint", "投诉属实"), ("peer_review", "同行评估")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="内容")),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("source_kind", models.CharField(max_length=60, verbose_name="来源")),
                ("source_id", models.BigIntegerField(verbose_name="来源编号")),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="认定单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务评价",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_kind", "source_id"), name="one_mark_per_finding"
                    )
                ],
            },
        ),
    ]
