import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_a_terminated_file_goes_back_to_its_case"),
    ]

    operations = [
        migrations.CreateModel(
            name="Occurrence",
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
                        choices=[
                            ("wrong_known", "知道权利被侵害"),
                            ("employment_ended", "劳动关系终止"),
                            ("claim_raised", "主张权利、请求救济或者对方同意履行"),
                            ("hindered", "不可抗力等不能申请仲裁"),
                            ("evidence_ordered", "收到举证通知"),
                            ("preserved", "法院裁定财产保全"),
                            ("injury_happened", "发生工伤或者诊断为职业病"),
                            ("injury_filed", "提出工伤认定申请"),
                            ("injury_accepted", "工伤认定申请受理"),
                            ("injury_decided", "收到工伤认定决定"),
                            ("assessment_filed", "提出劳动能力鉴定申请"),
                            ("assessed", "收到劳动能力鉴定结论"),
                            ("reassessment_filed", "申请再次鉴定"),
                            ("pay_order_filed", "申请支付令"),
                            ("pay_order_accepted", "法院受理支付令申请"),
                            ("pay_order_served", "用人单位收到支付令"),
                        ],
                        max_length=20,
                        verbose_name="什么事",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "起算期限的事",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind", "happened_on"),
                        name="one_occurrence_per_case_kind_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("happened_on")),
                            _connector="OR",
                        ),
                        name="occurrence_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]
