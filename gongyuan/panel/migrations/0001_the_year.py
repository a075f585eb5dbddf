import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("cases", "0022_templates_of_every_domain"),
        ("core", "0002_cache_table"),
        ("lawyers", "0003_rounds_contact_points_online"),
        ("organisations", "0005_stretches_begin"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几版")),
                ("remarks", models.TextField(blank=True, verbose_name="律师补充说明")),
                ("lines_until", models.DateField(verbose_name="记到哪天")),
                ("lines_count", models.PositiveIntegerField(verbose_name="项数")),
                ("minutes", models.PositiveIntegerField(verbose_name="合计分钟")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("is_late", models.BooleanField(default=False, verbose_name="逾期")),
                ("signed_at", models.DateTimeField(verbose_name="签署时间")),
                ("signed_by", models.CharField(max_length=200, verbose_name="签署人")),
            ],
            options={
                "verbose_name": "台账版本",
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                            ("phone_advice", "电话答复咨询"),
                            ("window_advice", "窗口接待咨询"),
                            ("lecture", "法制宣传教育培训"),
                            ("training_attended", "参加业务培训"),
                            ("other_service", "其他法律服务活动"),
                        ],
                        max_length=20,
                        verbose_name="活动",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="分钟")),
                ("people_count", models.PositiveIntegerField(default=1, verbose_name="人数")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="内容")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="确认人"),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="划去时间")),
                ("struck_by", models.CharField(blank=True, max_length=200, verbose_name="划去人")),
                (
                    "struck_why",
                    models.CharField(blank=True, max_length=200, verbose_name="划去理由"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="联系点工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "律师活动",
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
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
                            ("phone_advice", "电话答复咨询"),
                            ("window_advice", "窗口接待咨询"),
                            ("lecture", "法制宣传教育培训"),
                            ("training_attended", "参加业务培训"),
                            ("other_service", "其他法律服务活动"),
                        ],
                        max_length=20,
                        verbose_name="活动",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="分钟")),
                ("people_count", models.PositiveIntegerField(default=1, verbose_name="人数")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="内容")),
                ("submission_key", models.UUIDField(verbose_name="提交标识")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="确认人"),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="划去时间")),
                ("struck_by", models.CharField(blank=True, max_length=200, verbose_name="划去人")),
                (
                    "struck_why",
                    models.CharField(blank=True, max_length=200, verbose_name="划去理由"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
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
                        to="panel.activity",
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
                        verbose_name="联系点工会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn_up", "考核待评议"),
                            ("renewed", "考核继续聘用"),
                            ("improving", "考核待改进"),
                            ("ended", "考核提前解聘"),
                            ("struck_off", "考核取消资格"),
                        ],
                        default="drawn_up",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("drawn_up_at", models.DateTimeField(verbose_name="开始时间")),
                ("figures", models.JSONField(default=dict, verbose_name="考核数字")),
                ("reason", models.TextField(blank=True, verbose_name="考核结论说明")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="考核依据")),
                ("improve_by", models.DateField(blank=True, null=True, verbose_name="改进期限")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="考核决定时间"),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=200, verbose_name="考核决定人"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisal",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度考核",
            },
        ),
        migrations.CreateModel(
            name="AppraisalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn_up", "考核待评议"),
                            ("renewed", "考核继续聘用"),
                            ("improving", "考核待改进"),
                            ("ended", "考核提前解聘"),
                            ("struck_off", "考核取消资格"),
                        ],
                        default="drawn_up",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("drawn_up_at", models.DateTimeField(verbose_name="开始时间")),
                ("figures", models.JSONField(default=dict, verbose_name="考核数字")),
                ("reason", models.TextField(blank=True, verbose_name="考核结论说明")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="考核依据")),
                ("improve_by", models.DateField(blank=True, null=True, verbose_name="改进期限")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="考核决定时间"),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=200, verbose_name="考核决定人"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
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
                        to="panel.appraisal",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
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
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppraisalOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("unions", "工会意见"), ("bureau", "司法局意见")],
                        max_length=8,
                        verbose_name="哪一方",
                    ),
                ),
                ("is_done", models.BooleanField(verbose_name="完成了任务")),
                ("text", models.TextField(verbose_name="意见")),
                ("given_at", models.DateTimeField(verbose_name="意见时间")),
                ("given_by", models.CharField(max_length=200, verbose_name="意见人")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="panel.appraisal",
                        verbose_name="年度考核",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核意见",
            },
        ),
        migrations.CreateModel(
            name="AppraisalOpinionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("unions", "工会意见"), ("bureau", "司法局意见")],
                        max_length=8,
                        verbose_name="哪一方",
                    ),
                ),
                ("is_done", models.BooleanField(verbose_name="完成了任务")),
                ("text", models.TextField(verbose_name="意见")),
                ("given_at", models.DateTimeField(verbose_name="意见时间")),
                ("given_by", models.CharField(max_length=200, verbose_name="意见人")),
                (
                    "appraisal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.appraisal",
                        verbose_name="年度考核",
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
                        to="panel.appraisalopinion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Conduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "取消资格待告知"),
                            ("notified", "取消资格待陈述"),
                            ("heard", "取消资格待提意见"),
                            ("put_forward", "取消资格待决定"),
                            ("removed", "已取消成员资格"),
                            ("kept", "不取消成员资格"),
                            ("objected", "取消资格复核中"),
                            ("upheld", "复核维持取消资格"),
                            ("overturned", "复核撤销取消资格"),
                        ],
                        default="opened",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("punished", "受到行业行政处分或者行业纪律惩戒处分"),
                            ("substituted", "未经允许委托或者指派团队以外的人代为服务"),
                            ("harmed_name", "在法律服务中损害工会形象或者声誉"),
                            ("blunder", "由于工作失误未能维护职工合法权益"),
                            ("kept_silent", "重大群体性案件未按规定汇报且处理不当造成严重后果"),
                            ("complained_of", "多次被职工投诉并经核实属实"),
                        ],
                        max_length=16,
                        verbose_name="情形",
                    ),
                ),
                ("ground_source", models.CharField(max_length=200, verbose_name="情形依据")),
                ("facts", models.TextField(verbose_name="事实")),
                (
                    "verified_count",
                    models.PositiveSmallIntegerField(default=0, verbose_name="属实投诉数"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="立案时间")),
                ("opened_by", models.CharField(max_length=200, verbose_name="立案人")),
                (
                    "opener_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="立案账号"),
                ),
                (
                    "statement_due_on",
                    models.DateField(blank=True, null=True, verbose_name="陈述期限"),
                ),
                (
                    "statement_source",
                    models.CharField(blank=True, max_length=200, verbose_name="陈述期限依据"),
                ),
                ("statement", models.TextField(blank=True, verbose_name="律师陈述")),
                ("stated_at", models.DateTimeField(blank=True, null=True, verbose_name="陈述时间")),
                ("proposal", models.TextField(blank=True, verbose_name="处理意见")),
                (
                    "proposed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提出人"),
                ),
                (
                    "proposer_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="提出账号"),
                ),
                ("decision", models.TextField(blank=True, verbose_name="决定理由")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理决定时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="决定人")),
                (
                    "decider_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="决定账号"),
                ),
                (
                    "objection_due_on",
                    models.DateField(blank=True, null=True, verbose_name="复核申请期限"),
                ),
                (
                    "objection_source",
                    models.CharField(blank=True, max_length=200, verbose_name="复核期限依据"),
                ),
                ("objection", models.TextField(blank=True, verbose_name="复核申请")),
                ("review", models.TextField(blank=True, verbose_name="复核意见")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="复核时间"),
                ),
                (
                    "reviewed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="复核人"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conducts",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conducts",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "成员资格审查",
            },
        ),
        migrations.CreateModel(
            name="CaseHandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("asked_at", models.DateTimeField(verbose_name="要求移交时间")),
                (
                    "kept_why",
                    models.CharField(blank=True, max_length=300, verbose_name="不换律师的理由"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="了结时间"),
                ),
                ("settled_by", models.CharField(blank=True, max_length=200, verbose_name="了结人")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lawyers.lawyer",
                        verbose_name="原承办律师",
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
                (
                    "conduct",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="panel.conduct",
                        verbose_name="成员资格审查",
                    ),
                ),
            ],
            options={
                "verbose_name": "案件移交",
            },
        ),
        migrations.CreateModel(
            name="ConductEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "取消资格待告知"),
                            ("notified", "取消资格待陈述"),
                            ("heard", "取消资格待提意见"),
                            ("put_forward", "取消资格待决定"),
                            ("removed", "已取消成员资格"),
                            ("kept", "不取消成员资格"),
                            ("objected", "取消资格复核中"),
                            ("upheld", "复核维持取消资格"),
                            ("overturned", "复核撤销取消资格"),
                        ],
                        default="opened",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("punished", "受到行业行政处分或者行业纪律惩戒处分"),
                            ("substituted", "未经允许委托或者指派团队以外的人代为服务"),
                            ("harmed_name", "在法律服务中损害工会形象或者声誉"),
                            ("blunder", "由于工作失误未能维护职工合法权益"),
                            ("kept_silent", "重大群体性案件未按规定汇报且处理不当造成严重后果"),
                            ("complained_of", "多次被职工投诉并经核实属实"),
                        ],
                        max_length=16,
                        verbose_name="情形",
                    ),
                ),
                ("ground_source", models.CharField(max_length=200, verbose_name="情形依据")),
                ("facts", models.TextField(verbose_name="事实")),
                (
                    "verified_count",
                    models.PositiveSmallIntegerField(default=0, verbose_name="属实投诉数"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="立案时间")),
                ("opened_by", models.CharField(max_length=200, verbose_name="立案人")),
                (
                    "opener_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="立案账号"),
                ),
                (
                    "statement_due_on",
                    models.DateField(blank=True, null=True, verbose_name="陈述期限"),
                ),
                (
                    "statement_source",
                    models.CharField(blank=True, max_length=200, verbose_name="陈述期限依据"),
                ),
                ("statement", models.TextField(blank=True, verbose_name="律师陈述")),
                ("stated_at", models.DateTimeField(blank=True, null=True, verbose_name="陈述时间")),
                ("proposal", models.TextField(blank=True, verbose_name="处理意见")),
                (
                    "proposed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提出人"),
                ),
                (
                    "proposer_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="提出账号"),
                ),
                ("decision", models.TextField(blank=True, verbose_name="决定理由")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理决定时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="决定人")),
                (
                    "decider_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="决定账号"),
                ),
                (
                    "objection_due_on",
                    models.DateField(blank=True, null=True, verbose_name="复核申请期限"),
                ),
                (
                    "objection_source",
                    models.CharField(blank=True, max_length=200, verbose_name="复核期限依据"),
                ),
                ("objection", models.TextField(blank=True, verbose_name="复核申请")),
                ("review", models.TextField(blank=True, verbose_name="复核意见")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="复核时间"),
                ),
                (
                    "reviewed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="复核人"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
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
                        to="panel.conduct",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
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
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConductEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="证据")),
                ("added_at", models.DateTimeField(verbose_name="收入时间")),
                ("added_by", models.CharField(max_length=200, verbose_name="收入人")),
                (
                    "conduct",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="panel.conduct",
                        verbose_name="成员资格审查",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "资格审查证据",
            },
        ),
        migrations.CreateModel(
            name="CountySummary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "part",
                    models.CharField(
                        choices=[("spring", "上半年工作总结"), ("winter", "全年工作总结")],
                        max_length=8,
                        verbose_name="哪一次",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="报送期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("text", models.TextField(blank=True, verbose_name="工作情况和经验做法")),
                ("typical_cases", models.TextField(blank=True, verbose_name="典型案例")),
                ("suggestions", models.TextField(blank=True, verbose_name="意见建议")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                ("sent_by", models.CharField(blank=True, max_length=200, verbose_name="报送人")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="报送工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "县级工作总结",
            },
        ),
        migrations.CreateModel(
            name="HonourRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("picking", "表彰推荐中"),
                            ("shown", "表彰公示中"),
                            ("awarded", "已表彰"),
                        ],
                        default="picking",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("years_from", models.DateField(verbose_name="自")),
                ("years_to", models.DateField(verbose_name="至")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("shown_from", models.DateField(blank=True, null=True, verbose_name="公示自")),
                ("shown_to", models.DateField(blank=True, null=True, verbose_name="公示至")),
                ("awarded_on", models.DateField(blank=True, null=True, verbose_name="表彰日期")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="表彰文号")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="表彰工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "表彰批次",
            },
        ),
        migrations.CreateModel(
            name="HonourCandidate",
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
                            ("circular", "通报表彰"),
                            ("may_day_medal", "五一劳动奖章"),
                            ("higher_honour", "申报更高层次荣誉"),
                        ],
                        max_length=16,
                        verbose_name="表彰",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="事迹")),
                ("figures", models.JSONField(default=dict, verbose_name="数字")),
                ("picked_at", models.DateTimeField(verbose_name="推荐时间")),
                ("picked_by", models.CharField(max_length=200, verbose_name="推荐人")),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤下时间"),
                ),
                (
                    "dropped_why",
                    models.CharField(blank=True, max_length=200, verbose_name="撤下理由"),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="panel.honourround",
                        verbose_name="表彰批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "表彰人选",
            },
        ),
        migrations.CreateModel(
            name="LedgerPdf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="制作时间")),
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
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pdf",
                        to="panel.ledgerversion",
                        verbose_name="台账版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账合成件",
            },
        ),
        migrations.CreateModel(
            name="LedgerLine",
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
                            ("phone_advice", "电话答复咨询"),
                            ("window_advice", "窗口接待咨询"),
                            ("case_taken", "接办援助案件"),
                            ("case_step", "提起或者参加程序"),
                            ("case_hour", "开庭约见调解"),
                            ("case_report", "通报案件进展"),
                            ("case_closed", "办结援助案件"),
                            ("lecture", "法制宣传教育培训"),
                            ("union_service", "应企业工会申请服务"),
                            ("duty_hour", "轮值"),
                            ("review_given", "评估他人案件"),
                            ("training_attended", "参加业务培训"),
                            ("other_service", "其他法律服务活动"),
                        ],
                        max_length=20,
                        verbose_name="活动",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("text", models.CharField(max_length=300, verbose_name="内容")),
                ("minutes", models.PositiveSmallIntegerField(default=0, verbose_name="分钟")),
                ("is_confirmed", models.BooleanField(default=True, verbose_name="已确认")),
                ("source_kind", models.CharField(max_length=60, verbose_name="来源")),
                ("source_id", models.BigIntegerField(verbose_name="来源编号")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="panel.ledgerversion",
                        verbose_name="台账版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度台账行",
            },
        ),
        migrations.CreateModel(
            name="PanelDocument",
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
                            ("yearly_ledger", "年度工作台账"),
                            ("conduct_notice", "取消成员资格事先告知书"),
                            ("conduct_decision", "成员资格处理决定书"),
                            ("conduct_review", "成员资格复核决定书"),
                            ("improvement_notice", "志愿服务改进意见书"),
                            ("appraisal_sheet", "志愿服务年度考核表"),
                            ("commendation", "志愿律师表彰通报"),
                        ],
                        max_length=20,
                        verbose_name="文书",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="文号")),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                ("issued_by", models.CharField(max_length=200, verbose_name="出具人")),
                (
                    "appraisal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="panel.appraisal",
                        verbose_name="年度考核",
                    ),
                ),
                (
                    "conduct",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="panel.conduct",
                        verbose_name="成员资格审查",
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
                    "honour_round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="panel.honourround",
                        verbose_name="表彰批次",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "ledger_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="panel.ledgerversion",
                        verbose_name="台账版本",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="出具单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿团文书",
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "申请服务待安排"),
                            ("offered", "申请服务待律师答复"),
                            ("taken", "申请服务办理中"),
                            ("served", "申请服务已完成"),
                            ("not_arranged", "申请服务不能安排"),
                            ("called_off", "申请服务已撤回"),
                        ],
                        default="filed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "wanted",
                    models.CharField(
                        choices=[
                            ("advice", "解答法律问题"),
                            ("lecture_held", "到单位讲法"),
                            ("contracts", "看劳动合同和规章制度"),
                            ("bargaining", "协助集体协商"),
                            ("other_wish", "其他法律服务"),
                        ],
                        max_length=16,
                        verbose_name="申请什么",
                    ),
                ),
                ("text", models.TextField(verbose_name="申请内容")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="希望哪天")),
                ("contact", models.CharField(max_length=60, verbose_name="联系人")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("filed_at", models.DateTimeField(verbose_name="提交时间")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("minutes", models.PositiveSmallIntegerField(default=0, verbose_name="分钟")),
                ("people_count", models.PositiveIntegerField(default=0, verbose_name="人数")),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pleased", "单位满意"),
                            ("fair", "单位基本满意"),
                            ("displeased", "单位不满意"),
                        ],
                        max_length=12,
                        verbose_name="单位评价",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="企业工会",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="书面申请",
                    ),
                ),
                (
                    "lawyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_requests",
                        to="lawyers.lawyer",
                        verbose_name="联系律师",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="安排的工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "法律服务申请",
            },
        ),
        migrations.CreateModel(
            name="SummaryFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="panel.countysummary",
                        verbose_name="县级工作总结",
                    ),
                ),
            ],
            options={
                "verbose_name": "总结附件",
            },
        ),
        migrations.CreateModel(
            name="YearlyLedger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("opens_on", models.DateField(verbose_name="可签之日")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="台账期限")),
                (
                    "due_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="律师补充说明")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="首次签署")),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledgers",
                        to="lawyers.lawyer",
                        verbose_name="律师",
                    ),
                ),
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="lawyers.panelterm",
                        verbose_name="聘期",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度工作台账",
            },
        ),
        migrations.AddField(
            model_name="ledgerversion",
            name="ledger",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="panel.yearlyledger",
                verbose_name="年度台账",
            ),
        ),
        migrations.CreateModel(
            name="LedgerReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("early", "台账到期前首次提醒"),
                            ("near", "台账临期再提醒"),
                            ("overrun", "台账逾期告知工会"),
                        ],
                        max_length=8,
                        verbose_name="步骤",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="到期日")),
                ("told_at", models.DateTimeField(verbose_name="提醒时间")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="panel.yearlyledger",
                        verbose_name="年度台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账提醒",
            },
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("happened_on"),
                name="activity_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                models.F("lawyer"), models.F("happened_on"), name="activity_of_lawyer"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                models.F("unit"),
                models.F("id"),
                condition=models.Q(("confirmed_at", None), ("struck_at", None)),
                name="activity_to_confirm",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "phone_advice",
                            "window_advice",
                            "lecture",
                            "training_attended",
                            "other_service",
                        ],
                    )
                ),
                name="an_activity_is_of_a_kind_that_is_entered",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_why", "")),
                    models.Q(
                        ("struck_at__isnull", False), models.Q(("struck_why", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_struck_activity_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_activityevent" ("confirmed_at", "confirmed_by", "entered_at", "happened_on", "id", "kind", "lawyer_id", "minutes", "note", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by", "struck_why", "submission_key", "unit_id", "unit_path") VALUES (OLD."confirmed_at", OLD."confirmed_by", OLD."entered_at", OLD."happened_on", OLD."id", OLD."kind", OLD."lawyer_id", OLD."minutes", OLD."note", OLD."people_count", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."struck_at", OLD."struck_by", OLD."struck_why", OLD."submission_key", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="c88cc084816c1c785e0f6a9b13394011bc6dffae",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8cb0",
                    table="panel_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_activityevent" ("confirmed_at", "confirmed_by", "entered_at", "happened_on", "id", "kind", "lawyer_id", "minutes", "note", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by", "struck_why", "submission_key", "unit_id", "unit_path") VALUES (OLD."confirmed_at", OLD."confirmed_by", OLD."entered_at", OLD."happened_on", OLD."id", OLD."kind", OLD."lawyer_id", OLD."minutes", OLD."note", OLD."people_count", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."struck_at", OLD."struck_by", OLD."struck_why", OLD."submission_key", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="35964abfaac90378ef853190dddc1115382553f8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d892",
                    table="panel_activity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="appraisal",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="appraisal_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="appraisal",
            index=models.Index(
                models.F("unit"),
                models.F("improve_by"),
                condition=models.Q(("state__in", ["drawn_up", "improving"])),
                name="appraisal_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "drawn_up")),
                    models.Q(
                        models.Q(("state", "drawn_up"), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_appraisal_is_decided_on_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_appraisalevent" ("clause", "decided_at", "decided_by", "drawn_up_at", "figures", "id", "improve_by", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "term_id", "unit_id", "unit_path") VALUES (OLD."clause", OLD."decided_at", OLD."decided_by", OLD."drawn_up_at", OLD."figures", OLD."id", OLD."improve_by", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."state", OLD."term_id", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="cf312c7743a9d31b4908b45c72e5ff91b319303b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5d2cf",
                    table="panel_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_appraisalevent" ("clause", "decided_at", "decided_by", "drawn_up_at", "figures", "id", "improve_by", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "term_id", "unit_id", "unit_path") VALUES (OLD."clause", OLD."decided_at", OLD."decided_by", OLD."drawn_up_at", OLD."figures", OLD."id", OLD."improve_by", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."term_id", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="5119d0007462e762f697353ccc372ce744bc0e4c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_124e4",
                    table="panel_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="appraisal_state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{drawn_up:renewed,improving:renewed,drawn_up:improving,drawn_up:ended,improving:ended,drawn_up:struck_off}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="3df8e87a231634a112f90320d5fa102bbbf9085d",
                    operation="UPDATE",
                    pgid="pgtrigger_appraisal_state_follows_the_table_d5111",
                    table="panel_appraisal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalopinion",
            constraint=models.UniqueConstraint(
                fields=("appraisal", "side"), name="one_opinion_a_side"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_appraisalopinionevent" ("appraisal_id", "given_at", "given_by", "id", "is_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "text") VALUES (OLD."appraisal_id", OLD."given_at", OLD."given_by", OLD."id", OLD."is_done", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."side", OLD."text"); RETURN NULL;',
                    hash="c7e602dd846238044bef7c0bab35eab794dd29f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_727a9",
                    table="panel_appraisalopinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_appraisalopinionevent" ("appraisal_id", "given_at", "given_by", "id", "is_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "text") VALUES (OLD."appraisal_id", OLD."given_at", OLD."given_by", OLD."id", OLD."is_done", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."text"); RETURN NULL;',
                    hash="fe91bc172c1f476a1c9bee96a10277c31cceaa4b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_468a7",
                    table="panel_appraisalopinion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="conduct",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="conduct_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="conduct",
            index=models.Index(
                models.F("unit"),
                models.F("statement_due_on"),
                condition=models.Q(
                    ("state__in", frozenset(["kept", "overturned", "removed", "upheld"])),
                    _negated=True,
                ),
                name="conduct_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="conduct",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", frozenset(["kept", "overturned", "removed", "upheld"])),
                    _negated=True,
                ),
                fields=("term", "ground"),
                name="one_open_proceeding_a_term_and_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="conduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", False),
                    ("state__in", ["opened", "notified", "heard", "put_forward"]),
                    _connector="OR",
                ),
                name="a_decided_proceeding_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="conduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decider_id", None),
                    models.Q(
                        models.Q(
                            ("proposer_id", None),
                            models.Q(("decider_id", models.F("proposer_id")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("opener_id", None),
                            models.Q(("decider_id", models.F("opener_id")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="who_proposes_does_not_decide",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_conductevent" ("decided_at", "decided_by", "decider_id", "decision", "facts", "ground", "ground_source", "id", "lawyer_id", "objection", "objection_due_on", "objection_source", "opened_at", "opened_by", "opener_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "proposed_by", "proposer_id", "review", "reviewed_at", "reviewed_by", "state", "stated_at", "statement", "statement_due_on", "statement_source", "term_id", "unit_id", "unit_path", "verified_count") VALUES (OLD."decided_at", OLD."decided_by", OLD."decider_id", OLD."decision", OLD."facts", OLD."ground", OLD."ground_source", OLD."id", OLD."lawyer_id", OLD."objection", OLD."objection_due_on", OLD."objection_source", OLD."opened_at", OLD."opened_by", OLD."opener_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."proposal", OLD."proposed_by", OLD."proposer_id", OLD."review", OLD."reviewed_at", OLD."reviewed_by", OLD."state", OLD."stated_at", OLD."statement", OLD."statement_due_on", OLD."statement_source", OLD."term_id", OLD."unit_id", OLD."unit_path", OLD."verified_count"); RETURN NULL;',
                    hash="142e7e3f9ff96d0249aeaa02ca75c50fd968cdc8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57333",
                    table="panel_conduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_conductevent" ("decided_at", "decided_by", "decider_id", "decision", "facts", "ground", "ground_source", "id", "lawyer_id", "objection", "objection_due_on", "objection_source", "opened_at", "opened_by", "opener_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "proposed_by", "proposer_id", "review", "reviewed_at", "reviewed_by", "state", "stated_at", "statement", "statement_due_on", "statement_source", "term_id", "unit_id", "unit_path", "verified_count") VALUES (OLD."decided_at", OLD."decided_by", OLD."decider_id", OLD."decision", OLD."facts", OLD."ground", OLD."ground_source", OLD."id", OLD."lawyer_id", OLD."objection", OLD."objection_due_on", OLD."objection_source", OLD."opened_at", OLD."opened_by", OLD."opener_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposal", OLD."proposed_by", OLD."proposer_id", OLD."review", OLD."reviewed_at", OLD."reviewed_by", OLD."state", OLD."stated_at", OLD."statement", OLD."statement_due_on", OLD."statement_source", OLD."term_id", OLD."unit_id", OLD."unit_path", OLD."verified_count"); RETURN NULL;',
                    hash="dc938680fe343b3e9cbbc9a9a3ced6420be3a3bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d983",
                    table="panel_conduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="conduct_state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{opened:notified,notified:heard,notified:heard,heard:put_forward,put_forward:heard,put_forward:removed,heard:kept,notified:kept,opened:kept,put_forward:kept,removed:objected,objected:upheld,objected:overturned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="1ffe5e412caa537c2ef388b5c8039a987e74b26d",
                    operation="UPDATE",
                    pgid="pgtrigger_conduct_state_follows_the_table_8f59a",
                    table="panel_conduct",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="casehandover",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="hand_over_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="casehandover",
            index=models.Index(
                models.F("unit"),
                models.F("asked_at"),
                condition=models.Q(("settled_at", None)),
                name="hand_over_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="casehandover",
            constraint=models.UniqueConstraint(
                fields=("conduct", "case"), name="one_hand_over_a_case_and_proceeding"
            ),
        ),
        migrations.AddIndex(
            model_name="countysummary",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("due_on"),
                name="county_summary_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="countysummary",
            index=models.Index(
                models.F("unit"),
                models.F("due_on"),
                condition=models.Q(("sent_at", None)),
                name="county_summary_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="countysummary",
            constraint=models.UniqueConstraint(
                fields=("unit", "due_on"), name="one_summary_a_unit_and_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="countysummary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at", None), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="a_sent_summary_says_something",
            ),
        ),
        migrations.AddIndex(
            model_name="honourround",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="honour_round_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="honourround",
            constraint=models.UniqueConstraint(
                fields=("unit", "years_from", "years_to"), name="years_are_commended_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="honourround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_to", None), ("state", "picking")),
                    models.Q(
                        models.Q(("state", "picking"), _negated=True), ("shown_to__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_round_is_shown_before_it_is_awarded",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="honourround",
            trigger=pgtrigger.compiler.Trigger(
                name="honour_state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{picking:shown,shown:awarded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ea4392bd17de6f3bb1b9bfb2cebbb493e6cb54b3",
                    operation="UPDATE",
                    pgid="pgtrigger_honour_state_follows_the_table_9167f",
                    table="panel_honourround",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="honourcandidate",
            constraint=models.UniqueConstraint(
                fields=("round", "lawyer", "kind"), name="one_candidate_a_lawyer_and_honour"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerline",
            constraint=models.UniqueConstraint(
                fields=("version", "kind", "source_kind", "source_id"),
                name="nothing_stands_twice_in_a_ledger",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerline",
            trigger=pgtrigger.compiler.Trigger(
                name="ledger_lines_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b9cbf6c334bdaed949d3f921fbcefb9fede5527a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_ledger_lines_stay_668e1",
                    table="panel_ledgerline",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldocument",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "number"), name="panel_number_is_the_units_own"
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="service_request_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.F("lawyer"), models.F("done_on"), name="service_request_of_lawyer"
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["asker", "-id"], name="service_request_of_asker"),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.F("unit"),
                models.F("wished_on"),
                condition=models.Q(("state", "filed")),
                name="service_request_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", False), ("state", "served")),
                    models.Q(models.Q(("state", "served"), _negated=True), ("done_on", None)),
                    _connector="OR",
                ),
                name="a_request_is_done_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["offered", "taken", "served"]), _negated=True),
                    ("lawyer__isnull", False),
                    _connector="OR",
                ),
                name="a_request_in_hand_has_a_lawyer",
            ),
        ),
        migrations.AddIndex(
            model_name="yearlyledger",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("due_on"),
                name="yearly_ledger_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="yearlyledger",
            index=models.Index(
                models.F("unit"),
                models.F("due_on"),
                condition=models.Q(("signed_on", None)),
                name="yearly_ledger_due",
            ),
        ),
        migrations.AddIndex(
            model_name="yearlyledger",
            index=models.Index(
                models.F("lawyer"),
                models.F("due_on"),
                condition=models.Q(("signed_on", None)),
                name="yearly_ledger_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerversion",
            constraint=models.UniqueConstraint(
                fields=("ledger", "number"), name="one_version_a_number"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerversion",
            trigger=pgtrigger.compiler.Trigger(
                name="ledger_versions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="13849dd4db20bcdddf5a10e5a4cd2851b0cb6338",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_ledger_versions_stay_6ea45",
                    table="panel_ledgerversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerreminder",
            constraint=models.UniqueConstraint(
                fields=("ledger", "step", "due_on"), name="one_ledger_reminder_a_step_and_day"
            ),
        ),
    ]
