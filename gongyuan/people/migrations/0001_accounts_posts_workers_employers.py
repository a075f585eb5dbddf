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
        ("organisations", "0001_units_and_institutions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="账号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效至")),
                (
                    "must_change_password",
                    models.BooleanField(default=False, verbose_name="须改密码"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="开立时间")),
            ],
            options={
                "verbose_name": "账号",
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("pinyin", models.CharField(blank=True, max_length=400, verbose_name="拼音")),
                (
                    "initials",
                    models.CharField(blank=True, max_length=120, verbose_name="拼音首字母"),
                ),
                (
                    "uscc",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        unique=True,
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="行业")),
                ("region_code", models.CharField(blank=True, max_length=12, verbose_name="所在地")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "legal_representative",
                    models.CharField(blank=True, max_length=40, verbose_name="法定代表人"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "微型"),
                            ("small", "小型"),
                            ("medium", "中型"),
                            ("large", "大型"),
                        ],
                        max_length=6,
                        verbose_name="规模",
                    ),
                ),
            ],
            options={
                "verbose_name": "用人单位",
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                        name="employer_name",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("initials", "varchar_pattern_ops"),
                        name="employer_initials",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneVerification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=16, verbose_name="手机号检索值")),
                ("code_index", models.BinaryField(max_length=16, verbose_name="验证码检索值")),
                ("purpose", models.CharField(max_length=20, verbose_name="用途")),
                ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="试过")),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="验证时间"),
                ),
            ],
            options={
                "verbose_name": "手机验证",
                "indexes": [
                    models.Index(fields=["phone_index", "-sent_at"], name="verification_of_phone")
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
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
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="任职至")),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organisations.aidinstitution",
                        verbose_name="机构",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位",
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
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
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="任职至")),
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
                        verbose_name="机构",
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
                        to="people.post",
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
                        verbose_name="单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("pinyin", models.CharField(blank=True, max_length=120, verbose_name="拼音")),
                (
                    "initials",
                    models.CharField(blank=True, max_length=20, verbose_name="拼音首字母"),
                ),
                (
                    "identity_number",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="身份证号"
                    ),
                ),
                (
                    "identity_index",
                    models.BinaryField(
                        max_length=16, null=True, unique=True, verbose_name="身份证号检索值"
                    ),
                ),
                (
                    "phone",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="手机号"
                    ),
                ),
                (
                    "phone_index",
                    models.BinaryField(max_length=16, null=True, verbose_name="手机号检索值"),
                ),
                (
                    "phone_tail_index",
                    models.BinaryField(max_length=16, null=True, verbose_name="手机尾号检索值"),
                ),
                (
                    "address",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="住址"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("male", "男"), ("female", "女")],
                        max_length=6,
                        verbose_name="性别",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                ("ethnic_group", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="常用语言")),
                (
                    "household",
                    models.CharField(
                        blank=True,
                        choices=[("rural", "农村"), ("urban", "城镇")],
                        max_length=6,
                        verbose_name="户籍",
                    ),
                ),
                ("is_migrant", models.BooleanField(default=False, verbose_name="农民工")),
                (
                    "is_union_member",
                    models.BooleanField(blank=True, null=True, verbose_name="工会会员"),
                ),
                (
                    "special_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("hardship", "困难职工"),
                                ("disability", "残疾"),
                                ("minor", "未成年"),
                                ("over_age", "超龄"),
                                ("platform", "新就业形态"),
                                ("protected_woman", "孕期产期哺乳期"),
                                ("model_worker", "劳模"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="特殊群体",
                    ),
                ),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=100, verbose_name="联系提示"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "职工",
                "indexes": [
                    models.Index(models.F("phone_index"), name="worker_phone"),
                    models.Index(models.F("phone_tail_index"), name="worker_phone_tail"),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("name", "varchar_pattern_ops"),
                        name="worker_name",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("initials", "varchar_pattern_ops"),
                        name="worker_initials",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("since", models.DateTimeField(verbose_name="自")),
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
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="people.worker",
                        verbose_name="职工",
                    ),
                ),
            ],
            options={
                "verbose_name": "职工登记",
            },
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="post_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(models.F("unit"), models.F("role"), name="post_unit_role"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("user", "unit", "role"),
                name="one_open_post_per_user_unit_and_role",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_postevent" ("employment", "ends_on", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "unit_path", "user_id") VALUES (OLD."employment", OLD."ends_on", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role", OLD."starts_on", OLD."unit_id", OLD."unit_path", OLD."user_id"); RETURN NULL;',
                    hash="f27f10b11f52e889f8753570860d49d552e6b38c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ec9d1",
                    table="people_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_postevent" ("employment", "ends_on", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "unit_path", "user_id") VALUES (OLD."employment", OLD."ends_on", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."unit_id", OLD."unit_path", OLD."user_id"); RETURN NULL;',
                    hash="7ab2a1e697733aa26476d959600bbb4c439bf4c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_262ab",
                    table="people_post",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="workerregistration",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                models.F("worker"),
                name="worker_registration_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="workerregistration",
            constraint=models.UniqueConstraint(
                fields=("worker", "unit"), name="one_registration_per_worker_and_unit"
            ),
        ),
    ]
