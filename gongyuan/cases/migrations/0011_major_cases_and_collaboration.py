import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import gongyuan.core.crypto
import gongyuan.core.money
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0010_saved_filters_and_exports"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="officialdocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("receipt", "受理通知及材料凭证"),
                    ("supplement_notice", "补充材料通知书"),
                    ("oral_record", "口头申请笔录"),
                    ("grant_decision", "给予法律援助决定书"),
                    ("refusal_decision", "不予法律援助决定书"),
                    ("assignment_letter", "指派通知书"),
                    ("power_of_attorney", "授权委托书"),
                    ("termination_decision", "终止法律援助决定书"),
                    ("closing_report", "结案报告表"),
                    ("file_catalogue", "卷内目录"),
                    ("discussion_minutes", "集体讨论记录"),
                    ("oversight_notice", "督办通知书"),
                    ("major_report", "重大案件报告"),
                    ("lawyer_report", "律师报告"),
                    ("collaboration_letter", "委托协作函"),
                    ("arbitration_application", "仲裁申请书"),
                    ("payment_order", "支付令申请书"),
                    ("wage_complaint", "拖欠工资投诉书"),
                    ("claim_list", "请求事项清单"),
                    ("evidence_list", "证据清单"),
                ],
                max_length=30,
                verbose_name="种类",
            ),
        ),
        migrations.CreateModel(
            name="Collaboration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "move_of",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="轮到谁"),
                ),
                (
                    "move_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="自何时起"),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("to_path", models.CharField(max_length=120, verbose_name="协作单位路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待协作方答复"),
                            ("at_work", "协作中"),
                            ("turned_down", "协作方谢绝"),
                            ("called_back", "委托方收回"),
                            ("reported_done", "待委托方确认"),
                            ("confirmed_done", "协作了结"),
                            ("cut_short", "协作中断"),
                        ],
                        default="asked",
                        max_length=16,
                        verbose_name="协作情况",
                    ),
                ),
                ("task", models.TextField(verbose_name="委托事项")),
                ("contact", models.CharField(max_length=100, verbose_name="委托方联系人")),
                (
                    "helper_contact",
                    models.CharField(blank=True, max_length=100, verbose_name="协作方联系人"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="委托时间")),
                ("asked_by", models.CharField(max_length=200, verbose_name="委托人")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                ("result", models.TextField(blank=True, verbose_name="协作结果")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="了结时间")),
                (
                    "cost_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="协作费用"),
                ),
                (
                    "cost_bearer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asking_side", "委托方承担"),
                            ("helping_side", "协作方承担"),
                            ("both_sides", "双方分担"),
                            ("no_cost", "不产生费用"),
                        ],
                        max_length=14,
                        verbose_name="费用承担",
                    ),
                ),
                (
                    "cost_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="费用商定时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collaborations",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "cost_proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="费用提出单位",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="collaboration",
                        to="cases.officialdocument",
                        verbose_name="协作函",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="协作单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="委托单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "异地协作",
            },
        ),
        migrations.CreateModel(
            name="CollaborationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "move_of",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="轮到谁"),
                ),
                (
                    "move_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="自何时起"),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("to_path", models.CharField(max_length=120, verbose_name="协作单位路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待协作方答复"),
                            ("at_work", "协作中"),
                            ("turned_down", "协作方谢绝"),
                            ("called_back", "委托方收回"),
                            ("reported_done", "待委托方确认"),
                            ("confirmed_done", "协作了结"),
                            ("cut_short", "协作中断"),
                        ],
                        default="asked",
                        max_length=16,
                        verbose_name="协作情况",
                    ),
                ),
                ("task", models.TextField(verbose_name="委托事项")),
                ("contact", models.CharField(max_length=100, verbose_name="委托方联系人")),
                (
                    "helper_contact",
                    models.CharField(blank=True, max_length=100, verbose_name="协作方联系人"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="委托时间")),
                ("asked_by", models.CharField(max_length=200, verbose_name="委托人")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                ("result", models.TextField(blank=True, verbose_name="协作结果")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="了结时间")),
                (
                    "cost_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="协作费用"),
                ),
                (
                    "cost_bearer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asking_side", "委托方承担"),
                            ("helping_side", "协作方承担"),
                            ("both_sides", "双方分担"),
                            ("no_cost", "不产生费用"),
                        ],
                        max_length=14,
                        verbose_name="费用承担",
                    ),
                ),
                (
                    "cost_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="费用商定时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "cost_proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="费用提出单位",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.officialdocument",
                        verbose_name="协作函",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.collaboration",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="协作单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="委托单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CollaborationPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_from_helper", models.BooleanField(default=False, verbose_name="协作方提供")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared",
                        to="cases.collaboration",
                        verbose_name="异地协作",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.paper",
                        verbose_name="材料",
                    ),
                ),
            ],
            options={
                "verbose_name": "协作材料",
            },
        ),
        migrations.AddField(
            model_name="collaboration",
            name="papers",
            field=models.ManyToManyField(
                related_name="+",
                through="cases.CollaborationPaper",
                to="cases.paper",
                verbose_name="随函材料",
            ),
        ),
        migrations.CreateModel(
            name="CollaborationProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="协作进展")),
                ("reported_at", models.DateTimeField(verbose_name="报告时间")),
                ("reported_by", models.CharField(max_length=200, verbose_name="报告人")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="cases.collaboration",
                        verbose_name="异地协作",
                    ),
                ),
            ],
            options={
                "verbose_name": "协作进展",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=200, verbose_name="议题")),
                ("held_on", models.DateField(verbose_name="讨论日期")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("chair", models.CharField(max_length=40, verbose_name="主持人")),
                ("convened_at", models.DateTimeField(verbose_name="召集时间")),
                ("convened_by", models.CharField(max_length=200, verbose_name="记录人")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grant", "给予援助"),
                            ("grant_first", "先行援助"),
                            ("refuse", "不予援助"),
                        ],
                        max_length=12,
                        verbose_name="讨论结果",
                    ),
                ),
                ("conclusion", models.TextField(blank=True, verbose_name="讨论结论")),
                (
                    "concluded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="形成结论时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discussions",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="discussion",
                        to="cases.officialdocument",
                        verbose_name="讨论记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "集体讨论",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DiscussionMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("office", models.CharField(max_length=100, verbose_name="单位职务")),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("for_grant", "主张给予援助"),
                            ("for_refusal", "主张不予援助"),
                            ("for_other", "主张另作处理"),
                        ],
                        max_length=12,
                        verbose_name="主张",
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="意见")),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="发表时间")),
                (
                    "recused_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="回避时间"),
                ),
                (
                    "recusal_note",
                    models.CharField(blank=True, max_length=200, verbose_name="回避原因"),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="cases.discussion",
                        verbose_name="集体讨论",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "讨论人员",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HandUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "move_of",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="轮到谁"),
                ),
                (
                    "move_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="自何时起"),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_up", "待接收"),
                            ("to_amend", "待修改"),
                            ("taken_over", "转交已接收"),
                            ("taken_back", "转交方撤回"),
                        ],
                        default="handed_up",
                        max_length=12,
                        verbose_name="转交情况",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("portal", "网上申请"),
                            ("window", "窗口来访"),
                            ("station", "站点转交"),
                            ("hotline", "12351"),
                            ("enterprise_union", "企业工会"),
                            ("other_region", "外地协作"),
                        ],
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                ("answers", gongyuan.core.crypto.EncryptedTextField(verbose_name="申请内容")),
                ("applicant_label", models.CharField(max_length=60, verbose_name="申请人")),
                ("employer_name", models.CharField(max_length=120, verbose_name="用人单位")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="转交说明")),
                ("sent_at", models.DateTimeField(verbose_name="转交时间")),
                ("sent_by", models.CharField(max_length=200, verbose_name="转交人")),
                (
                    "sent_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="转交账号"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="接收期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "return_reason",
                    models.CharField(blank=True, max_length=20, verbose_name="退回原因"),
                ),
                (
                    "return_sentence",
                    models.CharField(blank=True, max_length=300, verbose_name="退回说明"),
                ),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_up",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="接收单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="转交单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "转交申请",
            },
        ),
        migrations.CreateModel(
            name="LawyerReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="报告内容")),
                ("reported_at", models.DateTimeField(verbose_name="报告时间")),
                ("reported_by", models.CharField(max_length=200, verbose_name="报告人")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("paper_hashes", models.JSONField(default=list, verbose_name="附件校验值")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawyer_reports",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="律师账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "律师报告",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LeaderInCharge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("title", models.CharField(max_length=60, verbose_name="职务")),
                ("since", models.DateTimeField(verbose_name="包案时间")),
                ("named_by", models.CharField(max_length=200, verbose_name="确定人")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="至")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaders",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "包案领导",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MajorCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("since", models.DateTimeField(verbose_name="认定时间")),
                ("reasons", models.JSONField(default=list, verbose_name="认定理由")),
                ("is_marked", models.BooleanField(default=False, verbose_name="由人认定")),
                (
                    "wants_discussion",
                    models.BooleanField(default=False, verbose_name="要求集体讨论"),
                ),
                (
                    "report_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告期限"),
                ),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告时间"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="逾期提醒上级"),
                ),
                (
                    "tracked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="上次跟踪"),
                ),
                (
                    "tracking_due_on",
                    models.DateField(blank=True, null=True, verbose_name="下次跟踪"),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="major",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="办理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "重大案件",
            },
        ),
        migrations.CreateModel(
            name="MajorCaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("since", models.DateTimeField(verbose_name="认定时间")),
                ("reasons", models.JSONField(default=list, verbose_name="认定理由")),
                ("is_marked", models.BooleanField(default=False, verbose_name="由人认定")),
                (
                    "wants_discussion",
                    models.BooleanField(default=False, verbose_name="要求集体讨论"),
                ),
                (
                    "report_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告期限"),
                ),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告时间"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="逾期提醒上级"),
                ),
                (
                    "tracked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="上次跟踪"),
                ),
                (
                    "tracking_due_on",
                    models.DateField(blank=True, null=True, verbose_name="下次跟踪"),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.majorcase",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="办理单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MajorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_path", models.CharField(max_length=120, verbose_name="路径")),
                ("text", models.TextField(verbose_name="报告内容")),
                ("sent_at", models.DateTimeField(verbose_name="报出时间")),
                ("sent_by", models.CharField(max_length=200, verbose_name="报出人")),
                ("is_escalation", models.BooleanField(default=False, verbose_name="自动上报")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="签收期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="签收时间"),
                ),
                (
                    "acknowledged_by",
                    models.CharField(blank=True, max_length=200, verbose_name="签收人"),
                ),
                ("instruction", models.TextField(blank=True, verbose_name="批示")),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="逾期上报"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="major_reports",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="报告单位",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="接收单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "重大案件报告",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OversightOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "move_of",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="轮到谁"),
                ),
                (
                    "move_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="自何时起"),
                ),
                ("to_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting_feedback", "待反馈"),
                            ("fed_back", "已反馈"),
                            ("lifted", "督办了结"),
                            ("revoked", "督办撤销"),
                        ],
                        default="awaiting_feedback",
                        max_length=20,
                        verbose_name="督办情况",
                    ),
                ),
                ("demand", models.TextField(verbose_name="督办要求")),
                ("due_on", models.DateField(verbose_name="反馈期限")),
                ("ordered_at", models.DateTimeField(verbose_name="下达时间")),
                ("ordered_by", models.CharField(max_length=200, verbose_name="下达人")),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="逾期上报"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="了结时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="oversights",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="oversight",
                        to="cases.officialdocument",
                        verbose_name="通知书",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="被督办单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="督办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "督办",
            },
        ),
        migrations.CreateModel(
            name="OversightFeedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="反馈内容")),
                ("given_at", models.DateTimeField(verbose_name="反馈时间")),
                ("given_by", models.CharField(max_length=200, verbose_name="反馈人")),
                (
                    "papers",
                    models.ManyToManyField(related_name="+", to="cases.paper", verbose_name="附件"),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedbacks",
                        to="cases.oversightorder",
                        verbose_name="督办",
                    ),
                ),
            ],
            options={
                "verbose_name": "督办反馈",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SentBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "thing",
                    models.CharField(
                        choices=[
                            ("hand_up", "转交申请"),
                            ("oversight_feedback", "督办反馈"),
                            ("collaboration_request", "协作委托"),
                            ("collaboration_result", "协作结果"),
                            ("review_opinion", "审查意见书"),
                            ("case_file", "结案案卷"),
                        ],
                        max_length=24,
                        verbose_name="退回什么",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("papers_lacking", "材料不全"),
                            ("facts_unclear", "事实不清"),
                            ("not_competent", "不属本单位办理"),
                            ("already_applied", "重复申请"),
                            ("not_signed", "没有签名或者授权"),
                            ("contact_wrong", "联系方式有误"),
                            ("demand_unanswered", "没有回应要求"),
                            ("result_unproven", "结果没有凭据"),
                            ("no_capacity", "暂无办理力量"),
                            ("other_reason", "其他原因"),
                        ],
                        max_length=20,
                        verbose_name="退回原因",
                    ),
                ),
                ("sentence", models.CharField(max_length=300, verbose_name="说明")),
                ("about", models.CharField(max_length=200, verbose_name="事由")),
                ("at", models.DateTimeField(verbose_name="退回时间")),
                ("by", models.CharField(max_length=200, verbose_name="退回人")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="退给",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="退回单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "退回记录",
            },
        ),
        migrations.AddConstraint(
            model_name="collaborationpaper",
            constraint=models.UniqueConstraint(
                fields=("collaboration", "paper"), name="a_paper_is_shared_once"
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("asked_at"),
                name="collaboration_asking",
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("to_path", "varchar_pattern_ops"),
                models.F("asked_at"),
                name="collaboration_helping",
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                models.F("to_unit"), models.F("state"), name="collaboration_of_helper"
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(models.F("unit"), models.F("state"), name="collaboration_of_asker"),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "at_work", "reported_done"])),
                fields=("case", "to_unit"),
                name="one_open_collaboration_per_case_and_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at", None), ("state__in", ["asked", "at_work", "reported_done"])
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["asked", "at_work", "reported_done"]), _negated=True
                        ),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="collaboration_ends_iff_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", models.F("to_unit")), _negated=True),
                name="nobody_helps_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_amount", None), ("cost_amount__gte", 0), _connector="OR"),
                name="collaboration_cost_is_not_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="collaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_collaborationevent" ("accepted_at", "asked_at", "asked_by", "case_id", "contact", "cost_agreed_at", "cost_amount", "cost_bearer", "cost_proposed_by_id", "document_id", "due_is_verified", "due_on", "due_source", "ended_at", "helper_contact", "id", "move_of", "move_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "state", "task", "to_path", "to_unit_id", "unit_id", "unit_path") VALUES (OLD."accepted_at", OLD."asked_at", OLD."asked_by", OLD."case_id", OLD."contact", OLD."cost_agreed_at", OLD."cost_amount", OLD."cost_bearer", OLD."cost_proposed_by_id", OLD."document_id", OLD."due_is_verified", OLD."due_on", OLD."due_source", OLD."ended_at", OLD."helper_contact", OLD."id", OLD."move_of", OLD."move_since", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."state", OLD."task", OLD."to_path", OLD."to_unit_id", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="af434b4c08e6c95ea86a331c67e619a4b1d813b1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41794",
                    table="cases_collaboration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="collaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_collaborationevent" ("accepted_at", "asked_at", "asked_by", "case_id", "contact", "cost_agreed_at", "cost_amount", "cost_bearer", "cost_proposed_by_id", "document_id", "due_is_verified", "due_on", "due_source", "ended_at", "helper_contact", "id", "move_of", "move_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "state", "task", "to_path", "to_unit_id", "unit_id", "unit_path") VALUES (OLD."accepted_at", OLD."asked_at", OLD."asked_by", OLD."case_id", OLD."contact", OLD."cost_agreed_at", OLD."cost_amount", OLD."cost_bearer", OLD."cost_proposed_by_id", OLD."document_id", OLD."due_is_verified", OLD."due_on", OLD."due_source", OLD."ended_at", OLD."helper_contact", OLD."id", OLD."move_of", OLD."move_since", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."state", OLD."task", OLD."to_path", OLD."to_unit_id", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="21e075052a43287cca23ae5fcd99b1efb820868d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91bce",
                    table="cases_collaboration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="collaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:at_work,asked:turned_down,asked:called_back,at_work:reported_done,reported_done:at_work,reported_done:confirmed_done,at_work:cut_short}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="6c33bf14ccbcb2b563cb3ae5598b77ac32566d28",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_0b3bb",
                    table="cases_collaboration",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="discussion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("concluded_at", None)),
                fields=("case",),
                name="one_open_discussion_per_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concluded_at", None),
                    models.Q(("conclusion", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_concluded_discussion_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionmember",
            constraint=models.UniqueConstraint(
                fields=("discussion", "name", "office"), name="a_member_sits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("recused_at", None), ("given_at", None), _connector="OR"),
                name="a_member_who_withdrew_holds_nothing",
            ),
        ),
        migrations.AddIndex(
            model_name="handup",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("state"),
                name="hand_up_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="handup",
            index=models.Index(
                models.F("to_unit"),
                models.F("due_on"),
                condition=models.Q(("state", "handed_up")),
                name="hand_up_to_receive",
            ),
        ),
        migrations.AddConstraint(
            model_name="handup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("state", "taken_over")),
                    models.Q(models.Q(("state", "taken_over"), _negated=True), ("case", None)),
                    _connector="OR",
                ),
                name="hand_up_has_a_case_iff_taken_over",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handup",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{handed_up:taken_over,handed_up:to_amend,to_amend:handed_up,handed_up:taken_back,to_amend:taken_back}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ec5fd2aadf74ec426bb594c0825a6ac715da8248",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_2507f",
                    table="cases_handup",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="lawyerreport",
            index=models.Index(models.F("case"), models.F("id"), name="lawyer_report_of_case"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawyerreport",
            trigger=pgtrigger.compiler.Trigger(
                name="lawyer_report_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e02de18d3d9853707a0ccb56525aadd5910018e6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_lawyer_report_stays_43120",
                    table="cases_lawyerreport",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderincharge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("case",),
                name="one_leader_in_charge_per_case",
            ),
        ),
        migrations.AddIndex(
            model_name="majorcase",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="major_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="majorcase",
            index=models.Index(
                models.F("report_due_at"),
                condition=models.Q(("lifted_at", None), ("reported_at", None)),
                name="major_unreported",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="majorcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_majorcaseevent" ("case_id", "due_is_verified", "due_source", "escalated_at", "id", "is_marked", "lifted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "report_due_at", "reported_at", "since", "tracked_at", "tracking_due_on", "unit_id", "unit_path", "wants_discussion") VALUES (OLD."case_id", OLD."due_is_verified", OLD."due_source", OLD."escalated_at", OLD."id", OLD."is_marked", OLD."lifted_at", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reasons", OLD."report_due_at", OLD."reported_at", OLD."since", OLD."tracked_at", OLD."tracking_due_on", OLD."unit_id", OLD."unit_path", OLD."wants_discussion"); RETURN NULL;',
                    hash="b55615961011fa996b79c0d647eaea9e7f5c5d77",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c753",
                    table="cases_majorcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="majorcase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_majorcaseevent" ("case_id", "due_is_verified", "due_source", "escalated_at", "id", "is_marked", "lifted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "report_due_at", "reported_at", "since", "tracked_at", "tracking_due_on", "unit_id", "unit_path", "wants_discussion") VALUES (OLD."case_id", OLD."due_is_verified", OLD."due_source", OLD."escalated_at", OLD."id", OLD."is_marked", OLD."lifted_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reasons", OLD."report_due_at", OLD."reported_at", OLD."since", OLD."tracked_at", OLD."tracking_due_on", OLD."unit_id", OLD."unit_path", OLD."wants_discussion"); RETURN NULL;',
                    hash="64065f8f78545b42a17866f02e4f4703cef09eeb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30dea",
                    table="cases_majorcase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="majorreport",
            index=models.Index(
                models.F("to_unit"),
                models.F("due_at"),
                condition=models.Q(("acknowledged_at", None)),
                name="report_unacknowledged",
            ),
        ),
        migrations.AddIndex(
            model_name="majorreport",
            index=models.Index(
                models.F("due_at"),
                condition=models.Q(("acknowledged_at", None), ("escalated_at", None)),
                name="report_to_escalate",
            ),
        ),
        migrations.AddConstraint(
            model_name="majorreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("acknowledged_at", None)),
                fields=("case", "to_unit"),
                name="one_open_report_per_case_and_level",
            ),
        ),
        migrations.AddIndex(
            model_name="oversightorder",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("to_path", "varchar_pattern_ops"),
                name="oversight_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="oversightorder",
            index=models.Index(
                models.F("to_unit"),
                models.F("state"),
                models.F("due_on"),
                condition=models.Q(("ended_at", None)),
                name="oversight_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="oversightorder",
            index=models.Index(
                models.F("unit"),
                models.F("state"),
                models.F("due_on"),
                condition=models.Q(("ended_at", None)),
                name="oversight_by_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="oversightorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["awaiting_feedback", "fed_back"])),
                fields=("case", "unit"),
                name="one_open_oversight_per_case_and_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="oversightorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state__in", ["awaiting_feedback", "fed_back"])),
                    models.Q(
                        models.Q(("state__in", ["awaiting_feedback", "fed_back"]), _negated=True),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="oversight_ends_iff_over",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="oversightorder",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{awaiting_feedback:fed_back,fed_back:awaiting_feedback,fed_back:lifted,awaiting_feedback:revoked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="f4dfc9c6bf9914c4ca8de6a1d5c98210c68172f4",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_88be2",
                    table="cases_oversightorder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="oversightfeedback",
            trigger=pgtrigger.compiler.Trigger(
                name="feedback_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7921790634849c8e0e018e077230fc180e17f171",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_feedback_stays_beb2c",
                    table="cases_oversightfeedback",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sentback",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("at"),
                name="sent_back_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="sentback",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True),
                name="what_is_sent_back_has_a_sentence",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentback",
            trigger=pgtrigger.compiler.Trigger(
                name="sent_back_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8bac43391a80f2c1851965aa37d85ef0d2dfc5ff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sent_back_stays_b6756",
                    table="cases_sentback",
                    when="BEFORE",
                ),
            ),
        ),
    ]
