import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "initials",
                    models.CharField(blank=True, max_length=40, verbose_name="拼音首字母"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("federation", "地方总工会"),
                            ("industrial", "产业工会"),
                            ("direct", "直管企业工会"),
                            ("enterprise", "企业工会"),
                            ("association", "工会联合会"),
                        ],
                        default="federation",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "全国"),
                            ("province", "省级"),
                            ("prefecture", "市州级"),
                            ("county", "县（区）级"),
                            ("township", "乡镇（街道）"),
                            ("primary", "基层"),
                        ],
                        max_length=12,
                        verbose_name="层级",
                    ),
                ),
                ("path", models.CharField(max_length=120, unique=True, verbose_name="路径")),
                ("region_code", models.CharField(max_length=12, verbose_name="区划代码")),
                (
                    "document_prefix",
                    models.CharField(blank=True, max_length=20, verbose_name="机关代字"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisations.unit",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "工会组织",
            },
        ),
        migrations.CreateModel(
            name="AidInstitution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("centre", "法律援助中心"),
                            ("branch", "分中心"),
                            ("station", "法律援助工作站"),
                            ("point", "法律援助联系点"),
                            ("window", "法律援助窗口"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("stand_alone", "单独设立"),
                            ("co_located", "与帮扶中心合署办公"),
                            ("judicial_branch", "司法行政法律援助中心分中心或工作站"),
                            ("purchased", "购买法律服务设立"),
                        ],
                        max_length=16,
                        verbose_name="组建形式",
                    ),
                ),
                (
                    "department",
                    models.CharField(blank=True, max_length=60, verbose_name="负责部门"),
                ),
                ("head_name", models.CharField(max_length=40, verbose_name="负责人")),
                ("phone", models.CharField(max_length=40, verbose_name="联系电话")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="经度"
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=8, null=True, verbose_name="纬度"
                    ),
                ),
                ("hours", models.CharField(blank=True, max_length=100, verbose_name="办公时间")),
                (
                    "functions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="职能",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="设立日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="institutions",
                        to="organisations.unit",
                        verbose_name="所属工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "法律援助机构",
            },
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("path", "varchar_pattern_ops"),
                name="unit_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["parent", "region_code", "id"], name="unit_children"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["region_code"], name="unit_place"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("initials"), "varchar_pattern_ops"
                ),
                name="unit_initials",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None),
                    ("opened_on", None),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="unit_closes_after_it_opens",
            ),
        ),
        migrations.AddIndex(
            model_name="aidinstitution",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="institution_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="aidinstitution",
            index=models.Index(models.F("unit"), name="institution_unit"),
        ),
        migrations.AddConstraint(
            model_name="aidinstitution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="institution_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="aidinstitution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("unit", "name"),
                name="one_open_institution_of_a_name_per_unit",
            ),
        ),
    ]
