import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gongyuan.core.crypto
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("content_type", models.CharField(max_length=80, verbose_name="类型")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("stored_as", models.CharField(max_length=80, unique=True, verbose_name="存放名")),
                ("created_at", models.DateTimeField(verbose_name="存入时间")),
                ("created_by", models.CharField(blank=True, max_length=200, verbose_name="存入人")),
            ],
            options={
                "verbose_name": "文件",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("in_app", "站内"), ("sms", "短信"), ("email", "邮件")],
                        max_length=10,
                        verbose_name="途径",
                    ),
                ),
                ("user_id", models.BigIntegerField(blank=True, null=True, verbose_name="收件人")),
                (
                    "address",
                    gongyuan.core.crypto.EncryptedTextField(
                        blank=True, default="", verbose_name="号码或邮箱"
                    ),
                ),
                ("body", gongyuan.core.crypto.EncryptedTextField(verbose_name="内容")),
                ("link", models.CharField(blank=True, max_length=200, verbose_name="去处")),
                ("created_at", models.DateTimeField(verbose_name="时间")),
                (
                    "handed_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交出时间"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="送出时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "once_key",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="一次性标识",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知",
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_id", models.BigIntegerField(verbose_name="单位")),
                ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("value", models.PositiveIntegerField(verbose_name="末号")),
            ],
            options={
                "verbose_name": "文号",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit_id", "kind", "year"),
                        name="one_counter_per_unit_kind_and_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_kind", models.CharField(max_length=60, verbose_name="对象")),
                ("subject_id", models.BigIntegerField(verbose_name="对象编号")),
                ("code", models.CharField(max_length=80, verbose_name="事项")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="内容")),
                (
                    "actor_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="人员"),
                ),
                (
                    "actor_post_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="岗位"),
                ),
                ("actor_name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                (
                    "actor_office",
                    models.CharField(blank=True, max_length=200, verbose_name="单位岗位"),
                ),
                ("unit_id", models.BigIntegerField(blank=True, null=True, verbose_name="单位")),
            ],
            options={
                "verbose_name": "经过",
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id", "id"], name="event_by_subject"
                    ),
                    models.Index(fields=["code", "at"], name="event_by_code"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="events_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ad89b2a8944176944c0b6c75df2438fd06d5bdb9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_events_stay_c2de2",
                    table="core_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("channel", "in_app")),
                fields=["user_id", "-id"],
                name="notice_of_user",
            ),
        ),
    ]
