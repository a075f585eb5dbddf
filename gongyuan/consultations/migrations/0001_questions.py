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
        ("lawyers", "0004_found_by_initials"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("people", "0009_volunteers_sign_in"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="咨询编号")),
                (
                    "code",
                    models.CharField(max_length=24, null=True, unique=True, verbose_name="查询码"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_answer", "待答复"),
                            ("in_hand", "正在答复"),
                            ("answered", "已答复"),
                            ("set_aside", "不予答复"),
                        ],
                        default="to_answer",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("window", "窗口来访"),
                            ("telephone", "电话咨询"),
                            ("web", "网上留言"),
                            ("by_letter", "来信咨询"),
                            ("on_site", "现场咨询"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("wages", "劳动报酬"),
                            ("injury", "工伤"),
                            ("dismissal", "解除终止"),
                            ("contract", "劳动合同"),
                            ("social_insurance", "社会保险"),
                            ("hours", "工时和休假"),
                            ("protected", "女职工和未成年工"),
                            ("union_rights", "工会和民主权利"),
                            ("procedure", "仲裁诉讼程序"),
                            ("other_labour", "其他劳动问题"),
                            ("not_labour", "非劳动问题"),
                        ],
                        max_length=16,
                        verbose_name="事项",
                    ),
                ),
                ("question", models.TextField(verbose_name="问题")),
                ("asked_at", models.DateTimeField(verbose_name="咨询时间")),
                ("asked_on", models.DateField(verbose_name="咨询日期")),
                ("people_count", models.PositiveSmallIntegerField(default=1, verbose_name="人数")),
                (
                    "region_code",
                    models.CharField(blank=True, max_length=12, verbose_name="单位所在地"),
                ),
                (
                    "employer_name",
                    models.CharField(blank=True, max_length=100, verbose_name="用人单位"),
                ),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="不留姓名")),
                (
                    "asker_name",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="咨询人"
                    ),
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
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="接手时间")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=200, verbose_name="答复人"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="分钟"),
                ),
                (
                    "set_aside_why",
                    models.CharField(blank=True, max_length=300, verbose_name="不予答复的理由"),
                ),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "解决了问题"),
                            ("partly_helped", "有些帮助"),
                            ("no_help", "没有帮助"),
                        ],
                        max_length=16,
                        verbose_name="咨询人评价",
                    ),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("registered_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="consultations.consultation",
                        verbose_name="接着问",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="organisations.aidinstitution",
                        verbose_name="接待机构",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="lawyers.lawyer",
                        verbose_name="答复律师",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接手人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="答复单位",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="people.worker",
                        verbose_name="职工",
                    ),
                ),
            ],
            options={
                "verbose_name": "咨询",
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="咨询编号")),
                ("code", models.CharField(max_length=24, null=True, verbose_name="查询码")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_answer", "待答复"),
                            ("in_hand", "正在答复"),
                            ("answered", "已答复"),
                            ("set_aside", "不予答复"),
                        ],
                        default="to_answer",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("window", "窗口来访"),
                            ("telephone", "电话咨询"),
                            ("web", "网上留言"),
                            ("by_letter", "来信咨询"),
                            ("on_site", "现场咨询"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("wages", "劳动报酬"),
                            ("injury", "工伤"),
                            ("dismissal", "解除终止"),
                            ("contract", "劳动合同"),
                            ("social_insurance", "社会保险"),
                            ("hours", "工时和休假"),
                            ("protected", "女职工和未成年工"),
                            ("union_rights", "工会和民主权利"),
                            ("procedure", "仲裁诉讼程序"),
                            ("other_labour", "其他劳动问题"),
                            ("not_labour", "非劳动问题"),
                        ],
                        max_length=16,
                        verbose_name="事项",
                    ),
                ),
                ("question", models.TextField(verbose_name="问题")),
                ("asked_at", models.DateTimeField(verbose_name="咨询时间")),
                ("asked_on", models.DateField(verbose_name="咨询日期")),
                ("people_count", models.PositiveSmallIntegerField(default=1, verbose_name="人数")),
                (
                    "region_code",
                    models.CharField(blank=True, max_length=12, verbose_name="单位所在地"),
                ),
                (
                    "employer_name",
                    models.CharField(blank=True, max_length=100, verbose_name="用人单位"),
                ),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="不留姓名")),
                (
                    "asker_name",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="咨询人"
                    ),
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
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("due_is_verified", models.BooleanField(default=True, verbose_name="期限依据已核")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="接手时间")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=200, verbose_name="答复人"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="分钟"),
                ),
                (
                    "set_aside_why",
                    models.CharField(blank=True, max_length=300, verbose_name="不予答复的理由"),
                ),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "解决了问题"),
                            ("partly_helped", "有些帮助"),
                            ("no_help", "没有帮助"),
                        ],
                        max_length=16,
                        verbose_name="咨询人评价",
                    ),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("registered_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.consultation",
                        verbose_name="接着问",
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
                        verbose_name="接待机构",
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
                        verbose_name="答复律师",
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
                        to="consultations.consultation",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接手人",
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
                        verbose_name="答复单位",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.worker",
                        verbose_name="职工",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("asked_on"),
                name="consultation_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["unit", "-asked_at", "-id"], name="consultation_list"),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("unit"),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("state__in", ("to_answer", "in_hand"))),
                name="consultation_open",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["institution", "-asked_on"], name="consultation_at"),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                models.F("lawyer"), models.F("answered_on"), name="consultation_of_lawyer"
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(models.F("phone_index"), name="consultation_phone"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_on__isnull", False),
                        ("state", "answered"),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "answered"), _negated=True),
                        ("answer", ""),
                        ("answered_at", None),
                        ("answered_on", None),
                    ),
                    _connector="OR",
                ),
                name="a_consultation_is_answered_iff_it_has_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_hand"), _negated=True),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_consultation_in_hand_is_in_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "set_aside"), models.Q(("set_aside_why", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "set_aside"), _negated=True), ("set_aside_why", "")
                    ),
                    _connector="OR",
                ),
                name="a_consultation_set_aside_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_anonymous", False), ("worker", None), _connector="OR"),
                name="who_stays_anonymous_left_no_name",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consultations_consultationevent" ("answer", "answered_at", "answered_by", "answered_on", "asked_at", "asked_on", "asker_name", "channel", "code", "contact_note", "due_at", "due_is_verified", "due_source", "employer_name", "follows_id", "id", "institution_id", "is_anonymous", "lawyer_id", "minutes", "number", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "question", "rated_at", "rating", "region_code", "registered_at", "registered_by", "set_aside_why", "state", "submission_key", "taken_at", "taken_by_id", "topic", "unit_id", "unit_path", "worker_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."answered_on", OLD."asked_at", OLD."asked_on", OLD."asker_name", OLD."channel", OLD."code", OLD."contact_note", OLD."due_at", OLD."due_is_verified", OLD."due_source", OLD."employer_name", OLD."follows_id", OLD."id", OLD."institution_id", OLD."is_anonymous", OLD."lawyer_id", OLD."minutes", OLD."number", OLD."people_count", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."phone_index", OLD."question", OLD."rated_at", OLD."rating", OLD."region_code", OLD."registered_at", OLD."registered_by", OLD."set_aside_why", OLD."state", OLD."submission_key", OLD."taken_at", OLD."taken_by_id", OLD."topic", OLD."unit_id", OLD."unit_path", OLD."worker_id"); RETURN NULL;',
                    hash="d7e8c3b9d1be6ac3878892616265b1047fc67c9d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1617e",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consultations_consultationevent" ("answer", "answered_at", "answered_by", "answered_on", "asked_at", "asked_on", "asker_name", "channel", "code", "contact_note", "due_at", "due_is_verified", "due_source", "employer_name", "follows_id", "id", "institution_id", "is_anonymous", "lawyer_id", "minutes", "number", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "question", "rated_at", "rating", "region_code", "registered_at", "registered_by", "set_aside_why", "state", "submission_key", "taken_at", "taken_by_id", "topic", "unit_id", "unit_path", "worker_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."answered_on", OLD."asked_at", OLD."asked_on", OLD."asker_name", OLD."channel", OLD."code", OLD."contact_note", OLD."due_at", OLD."due_is_verified", OLD."due_source", OLD."employer_name", OLD."follows_id", OLD."id", OLD."institution_id", OLD."is_anonymous", OLD."lawyer_id", OLD."minutes", OLD."number", OLD."people_count", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_index", OLD."question", OLD."rated_at", OLD."rating", OLD."region_code", OLD."registered_at", OLD."registered_by", OLD."set_aside_why", OLD."state", OLD."submission_key", OLD."taken_at", OLD."taken_by_id", OLD."topic", OLD."unit_id", OLD."unit_path", OLD."worker_id"); RETURN NULL;',
                    hash="02f3563df6c48ba90df09e0a478cb87da82f1862",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ce54",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="consultation_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{to_answer:in_hand,in_hand:to_answer,in_hand:answered,to_answer:answered,in_hand:to_answer,to_answer:to_answer,in_hand:set_aside,to_answer:set_aside}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="36d9553b77fb8bb7dd9b19f43e5371d4d0b3d867",
                    operation="UPDATE",
                    pgid="pgtrigger_consultation_follows_the_table_87347",
                    table="consultations_consultation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
