import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("consultations", "0001_questions"),
        ("lawyers", "0005_answers_checked"),
        ("organisations", "0008_places_seen_and_passed_on"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("quality", "0003_peer_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[("sound", "合格"), ("flawed", "有瑕疵"), ("wrong", "不合格")],
                        max_length=12,
                        verbose_name="结论",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="意见")),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="检查时间"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="检查日期")),
                ("checked_by", models.CharField(blank=True, max_length=200, verbose_name="检查人")),
                ("statement", models.TextField(blank=True, verbose_name="律师说明")),
                ("stated_at", models.DateTimeField(blank=True, null=True, verbose_name="说明时间")),
                (
                    "checker",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人账号",
                    ),
                ),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_check",
                        to="consultations.consultation",
                        verbose_name="咨询",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_checks",
                        to="lawyers.lawyer",
                        verbose_name="答复律师",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_checks",
                        to="lawyers.onlineregistration",
                        verbose_name="线上服务注册",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="检查单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复检查",
            },
        ),
        migrations.CreateModel(
            name="AnswerDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("month", models.DateField(verbose_name="月份")),
                ("seed", models.CharField(max_length=100, verbose_name="种子")),
                ("method", models.CharField(max_length=20, verbose_name="方法")),
                ("least", models.PositiveSmallIntegerField(verbose_name="每名律师至少")),
                ("share_percent", models.PositiveSmallIntegerField(verbose_name="比例（%）")),
                ("source", models.CharField(max_length=200, verbose_name="件数的依据")),
                ("population_count", models.PositiveIntegerField(verbose_name="总体件数")),
                ("drawn_count", models.PositiveIntegerField(verbose_name="抽中件数")),
                ("population_sha256", models.CharField(max_length=64, verbose_name="总体校验值")),
                ("population", models.JSONField(verbose_name="总体")),
                ("drawn_at", models.DateTimeField(verbose_name="抽样时间")),
                ("drawn_by", models.CharField(max_length=200, verbose_name="抽样人")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="抽查单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "线上答复抽查",
            },
        ),
        migrations.CreateModel(
            name="AnswerCheckEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[("sound", "合格"), ("flawed", "有瑕疵"), ("wrong", "不合格")],
                        max_length=12,
                        verbose_name="结论",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="意见")),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="检查时间"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="检查日期")),
                ("checked_by", models.CharField(blank=True, max_length=200, verbose_name="检查人")),
                ("statement", models.TextField(blank=True, verbose_name="律师说明")),
                ("stated_at", models.DateTimeField(blank=True, null=True, verbose_name="说明时间")),
                (
                    "checker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人账号",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.consultation",
                        verbose_name="咨询",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="quality.answercheck",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.onlineregistration",
                        verbose_name="线上服务注册",
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
                        verbose_name="检查单位",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="quality.answerdraw",
                        verbose_name="抽查",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="answercheck",
            name="draw",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="quality.answerdraw",
                verbose_name="抽查",
            ),
        ),
        migrations.CreateModel(
            name="PauseProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("wrong_count", models.PositiveSmallIntegerField(verbose_name="不合格份数")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定不暂停的时间"),
                ),
                (
                    "declined_by",
                    models.CharField(blank=True, max_length=200, verbose_name="决定人"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="不暂停的理由")),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pause_proposals",
                        to="lawyers.onlineregistration",
                        verbose_name="线上服务注册",
                    ),
                ),
            ],
            options={
                "verbose_name": "暂停建议",
            },
        ),
        migrations.AddIndex(
            model_name="answerdraw",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="answer_draw_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerdraw",
            constraint=models.UniqueConstraint(
                fields=("unit", "month"), name="a_month_is_drawn_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answerdraw",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_draws_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="530c3d89671d145330e9973dd454ceadc31dd91a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_answer_draws_stay_4cac5",
                    table="quality_answerdraw",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="answercheck",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("checked_on"),
                name="answer_check_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="answercheck",
            index=models.Index(
                models.F("registration"), models.F("checked_on"), name="answer_check_of_service"
            ),
        ),
        migrations.AddConstraint(
            model_name="answercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checked_at", None), ("checked_on", None), ("grade", ""), ("remark", "")
                    ),
                    models.Q(
                        models.Q(("grade", ""), _negated=True),
                        ("checked_at__isnull", False),
                        ("checked_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_answer_is_checked_iff_it_has_a_grade",
            ),
        ),
        migrations.AddConstraint(
            model_name="answercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade__in", ["", "sound"]),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_finds_fault_with_an_answer_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="answercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stated_at", None), ("statement", "")),
                    models.Q(
                        models.Q(("grade__in", ["", "sound"]), _negated=True),
                        ("stated_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_lawyer_states_a_side_to_a_fault",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answercheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_answercheckevent" ("checked_at", "checked_by", "checked_on", "checker_id", "consultation_id", "draw_id", "grade", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "remark", "stated_at", "statement", "unit_id", "unit_path") VALUES (OLD."checked_at", OLD."checked_by", OLD."checked_on", OLD."checker_id", OLD."consultation_id", OLD."draw_id", OLD."grade", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."registration_id", OLD."remark", OLD."stated_at", OLD."statement", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="cfffd9493aab0f23b02403cf2554908ea07873de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2340d",
                    table="quality_answercheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answercheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_answercheckevent" ("checked_at", "checked_by", "checked_on", "checker_id", "consultation_id", "draw_id", "grade", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "remark", "stated_at", "statement", "unit_id", "unit_path") VALUES (OLD."checked_at", OLD."checked_by", OLD."checked_on", OLD."checker_id", OLD."consultation_id", OLD."draw_id", OLD."grade", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registration_id", OLD."remark", OLD."stated_at", OLD."statement", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="cb5fe7824ceb91f3e9c665afa560a8f0e2ddc147",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f80e3",
                    table="quality_answercheck",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pauseproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at", None), ("reason", "")),
                    models.Q(
                        models.Q(("reason", ""), _negated=True), ("declined_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="who_does_not_suspend_says_why",
            ),
        ),
    ]
