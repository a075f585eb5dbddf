import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongyuan.core.crypto
from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("organisations", "0001_units_and_institutions"),
        ("people", "0001_accounts_posts_workers_employers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Firm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="名称")),
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
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
            ],
            options={
                "verbose_name": "律师事务所",
            },
        ),
        migrations.CreateModel(
            name="FirmEngagement",
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
                            ("counsel", "法律顾问"),
                            ("case", "代理案件"),
                            ("arbitrator", "仲裁员"),
                        ],
                        max_length=12,
                        verbose_name="关系",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="people.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagements",
                        to="lawyers.firm",
                        verbose_name="律师事务所",
                    ),
                ),
            ],
            options={
                "verbose_name": "律所业务关系",
            },
        ),
        migrations.CreateModel(
            name="Lawyer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "licence_number",
                    models.CharField(max_length=20, unique=True, verbose_name="执业证号"),
                ),
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
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawyers",
                        to="lawyers.firm",
                        verbose_name="律师事务所",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawyer",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "律师",
            },
        ),
        migrations.CreateModel(
            name="PanelTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("starts_on", models.DateField(verbose_name="聘期自")),
                ("ends_on", models.DateField(verbose_name="聘期至")),
                ("suspended_on", models.DateField(blank=True, null=True, verbose_name="暂停自")),
                (
                    "lawyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
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
                        verbose_name="聘任工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "聘期",
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                        models.F("ends_on"),
                        name="term_subtree",
                    ),
                    models.Index(models.F("unit"), models.F("ends_on"), name="term_of_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="term_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("lawyer", "unit", "starts_on"),
                        name="one_term_per_lawyer_unit_and_start",
                    ),
                ],
            },
        ),
    ]
