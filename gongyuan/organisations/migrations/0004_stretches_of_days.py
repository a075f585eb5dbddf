import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("organisations", "0003_bounded_tree_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="InstitutionStretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("path", models.CharField(max_length=120, verbose_name="当时路径")),
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
            ],
            options={
                "verbose_name": "机构沿革",
            },
        ),
        migrations.CreateModel(
            name="UnitStretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("path", models.CharField(max_length=120, verbose_name="当时路径")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
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
                ("region_code", models.CharField(max_length=12, verbose_name="区划代码")),
            ],
            options={
                "verbose_name": "组织沿革",
            },
        ),
        migrations.AddField(
            model_name="unit",
            name="former_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                default=list,
                size=None,
                verbose_name="曾用名",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="organisations.unit",
                verbose_name="并入",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aidinstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_a_stretch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO organisations_institutionstretch (institution_id, path, unit_id, name, kind, form, department, head_name, phone, starts_on, ends_on) VALUES (NEW.id, NEW.unit_path, NEW.unit_id, NEW.name, NEW.kind, NEW.form, NEW.department, NEW.head_name, NEW.phone, NEW.opened_on, NEW.closed_on); RETURN NULL;",
                    hash="b92ea3c797c629d59c1a838825eb7094b709e0ff",
                    operation="INSERT",
                    pgid="pgtrigger_begins_a_stretch_3d289",
                    table="organisations_aidinstitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aidinstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="follows_in_stretches",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE day date; last organisations_institutionstretch%ROWTYPE;",
                    func="\n            IF NOT (NEW.opened_on IS DISTINCT FROM OLD.opened_on OR NEW.closed_on IS DISTINCT FROM OLD.closed_on OR NEW.unit_path IS DISTINCT FROM OLD.unit_path OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.form IS DISTINCT FROM OLD.form OR NEW.department IS DISTINCT FROM OLD.department OR NEW.head_name IS DISTINCT FROM OLD.head_name OR NEW.phone IS DISTINCT FROM OLD.phone) THEN RETURN NULL; END IF;\n            day := COALESCE(\n                NULLIF(current_setting('gongyuan.effective_on', true), '')::date,\n                (now() AT TIME ZONE 'Asia/Shanghai')::date\n            );\n            IF NEW.opened_on IS DISTINCT FROM OLD.opened_on THEN\n                UPDATE organisations_institutionstretch SET starts_on =\n                    CASE WHEN NEW.opened_on > ends_on THEN ends_on ELSE NEW.opened_on END\n                WHERE id = (\n                    SELECT id FROM organisations_institutionstretch WHERE institution_id = NEW.id\n                    ORDER BY starts_on NULLS FIRST, id LIMIT 1\n                );\n            END IF;\n            SELECT * INTO last FROM organisations_institutionstretch WHERE institution_id = NEW.id\n                ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT 1;\n            IF NEW.closed_on IS NULL AND OLD.closed_on < day THEN\n                INSERT INTO organisations_institutionstretch (institution_id, path, unit_id, name, kind, form, department, head_name, phone, starts_on, ends_on) VALUES (NEW.id, NEW.unit_path, NEW.unit_id, NEW.name, NEW.kind, NEW.form, NEW.department, NEW.head_name, NEW.phone, day, NULL);\n                RETURN NULL;\n            ELSIF NEW.closed_on IS NULL AND OLD.closed_on IS NOT NULL THEN\n                UPDATE organisations_institutionstretch SET ends_on = NULL WHERE id = last.id;\n                last.ends_on := NULL;\n            ELSIF NEW.closed_on IS DISTINCT FROM OLD.closed_on THEN\n                DELETE FROM organisations_institutionstretch later WHERE institution_id = NEW.id AND starts_on >= NEW.closed_on\n                    AND EXISTS (SELECT FROM organisations_institutionstretch earlier WHERE earlier.institution_id = NEW.id\n                        AND COALESCE(earlier.starts_on, '-infinity') < later.starts_on);\n                SELECT * INTO last FROM organisations_institutionstretch WHERE institution_id = NEW.id\n                ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT 1;\n                last.ends_on := LEAST(last.ends_on, NEW.closed_on);\n                UPDATE organisations_institutionstretch SET ends_on = last.ends_on WHERE id = last.id;\n            END IF;\n            IF NOT (NEW.unit_path IS DISTINCT FROM OLD.unit_path OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.form IS DISTINCT FROM OLD.form OR NEW.department IS DISTINCT FROM OLD.department OR NEW.head_name IS DISTINCT FROM OLD.head_name OR NEW.phone IS DISTINCT FROM OLD.phone) OR last.ends_on <= day THEN RETURN NULL; END IF;\n            IF COALESCE(last.starts_on, '-infinity') >= day THEN\n                UPDATE organisations_institutionstretch SET path = NEW.unit_path, unit_id = NEW.unit_id, name = NEW.name, kind = NEW.kind, form = NEW.form, department = NEW.department, head_name = NEW.head_name, phone = NEW.phone WHERE id = last.id;\n            ELSE\n                UPDATE organisations_institutionstretch SET ends_on = day WHERE id = last.id;\n                INSERT INTO organisations_institutionstretch (institution_id, path, unit_id, name, kind, form, department, head_name, phone, starts_on, ends_on) VALUES (NEW.id, NEW.unit_path, NEW.unit_id, NEW.name, NEW.kind, NEW.form, NEW.department, NEW.head_name, NEW.phone, day, NEW.closed_on);\n            END IF;\n            RETURN NULL;\n        ",
                    hash="7be462d1df37bb30e391a232e315e1945f9a9820",
                    operation="UPDATE",
                    pgid="pgtrigger_follows_in_stretches_ca9ec",
                    table="organisations_aidinstitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_a_stretch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO organisations_unitstretch (unit_id, parent_id, path, name, kind, level, region_code, starts_on, ends_on) VALUES (NEW.id, NEW.parent_id, NEW.path, NEW.name, NEW.kind, NEW.level, NEW.region_code, NEW.opened_on, NEW.closed_on); RETURN NULL;",
                    hash="5a7e39708a544c0ef127359b73540b5bd27dba73",
                    operation="INSERT",
                    pgid="pgtrigger_begins_a_stretch_13049",
                    table="organisations_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="follows_in_stretches",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE day date; last organisations_unitstretch%ROWTYPE;",
                    func="\n            IF NOT (NEW.opened_on IS DISTINCT FROM OLD.opened_on OR NEW.closed_on IS DISTINCT FROM OLD.closed_on OR NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.path IS DISTINCT FROM OLD.path OR NEW.name IS DISTINCT FROM OLD.name OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.level IS DISTINCT FROM OLD.level OR NEW.region_code IS DISTINCT FROM OLD.region_code) THEN RETURN NULL; END IF;\n            day := COALESCE(\n                NULLIF(current_setting('gongyuan.effective_on', true), '')::date,\n                (now() AT TIME ZONE 'Asia/Shanghai')::date\n            );\n            IF NEW.opened_on IS DISTINCT FROM OLD.opened_on THEN\n                UPDATE organisations_unitstretch SET starts_on =\n                    CASE WHEN NEW.opened_on > ends_on THEN ends_on ELSE NEW.opened_on END\n                WHERE id = (\n                    SELECT id FROM organisations_unitstretch WHERE unit_id = NEW.id\n                    ORDER BY starts_on NULLS FIRST, id LIMIT 1\n                );\n            END IF;\n            SELECT * INTO last FROM organisations_unitstretch WHERE unit_id = NEW.id\n                ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT 1;\n            IF NEW.closed_on IS NULL AND OLD.closed_on < day THEN\n                INSERT INTO organisations_unitstretch (unit_id, parent_id, path, name, kind, level, region_code, starts_on, ends_on) VALUES (NEW.id, NEW.parent_id, NEW.path, NEW.name, NEW.kind, NEW.level, NEW.region_code, day, NULL);\n                RETURN NULL;\n            ELSIF NEW.closed_on IS NULL AND OLD.closed_on IS NOT NULL THEN\n                UPDATE organisations_unitstretch SET ends_on = NULL WHERE id = last.id;\n                last.ends_on := NULL;\n            ELSIF NEW.closed_on IS DISTINCT FROM OLD.closed_on THEN\n                DELETE FROM organisations_unitstretch later WHERE unit_id = NEW.id AND starts_on >= NEW.closed_on\n                    AND EXISTS (SELECT FROM organisations_unitstretch earlier WHERE earlier.unit_id = NEW.id\n                        AND COALESCE(earlier.starts_on, '-infinity') < later.starts_on);\n                SELECT * INTO last FROM organisations_unitstretch WHERE unit_id = NEW.id\n                ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT 1;\n                last.ends_on := LEAST(last.ends_on, NEW.closed_on);\n                UPDATE organisations_unitstretch SET ends_on = last.ends_on WHERE id = last.id;\n            END IF;\n            IF NOT (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.path IS DISTINCT FROM OLD.path OR NEW.name IS DISTINCT FROM OLD.name OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.level IS DISTINCT FROM OLD.level OR NEW.region_code IS DISTINCT FROM OLD.region_code) OR last.ends_on <= day THEN RETURN NULL; END IF;\n            IF COALESCE(last.starts_on, '-infinity') >= day THEN\n                UPDATE organisations_unitstretch SET parent_id = NEW.parent_id, path = NEW.path, name = NEW.name, kind = NEW.kind, level = NEW.level, region_code = NEW.region_code WHERE id = last.id;\n            ELSE\n                UPDATE organisations_unitstretch SET ends_on = day WHERE id = last.id;\n                INSERT INTO organisations_unitstretch (unit_id, parent_id, path, name, kind, level, region_code, starts_on, ends_on) VALUES (NEW.id, NEW.parent_id, NEW.path, NEW.name, NEW.kind, NEW.level, NEW.region_code, day, NEW.closed_on);\n            END IF;\n            RETURN NULL;\n        ",
                    hash="7e9ad7d16d9c5d80f6e0b99cbf894c0e6a7ecf1d",
                    operation="UPDATE",
                    pgid="pgtrigger_follows_in_stretches_e9406",
                    table="organisations_unit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), ("closed_on__isnull", False), _connector="OR"
                ),
                name="merged_unit_is_closed",
            ),
        ),
        migrations.AddField(
            model_name="institutionstretch",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stretches",
                to="organisations.aidinstitution",
                verbose_name="机构",
            ),
        ),
        migrations.AddField(
            model_name="institutionstretch",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="所属工会",
            ),
        ),
        migrations.AddField(
            model_name="unitstretch",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="上级",
            ),
        ),
        migrations.AddField(
            model_name="unitstretch",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stretches",
                to="organisations.unit",
                verbose_name="组织",
            ),
        ),
        migrations.AddIndex(
            model_name="institutionstretch",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("path", "varchar_pattern_ops"),
                name="institution_stretch_path",
            ),
        ),
        migrations.AddIndex(
            model_name="institutionstretch",
            index=models.Index(models.F("unit"), name="institution_stretch_unit"),
        ),
        migrations.AddConstraint(
            model_name="institutionstretch",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.expressions.RawSQL(
                            "int8range(institution_id, institution_id, '[]')", ()
                        ),
                        "&&",
                    ),
                    (
                        django.db.models.expressions.RawSQL("daterange(starts_on, ends_on)", ()),
                        "&&",
                    ),
                ],
                name="one_stretch_of_an_institution_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="unitstretch",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("path", "varchar_pattern_ops"),
                name="unit_stretch_path",
            ),
        ),
        migrations.AddIndex(
            model_name="unitstretch",
            index=models.Index(
                models.F("ends_on"),
                condition=models.Q(("ends_on__isnull", False)),
                name="unit_stretch_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitstretch",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.expressions.RawSQL(
                            "int8range(unit_id, unit_id, '[]')", ()
                        ),
                        "&&",
                    ),
                    (
                        django.db.models.expressions.RawSQL("daterange(starts_on, ends_on)", ()),
                        "&&",
                    ),
                ],
                name="one_stretch_of_a_unit_a_day",
            ),
        ),
    ]
