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
    dependencies = [
        ("core", "0002_cache_table"),
        ("lawyers", "0002_service_marks"),
        ("organisations", "0003_bounded_tree_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="书面申请日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "verbose_name": "联系点",
            },
        ),
        migrations.CreateModel(
            name="ContactPointEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="书面申请日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisciplineRecord",
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
                            ("penalty", "行政处罚"),
                            ("professional", "行业惩戒"),
                            ("administrative", "行政处分"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                ("body", models.CharField(max_length=100, verbose_name="作出机关")),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "verbose_name": "处分处罚记录",
            },
        ),
        migrations.CreateModel(
            name="FirmContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
            ],
            options={
                "verbose_name": "律所联系授权",
            },
        ),
        migrations.CreateModel(
            name="FirmEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "uscc",
                    models.CharField(
                        blank=True, max_length=18, null=True, verbose_name="统一社会信用代码"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "licence_number",
                    models.CharField(blank=True, max_length=40, verbose_name="执业许可证号"),
                ),
                ("head_name", models.CharField(blank=True, max_length=40, verbose_name="负责人")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=40, verbose_name="联系人"),
                ),
                ("region_code", models.CharField(blank=True, max_length=12, verbose_name="所在地")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FirmMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
            ],
            options={
                "verbose_name": "执业机构经历",
            },
        ),
        migrations.CreateModel(
            name="FirmMembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="改进意见")),
                ("issued_on", models.DateField(verbose_name="提出日期")),
                ("due_on", models.DateField(verbose_name="改进期限")),
                ("answer", models.TextField(blank=True, verbose_name="改进情况")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("is_met", models.BooleanField(null=True, verbose_name="已改进")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
            ],
            options={
                "verbose_name": "改进意见",
            },
        ),
        migrations.CreateModel(
            name="ImprovementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(verbose_name="改进意见")),
                ("issued_on", models.DateField(verbose_name="提出日期")),
                ("due_on", models.DateField(verbose_name="改进期限")),
                ("answer", models.TextField(blank=True, verbose_name="改进情况")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("is_met", models.BooleanField(null=True, verbose_name="已改进")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LawyerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("licence_number", models.CharField(max_length=20, verbose_name="执业证号")),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                (
                    "office_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="办公电话"),
                ),
                (
                    "specialities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("wages", "劳动报酬"),
                                ("injury", "工伤"),
                                ("dismissal", "解除终止"),
                                ("social_insurance", "社会保险"),
                                ("collective", "集体争议"),
                                ("platform", "新就业形态"),
                                ("women", "女职工权益"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="专长",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="语言",
                    ),
                ),
                (
                    "practising_since",
                    models.DateField(blank=True, null=True, verbose_name="首次执业日期"),
                ),
                (
                    "home_path",
                    models.CharField(blank=True, max_length=120, verbose_name="所在地区路径"),
                ),
                (
                    "photo_consent_on",
                    models.DateField(blank=True, null=True, verbose_name="同意公开照片日期"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("self_named", "本人报名"), ("by_firm", "律所推荐")],
                        max_length=12,
                        verbose_name="提出方式",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("at_firm", "待律所推荐"),
                            ("at_county", "待县区推荐"),
                            ("at_review", "待联合评审"),
                            ("passed", "评审通过"),
                            ("not_passed", "评审未通过"),
                            ("in_notice", "人选公示中"),
                            ("appointed", "已聘任"),
                            ("objected_to", "公示异议成立"),
                            ("with_lawyer", "退回本人补正"),
                            ("retracted", "推荐已撤回"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("licence_number", models.CharField(max_length=20, verbose_name="执业证号")),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                (
                    "practising_since",
                    models.DateField(blank=True, null=True, verbose_name="首次执业日期"),
                ),
                (
                    "specialities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("wages", "劳动报酬"),
                                ("injury", "工伤"),
                                ("dismissal", "解除终止"),
                                ("social_insurance", "社会保险"),
                                ("collective", "集体争议"),
                                ("platform", "新就业形态"),
                                ("women", "女职工权益"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="专长",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="语言",
                    ),
                ),
                ("county_path", models.CharField(max_length=120, verbose_name="县区路径")),
                ("statement", models.TextField(blank=True, verbose_name="自荐材料")),
                ("handed_in_at", models.DateTimeField(verbose_name="提出时间")),
                ("handed_in_by", models.CharField(max_length=200, verbose_name="提出人")),
                (
                    "consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="本人同意时间"),
                ),
                (
                    "licence_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="执业证核验时间"),
                ),
                (
                    "licence_checked_by",
                    models.CharField(blank=True, max_length=200, verbose_name="执业证核验人"),
                ),
            ],
            options={
                "verbose_name": "人选推荐",
            },
        ),
        migrations.CreateModel(
            name="NominationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[("self_named", "本人报名"), ("by_firm", "律所推荐")],
                        max_length=12,
                        verbose_name="提出方式",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("at_firm", "待律所推荐"),
                            ("at_county", "待县区推荐"),
                            ("at_review", "待联合评审"),
                            ("passed", "评审通过"),
                            ("not_passed", "评审未通过"),
                            ("in_notice", "人选公示中"),
                            ("appointed", "已聘任"),
                            ("objected_to", "公示异议成立"),
                            ("with_lawyer", "退回本人补正"),
                            ("retracted", "推荐已撤回"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("licence_number", models.CharField(max_length=20, verbose_name="执业证号")),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                (
                    "practising_since",
                    models.DateField(blank=True, null=True, verbose_name="首次执业日期"),
                ),
                (
                    "specialities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("wages", "劳动报酬"),
                                ("injury", "工伤"),
                                ("dismissal", "解除终止"),
                                ("social_insurance", "社会保险"),
                                ("collective", "集体争议"),
                                ("platform", "新就业形态"),
                                ("women", "女职工权益"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="专长",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="语言",
                    ),
                ),
                ("county_path", models.CharField(max_length=120, verbose_name="县区路径")),
                ("statement", models.TextField(blank=True, verbose_name="自荐材料")),
                ("handed_in_at", models.DateTimeField(verbose_name="提出时间")),
                ("handed_in_by", models.CharField(max_length=200, verbose_name="提出人")),
                (
                    "consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="本人同意时间"),
                ),
                (
                    "licence_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="执业证核验时间"),
                ),
                (
                    "licence_checked_by",
                    models.CharField(blank=True, max_length=200, verbose_name="执业证核验人"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NominationOpinion",
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
                            ("firm", "律师事务所"),
                            ("county_justice", "县区司法局"),
                            ("county_union", "县区总工会"),
                            ("city", "市级"),
                        ],
                        max_length=16,
                        verbose_name="层级",
                    ),
                ),
                ("is_in_favour", models.BooleanField(verbose_name="同意推荐")),
                ("text", models.CharField(max_length=500, verbose_name="意见")),
                ("given_at", models.DateTimeField(verbose_name="时间")),
                ("given_by", models.CharField(max_length=200, verbose_name="意见人")),
            ],
            options={
                "verbose_name": "推荐意见",
            },
        ),
        migrations.CreateModel(
            name="NominationReview",
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
                        choices=[("union_side", "总工会一方"), ("justice_side", "司法局一方")],
                        max_length=14,
                        verbose_name="评审方",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="评分")),
                ("is_pass", models.BooleanField(verbose_name="同意聘任")),
                ("opinion", models.CharField(blank=True, max_length=500, verbose_name="评审意见")),
                ("given_at", models.DateTimeField(verbose_name="时间")),
                ("given_by", models.CharField(max_length=200, verbose_name="评审人")),
            ],
            options={
                "verbose_name": "联合评审",
            },
        ),
        migrations.CreateModel(
            name="NoticeObjection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("called_in", "来电"), ("written", "来信"), ("came_in", "来访")],
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                (
                    "objector",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="提出人"
                    ),
                ),
                ("text", models.TextField(verbose_name="异议内容")),
                ("is_upheld", models.BooleanField(null=True, verbose_name="异议成立")),
                ("finding", models.TextField(blank=True, verbose_name="核查结果")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="核查人")),
            ],
            options={
                "verbose_name": "公示异议",
            },
        ),
        migrations.CreateModel(
            name="NoticeObjectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[("called_in", "来电"), ("written", "来信"), ("came_in", "来访")],
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                (
                    "objector",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="提出人"
                    ),
                ),
                ("text", models.TextField(verbose_name="异议内容")),
                ("is_upheld", models.BooleanField(null=True, verbose_name="异议成立")),
                ("finding", models.TextField(blank=True, verbose_name="核查结果")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="核查人")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OnlineRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied_for", "待核验"),
                            ("active", "在线服务中"),
                            ("paused", "线上服务暂停"),
                            ("withdrawn_online", "线上服务注销"),
                            ("not_admitted", "未通过核验"),
                        ],
                        default="applied_for",
                        max_length=18,
                        verbose_name="状态",
                    ),
                ),
                (
                    "identity_number",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="身份证号"
                    ),
                ),
                (
                    "identity_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="身份核验时间"),
                ),
                (
                    "licence_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="执业证核验时间"),
                ),
                ("checked_by", models.CharField(blank=True, max_length=200, verbose_name="核验人")),
                ("accepted_at", models.DateTimeField(verbose_name="接受时间")),
                ("hours", models.JSONField(default=dict, verbose_name="在线时段")),
                ("applied_at", models.DateTimeField(verbose_name="申请时间")),
                ("paused_on", models.DateField(blank=True, null=True, verbose_name="暂停自")),
                (
                    "pause_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="暂停理由"),
                ),
            ],
            options={
                "verbose_name": "线上服务注册",
            },
        ),
        migrations.CreateModel(
            name="OnlineRegistrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied_for", "待核验"),
                            ("active", "在线服务中"),
                            ("paused", "线上服务暂停"),
                            ("withdrawn_online", "线上服务注销"),
                            ("not_admitted", "未通过核验"),
                        ],
                        default="applied_for",
                        max_length=18,
                        verbose_name="状态",
                    ),
                ),
                (
                    "identity_number",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="身份证号"
                    ),
                ),
                (
                    "identity_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="身份核验时间"),
                ),
                (
                    "licence_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="执业证核验时间"),
                ),
                ("checked_by", models.CharField(blank=True, max_length=200, verbose_name="核验人")),
                ("accepted_at", models.DateTimeField(verbose_name="接受时间")),
                ("hours", models.JSONField(default=dict, verbose_name="在线时段")),
                ("applied_at", models.DateTimeField(verbose_name="申请时间")),
                ("paused_on", models.DateField(blank=True, null=True, verbose_name="暂停自")),
                (
                    "pause_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="暂停理由"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelTermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("starts_on", models.DateField(verbose_name="聘期自")),
                ("ends_on", models.DateField(verbose_name="聘期至")),
                ("suspended_on", models.DateField(blank=True, null=True, verbose_name="暂停自")),
                ("agreed_until", models.DateField(blank=True, null=True, verbose_name="原聘期至")),
                (
                    "end_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stepped_down", "本人退出"),
                            ("inactive", "没有开展志愿服务"),
                            ("duties_not_done", "没有按要求完成任务"),
                            ("disqualified", "取消成员资格"),
                            ("left_practice", "停止执业或者离开本地"),
                        ],
                        max_length=20,
                        verbose_name="提前解聘事由",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=500, verbose_name="解聘说明")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="聘书编号")),
                (
                    "check_code",
                    models.CharField(
                        blank=True, max_length=20, null=True, verbose_name="聘书验证码"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecruitmentRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "招募起草中"),
                            ("called", "招募中"),
                            ("announced", "公示中"),
                            ("completed", "已聘任完毕"),
                            ("call_cancelled", "招募已取消"),
                        ],
                        default="prepared",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("quota", models.PositiveSmallIntegerField(verbose_name="名额")),
                ("call", models.TextField(verbose_name="招募公告")),
                ("opens_on", models.DateField(verbose_name="报名自")),
                ("closes_on", models.DateField(verbose_name="报名至")),
                ("serves_from", models.DateField(verbose_name="聘期自")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示自")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示至")),
                (
                    "notice_source",
                    models.CharField(blank=True, max_length=200, verbose_name="公示天数依据"),
                ),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="聘任日期")),
            ],
            options={
                "verbose_name": "招募轮次",
            },
        ),
        migrations.CreateModel(
            name="RecruitmentRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "招募起草中"),
                            ("called", "招募中"),
                            ("announced", "公示中"),
                            ("completed", "已聘任完毕"),
                            ("call_cancelled", "招募已取消"),
                        ],
                        default="prepared",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("quota", models.PositiveSmallIntegerField(verbose_name="名额")),
                ("call", models.TextField(verbose_name="招募公告")),
                ("opens_on", models.DateField(verbose_name="报名自")),
                ("closes_on", models.DateField(verbose_name="报名至")),
                ("serves_from", models.DateField(verbose_name="聘期自")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示自")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示至")),
                (
                    "notice_source",
                    models.CharField(blank=True, max_length=200, verbose_name="公示天数依据"),
                ),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="聘任日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("text", models.TextField(verbose_name="内容")),
                ("effective_on", models.DateField(verbose_name="施行日期")),
            ],
            options={
                "verbose_name": "网上服务标准",
            },
        ),
        migrations.CreateModel(
            name="SupervisionPhone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("union_body", "工会监督电话"),
                            ("justice_body", "司法局监督电话"),
                        ],
                        max_length=14,
                        verbose_name="机关",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("phone", models.CharField(max_length=40, verbose_name="电话")),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="依据")),
            ],
            options={
                "verbose_name": "监督电话",
            },
        ),
        migrations.AddField(
            model_name="firm",
            name="contact_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="联系人"),
        ),
        migrations.AddField(
            model_name="firm",
            name="head_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="负责人"),
        ),
        migrations.AddField(
            model_name="firm",
            name="licence_number",
            field=models.CharField(blank=True, max_length=40, verbose_name="执业许可证号"),
        ),
        migrations.AddField(
            model_name="firm",
            name="region_code",
            field=models.CharField(blank=True, max_length=12, verbose_name="所在地"),
        ),
        migrations.AddField(
            model_name="lawyer",
            name="home_path",
            field=models.CharField(blank=True, max_length=120, verbose_name="所在地区路径"),
        ),
        migrations.AddField(
            model_name="lawyer",
            name="home_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="所在地区",
            ),
        ),
        migrations.AddField(
            model_name="lawyer",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="照片",
            ),
        ),
        migrations.AddField(
            model_name="lawyer",
            name="photo_consent_on",
            field=models.DateField(blank=True, null=True, verbose_name="同意公开照片日期"),
        ),
        migrations.AddField(
            model_name="lawyer",
            name="practising_since",
            field=models.DateField(blank=True, null=True, verbose_name="首次执业日期"),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="agreed_until",
            field=models.DateField(blank=True, null=True, verbose_name="原聘期至"),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="certificate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="聘书",
            ),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="check_code",
            field=models.CharField(
                blank=True, max_length=20, null=True, unique=True, verbose_name="聘书验证码"
            ),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="end_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="解聘文件",
            ),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="end_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stepped_down", "本人退出"),
                    ("inactive", "没有开展志愿服务"),
                    ("duties_not_done", "没有按要求完成任务"),
                    ("disqualified", "取消成员资格"),
                    ("left_practice", "停止执业或者离开本地"),
                ],
                max_length=20,
                verbose_name="提前解聘事由",
            ),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="end_note",
            field=models.CharField(blank=True, max_length=500, verbose_name="解聘说明"),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="number",
            field=models.CharField(blank=True, max_length=60, verbose_name="聘书编号"),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="renews",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewed_by",
                to="lawyers.panelterm",
                verbose_name="续聘自",
            ),
        ),
        migrations.AddIndex(
            model_name="lawyer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("home_path", "varchar_pattern_ops"),
                name="lawyer_home",
            ),
        ),
        migrations.AddIndex(
            model_name="lawyer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                name="lawyer_name",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_firmevent" ("address", "contact_name", "head_name", "id", "licence_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_code", "uscc") VALUES (OLD."address", OLD."contact_name", OLD."head_name", OLD."id", OLD."licence_number", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."region_code", OLD."uscc"); RETURN NULL;',
                    hash="76ac01cc9b77315a1b72545ad597f5e768d3d251",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33898",
                    table="lawyers_firm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_firmevent" ("address", "contact_name", "head_name", "id", "licence_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_code", "uscc") VALUES (OLD."address", OLD."contact_name", OLD."head_name", OLD."id", OLD."licence_number", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."region_code", OLD."uscc"); RETURN NULL;',
                    hash="f05fa82a3e03adff40a5f62726a5a61e49190b03",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_57a38",
                    table="lawyers_firm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawyer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_lawyerevent" ("firm_id", "home_path", "home_unit_id", "id", "languages", "licence_number", "name", "office_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_consent_on", "photo_id", "practising_since", "specialities", "user_id") VALUES (OLD."firm_id", OLD."home_path", OLD."home_unit_id", OLD."id", OLD."languages", OLD."licence_number", OLD."name", OLD."office_phone", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."photo_consent_on", OLD."photo_id", OLD."practising_since", OLD."specialities", OLD."user_id"); RETURN NULL;',
                    hash="382f763eec13e8e5b4297c16dd9a1fb858996155",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5b99",
                    table="lawyers_lawyer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawyer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_lawyerevent" ("firm_id", "home_path", "home_unit_id", "id", "languages", "licence_number", "name", "office_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_consent_on", "photo_id", "practising_since", "specialities", "user_id") VALUES (OLD."firm_id", OLD."home_path", OLD."home_unit_id", OLD."id", OLD."languages", OLD."licence_number", OLD."name", OLD."office_phone", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."photo_consent_on", OLD."photo_id", OLD."practising_since", OLD."specialities", OLD."user_id"); RETURN NULL;',
                    hash="304ecc73a268a50637c340e0fc8f86349e1f04c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5fea2",
                    table="lawyers_lawyer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelterm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_paneltermevent" ("agreed_until", "certificate_id", "check_code", "end_file_id", "end_ground", "end_note", "ends_on", "id", "lawyer_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id", "round_id", "starts_on", "suspended_on", "unit_id", "unit_path") VALUES (OLD."agreed_until", OLD."certificate_id", OLD."check_code", OLD."end_file_id", OLD."end_ground", OLD."end_note", OLD."ends_on", OLD."id", OLD."lawyer_id", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."renews_id", OLD."round_id", OLD."starts_on", OLD."suspended_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="4f909a0052b848a89b62fd6fb577f048778e24ec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fafd",
                    table="lawyers_panelterm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelterm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_paneltermevent" ("agreed_until", "certificate_id", "check_code", "end_file_id", "end_ground", "end_note", "ends_on", "id", "lawyer_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id", "round_id", "starts_on", "suspended_on", "unit_id", "unit_path") VALUES (OLD."agreed_until", OLD."certificate_id", OLD."check_code", OLD."end_file_id", OLD."end_ground", OLD."end_note", OLD."ends_on", OLD."id", OLD."lawyer_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."renews_id", OLD."round_id", OLD."starts_on", OLD."suspended_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="6d487e50b6fcc53a72ec0d924ff41484cbbdab29",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04c8e",
                    table="lawyers_panelterm",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="lawyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_points",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="联系点工会",
            ),
        ),
        migrations.AddField(
            model_name="contactpointevent",
            name="lawyer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="contactpointevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="contactpointevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.contactpoint",
            ),
        ),
        migrations.AddField(
            model_name="contactpointevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="联系点工会",
            ),
        ),
        migrations.AddField(
            model_name="disciplinerecord",
            name="lawyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="discipline",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="firmcontact",
            name="firm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="firmcontact",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="firmevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="firmevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.firm",
            ),
        ),
        migrations.AddField(
            model_name="firmmembership",
            name="firm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="firmmembership",
            name="lawyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="firmmembershipevent",
            name="firm",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="firmmembershipevent",
            name="lawyer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="firmmembershipevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="firmmembershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.firmmembership",
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="improvements",
                to="lawyers.panelterm",
                verbose_name="聘期",
            ),
        ),
        migrations.AddField(
            model_name="improvementevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="improvementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.improvement",
            ),
        ),
        migrations.AddField(
            model_name="improvementevent",
            name="term",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.panelterm",
                verbose_name="聘期",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="firm",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="home_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="所在地区",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.lawyer",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.file",
                verbose_name="照片",
            ),
        ),
        migrations.AddField(
            model_name="lawyerevent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="county",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="所在县区",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="firm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="lawyer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="term",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nomination",
                to="lawyers.panelterm",
                verbose_name="聘期",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="county",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="所在县区",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="firm",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.firm",
                verbose_name="律师事务所",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="lawyer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.nomination",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="term",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.panelterm",
                verbose_name="聘期",
            ),
        ),
        migrations.AddField(
            model_name="nominationopinion",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="盖章件",
            ),
        ),
        migrations.AddField(
            model_name="nominationopinion",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="opinions",
                to="lawyers.nomination",
                verbose_name="推荐",
            ),
        ),
        migrations.AddField(
            model_name="nominationopinion",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="nominationreview",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reviews",
                to="lawyers.nomination",
                verbose_name="推荐",
            ),
        ),
        migrations.AddField(
            model_name="nominationreview",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="noticeobjection",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="lawyers.nomination",
                verbose_name="推荐",
            ),
        ),
        migrations.AddField(
            model_name="noticeobjectionevent",
            name="nomination",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.nomination",
                verbose_name="推荐",
            ),
        ),
        migrations.AddField(
            model_name="noticeobjectionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="noticeobjectionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.noticeobjection",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistration",
            name="lawyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="online_registrations",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistration",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="注册工会",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistrationevent",
            name="lawyer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistrationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistrationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.onlineregistration",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistrationevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="注册工会",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="certificate",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.file",
                verbose_name="聘书",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="end_file",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.file",
                verbose_name="解聘文件",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="lawyer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.lawyer",
                verbose_name="律师",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.panelterm",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="renews",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.panelterm",
                verbose_name="续聘自",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="聘任工会",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentround",
            name="decision_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="聘任文件",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentround",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="招募工会",
            ),
        ),
        migrations.AddField(
            model_name="paneltermevent",
            name="round",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.recruitmentround",
                verbose_name="招募轮次",
            ),
        ),
        migrations.AddField(
            model_name="nominationevent",
            name="round",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.recruitmentround",
                verbose_name="招募轮次",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations",
                to="lawyers.recruitmentround",
                verbose_name="招募轮次",
            ),
        ),
        migrations.AddField(
            model_name="panelterm",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="terms",
                to="lawyers.recruitmentround",
                verbose_name="招募轮次",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_until", None), ("end_ground", "")),
                    models.Q(
                        ("agreed_until__gt", models.F("ends_on")),
                        models.Q(("end_ground", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_early_end_has_its_ground",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentroundevent",
            name="decision_file",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.file",
                verbose_name="聘任文件",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentroundevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentroundevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="lawyers.recruitmentround",
            ),
        ),
        migrations.AddField(
            model_name="recruitmentroundevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="招募工会",
            ),
        ),
        migrations.AddField(
            model_name="servicestandard",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="制定工会",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistrationevent",
            name="standard",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="lawyers.servicestandard",
                verbose_name="接受的服务标准",
            ),
        ),
        migrations.AddField(
            model_name="onlineregistration",
            name="standard",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lawyers.servicestandard",
                verbose_name="接受的服务标准",
            ),
        ),
        migrations.AddField(
            model_name="supervisionphone",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="公布单位",
            ),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="contact_point_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(models.F("unit"), name="contact_unit"),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="contact_point_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("lawyer", "unit"),
                name="one_open_contact_point_per_lawyer_and_unit",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_contactpointevent" ("asked_on", "ends_on", "id", "lawyer_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "unit_path") VALUES (OLD."asked_on", OLD."ends_on", OLD."id", OLD."lawyer_id", OLD."note", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."starts_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="4679fe4019dc79c6b4163670715ee90ce9d6decd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6596",
                    table="lawyers_contactpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_contactpointevent" ("asked_on", "ends_on", "id", "lawyer_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "unit_path") VALUES (OLD."asked_on", OLD."ends_on", OLD."id", OLD."lawyer_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."unit_id", OLD."unit_path"); RETURN NULL;',
                    hash="73b067b91d1c6a45da7ca11e9dd49d2d8f6239d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_54415",
                    table="lawyers_contactpoint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinerecord",
            constraint=models.UniqueConstraint(
                fields=("lawyer", "kind", "decided_on", "body"), name="one_record_per_measure"
            ),
        ),
        migrations.AddConstraint(
            model_name="firmcontact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("user",),
                name="an_account_acts_for_one_firm",
            ),
        ),
        migrations.AddConstraint(
            model_name="firmmembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("lawyer",),
                name="a_lawyer_practises_in_one_firm",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firmmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_firmmembershipevent" ("ends_on", "firm_id", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."ends_on", OLD."firm_id", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."starts_on"); RETURN NULL;',
                    hash="369f833d80542d62cae753954badeebeb2473212",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1019",
                    table="lawyers_firmmembership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firmmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_firmmembershipevent" ("ends_on", "firm_id", "id", "lawyer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."ends_on", OLD."firm_id", OLD."id", OLD."lawyer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                    hash="b8bd18c220b497f3cfcc5fc9e663c631a7a7f7b3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5322c",
                    table="lawyers_firmmembership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("issued_on"))),
                name="improvement_is_due_after_it_is_asked",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="improvement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_improvementevent" ("answer", "answered_on", "closed_on", "due_on", "id", "is_met", "issued_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id", "text") VALUES (OLD."answer", OLD."answered_on", OLD."closed_on", OLD."due_on", OLD."id", OLD."is_met", OLD."issued_on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."term_id", OLD."text"); RETURN NULL;',
                    hash="5b50eeca452c80679a74ff57011a2917879c85fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6047f",
                    table="lawyers_improvement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="improvement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_improvementevent" ("answer", "answered_on", "closed_on", "due_on", "id", "is_met", "issued_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id", "text") VALUES (OLD."answer", OLD."answered_on", OLD."closed_on", OLD."due_on", OLD."id", OLD."is_met", OLD."issued_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."term_id", OLD."text"); RETURN NULL;',
                    hash="1fe8f2362990c0eb56ce542455bcb141b93d782a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7962c",
                    table="lawyers_improvement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationreview",
            constraint=models.UniqueConstraint(
                fields=("nomination", "side"), name="each_side_reviews_a_nomination_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_noticeobjectionevent" ("decided_by", "decided_on", "finding", "id", "is_upheld", "nomination_id", "objector", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "way") VALUES (OLD."decided_by", OLD."decided_on", OLD."finding", OLD."id", OLD."is_upheld", OLD."nomination_id", OLD."objector", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."received_on", OLD."text", OLD."way"); RETURN NULL;',
                    hash="d1924cd98a525cdd7eb191454f493a5fcd3d8bbf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_99746",
                    table="lawyers_noticeobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_noticeobjectionevent" ("decided_by", "decided_on", "finding", "id", "is_upheld", "nomination_id", "objector", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "way") VALUES (OLD."decided_by", OLD."decided_on", OLD."finding", OLD."id", OLD."is_upheld", OLD."nomination_id", OLD."objector", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_on", OLD."text", OLD."way"); RETURN NULL;',
                    hash="590b5b76cc5a70598fdc078d06d8c030dede46be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d36c",
                    table="lawyers_noticeobjection",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="recruitmentround",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="round_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="recruitmentround",
            index=models.Index(models.F("unit"), models.F("year"), name="round_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="round_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.UniqueConstraint(
                fields=("unit", "year", "title"), name="one_round_per_unit_year_and_title"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recruitmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_recruitmentroundevent" ("call", "closes_on", "completed_on", "decision_file_id", "id", "notice_from", "notice_source", "notice_until", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota", "serves_from", "state", "title", "unit_id", "unit_path", "year") VALUES (OLD."call", OLD."closes_on", OLD."completed_on", OLD."decision_file_id", OLD."id", OLD."notice_from", OLD."notice_source", OLD."notice_until", OLD."opens_on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quota", OLD."serves_from", OLD."state", OLD."title", OLD."unit_id", OLD."unit_path", OLD."year"); RETURN NULL;',
                    hash="410f9d6806e939049e104279901a714c86b24a86",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16ff6",
                    table="lawyers_recruitmentround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recruitmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_recruitmentroundevent" ("call", "closes_on", "completed_on", "decision_file_id", "id", "notice_from", "notice_source", "notice_until", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota", "serves_from", "state", "title", "unit_id", "unit_path", "year") VALUES (OLD."call", OLD."closes_on", OLD."completed_on", OLD."decision_file_id", OLD."id", OLD."notice_from", OLD."notice_source", OLD."notice_until", OLD."opens_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quota", OLD."serves_from", OLD."state", OLD."title", OLD."unit_id", OLD."unit_path", OLD."year"); RETURN NULL;',
                    hash="647fec9656d1b1f456f8c2e9b1b902876b880873",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9092",
                    table="lawyers_recruitmentround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recruitmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{prepared:called,called:announced,announced:completed,called:call_cancelled,prepared:call_cancelled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="e9bf706acc2a343200ea1057c6f10fa06bc032c8",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_85def",
                    table="lawyers_recruitmentround",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(models.F("round"), models.F("state"), name="nomination_of_round"),
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(models.F("county"), models.F("state"), name="nomination_of_county"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "retracted"), _negated=True),
                fields=("round", "licence_number"),
                name="a_lawyer_is_nominated_once_a_round",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_nominationevent" ("consented_at", "county_id", "county_path", "firm_id", "handed_in_at", "handed_in_by", "id", "languages", "lawyer_id", "licence_checked_at", "licence_checked_by", "licence_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "practising_since", "round_id", "specialities", "state", "statement", "term_id", "way") VALUES (OLD."consented_at", OLD."county_id", OLD."county_path", OLD."firm_id", OLD."handed_in_at", OLD."handed_in_by", OLD."id", OLD."languages", OLD."lawyer_id", OLD."licence_checked_at", OLD."licence_checked_by", OLD."licence_number", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."practising_since", OLD."round_id", OLD."specialities", OLD."state", OLD."statement", OLD."term_id", OLD."way"); RETURN NULL;',
                    hash="d8659d4220a68a66d9fc0b989a5753481c21cac7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83359",
                    table="lawyers_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_nominationevent" ("consented_at", "county_id", "county_path", "firm_id", "handed_in_at", "handed_in_by", "id", "languages", "lawyer_id", "licence_checked_at", "licence_checked_by", "licence_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "practising_since", "round_id", "specialities", "state", "statement", "term_id", "way") VALUES (OLD."consented_at", OLD."county_id", OLD."county_path", OLD."firm_id", OLD."handed_in_at", OLD."handed_in_by", OLD."id", OLD."languages", OLD."lawyer_id", OLD."licence_checked_at", OLD."licence_checked_by", OLD."licence_number", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."practising_since", OLD."round_id", OLD."specialities", OLD."state", OLD."statement", OLD."term_id", OLD."way"); RETURN NULL;',
                    hash="b0f3ec05973874de81e5489722a695419060f189",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56bc8",
                    table="lawyers_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{at_firm:at_county,at_county:at_review,at_firm:with_lawyer,at_county:at_firm,at_review:at_county,with_lawyer:at_firm,at_review:passed,at_review:not_passed,passed:in_notice,in_notice:objected_to,in_notice:appointed,at_county:retracted,at_firm:retracted,at_review:retracted,with_lawyer:retracted}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="dbf982955ce55b6f48c14798b200b0ae13bd4564",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_c54cd",
                    table="lawyers_nomination",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestandard",
            constraint=models.UniqueConstraint(
                fields=("unit", "version"), name="one_standard_per_version"
            ),
        ),
        migrations.AddIndex(
            model_name="onlineregistration",
            index=models.Index(models.F("unit"), models.F("state"), name="online_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="onlineregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["applied_for", "active", "paused"])),
                fields=("lawyer", "unit"),
                name="one_open_registration_per_lawyer_and_unit",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="onlineregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "lawyers_onlineregistrationevent" ("accepted_at", "applied_at", "checked_by", "hours", "id", "identity_checked_at", "identity_number", "lawyer_id", "licence_checked_at", "pause_reason", "paused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standard_id", "state", "unit_id") VALUES (OLD."accepted_at", OLD."applied_at", OLD."checked_by", OLD."hours", OLD."id", OLD."identity_checked_at", OLD."identity_number", OLD."lawyer_id", OLD."licence_checked_at", OLD."pause_reason", OLD."paused_on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."standard_id", OLD."state", OLD."unit_id"); RETURN NULL;',
                    hash="d7087edeb5b3bcd28a0820df7c62756aedaeb542",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_792a8",
                    table="lawyers_onlineregistration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="onlineregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "lawyers_onlineregistrationevent" ("accepted_at", "applied_at", "checked_by", "hours", "id", "identity_checked_at", "identity_number", "lawyer_id", "licence_checked_at", "pause_reason", "paused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standard_id", "state", "unit_id") VALUES (OLD."accepted_at", OLD."applied_at", OLD."checked_by", OLD."hours", OLD."id", OLD."identity_checked_at", OLD."identity_number", OLD."lawyer_id", OLD."licence_checked_at", OLD."pause_reason", OLD."paused_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."standard_id", OLD."state", OLD."unit_id"); RETURN NULL;',
                    hash="54f768a4b1677cb3d60c869c82a7d67880a3bc8a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e55e",
                    table="lawyers_onlineregistration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="onlineregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{applied_for:active,applied_for:not_admitted,active:paused,paused:active,active:withdrawn_online,applied_for:withdrawn_online,paused:withdrawn_online}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="a7c55456548baefd249feec63b214f1e3f9307a2",
                    operation="UPDATE",
                    pgid="pgtrigger_state_follows_the_table_e49a2",
                    table="lawyers_onlineregistration",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionphone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("unit", "body"),
                name="one_supervision_phone_per_unit_and_body",
            ),
        ),
    ]
