import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("organisations", "0003_bounded_tree_indexes"),
        ("people", "0005_colleagues_are_found_by_initials"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedDesk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", models.CharField(max_length=120, verbose_name="路径")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("opened_at", models.DateTimeField(verbose_name="设立时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk",
                        to="people.post",
                        verbose_name="窗口岗位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "共用窗口",
            },
        ),
        migrations.CreateModel(
            name="DeskSitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_at", models.DateTimeField(verbose_name="签到时间")),
                ("seen_at", models.DateTimeField(verbose_name="最后操作")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="people.shareddesk",
                        verbose_name="共用窗口",
                    ),
                ),
            ],
            options={
                "verbose_name": "窗口签到",
            },
        ),
        migrations.CreateModel(
            name="SigningCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=160, verbose_name="签到码散列")),
                ("must_change", models.BooleanField(default=True, verbose_name="须改")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="连续输错")),
                (
                    "paused_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用至"),
                ),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signing_code",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "签到码",
            },
        ),
        migrations.CreateModel(
            name="AbsenceCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(verbose_name="至")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="事由")),
                ("named_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提前结束时间"),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代班人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="people.post",
                        verbose_name="被代岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "代班",
                "indexes": [
                    models.Index(
                        models.F("cover"),
                        models.F("ends_on"),
                        condition=models.Q(("ended_at", None)),
                        name="cover_standing",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="cover_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="shareddesk",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("unit_path", "varchar_pattern_ops"),
                name="shared_desk_subtree",
            ),
        ),
        migrations.AddIndex(
            model_name="desksitting",
            index=models.Index(fields=["user", "signed_at"], name="sitting_of_user"),
        ),
        migrations.AddConstraint(
            model_name="desksitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen_at__gte", models.F("signed_at"))),
                name="sitting_is_seen_after_it_began",
            ),
        ),
    ]
