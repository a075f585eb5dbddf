import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_archives_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceTie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fact", models.CharField(max_length=120, verbose_name="证明什么")),
                ("is_original", models.BooleanField(default=False, verbose_name="有原件")),
                ("tied_at", models.DateTimeField(verbose_name="登记时间")),
                ("tied_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="cases.paper",
                        verbose_name="材料",
                    ),
                ),
            ],
            options={
                "verbose_name": "证据",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paper", "fact"), name="a_paper_shows_a_fact_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencetie",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_evidence_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT 1 FROM cases_case\n                WHERE id IN (NEW.case_id, OLD.case_id) AND state = 'archived'\n            ) THEN\n                RAISE EXCEPTION 'the file of case % is sealed', COALESCE(NEW.case_id, OLD.case_id);\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="2b0fc59d211837d0f251a0e6ee7020710a4ebd08",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_evidence_stays_23d53",
                    table="cases_evidencetie",
                    when="BEFORE",
                ),
            ),
        ),
    ]
