import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gongyuan.core.crypto
import gongyuan.core.money
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("core", "0001_events_counters_files_notices"),
        ("lawyers", "0001_firms_lawyers_terms"),
        ("matters", "0001_matters"),
        ("organisations", "0001_units_and_institutions"),
        ("people", "0001_accounts_posts_workers_employers"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("policy", "0001_decision_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="指派时间")),
                ("offered_by", models.CharField(max_length=200, verbose_name="指派人")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="指派说明")),
                ("score", models.JSONField(default=dict, verbose_name="推荐理由")),
                ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                (
                    "conflict_declared",
                    models.BooleanField(null=True, verbose_name="声明无利益冲突"),
                ),
                (
                    "conflict_note",
                    models.CharField(blank=True, max_length=200, verbose_name="利益关系说明"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "律师谢绝"),
                            ("unanswered", "逾期未答"),
                            ("replaced", "更换"),
                            ("finished", "办结"),
                            ("terminated", "终止援助"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="结束说明"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="lawyers.lawyer",
                        verbose_name="承办律师",
                    ),
                ),
            ],
            options={
                "verbose_name": "指派",
            },
        ),
        migrations.CreateModel(
            name="Case",
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
                            ("submitted", "待受理"),
                            ("supplementing", "待补正"),
                            ("under_review", "审查中"),
                            ("awaiting_decision", "待审批"),
                            ("granted", "待指派"),
                            ("refused", "不予援助"),
                            ("under_objection", "异议复核中"),
                            ("transferred", "已移送"),
                            ("deemed_withdrawn", "视为撤回"),
                            ("withdrawn", "已撤回"),
                            ("assigned", "待律师接受"),
                            ("mandating", "待签委托"),
                            ("handling", "办理中"),
                            ("suspended", "中止"),
                            ("terminated", "已终止"),
                            ("termination_objected", "终止异议复核中"),
                            ("closed", "已结案"),
                            ("file_submitted", "待验卷"),
                            ("archived", "已归档"),
                        ],
                        default="submitted",
                        max_length=24,
                        verbose_name="状态",
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
                ("is_oral", models.BooleanField(default=False, verbose_name="口头申请")),
                (
                    "application_number",
                    models.CharField(max_length=60, unique=True, verbose_name="申请编号"),
                ),
                (
                    "case_number",
                    models.CharField(
                        blank=True, max_length=60, null=True, unique=True, verbose_name="案号"
                    ),
                ),
                ("applicant_kind", models.CharField(max_length=20, verbose_name="申请主体")),
                ("matter_scope", models.CharField(max_length=30, verbose_name="援助范围")),
                ("aid_form", models.CharField(max_length=20, verbose_name="援助形式")),
                (
                    "claim_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="请求",
                    ),
                ),
                (
                    "hardship_grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="困难情形",
                    ),
                ),
                ("is_migrant", models.BooleanField(default=False, verbose_name="农民工")),
                (
                    "has_severe_infringement_evidence",
                    models.BooleanField(null=True, verbose_name="有权益被严重侵害的证据"),
                ),
                ("is_emergency", models.BooleanField(default=False, verbose_name="情况紧急")),
                (
                    "emergency_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="紧急原因"),
                ),
                (
                    "is_restructuring",
                    models.BooleanField(default=False, verbose_name="企业重组破产"),
                ),
                ("people_count", models.PositiveIntegerField(default=1, verbose_name="人数")),
                ("is_fast_track", models.BooleanField(default=False, verbose_name="快速通道")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大案件")),
                ("applicant_label", models.CharField(max_length=60, verbose_name="申请人")),
                ("facts_text", models.TextField(verbose_name="事实与理由")),
                (
                    "claim_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="请求金额"),
                ),
                ("region_code", models.CharField(blank=True, max_length=12, verbose_name="履行地")),
                ("employed_from", models.DateField(blank=True, null=True, verbose_name="入职日期")),
                ("employed_to", models.DateField(blank=True, null=True, verbose_name="离职日期")),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=100, verbose_name="联系提示"),
                ),
                ("applied_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="受理时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                ("is_provisional", models.BooleanField(default=False, verbose_name="先行援助")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日")),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="归档时间"),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="下一期限")),
                (
                    "next_due_code",
                    models.CharField(blank=True, max_length=30, verbose_name="期限代码"),
                ),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="people.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.aidinstitution",
                        verbose_name="援助机构",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="matters.matter",
                        verbose_name="争议事项",
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
                "verbose_name": "法律援助案件",
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("offered_at", models.DateTimeField(verbose_name="指派时间")),
                ("offered_by", models.CharField(max_length=200, verbose_name="指派人")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="指派说明")),
                ("score", models.JSONField(default=dict, verbose_name="推荐理由")),
                ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                (
                    "conflict_declared",
                    models.BooleanField(null=True, verbose_name="声明无利益冲突"),
                ),
                (
                    "conflict_note",
                    models.CharField(blank=True, max_length=200, verbose_name="利益关系说明"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "律师谢绝"),
                            ("unanswered", "逾期未答"),
                            ("replaced", "更换"),
                            ("finished", "办结"),
                            ("terminated", "终止援助"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="结束说明"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="承办律师",
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
                        to="cases.assignment",
                    ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="cases.case",
                verbose_name="案件",
            ),
        ),
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="档号")),
                ("manifest", models.JSONField(verbose_name="清单")),
                ("manifest_sha256", models.CharField(max_length=64, verbose_name="清单校验值")),
                ("sealed_at", models.DateTimeField(verbose_name="封卷时间")),
                ("sealed_by", models.CharField(max_length=200, verbose_name="封卷人")),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="案卷包",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷",
            },
        ),
        migrations.CreateModel(
            name="ApplicationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="标识")),
                ("answers", gongyuan.core.crypto.EncryptedTextField(verbose_name="答案")),
                (
                    "phone_index",
                    models.BinaryField(max_length=16, null=True, verbose_name="手机号检索值"),
                ),
                ("created_at", models.DateTimeField(verbose_name="开始时间")),
                ("updated_at", models.DateTimeField(verbose_name="更新时间")),
                (
                    "submitted_case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.case",
                        verbose_name="已成案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请草稿",
            },
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_representative", models.BooleanField(default=False, verbose_name="代表人")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="people.worker",
                        verbose_name="职工",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applicants",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请人",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "待受理"),
                            ("supplementing", "待补正"),
                            ("under_review", "审查中"),
                            ("awaiting_decision", "待审批"),
                            ("granted", "待指派"),
                            ("refused", "不予援助"),
                            ("under_objection", "异议复核中"),
                            ("transferred", "已移送"),
                            ("deemed_withdrawn", "视为撤回"),
                            ("withdrawn", "已撤回"),
                            ("assigned", "待律师接受"),
                            ("mandating", "待签委托"),
                            ("handling", "办理中"),
                            ("suspended", "中止"),
                            ("terminated", "已终止"),
                            ("termination_objected", "终止异议复核中"),
                            ("closed", "已结案"),
                            ("file_submitted", "待验卷"),
                            ("archived", "已归档"),
                        ],
                        default="submitted",
                        max_length=24,
                        verbose_name="状态",
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
                ("is_oral", models.BooleanField(default=False, verbose_name="口头申请")),
                ("application_number", models.CharField(max_length=60, verbose_name="申请编号")),
                (
                    "case_number",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="案号"),
                ),
                ("applicant_kind", models.CharField(max_length=20, verbose_name="申请主体")),
                ("matter_scope", models.CharField(max_length=30, verbose_name="援助范围")),
                ("aid_form", models.CharField(max_length=20, verbose_name="援助形式")),
                (
                    "claim_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="请求",
                    ),
                ),
                (
                    "hardship_grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="困难情形",
                    ),
                ),
                ("is_migrant", models.BooleanField(default=False, verbose_name="农民工")),
                (
                    "has_severe_infringement_evidence",
                    models.BooleanField(null=True, verbose_name="有权益被严重侵害的证据"),
                ),
                ("is_emergency", models.BooleanField(default=False, verbose_name="情况紧急")),
                (
                    "emergency_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="紧急原因"),
                ),
                (
                    "is_restructuring",
                    models.BooleanField(default=False, verbose_name="企业重组破产"),
                ),
                ("people_count", models.PositiveIntegerField(default=1, verbose_name="人数")),
                ("is_fast_track", models.BooleanField(default=False, verbose_name="快速通道")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大案件")),
                ("applicant_label", models.CharField(max_length=60, verbose_name="申请人")),
                ("facts_text", models.TextField(verbose_name="事实与理由")),
                (
                    "claim_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="请求金额"),
                ),
                ("region_code", models.CharField(blank=True, max_length=12, verbose_name="履行地")),
                ("employed_from", models.DateField(blank=True, null=True, verbose_name="入职日期")),
                ("employed_to", models.DateField(blank=True, null=True, verbose_name="离职日期")),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=100, verbose_name="联系提示"),
                ),
                ("applied_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="受理时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                ("is_provisional", models.BooleanField(default=False, verbose_name="先行援助")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日")),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="归档时间"),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="下一期限")),
                (
                    "next_due_code",
                    models.CharField(blank=True, max_length=30, verbose_name="期限代码"),
                ),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.aidinstitution",
                        verbose_name="援助机构",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="matters.matter",
                        verbose_name="争议事项",
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
                        to="cases.case",
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
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="请求")),
                (
                    "amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="金额"),
                ),
                ("period_from", models.DateField(blank=True, null=True, verbose_name="期间自")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="期间至")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="cases.applicant",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "请求",
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.TextField(verbose_name="办理结果")),
                (
                    "claimed_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="请求金额"),
                ),
                (
                    "awarded_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="支持金额"),
                ),
                (
                    "recovered_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="到位金额"),
                ),
                ("closed_by", models.CharField(max_length=200, verbose_name="结案人")),
                ("closed_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "结案",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=40, verbose_name="事项")),
                ("text", models.TextField(verbose_name="告知内容")),
                ("given_at", models.DateTimeField(verbose_name="同意时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "同意",
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("label", models.CharField(max_length=100, verbose_name="事项")),
                (
                    "kept_by",
                    models.CharField(
                        choices=[
                            ("worker", "职工"),
                            ("office", "经办"),
                            ("head", "负责人"),
                            ("lawyer", "承办律师"),
                            ("upper", "上级工会"),
                            ("outside", "外部机关"),
                            ("nobody", "无"),
                        ],
                        max_length=20,
                        verbose_name="由谁",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起算日")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("steps", models.JSONField(default=list, verbose_name="推算")),
                (
                    "is_provisional",
                    models.BooleanField(default=False, verbose_name="日历未公布，暂算"),
                ),
                ("is_verified", models.BooleanField(default=True, verbose_name="依据已核")),
                ("met_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="不再适用"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "期限",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("grant", "给予援助"),
                            ("grant_first", "先行援助"),
                            ("refuse", "不予援助"),
                        ],
                        max_length=12,
                        verbose_name="决定",
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="依据码",
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="理由")),
                ("clauses", models.JSONField(default=list, verbose_name="条款")),
                ("overrule_reason", models.TextField(blank=True, verbose_name="不采纳建议的理由")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("decided_at", models.DateTimeField(verbose_name="决定时间")),
                ("decided_by", models.CharField(max_length=200, verbose_name="决定人")),
                ("decider_post_id", models.BigIntegerField(verbose_name="决定岗位")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.decisionrecord",
                        verbose_name="规则结论",
                    ),
                ),
            ],
            options={
                "verbose_name": "决定",
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("grant", "给予援助"),
                            ("grant_first", "先行援助"),
                            ("refuse", "不予援助"),
                        ],
                        max_length=12,
                        verbose_name="决定",
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="依据码",
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="理由")),
                ("clauses", models.JSONField(default=list, verbose_name="条款")),
                ("overrule_reason", models.TextField(blank=True, verbose_name="不采纳建议的理由")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("decided_at", models.DateTimeField(verbose_name="决定时间")),
                ("decided_by", models.CharField(max_length=200, verbose_name="决定人")),
                ("decider_post_id", models.BigIntegerField(verbose_name="决定岗位")),
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
                        to="cases.decision",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policy.decisionrecord",
                        verbose_name="规则结论",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DraftPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("material_code", models.CharField(blank=True, max_length=40, verbose_name="材料")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="cases.applicationdraft",
                        verbose_name="草稿",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "草稿材料",
            },
        ),
        migrations.CreateModel(
            name="FileCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField(verbose_name="合格")),
                ("remarks", models.JSONField(default=list, verbose_name="缺漏")),
                ("checked_at", models.DateTimeField(verbose_name="验卷时间")),
                ("checked_by", models.CharField(max_length=200, verbose_name="验卷人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_checks",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "验卷",
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                        choices=[("general", "一般代理"), ("special", "特别授权")],
                        max_length=10,
                        verbose_name="权限",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="签订日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandate",
                        to="cases.assignment",
                        verbose_name="指派",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "委托",
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("label", models.CharField(max_length=100, verbose_name="材料")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="为何需要")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("is_required", models.BooleanField(default=True, verbose_name="必需")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("missing", "缺"),
                            ("received", "齐"),
                            ("promised", "容缺"),
                            ("declared", "本人承诺"),
                            ("not_needed", "不需要"),
                        ],
                        default="missing",
                        max_length=12,
                        verbose_name="情况",
                    ),
                ),
                (
                    "promised_on",
                    models.DateField(blank=True, null=True, verbose_name="容缺，补交日"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "材料",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_from_worker", models.BooleanField(verbose_name="职工所写")),
                ("text", models.TextField(verbose_name="内容")),
                ("written_at", models.DateTimeField(verbose_name="时间")),
                ("written_by", models.CharField(max_length=200, verbose_name="写信人")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "留言",
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="异议理由")),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="复核结果")),
                ("reason", models.TextField(blank=True, verbose_name="复核理由")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="复核时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="复核人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "decided_by_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="复核单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
            },
        ),
        migrations.CreateModel(
            name="OfficialDocument",
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
                        ],
                        max_length=30,
                        verbose_name="种类",
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="文号")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                ("issued_by", models.CharField(max_length=200, verbose_name="出具人")),
                ("served_at", models.DateTimeField(blank=True, null=True, verbose_name="送达时间")),
                (
                    "served_how",
                    models.CharField(blank=True, max_length=40, verbose_name="送达方式"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书",
            },
        ),
        migrations.CreateModel(
            name="OralRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="记录时间")),
                ("taken_by", models.CharField(max_length=200, verbose_name="记录人")),
                ("text", models.TextField(verbose_name="笔录")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签字时间")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="oral_record",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "口头申请笔录",
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="题名")),
                ("catalogue_code", models.CharField(max_length=30, verbose_name="卷内目录")),
                ("is_inner", models.BooleanField(default=False, verbose_name="副卷")),
                ("pages", models.PositiveSmallIntegerField(default=1, verbose_name="页数")),
                ("added_at", models.DateTimeField(verbose_name="收到时间")),
                ("added_by", models.CharField(max_length=200, verbose_name="提交人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper",
                        to="cases.officialdocument",
                        verbose_name="文书",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="papers",
                        to="cases.material",
                        verbose_name="材料",
                    ),
                ),
            ],
            options={
                "verbose_name": "卷内材料",
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("text", models.TextField(verbose_name="进展")),
                ("reported_at", models.DateTimeField(verbose_name="报告时间")),
                ("reported_by", models.CharField(max_length=200, verbose_name="报告人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress_reports",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "进展",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("grant", "给予援助"),
                            ("grant_first", "先行援助"),
                            ("refuse", "不予援助"),
                        ],
                        max_length=12,
                        verbose_name="意见",
                    ),
                ),
                ("overrule_reason", models.TextField(blank=True, verbose_name="不采纳建议的理由")),
                ("opinion", models.TextField(blank=True, verbose_name="审查意见")),
                (
                    "has_conflict",
                    models.BooleanField(default=False, verbose_name="审查人与本案有利害关系"),
                ),
                ("reviewed_at", models.DateTimeField(verbose_name="审查时间")),
                ("reviewed_by", models.CharField(max_length=200, verbose_name="审查人")),
                ("reviewer_post_id", models.BigIntegerField(verbose_name="审查岗位")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.decisionrecord",
                        verbose_name="规则结论",
                    ),
                ),
            ],
            options={
                "verbose_name": "审查",
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("negotiation", "协商"),
                            ("mediation", "调解"),
                            ("arbitration", "仲裁"),
                            ("first_instance", "一审"),
                            ("second_instance", "二审"),
                            ("enforcement", "执行"),
                        ],
                        max_length=20,
                        verbose_name="程序",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=100, verbose_name="受理机关")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="案号")),
                ("filed_on", models.DateField(verbose_name="提交日期")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="立案日期")),
                (
                    "hearing_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开庭时间"),
                ),
                (
                    "hearing_place",
                    models.CharField(blank=True, max_length=100, verbose_name="开庭地点"),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="收到文书日期"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("award", "裁决"),
                            ("judgment", "判决"),
                            ("ruling", "裁定"),
                            ("mediated", "调解书"),
                            ("settled", "和解协议"),
                            ("performed", "对方履行"),
                            ("withdrawn", "撤回"),
                            ("failed", "未达成"),
                        ],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "程序",
            },
        ),
        migrations.CreateModel(
            name="ClaimResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("supported", "支持"),
                            ("partly", "部分支持"),
                            ("rejected", "不支持"),
                            ("withdrawn", "撤回"),
                            ("pending", "未决"),
                        ],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                (
                    "awarded_amount",
                    gongyuan.core.money.YuanField(blank=True, null=True, verbose_name="支持金额"),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="cases.claim",
                        verbose_name="请求",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="cases.stage",
                        verbose_name="程序",
                    ),
                ),
            ],
            options={
                "verbose_name": "请求结果",
            },
        ),
        migrations.CreateModel(
            name="StageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("negotiation", "协商"),
                            ("mediation", "调解"),
                            ("arbitration", "仲裁"),
                            ("first_instance", "一审"),
                            ("second_instance", "二审"),
                            ("enforcement", "执行"),
                        ],
                        max_length=20,
                        verbose_name="程序",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=100, verbose_name="受理机关")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="案号")),
                ("filed_on", models.DateField(verbose_name="提交日期")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="立案日期")),
                (
                    "hearing_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开庭时间"),
                ),
                (
                    "hearing_place",
                    models.CharField(blank=True, max_length=100, verbose_name="开庭地点"),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="收到文书日期"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("award", "裁决"),
                            ("judgment", "判决"),
                            ("ruling", "裁定"),
                            ("mediated", "调解书"),
                            ("settled", "和解协议"),
                            ("performed", "对方履行"),
                            ("withdrawn", "撤回"),
                            ("failed", "未达成"),
                        ],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="说明")),
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
                        to="cases.stage",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="告知时间")),
                ("due_on", models.DateField(verbose_name="补交期限")),
                ("items", models.JSONField(default=list, verbose_name="缺什么")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="补交时间"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supplements",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "补正",
            },
        ),
        migrations.CreateModel(
            name="Termination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("fraud", "以欺骗或者其他不正当手段获得法律援助"),
                            ("concealed", "故意隐瞒与案件有关的重要事实或者提供虚假证据"),
                            ("unlawful_use", "利用法律援助从事违法活动"),
                            ("no_longer_eligible", "经济状况发生变化，不再符合法律援助条件"),
                            ("case_ended", "案件终止审理或者已经被撤销"),
                            ("own_lawyer", "自行委托律师或者其他代理人"),
                            ("asked_to_end", "有正当理由要求终止法律援助"),
                            ("other", "法律法规规定的其他情形"),
                        ],
                        max_length=20,
                        verbose_name="情形",
                    ),
                ),
                ("reason", models.TextField(verbose_name="理由")),
                ("terminated_at", models.DateTimeField(verbose_name="终止时间")),
                ("terminated_by", models.CharField(max_length=200, verbose_name="决定人")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terminations",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "终止",
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="case_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "-id"], name="case_of_unit"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.F("move_of"),
                models.F("next_due_on"),
                models.F("id"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(["archived", "deemed_withdrawn", "transferred", "withdrawn"]),
                    ),
                    _negated=True,
                ),
                name="case_worklist",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "state", "-id"], name="case_of_unit_by_state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["employer", "-id"], name="case_of_employer"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=True, fields=["search"], name="case_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "submitted",
                            "supplementing",
                            "under_review",
                            "awaiting_decision",
                            "granted",
                            "refused",
                            "under_objection",
                            "transferred",
                            "deemed_withdrawn",
                            "withdrawn",
                            "assigned",
                            "mandating",
                            "handling",
                            "suspended",
                            "terminated",
                            "termination_objected",
                            "closed",
                            "file_submitted",
                            "archived",
                        ],
                    )
                ),
                name="case_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False),
                        (
                            "state__in",
                            frozenset(
                                [
                                    "archived",
                                    "closed",
                                    "file_submitted",
                                    "terminated",
                                    "termination_objected",
                                ]
                            ),
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                frozenset(
                                    [
                                        "archived",
                                        "closed",
                                        "file_submitted",
                                        "terminated",
                                        "termination_objected",
                                    ]
                                ),
                            ),
                            _negated=True,
                        ),
                        ("closed_on", None),
                    ),
                    _connector="OR",
                ),
                name="case_closed_on_iff_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("archived_at__isnull", False), ("state", "archived")),
                    models.Q(models.Q(("state", "archived"), _negated=True), ("archived_at", None)),
                    _connector="OR",
                ),
                name="case_archived_at_iff_archived",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("people_count__gte", 1)), name="case_people_are_at_least_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "move_of__in",
                        ["", "worker", "office", "head", "lawyer", "upper", "outside", "nobody"],
                    )
                ),
                name="case_move_is_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."aid_form" IS DISTINCT FROM (NEW."aid_form") OR OLD."applicant_kind" IS DISTINCT FROM (NEW."applicant_kind") OR OLD."applicant_label" IS DISTINCT FROM (NEW."applicant_label") OR OLD."application_number" IS DISTINCT FROM (NEW."application_number") OR OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."case_number" IS DISTINCT FROM (NEW."case_number") OR OLD."claim_amount" IS DISTINCT FROM (NEW."claim_amount") OR OLD."claim_kinds" IS DISTINCT FROM (NEW."claim_kinds") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."contact_note" IS DISTINCT FROM (NEW."contact_note") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."emergency_reason" IS DISTINCT FROM (NEW."emergency_reason") OR OLD."employed_from" IS DISTINCT FROM (NEW."employed_from") OR OLD."employed_to" IS DISTINCT FROM (NEW."employed_to") OR OLD."employer_id" IS DISTINCT FROM (NEW."employer_id") OR OLD."facts_text" IS DISTINCT FROM (NEW."facts_text") OR OLD."hardship_grounds" IS DISTINCT FROM (NEW."hardship_grounds") OR OLD."has_severe_infringement_evidence" IS DISTINCT FROM (NEW."has_severe_infringement_evidence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."is_emergency" IS DISTINCT FROM (NEW."is_emergency") OR OLD."is_fast_track" IS DISTINCT FROM (NEW."is_fast_track") OR OLD."is_major" IS DISTINCT FROM (NEW."is_major") OR OLD."is_migrant" IS DISTINCT FROM (NEW."is_migrant") OR OLD."is_oral" IS DISTINCT FROM (NEW."is_oral") OR OLD."is_provisional" IS DISTINCT FROM (NEW."is_provisional") OR OLD."is_restructuring" IS DISTINCT FROM (NEW."is_restructuring") OR OLD."matter_id" IS DISTINCT FROM (NEW."matter_id") OR OLD."matter_scope" IS DISTINCT FROM (NEW."matter_scope") OR OLD."move_of" IS DISTINCT FROM (NEW."move_of") OR OLD."move_since" IS DISTINCT FROM (NEW."move_since") OR OLD."next_due_code" IS DISTINCT FROM (NEW."next_due_code") OR OLD."next_due_on" IS DISTINCT FROM (NEW."next_due_on") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."region_code" IS DISTINCT FROM (NEW."region_code") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission_key" IS DISTINCT FROM (NEW."submission_key") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_path" IS DISTINCT FROM (NEW."unit_path"))',
                    func='INSERT INTO "cases_caseevent" ("accepted_at", "aid_form", "applicant_kind", "applicant_label", "application_number", "applied_at", "archived_at", "case_number", "claim_amount", "claim_kinds", "closed_on", "contact_note", "decided_at", "emergency_reason", "employed_from", "employed_to", "employer_id", "facts_text", "hardship_grounds", "has_severe_infringement_evidence", "id", "institution_id", "is_emergency", "is_fast_track", "is_major", "is_migrant", "is_oral", "is_provisional", "is_restructuring", "matter_id", "matter_scope", "move_of", "move_since", "next_due_code", "next_due_on", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "source", "state", "submission_key", "unit_id", "unit_path") VALUES (OLD."accepted_at", OLD."aid_form", OLD."applicant_kind", OLD."applicant_label", OLD."application_number", OLD."applied_at", OLD."archived_at", OLD."case_number", OLD."claim_amount", OLD."claim_kinds", OLD."closed_on", OLD."contact_note", OLD."decided_at", OLD."emergency_reason", OLD."employed_from", OLD."employed_to", OLD."employer_id", OLD."facts_text", OLD."hardship_grounds", OLD."has_severe_infringement_evidence", OLD."id", OLD."institution_id", OLD."is_emergency", OLD."is_fast_track", OLD."is_major", OLD."is_migrant", OLD."is_oral", OLD."is_provisional", OLD."is_restructuring", OLD."matter_id", OLD."matter_scope", OLD."move_of", OLD."move_since", OLD."next_due_code", OLD."next_due_on", OLD."people_count", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_code", OLD."source", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="a31482bdf8d94eb10aced4308eee35f1f10d8915",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("accepted_at", "aid_form", "applicant_kind", "applicant_label", "application_number", "applied_at", "archived_at", "case_number", "claim_amount", "claim_kinds", "closed_on", "contact_note", "decided_at", "emergency_reason", "employed_from", "employed_to", "employer_id", "facts_text", "hardship_grounds", "has_severe_infringement_evidence", "id", "institution_id", "is_emergency", "is_fast_track", "is_major", "is_migrant", "is_oral", "is_provisional", "is_restructuring", "matter_id", "matter_scope", "move_of", "move_since", "next_due_code", "next_due_on", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "source", "state", "submission_key", "unit_id", "unit_path") VALUES (OLD."accepted_at", OLD."aid_form", OLD."applicant_kind", OLD."applicant_label", OLD."application_number", OLD."applied_at", OLD."archived_at", OLD."case_number", OLD."claim_amount", OLD."claim_kinds", OLD."closed_on", OLD."contact_note", OLD."decided_at", OLD."emergency_reason", OLD."employed_from", OLD."employed_to", OLD."employer_id", OLD."facts_text", OLD."hardship_grounds", OLD."has_severe_infringement_evidence", OLD."id", OLD."institution_id", OLD."is_emergency", OLD."is_fast_track", OLD."is_major", OLD."is_migrant", OLD."is_oral", OLD."is_provisional", OLD."is_restructuring", OLD."matter_id", OLD."matter_scope", OLD."move_of", OLD."move_since", OLD."next_due_code", OLD."next_due_on", OLD."people_count", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_code", OLD."source", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="46486700c8de3b66ac80631840b90b21f086f7f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{submitted:under_review,submitted:supplementing,under_review:supplementing,supplementing:under_review,supplementing:deemed_withdrawn,awaiting_decision:withdrawn,granted:withdrawn,submitted:withdrawn,supplementing:withdrawn,under_review:withdrawn,under_review:awaiting_decision,awaiting_decision:under_review,awaiting_decision:granted,under_review:granted,awaiting_decision:granted,submitted:granted,under_review:granted,awaiting_decision:refused,under_review:refused,awaiting_decision:transferred,submitted:transferred,supplementing:transferred,under_review:transferred,refused:under_objection,under_objection:refused,under_objection:granted,under_objection:under_review,terminated:termination_objected,termination_objected:terminated,termination_objected:granted,granted:assigned,assigned:mandating,assigned:granted,assigned:granted,assigned:granted,handling:granted,mandating:granted,suspended:granted,mandating:handling,handling:suspended,suspended:handling,assigned:terminated,granted:terminated,handling:terminated,mandating:terminated,suspended:terminated,handling:closed,closed:file_submitted,terminated:file_submitted,file_submitted:closed,file_submitted:archived}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="f738b789fc762b38ff053f47fed3d94bf5c8bc3a",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_6e530",
                    table="cases_case",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                models.F("lawyer"),
                models.F("case"),
                condition=models.Q(("ended_at", None)),
                name="assignment_current_of_lawyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="one_current_assignment_per_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_kind", ""), ("ended_at", None)),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("end_kind", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="assignment_end_has_a_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_assignmentevent" ("accepted_at", "answer_due_on", "case_id", "conflict_declared", "conflict_note", "end_kind", "end_reason", "ended_at", "id", "lawyer_id", "note", "offered_at", "offered_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score") VALUES (OLD."accepted_at", OLD."answer_due_on", OLD."case_id", OLD."conflict_declared", OLD."conflict_note", OLD."end_kind", OLD."end_reason", OLD."ended_at", OLD."id", OLD."lawyer_id", OLD."note", OLD."offered_at", OLD."offered_by", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."score"); RETURN NULL;',
                    hash="df002eeffb19a31203e599f66cd7080e9622a09a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e4d0",
                    table="cases_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_assignmentevent" ("accepted_at", "answer_due_on", "case_id", "conflict_declared", "conflict_note", "end_kind", "end_reason", "ended_at", "id", "lawyer_id", "note", "offered_at", "offered_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score") VALUES (OLD."accepted_at", OLD."answer_due_on", OLD."case_id", OLD."conflict_declared", OLD."conflict_note", OLD."end_kind", OLD."end_reason", OLD."ended_at", OLD."id", OLD."lawyer_id", OLD."note", OLD."offered_at", OLD."offered_by", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."score"); RETURN NULL;',
                    hash="7de30aabec1ada24670d6d8cb765adc30e0bcedc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f7d10",
                    table="cases_assignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="applicationdraft",
            index=models.Index(models.F("updated_at"), name="draft_by_age"),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.UniqueConstraint(
                fields=("case", "worker"), name="a_worker_applies_once_in_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                name="claim_amount_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from", None),
                    ("period_to", None),
                    ("period_to__gte", models.F("period_from")),
                    _connector="OR",
                ),
                name="claim_period_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                models.F("due_on"),
                condition=models.Q(("cancelled_at", None), ("met_at", None)),
                name="deadline_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at", None), ("met_at", None)),
                fields=("case", "code"),
                name="one_open_deadline_per_case_and_code",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["case", "-id"], name="decision_of_case"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_decisionevent" ("case_id", "clauses", "decided_at", "decided_by", "decider_post_id", "grounds", "id", "note", "outcome", "overrule_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "record_id") VALUES (OLD."case_id", OLD."clauses", OLD."decided_at", OLD."decided_by", OLD."decider_post_id", OLD."grounds", OLD."id", OLD."note", OLD."outcome", OLD."overrule_reason", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reasons", OLD."record_id"); RETURN NULL;',
                    hash="1ffd76ddd4b251d6c44325129c987d3e72d8e863",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19250",
                    table="cases_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_decisionevent" ("case_id", "clauses", "decided_at", "decided_by", "decider_post_id", "grounds", "id", "note", "outcome", "overrule_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "record_id") VALUES (OLD."case_id", OLD."clauses", OLD."decided_at", OLD."decided_by", OLD."decider_post_id", OLD."grounds", OLD."id", OLD."note", OLD."outcome", OLD."overrule_reason", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reasons", OLD."record_id"); RETURN NULL;',
                    hash="a7f60ce81d230a3880e96904a759b515df12cd74",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ae3e6",
                    table="cases_decision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                fields=("case", "code"), name="a_material_is_asked_for_once"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(models.F("case"), models.F("id"), name="message_of_case"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("case",),
                name="one_open_objection_per_case",
            ),
        ),
        migrations.AddIndex(
            model_name="officialdocument",
            index=models.Index(models.F("case"), models.F("kind"), name="document_of_case"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(models.F("case"), models.F("id"), name="paper_of_case"),
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(fields=["case", "-id"], name="progress_of_case"),
        ),
        migrations.AddIndex(
            model_name="stage",
            index=models.Index(models.F("case"), models.F("id"), name="stage_of_case"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concluded_on", None), ("result", "")),
                    models.Q(
                        ("concluded_on__isnull", False), models.Q(("result", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="stage_result_iff_concluded",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_on", None),
                    ("accepted_on__gte", models.F("filed_on")),
                    _connector="OR",
                ),
                name="stage_is_accepted_after_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concluded_on", None),
                    ("concluded_on__gte", models.F("filed_on")),
                    _connector="OR",
                ),
                name="stage_is_concluded_after_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("concluded_on", None)),
                fields=("case",),
                name="one_open_stage_per_case",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_stageevent" ("accepted_on", "body", "case_id", "concluded_on", "filed_on", "hearing_at", "hearing_place", "id", "kind", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "unit_path") VALUES (OLD."accepted_on", OLD."body", OLD."case_id", OLD."concluded_on", OLD."filed_on", OLD."hearing_at", OLD."hearing_place", OLD."id", OLD."kind", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."unit_path"); RETURN NULL;',
                    hash="e8f70019d7f747a4f28abb5cca6c1290216bda15",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d45e",
                    table="cases_stage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_stageevent" ("accepted_on", "body", "case_id", "concluded_on", "filed_on", "hearing_at", "hearing_place", "id", "kind", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "unit_path") VALUES (OLD."accepted_on", OLD."body", OLD."case_id", OLD."concluded_on", OLD."filed_on", OLD."hearing_at", OLD."hearing_place", OLD."id", OLD."kind", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."unit_path"); RETURN NULL;',
                    hash="6e85e609e05a4cc361f2d52c2ea638db70a265ef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4e212",
                    table="cases_stage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="claimresult",
            constraint=models.UniqueConstraint(
                fields=("stage", "claim"), name="one_result_per_stage_and_claim"
            ),
        ),
        migrations.AddConstraint(
            model_name="claimresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("awarded_amount", None), ("awarded_amount__gte", 0), _connector="OR"
                ),
                name="awarded_amount_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)),
                fields=("case",),
                name="one_open_supplement_per_case",
            ),
        ),
    ]
