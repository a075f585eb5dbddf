import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("core", "0002_cache_table"),
        ("organisations", "0005_stretches_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoordinationRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("number", models.CharField(max_length=60, verbose_name="编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint_meeting", "联席会议"),
                            ("joint_document", "联合发文"),
                            ("joint_action", "联合行动"),
                            ("case_consultation", "重大案件会商"),
                            ("information", "信息通报"),
                            ("leadership_study", "领导专题研究"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "partners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("justice", "司法行政部门"),
                                ("human_resources", "人力资源和社会保障部门"),
                                ("court", "人民法院"),
                                ("arbitration", "劳动人事争议仲裁机构"),
                                ("procuratorate", "人民检察院"),
                                ("other", "其他单位"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="参加单位",
                    ),
                ),
                (
                    "partner_names",
                    models.CharField(blank=True, max_length=200, verbose_name="参加单位名称"),
                ),
                ("held_on", models.DateField(verbose_name="日期")),
                ("subject", models.CharField(max_length=100, verbose_name="主题")),
                ("participants", models.CharField(max_length=300, verbose_name="参加人")),
                ("content", models.TextField(blank=True, verbose_name="内容")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="登记人")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="作废时间"),
                ),
                (
                    "withdrawn_note",
                    models.CharField(blank=True, max_length=300, verbose_name="作废理由"),
                ),
                ("submission_key", models.UUIDField(unique=True, verbose_name="提交标识")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="登记单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "协作记录",
            },
        ),
        migrations.CreateModel(
            name="CoordinationPaper",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="文件",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="organisations.coordinationrecord",
                        verbose_name="协作记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "协作记录材料",
            },
        ),
        migrations.CreateModel(
            name="CoverageTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        verbose_name="机构",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="到期日")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(null=True, verbose_name="组建率（%）"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("reason", models.CharField(max_length=500, verbose_name="理由")),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("entered_by", models.CharField(max_length=200, verbose_name="录入人")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="设定单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "组建率目标",
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("what", models.CharField(max_length=200, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                (
                    "done_note",
                    models.CharField(blank=True, max_length=300, verbose_name="办结情况"),
                ),
                (
                    "done_by",
                    models.CharField(blank=True, max_length=200, verbose_name="办结登记人"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="organisations.coordinationrecord",
                        verbose_name="协作记录",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "约定事项",
            },
        ),
        migrations.CreateModel(
            name="StationCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("checked_on", models.DateField(verbose_name="检查日期")),
                ("checked_by", models.CharField(max_length=200, verbose_name="检查人")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "checked_by_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="检查单位",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="organisations.aidinstitution",
                        verbose_name="机构",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="所属工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "站点达标检查",
            },
        ),
        migrations.CreateModel(
            name="StationCheckItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("code", models.CharField(max_length=40, verbose_name="项目代码")),
                ("label", models.CharField(max_length=300, verbose_name="项目")),
                ("citation", models.CharField(max_length=300, verbose_name="依据")),
                ("is_verified", models.BooleanField(verbose_name="依据已核")),
                ("is_met", models.BooleanField(verbose_name="达标")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="情况")),
                ("mend_by", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                ("mended_on", models.DateField(blank=True, null=True, verbose_name="整改完成")),
                (
                    "mended_note",
                    models.CharField(blank=True, max_length=300, verbose_name="整改情况"),
                ),
                (
                    "mended_by",
                    models.CharField(blank=True, max_length=200, verbose_name="整改登记人"),
                ),
                (
                    "check_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="organisations.stationcheck",
                        verbose_name="检查",
                    ),
                ),
                (
                    "checked_by_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="检查单位",
                    ),
                ),
                (
                    "mended_photo",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="整改照片",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.file",
                        verbose_name="照片",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="所属工会",
                    ),
                ),
            ],
            options={
                "verbose_name": "达标检查项目",
            },
        ),
        migrations.AddIndex(
            model_name="coordinationrecord",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="coordination_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="coordinationrecord",
            index=models.Index(fields=["unit", "-held_on"], name="coordination_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="coordinationrecord",
            constraint=models.UniqueConstraint(
                fields=("unit", "number"), name="coordination_number_is_the_units_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_note", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="coordination_withdrawn_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="coordination_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "unit_id", "number", "kind", "partners", "held_on", "subject", "participants", "content" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="3a15b330be7f7565a6f11b6934a44616d0f983bf",
                    operation='UPDATE OF "unit_id", "number", "kind", "partners", "held_on", "subject", "participants", "content" OR DELETE',
                    pgid="pgtrigger_coordination_stays_59a64",
                    table="organisations_coordinationrecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="papers_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6283679b65727f8aa00f43450018c86b7ef446d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_papers_stay_d9fbb",
                    table="organisations_coordinationpaper",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent", None), ("percent__lte", 100), _connector="OR"),
                name="target_is_a_percentage",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragetarget",
            trigger=pgtrigger.compiler.Trigger(
                name="targets_are_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d9367b438f3132dce08c27ef60fe775861aca075",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_targets_are_never_changed_70f1e",
                    table="organisations_coveragetarget",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                models.F("unit"),
                models.F("due_on"),
                condition=models.Q(("done_on", None)),
                name="follow_up_awaited",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="follow_up_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_note", ""), ("done_on", None)),
                    models.Q(
                        ("done_on__isnull", False), models.Q(("done_note", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="follow_up_done_says_how",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="follow_ups_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "record_id", "what", "due_on" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="9df923fe4967355e83652d2a2ada611027e7f456",
                    operation='UPDATE OF "record_id", "what", "due_on" OR DELETE',
                    pgid="pgtrigger_follow_ups_stay_7f642",
                    table="organisations_followup",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="stationcheck",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="station_check_subtree",
            ),
        ),
        migrations.AddConstraint(
            model_name="stationcheck",
            constraint=models.UniqueConstraint(
                fields=("institution", "checked_on", "checked_by_unit"),
                name="a_station_is_checked_once_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stationcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="checks_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "institution_id", "unit_id", "checked_on", "checked_by_unit_id", "checked_by", "remark" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="49f9b801f4336b0fee359febba2543043ef8b715",
                    operation='UPDATE OF "institution_id", "unit_id", "checked_on", "checked_by_unit_id", "checked_by", "remark" OR DELETE',
                    pgid="pgtrigger_checks_stay_d7bbe",
                    table="organisations_stationcheck",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="stationcheckitem",
            index=models.Index(
                models.F("unit"),
                models.F("mend_by"),
                condition=models.Q(("is_met", False), ("mended_on", None)),
                name="item_to_mend_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="stationcheckitem",
            index=models.Index(
                models.F("checked_by_unit"),
                models.F("mend_by"),
                condition=models.Q(("is_met", False), ("mended_on", None)),
                name="item_to_mend_of_checker",
            ),
        ),
        migrations.AddConstraint(
            model_name="stationcheckitem",
            constraint=models.UniqueConstraint(
                fields=("check_of", "code"), name="an_item_is_checked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stationcheckitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_met", True), ("mend_by", None), ("mended_on", None)),
                    models.Q(("is_met", False), ("mend_by__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_wanting_is_to_be_mended_by_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="stationcheckitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mended_note", ""), ("mended_on", None)),
                    models.Q(
                        ("mended_on__isnull", False), models.Q(("mended_note", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="what_is_mended_says_how",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stationcheckitem",
            trigger=pgtrigger.compiler.Trigger(
                name="findings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "check_of_id", "code", "label", "citation", "is_met", "note", "photo_id", "mend_by" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="f7dc1b5b5fec74862faa832985a1162713638e75",
                    operation='UPDATE OF "check_of_id", "code", "label", "citation", "is_met", "note", "photo_id", "mend_by" OR DELETE',
                    pgid="pgtrigger_findings_stay_74002",
                    table="organisations_stationcheckitem",
                    when="BEFORE",
                ),
            ),
        ),
    ]
