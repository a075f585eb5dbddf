import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import gongyuan.core.crypto
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("cases", "0008_calendar"),
        ("core", "0002_cache_table"),
        ("lawyers", "0002_service_marks"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
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
                ("number", models.CharField(max_length=60, verbose_name="投诉编号")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="投诉查询码")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("lodged", "投诉待受理"),
                            ("incomplete", "投诉待补充"),
                            ("investigating", "调查中"),
                            ("answer_due", "投诉待答复"),
                            ("answered", "投诉已答复"),
                            ("turned_away", "投诉不予受理"),
                            ("forwarded", "已转司法行政机关"),
                            ("answered_outside", "司法行政机关已答复"),
                            ("merged", "已并入前一投诉"),
                            ("dropped", "投诉已撤回"),
                        ],
                        default="lodged",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "网上投诉"),
                            ("in_person", "当面投诉"),
                            ("by_phone", "电话投诉"),
                            ("letter", "来信投诉"),
                        ],
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                (
                    "complainant_kind",
                    models.CharField(
                        choices=[
                            ("applicant", "申请人"),
                            ("recipient", "受援人"),
                            ("interested", "利害关系人"),
                        ],
                        max_length=12,
                        verbose_name="投诉人身份",
                    ),
                ),
                (
                    "complainant_name",
                    gongyuan.core.crypto.EncryptedTextField(verbose_name="投诉人"),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="电话"
                    ),
                ),
                (
                    "phone_index",
                    models.BinaryField(max_length=16, null=True, verbose_name="电话检索值"),
                ),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=100, verbose_name="联系提示"),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("lawyer", "承办律师"),
                            ("staff_member", "工会工作人员"),
                            ("union", "办理单位"),
                        ],
                        max_length=12,
                        verbose_name="投诉对象",
                    ),
                ),
                (
                    "about_name",
                    models.CharField(blank=True, max_length=40, verbose_name="被投诉人"),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("money_taken", "收取财物"),
                                ("below_standard", "没有提供符合标准的服务"),
                                ("not_told", "没有依法通报办理情况"),
                                ("delay", "拖延不办"),
                                ("manner", "态度恶劣"),
                                ("other_ground", "其他投诉事由"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="投诉事由",
                    ),
                ),
                ("facts", models.TextField(verbose_name="投诉内容")),
                ("wish", models.CharField(blank=True, max_length=500, verbose_name="投诉请求")),
                ("added", models.TextField(blank=True, verbose_name="补充内容")),
                ("lodged_at", models.DateTimeField(verbose_name="收到时间")),
                ("lodged_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="投诉受理时间"),
                ),
                ("is_verified", models.BooleanField(null=True, verbose_name="属实")),
                ("finding", models.TextField(blank=True, verbose_name="查明情况")),
                ("measures", models.TextField(blank=True, verbose_name="处理措施")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="认定时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="认定人")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("forwarded_to", models.CharField(blank=True, max_length=100, verbose_name="转往")),
                (
                    "forwarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="转办时间"),
                ),
                (
                    "receipt_number",
                    models.CharField(blank=True, max_length=60, verbose_name="回执编号"),
                ),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                (
                    "due_label",
                    models.CharField(blank=True, max_length=100, verbose_name="期限事项"),
                ),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                ("due_steps", models.JSONField(default=list, verbose_name="期限推算")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                (
                    "about_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="被投诉单位",
                    ),
                ),
                (
                    "accused_user",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="被投诉人账号",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="lawyers.lawyer",
                        verbose_name="被投诉律师",
                    ),
                ),
                (
                    "lodged_by_user",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记账号",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="quality.complaint",
                        verbose_name="并入",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="处理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "投诉",
            },
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
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
                ("number", models.CharField(max_length=60, verbose_name="投诉编号")),
                ("code", models.CharField(max_length=20, verbose_name="投诉查询码")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("lodged", "投诉待受理"),
                            ("incomplete", "投诉待补充"),
                            ("investigating", "调查中"),
                            ("answer_due", "投诉待答复"),
                            ("answered", "投诉已答复"),
                            ("turned_away", "投诉不予受理"),
                            ("forwarded", "已转司法行政机关"),
                            ("answered_outside", "司法行政机关已答复"),
                            ("merged", "已并入前一投诉"),
                            ("dropped", "投诉已撤回"),
                        ],
                        default="lodged",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "网上投诉"),
                            ("in_person", "当面投诉"),
                            ("by_phone", "电话投诉"),
                            ("letter", "来信投诉"),
                        ],
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                (
                    "complainant_kind",
                    models.CharField(
                        choices=[
                            ("applicant", "申请人"),
                            ("recipient", "受援人"),
                            ("interested", "利害关系人"),
                        ],
                        max_length=12,
                        verbose_name="投诉人身份",
                    ),
                ),
                (
                    "complainant_name",
                    gongyuan.core.crypto.EncryptedTextField(verbose_name="投诉人"),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="电话"
                    ),
                ),
                (
                    "phone_index",
                    models.BinaryField(max_length=16, null=True, verbose_name="电话检索值"),
                ),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=100, verbose_name="联系提示"),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("lawyer", "承办律师"),
                            ("staff_member", "工会工作人员"),
                            ("union", "办理单位"),
                        ],
                        max_length=12,
                        verbose_name="投诉对象",
                    ),
                ),
                (
                    "about_name",
                    models.CharField(blank=True, max_length=40, verbose_name="被投诉人"),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("money_taken", "收取财物"),
                                ("below_standard", "没有提供符合标准的服务"),
                                ("not_told", "没有依法通报办理情况"),
                                ("delay", "拖延不办"),
                                ("manner", "态度恶劣"),
                                ("other_ground", "其他投诉事由"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="投诉事由",
                    ),
                ),
                ("facts", models.TextField(verbose_name="投诉内容")),
                ("wish", models.CharField(blank=True, max_length=500, verbose_name="投诉请求")),
                ("added", models.TextField(blank=True, verbose_name="补充内容")),
                ("lodged_at", models.DateTimeField(verbose_name="收到时间")),
                ("lodged_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="投诉受理时间"),
                ),
                ("is_verified", models.BooleanField(null=True, verbose_name="属实")),
                ("finding", models.TextField(blank=True, verbose_name="查明情况")),
                ("measures", models.TextField(blank=True, verbose_name="处理措施")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="认定时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="认定人")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("forwarded_to", models.CharField(blank=True, max_length=100, verbose_name="转往")),
                (
                    "forwarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="转办时间"),
                ),
                (
                    "receipt_number",
                    models.CharField(blank=True, max_length=60, verbose_name="回执编号"),
                ),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                (
                    "due_label",
                    models.CharField(blank=True, max_length=100, verbose_name="期限事项"),
                ),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                ("due_steps", models.JSONField(default=list, verbose_name="期限推算")),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                (
                    "about_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.unit",
                        verbose_name="被投诉单位",
                    ),
                ),
                (
                    "accused_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="被投诉人账号",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="被投诉律师",
                    ),
                ),
                (
                    "lodged_by_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记账号",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="quality.complaint",
                        verbose_name="并入",
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
                        to="quality.complaint",
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
                        verbose_name="处理单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(verbose_name="询问")),
                ("asked_at", models.DateTimeField(verbose_name="询问时间")),
                ("asked_by", models.CharField(max_length=200, verbose_name="询问单位")),
                ("answer", models.TextField(blank=True, verbose_name="陈述")),
                ("stated_at", models.DateTimeField(blank=True, null=True, verbose_name="陈述时间")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inquiries",
                        to="quality.complaint",
                        verbose_name="投诉",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="问谁",
                    ),
                ),
            ],
            options={
                "verbose_name": "了解情况",
            },
        ),
        migrations.CreateModel(
            name="QualityDocument",
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
                            ("complaint_reply", "投诉处理答复书"),
                            ("complaint_refusal", "投诉不予受理告知书"),
                            ("complaint_forwarding", "投诉转办函"),
                            ("visit_form", "回访登记表"),
                            ("score_sheet", "案件质量评估表"),
                        ],
                        max_length=24,
                        verbose_name="文书种类",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="文号")),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                ("issued_by", models.CharField(max_length=200, verbose_name="出具人")),
                (
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="quality.complaint",
                        verbose_name="投诉",
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
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "质量文书",
            },
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("state"),
                name="complaint_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                models.F("unit"),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(
                    (
                        "state__in",
                        frozenset(
                            ["answered", "answered_outside", "dropped", "merged", "turned_away"]
                        ),
                    ),
                    _negated=True,
                ),
                name="complaint_open",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(models.F("phone_index"), name="complaint_phone"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "lodged",
                            "incomplete",
                            "investigating",
                            "answer_due",
                            "answered",
                            "turned_away",
                            "forwarded",
                            "answered_outside",
                            "merged",
                            "dropped",
                        ],
                    )
                ),
                name="complaint_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                fields=("unit", "number"), name="complaint_number_is_the_units_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                    _connector="OR",
                ),
                name="a_merged_complaint_names_the_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_verified", None), models.Q(("finding", ""), _negated=True), _connector="OR"
                ),
                name="a_found_complaint_says_what",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_complaintevent" ("about", "about_name", "about_unit_id", "accepted_at", "accused_user_id", "added", "answered_at", "case_id", "channel", "code", "complainant_kind", "complainant_name", "contact_note", "decided_at", "decided_by", "due_is_verified", "due_label", "due_on", "due_source", "due_steps", "facts", "finding", "forwarded_at", "forwarded_to", "grounds", "id", "is_verified", "lawyer_id", "lodged_at", "lodged_by", "lodged_by_user_id", "measures", "merged_into_id", "move_of", "move_since", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "receipt_number", "receipt_on", "state", "submission_key", "unit_id", "unit_path", "wish") VALUES (OLD."about", OLD."about_name", OLD."about_unit_id", OLD."accepted_at", OLD."accused_user_id", OLD."added", OLD."answered_at", OLD."case_id", OLD."channel", OLD."code", OLD."complainant_kind", OLD."complainant_name", OLD."contact_note", OLD."decided_at", OLD."decided_by", OLD."due_is_verified", OLD."due_label", OLD."due_on", OLD."due_source", OLD."due_steps", OLD."facts", OLD."finding", OLD."forwarded_at", OLD."forwarded_to", OLD."grounds", OLD."id", OLD."is_verified", OLD."lawyer_id", OLD."lodged_at", OLD."lodged_by", OLD."lodged_by_user_id", OLD."measures", OLD."merged_into_id", OLD."move_of", OLD."move_since", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."phone_index", OLD."receipt_number", OLD."receipt_on", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path", OLD."wish"); RETURN NULL;',
                    hash="ca106be01a1cd58cadca30f2ea6860bde40ebd37",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd99c",
                    table="quality_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_complaintevent" ("about", "about_name", "about_unit_id", "accepted_at", "accused_user_id", "added", "answered_at", "case_id", "channel", "code", "complainant_kind", "complainant_name", "contact_note", "decided_at", "decided_by", "due_is_verified", "due_label", "due_on", "due_source", "due_steps", "facts", "finding", "forwarded_at", "forwarded_to", "grounds", "id", "is_verified", "lawyer_id", "lodged_at", "lodged_by", "lodged_by_user_id", "measures", "merged_into_id", "move_of", "move_since", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "receipt_number", "receipt_on", "state", "submission_key", "unit_id", "unit_path", "wish") VALUES (OLD."about", OLD."about_name", OLD."about_unit_id", OLD."accepted_at", OLD."accused_user_id", OLD."added", OLD."answered_at", OLD."case_id", OLD."channel", OLD."code", OLD."complainant_kind", OLD."complainant_name", OLD."contact_note", OLD."decided_at", OLD."decided_by", OLD."due_is_verified", OLD."due_label", OLD."due_on", OLD."due_source", OLD."due_steps", OLD."facts", OLD."finding", OLD."forwarded_at", OLD."forwarded_to", OLD."grounds", OLD."id", OLD."is_verified", OLD."lawyer_id", OLD."lodged_at", OLD."lodged_by", OLD."lodged_by_user_id", OLD."measures", OLD."merged_into_id", OLD."move_of", OLD."move_since", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_index", OLD."receipt_number", OLD."receipt_on", OLD."state", OLD."submission_key", OLD."unit_id", OLD."unit_path", OLD."wish"); RETURN NULL;',
                    hash="b5dd3aa0de52f4ae5307c5690409a1f4e8c2bef5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d4292",
                    table="quality_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{lodged:incomplete,incomplete:lodged,lodged:investigating,incomplete:turned_away,lodged:turned_away,investigating:answer_due,answer_due:answered,incomplete:forwarded,investigating:forwarded,lodged:forwarded,forwarded:answered_outside,incomplete:merged,investigating:merged,lodged:merged,incomplete:dropped,investigating:dropped,lodged:dropped}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="1a55cb85e024a77ee0d385e18f9de455429772f6",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_1f0e2",
                    table="quality_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitydocument",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "number"), name="quality_number_is_the_units_own"
            ),
        ),
    ]
