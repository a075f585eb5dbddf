import django.contrib.postgres.indexes
import django.contrib.postgres.search
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
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0003_employers_are_found_by_any_part_of_the_name"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("legal_head", "法律部负责人"),
                            ("legal_officer", "法律部工作人员"),
                            ("window_clerk", "窗口工作人员"),
                            ("hotline_agent", "12351坐席"),
                            ("finance_officer", "财务"),
                            ("statistician", "统计"),
                            ("system_admin", "系统管理员"),
                            ("auditor", "审计"),
                            ("lawyer", "志愿律师"),
                            ("law_firm_contact", "律所联系人"),
                            ("justice_officer", "司法局"),
                            ("enterprise_union_officer", "企业工会"),
                            ("mediator", "调解员"),
                            ("supervisor", "监督员"),
                            ("worker", "职工"),
                        ],
                        max_length=30,
                        verbose_name="角色",
                    ),
                ),
                (
                    "employment",
                    models.CharField(
                        choices=[("full_time", "专职"), ("part_time", "兼职")],
                        default="full_time",
                        max_length=10,
                        verbose_name="用工",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="任职自")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="账号有效至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "certificate_number",
                    models.CharField(blank=True, max_length=60, verbose_name="证书编号"),
                ),
                (
                    "certificate_issuer",
                    models.CharField(blank=True, max_length=100, verbose_name="发证单位"),
                ),
                (
                    "certificate_issued_on",
                    models.DateField(blank=True, null=True, verbose_name="发证日期"),
                ),
                (
                    "certificate_valid_until",
                    models.DateField(blank=True, null=True, verbose_name="证书有效期至"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待审批"),
                            ("granted", "已开通"),
                            ("refused", "未同意"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("asked_by", models.CharField(max_length=200, verbose_name="申请人")),
                ("asked_by_user_id", models.BigIntegerField(verbose_name="申请账号")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="审批人")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
            ],
            options={
                "verbose_name": "账号申请",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                            ("mediator", "劳动争议调解员证"),
                            ("labour_law_supervisor", "工会劳动法律监督员证"),
                            ("labour_relations_coordinator", "劳动关系协调员（师）证"),
                            ("part_time_arbitrator", "兼职仲裁员证"),
                            ("public_lawyer", "公职律师证"),
                        ],
                        max_length=30,
                        verbose_name="种类",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="证书编号")),
                ("issuer", models.CharField(max_length=100, verbose_name="发证单位")),
                ("issued_on", models.DateField(verbose_name="发证日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "verbose_name": "证书",
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mediator", "劳动争议调解员证"),
                            ("labour_law_supervisor", "工会劳动法律监督员证"),
                            ("labour_relations_coordinator", "劳动关系协调员（师）证"),
                            ("part_time_arbitrator", "兼职仲裁员证"),
                            ("public_lawyer", "公职律师证"),
                        ],
                        max_length=30,
                        verbose_name="种类",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="证书编号")),
                ("issuer", models.CharField(max_length=100, verbose_name="发证单位")),
                ("issued_on", models.DateField(verbose_name="发证日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmployerAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("source", models.CharField(max_length=100, verbose_name="来源")),
                ("merge_id", models.BigIntegerField(blank=True, null=True, verbose_name="合并")),
                ("added_at", models.DateTimeField(verbose_name="登记时间")),
                ("added_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(
                        null=True, verbose_name="检索"
                    ),
                ),
            ],
            options={
                "verbose_name": "单位别名",
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[("worker", "职工"), ("employer", "用人单位")],
                        max_length=10,
                        verbose_name="对象",
                    ),
                ),
                ("kept_id", models.BigIntegerField(verbose_name="保留的登记")),
                ("absorbed_id", models.BigIntegerField(verbose_name="并入的登记")),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待确认"),
                            ("merged", "已合并"),
                            ("distinct", "不是同一个"),
                            ("withdrawn", "提议已撤回"),
                            ("undone", "已恢复"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("taken", models.JSONField(default=list, verbose_name="取用的栏目")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("proposed_by", models.CharField(max_length=200, verbose_name="提出人")),
                ("proposed_by_user_id", models.BigIntegerField(verbose_name="提出账号")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="确认人")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="恢复时间")),
                ("moved", models.JSONField(default=dict, verbose_name="随迁的记录")),
                (
                    "before",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="合并前"
                    ),
                ),
            ],
            options={
                "verbose_name": "合并",
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("pinyin", models.CharField(blank=True, max_length=120, verbose_name="拼音")),
                (
                    "initials",
                    models.CharField(blank=True, max_length=20, verbose_name="拼音首字母"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lawyer", "律师"),
                            ("scholar", "学者"),
                            ("expert", "专家"),
                            ("student", "学生"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=100, verbose_name="所在单位"),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=16, verbose_name="手机号检索值")),
                ("skills", models.CharField(max_length=200, verbose_name="擅长")),
                ("available", models.CharField(max_length=200, verbose_name="可服务时间")),
                (
                    "platform_number",
                    models.CharField(blank=True, max_length=40, verbose_name="志愿服务平台编号"),
                ),
                ("consented_on", models.DateField(verbose_name="本人同意日期")),
                ("joined_on", models.DateField(verbose_name="加入日期")),
                (
                    "leave_asked_on",
                    models.DateField(blank=True, null=True, verbose_name="申请退出日期"),
                ),
                (
                    "leave_due_on",
                    models.DateField(blank=True, null=True, verbose_name="办结退出期限"),
                ),
                (
                    "leave_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="离开日期")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("own_request", "本人申请退出"), ("cancelled", "取消资格")],
                        max_length=12,
                        verbose_name="离开方式",
                    ),
                ),
                (
                    "cancel_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("profit", "营利或者收取财物"),
                            ("misses", "同一年度多次爽约"),
                            ("complaints", "因质量多次被投诉"),
                            ("violation", "违反规定"),
                        ],
                        max_length=12,
                        verbose_name="取消事由",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("registered_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "verbose_name": "志愿者",
            },
        ),
        migrations.CreateModel(
            name="VolunteerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("pinyin", models.CharField(blank=True, max_length=120, verbose_name="拼音")),
                (
                    "initials",
                    models.CharField(blank=True, max_length=20, verbose_name="拼音首字母"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lawyer", "律师"),
                            ("scholar", "学者"),
                            ("expert", "专家"),
                            ("student", "学生"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=100, verbose_name="所在单位"),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=16, verbose_name="手机号检索值")),
                ("skills", models.CharField(max_length=200, verbose_name="擅长")),
                ("available", models.CharField(max_length=200, verbose_name="可服务时间")),
                (
                    "platform_number",
                    models.CharField(blank=True, max_length=40, verbose_name="志愿服务平台编号"),
                ),
                ("consented_on", models.DateField(verbose_name="本人同意日期")),
                ("joined_on", models.DateField(verbose_name="加入日期")),
                (
                    "leave_asked_on",
                    models.DateField(blank=True, null=True, verbose_name="申请退出日期"),
                ),
                (
                    "leave_due_on",
                    models.DateField(blank=True, null=True, verbose_name="办结退出期限"),
                ),
                (
                    "leave_source",
                    models.CharField(blank=True, max_length=200, verbose_name="期限依据"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="离开日期")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("own_request", "本人申请退出"), ("cancelled", "取消资格")],
                        max_length=12,
                        verbose_name="离开方式",
                    ),
                ),
                (
                    "cancel_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("profit", "营利或者收取财物"),
                            ("misses", "同一年度多次爽约"),
                            ("complaints", "因质量多次被投诉"),
                            ("violation", "违反规定"),
                        ],
                        max_length=12,
                        verbose_name="取消事由",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("registered_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VolunteerHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("starts_at", models.TimeField(verbose_name="开始")),
                ("half_hours", models.PositiveSmallIntegerField(verbose_name="半小时数")),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("consultation", "法律咨询"),
                            ("outreach", "普法宣传"),
                            ("drafting", "代写文书"),
                            ("mediation", "参与调解"),
                            ("case_support", "协助办案"),
                            ("other", "其他服务"),
                        ],
                        max_length=12,
                        verbose_name="服务内容",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地点和事项")),
                (
                    "over_note",
                    models.CharField(blank=True, max_length=200, verbose_name="超出说明"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
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
                    "struck_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="划去原因"),
                ),
            ],
            options={
                "verbose_name": "志愿服务时长",
            },
        ),
        migrations.CreateModel(
            name="VolunteerLapse",
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
                        choices=[("missed", "爽约"), ("complaint", "质量投诉")],
                        max_length=10,
                        verbose_name="情况",
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("note", models.CharField(max_length=200, verbose_name="说明")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="登记人")),
            ],
            options={
                "verbose_name": "志愿者失信记录",
            },
        ),
        migrations.AddField(
            model_name="employer",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="people.employer",
                verbose_name="已并入",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="initials",
            field=models.CharField(blank=True, max_length=20, verbose_name="拼音首字母"),
        ),
        migrations.AddField(
            model_name="worker",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="people.worker",
                verbose_name="已并入",
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                name="user_name",
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("initials", "varchar_pattern_ops"),
                name="user_initials",
            ),
        ),
        migrations.AddField(
            model_name="accountrequest",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="单位",
            ),
        ),
        migrations.AddField(
            model_name="accountrequest",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="扫描件",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to=settings.AUTH_USER_MODEL,
                verbose_name="持证人",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="file",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.file",
                verbose_name="扫描件",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
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
            model_name="certificateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.certificate",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="持证人",
            ),
        ),
        migrations.AddField(
            model_name="employeralias",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="people.employer",
                verbose_name="用人单位",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="提出单位",
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="单位",
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="volunteering",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="volunteerevent",
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
            model_name="volunteerevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.volunteer",
            ),
        ),
        migrations.AddField(
            model_name="volunteerevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.unit",
                verbose_name="单位",
            ),
        ),
        migrations.AddField(
            model_name="volunteerevent",
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
            model_name="volunteerhours",
            name="volunteer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hours",
                to="people.volunteer",
                verbose_name="志愿者",
            ),
        ),
        migrations.AddField(
            model_name="volunteerlapse",
            name="volunteer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lapses",
                to="people.volunteer",
                verbose_name="志愿者",
            ),
        ),
        migrations.AddIndex(
            model_name="accountrequest",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="account_request_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="accountrequest",
            index=models.Index(
                condition=models.Q(("state", "asked")), fields=["unit"], name="account_request_open"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("withdrawn_on", None)),
                fields=["valid_until"],
                name="certificate_ending",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("kind", "issuer", "number"),
                name="a_certificate_is_entered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="certificate_ends_after_it_begins",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_certificateevent" ("entered_at", "entered_by", "file_id", "id", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_until", "withdrawn_on") VALUES (OLD."entered_at", OLD."entered_by", OLD."file_id", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."user_id", OLD."valid_until", OLD."withdrawn_on"); RETURN NULL;',
                    hash="42b4ba0beb5388cf93445bc7e1e9f03121ccf510",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2bf8",
                    table="people_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_certificateevent" ("entered_at", "entered_by", "file_id", "id", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_until", "withdrawn_on") VALUES (OLD."entered_at", OLD."entered_by", OLD."file_id", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id", OLD."valid_until", OLD."withdrawn_on"); RETURN NULL;',
                    hash="e7c974221e0b430e8d8308f24099f5aad60824fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c1c6a",
                    table="people_certificate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="employeralias",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                name="employer_alias_name",
            ),
        ),
        migrations.AddIndex(
            model_name="employeralias",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="employer_alias_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="employeralias",
            constraint=models.UniqueConstraint(
                fields=("employer", "name"), name="an_alias_is_kept_once"
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="merge_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["of", "absorbed_id"], name="merge_of_absorbed"),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["of", "kept_id"], name="merge_of_kept"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("of", "absorbed_id"),
                name="one_open_proposal_for_an_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_id", models.F("absorbed_id")), _negated=True),
                name="nobody_is_merged_with_oneself",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="volunteer_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(
                condition=models.Q(("leave_asked_on__isnull", False), ("left_on", None)),
                fields=["unit", "leave_due_on"],
                name="volunteer_leaving",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                name="volunteer_name",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("initials", "varchar_pattern_ops"),
                name="volunteer_initials",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("unit", "phone_index", "name"),
                name="a_volunteer_serves_a_unit_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_volunteerevent" ("available", "cancel_ground", "consented_on", "ending", "id", "initials", "joined_on", "kind", "leave_asked_on", "leave_due_on", "leave_source", "left_on", "name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "pinyin", "platform_number", "registered_at", "registered_by", "skills", "unit_id", "unit_path", "user_id") VALUES (OLD."available", OLD."cancel_ground", OLD."consented_on", OLD."ending", OLD."id", OLD."initials", OLD."joined_on", OLD."kind", OLD."leave_asked_on", OLD."leave_due_on", OLD."leave_source", OLD."left_on", OLD."name", OLD."organisation", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."phone_index", OLD."pinyin", OLD."platform_number", OLD."registered_at", OLD."registered_by", OLD."skills", OLD."unit_id", OLD."unit_path", OLD."user_id"); RETURN NULL;',
                    hash="dd6f00642e75c98c4445f97ec15844afd54035c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d98d",
                    table="people_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_volunteerevent" ("available", "cancel_ground", "consented_on", "ending", "id", "initials", "joined_on", "kind", "leave_asked_on", "leave_due_on", "leave_source", "left_on", "name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "pinyin", "platform_number", "registered_at", "registered_by", "skills", "unit_id", "unit_path", "user_id") VALUES (OLD."available", OLD."cancel_ground", OLD."consented_on", OLD."ending", OLD."id", OLD."initials", OLD."joined_on", OLD."kind", OLD."leave_asked_on", OLD."leave_due_on", OLD."leave_source", OLD."left_on", OLD."name", OLD."organisation", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_index", OLD."pinyin", OLD."platform_number", OLD."registered_at", OLD."registered_by", OLD."skills", OLD."unit_id", OLD."unit_path", OLD."user_id"); RETURN NULL;',
                    hash="81042c0ce20b8cad6f80a6fb6e6a9a916232f1a2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1785a",
                    table="people_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerhours",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("volunteer", "day", "starts_at"),
                name="hours_are_recorded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerhours",
            constraint=models.CheckConstraint(
                condition=models.Q(("half_hours__gte", 1), ("half_hours__lte", 48)),
                name="hours_fit_into_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerlapse",
            constraint=models.UniqueConstraint(
                fields=("volunteer", "kind", "day"), name="a_lapse_is_recorded_once_a_day"
            ),
        ),
    ]
