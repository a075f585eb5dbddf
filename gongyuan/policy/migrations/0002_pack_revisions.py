import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("policy", "0001_decision_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackRevisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField(verbose_name="单位编号")),
                ("unit_name", models.CharField(max_length=100, verbose_name="起草单位")),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("pack_id", models.CharField(max_length=60, verbose_name="政策包")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=300, verbose_name="名称")),
                ("region_code", models.CharField(max_length=6, verbose_name="地区")),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("text", models.TextField(verbose_name="内容")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("approved", "已批准"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("edited_at", models.DateTimeField(verbose_name="起草时间")),
                ("edited_by", models.CharField(max_length=200, verbose_name="起草人")),
                ("edited_by_user_id", models.BigIntegerField(verbose_name="起草账号")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提交人"),
                ),
                (
                    "submitted_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="提交账号"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "approved_by",
                    models.CharField(blank=True, max_length=200, verbose_name="批准人"),
                ),
                (
                    "approved_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="批准账号"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PackRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_id", models.BigIntegerField(verbose_name="单位编号")),
                ("unit_name", models.CharField(max_length=100, verbose_name="起草单位")),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("pack_id", models.CharField(max_length=60, verbose_name="政策包")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=300, verbose_name="名称")),
                ("region_code", models.CharField(max_length=6, verbose_name="地区")),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("text", models.TextField(verbose_name="内容")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("approved", "已批准"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("edited_at", models.DateTimeField(verbose_name="起草时间")),
                ("edited_by", models.CharField(max_length=200, verbose_name="起草人")),
                ("edited_by_user_id", models.BigIntegerField(verbose_name="起草账号")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=200, verbose_name="提交人"),
                ),
                (
                    "submitted_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="提交账号"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "approved_by",
                    models.CharField(blank=True, max_length=200, verbose_name="批准人"),
                ),
                (
                    "approved_by_user_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="批准账号"),
                ),
            ],
            options={
                "verbose_name": "政策包修订",
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                        name="pack_revision_subtree",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "approved", "discarded"])
                        ),
                        name="pack_revision_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by_user_id__isnull", False),
                                ("state", "approved"),
                            ),
                            models.Q(
                                models.Q(("state", "approved"), _negated=True),
                                ("approved_at", None),
                                ("approved_by_user_id", None),
                            ),
                            _connector="OR",
                        ),
                        name="pack_revision_approved_at_iff_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by_user_id", None),
                            models.Q(
                                ("submitted_by_user_id__isnull", False),
                                models.Q(
                                    ("approved_by_user_id", models.F("submitted_by_user_id")),
                                    _negated=True,
                                ),
                                models.Q(
                                    ("approved_by_user_id", models.F("edited_by_user_id")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="pack_revision_is_approved_by_a_second_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=("unit_id", "pack_id"),
                        name="one_revision_of_a_pack_under_way_per_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("pack_id", "version"),
                        name="one_approved_revision_per_pack_and_version",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="approved_pack_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."state" = \'approved\' AND (OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."pack_id" IS DISTINCT FROM (NEW."pack_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."region_code" IS DISTINCT FROM (NEW."region_code") OR OLD."effective_from" IS DISTINCT FROM (NEW."effective_from") OR OLD."edited_by_user_id" IS DISTINCT FROM (NEW."edited_by_user_id") OR OLD."submitted_by_user_id" IS DISTINCT FROM (NEW."submitted_by_user_id") OR OLD."approved_by_user_id" IS DISTINCT FROM (NEW."approved_by_user_id") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8333f9afe10e3d25d907ffba6f9a456842e31ca4",
                    operation="UPDATE",
                    pgid="pgtrigger_approved_pack_is_never_changed_9ceb7",
                    table="policy_packrevision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="approved_pack_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'approved')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="1f5af25b781ffd0ed9f8e768b324ca3e817811d6",
                    operation="DELETE",
                    pgid="pgtrigger_approved_pack_is_never_deleted_185e4",
                    table="policy_packrevision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "policy_packrevisionevent" ("approved_at", "approved_by", "approved_by_user_id", "edited_at", "edited_by", "edited_by_user_id", "effective_from", "id", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "sha256", "state", "submitted_at", "submitted_by", "submitted_by_user_id", "text", "title", "unit_id", "unit_name", "unit_path", "version") VALUES (OLD."approved_at", OLD."approved_by", OLD."approved_by_user_id", OLD."edited_at", OLD."edited_by", OLD."edited_by_user_id", OLD."effective_from", OLD."id", OLD."pack_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_code", OLD."sha256", OLD."state", OLD."submitted_at", OLD."submitted_by", OLD."submitted_by_user_id", OLD."text", OLD."title", OLD."unit_id", OLD."unit_name", OLD."unit_path", OLD."version"); RETURN NULL;',
                    hash="54bc431df57a024dbf9d17e9b88189a94a7c9369",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0775e",
                    table="policy_packrevision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "policy_packrevisionevent" ("approved_at", "approved_by", "approved_by_user_id", "edited_at", "edited_by", "edited_by_user_id", "effective_from", "id", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "sha256", "state", "submitted_at", "submitted_by", "submitted_by_user_id", "text", "title", "unit_id", "unit_name", "unit_path", "version") VALUES (OLD."approved_at", OLD."approved_by", OLD."approved_by_user_id", OLD."edited_at", OLD."edited_by", OLD."edited_by_user_id", OLD."effective_from", OLD."id", OLD."pack_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_code", OLD."sha256", OLD."state", OLD."submitted_at", OLD."submitted_by", OLD."submitted_by_user_id", OLD."text", OLD."title", OLD."unit_id", OLD."unit_name", OLD."unit_path", OLD."version"); RETURN NULL;',
                    hash="529afc7fe2e5e1840b301492764c4e4e0c86bd98",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dd77d",
                    table="policy_packrevision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="packrevisionevent",
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
            model_name="packrevisionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="policy.packrevision",
            ),
        ),
    ]
