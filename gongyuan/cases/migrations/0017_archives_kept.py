import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("cases", "0016_occurrences"),
        ("core", "0002_cache_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchiveAppraisal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("keep_longer", "延长保管"),
                            ("hand_over", "移交档案馆"),
                            ("no_longer", "不再保管"),
                        ],
                        max_length=12,
                        verbose_name="鉴定意见",
                    ),
                ),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="延长保管到")),
                ("note", models.TextField(verbose_name="理由")),
                ("appraised_at", models.DateTimeField(verbose_name="鉴定时间")),
                ("appraised_by", models.CharField(max_length=200, verbose_name="鉴定人")),
            ],
            options={
                "verbose_name": "档案鉴定",
            },
        ),
        migrations.CreateModel(
            name="ArchiveBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField(verbose_name="份数")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已做")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="页数")),
                ("left_out", models.JSONField(default=list, verbose_name="未合订")),
                ("asked_at", models.DateTimeField(verbose_name="要求时间")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="失败时间")),
                ("fault", models.CharField(blank=True, max_length=200, verbose_name="失败原因")),
            ],
            options={
                "verbose_name": "合订本",
            },
        ),
        migrations.CreateModel(
            name="ArchiveSupplement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("number", models.CharField(max_length=70, verbose_name="补充卷号")),
                ("reason", models.TextField(verbose_name="补充原因")),
                ("manifest", models.JSONField(verbose_name="清单")),
                ("manifest_sha256", models.CharField(max_length=64, verbose_name="清单校验值")),
                ("sealed_at", models.DateTimeField(verbose_name="封卷时间")),
                ("sealed_by", models.CharField(max_length=200, verbose_name="封卷人")),
            ],
            options={
                "verbose_name": "补充卷",
            },
        ),
        migrations.CreateModel(
            name="LatePaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="题名")),
                ("catalogue_code", models.CharField(max_length=30, verbose_name="卷内目录")),
                ("is_inner", models.BooleanField(default=False, verbose_name="副卷")),
                (
                    "pages",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数"),
                ),
            ],
            options={
                "verbose_name": "补充材料",
            },
        ),
        migrations.AddField(
            model_name="archive",
            name="appraise_after",
            field=models.DateField(blank=True, null=True, verbose_name="待鉴定"),
        ),
        migrations.AddField(
            model_name="archive",
            name="keep_is_verified",
            field=models.BooleanField(default=True, verbose_name="依据已核"),
        ),
        migrations.AddField(
            model_name="archive",
            name="keep_source",
            field=models.CharField(blank=True, max_length=200, verbose_name="保管期限依据"),
        ),
        migrations.AddField(
            model_name="archive",
            name="keep_until",
            field=models.DateField(blank=True, null=True, verbose_name="保管到"),
        ),
        migrations.AddIndex(
            model_name="archive",
            index=models.Index(
                models.F("appraise_after"),
                condition=models.Q(("appraise_after__isnull", False)),
                name="archive_to_be_appraised",
            ),
        ),
        migrations.AddField(
            model_name="archiveappraisal",
            name="archive",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appraisals",
                to="cases.archive",
                verbose_name="案卷",
            ),
        ),
        migrations.AddField(
            model_name="archivebook",
            name="archive",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="book",
                to="cases.archive",
                verbose_name="案卷",
            ),
        ),
        migrations.AddField(
            model_name="archivebook",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="文件",
            ),
        ),
        migrations.AddField(
            model_name="archivesupplement",
            name="archive",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supplements",
                to="cases.archive",
                verbose_name="案卷",
            ),
        ),
        migrations.AddField(
            model_name="archivesupplement",
            name="package",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="案卷包",
            ),
        ),
        migrations.AddField(
            model_name="latepaper",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.file",
                verbose_name="文件",
            ),
        ),
        migrations.AddField(
            model_name="latepaper",
            name="supplement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="cases.archivesupplement",
                verbose_name="补充卷",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiveappraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("keep_until__isnull", False), ("outcome", "keep_longer")),
                    models.Q(
                        models.Q(("outcome", "keep_longer"), _negated=True), ("keep_until", None)
                    ),
                    _connector="OR",
                ),
                name="appraisal_names_a_day_iff_kept_longer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archiveappraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_sealed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0067ab53d962096af87630c351e30bd4f9a7471c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_sealed_stays_378bc",
                    table="cases_archiveappraisal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="archivebook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", None), ("finished_at", None)),
                    models.Q(("file__isnull", False), ("finished_at__isnull", False)),
                    _connector="OR",
                ),
                name="book_has_a_file_iff_finished",
            ),
        ),
        migrations.AddConstraint(
            model_name="archivesupplement",
            constraint=models.UniqueConstraint(
                fields=("archive", "position"), name="one_supplement_per_archive_and_position"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archivesupplement",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_sealed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c9973ab2c57991c8aeb1e6692d9c0797272472f5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_sealed_stays_121de",
                    table="cases_archivesupplement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="latepaper",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_sealed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="344dfede50bd395097557e6f930efa5ea8a4e5b6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_sealed_stays_bfb87",
                    table="cases_latepaper",
                    when="BEFORE",
                ),
            ),
        ),
    ]
