import django.db.models.deletion
from django.db import migrations, models

#: Every swap so far moved one shift, and brought back one or none.
LINES = """
INSERT INTO duty_dutyswapshift (swap_id, shift_id, is_return)
SELECT id, shift_id, FALSE FROM duty_dutyswap
UNION ALL
SELECT id, in_return_id, TRUE FROM duty_dutyswap
WHERE in_return_id IS NOT NULL AND in_return_id <> shift_id
"""
WORDS = """
WITH said AS (
  SELECT id, day, format(
    '%s月%s日（周%s）%s',
    extract(month FROM day), extract(day FROM day),
    substr('日一二三四五六', extract(dow FROM day)::int + 1, 1),
    CASE part WHEN 'morning' THEN '上午' WHEN 'afternoon' THEN '下午' ELSE '全天' END
  ) AS words
  FROM duty_dutyshift
)
UPDATE duty_dutyswap SET
  given = own.words,
  returned = coalesce(back.words, ''),
  first_day = least(own.day, back.day),
  last_day = greatest(own.day, back.day)
FROM duty_dutyswap swap
JOIN said own ON own.id = swap.shift_id
LEFT JOIN said back ON back.id = swap.in_return_id
WHERE swap.id = duty_dutyswap.id
"""
#: What was inserted is checked at once, so that the tables may be altered afterwards.
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):
    dependencies = [("duty", "0004_turns_by_week_and_presence_set_right")]

    operations = [
        migrations.CreateModel(
            name="DutySwapShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "swap",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="duty.dutyswap",
                        verbose_name="换班",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swap_lines",
                        to="duty.dutyshift",
                        verbose_name="班次",
                    ),
                ),
                ("is_return", models.BooleanField(default=False, verbose_name="接过来的")),
            ],
            options={"verbose_name": "换班的班次"},
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="given",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="让出的班"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="returned",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="接过的班"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="first_day",
            field=models.DateField(null=True, verbose_name="自"),
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="last_day",
            field=models.DateField(null=True, verbose_name="至"),
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="is_leave",
            field=models.BooleanField(default=False, verbose_name="同时请假"),
        ),
        migrations.AddField(
            model_name="dutyswap",
            name="leave_reason",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="请假事由"),
            preserve_default=False,
        ),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(CHECKED, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="dutyswap", name="one_open_swap_per_shift"),
        migrations.RemoveField(model_name="dutyswap", name="in_return"),
        migrations.RemoveField(model_name="dutyswap", name="shift"),
        migrations.AlterField(
            model_name="dutyswap",
            name="first_day",
            field=models.DateField(verbose_name="自"),
        ),
        migrations.AlterField(
            model_name="dutyswap",
            name="last_day",
            field=models.DateField(verbose_name="至"),
        ),
        migrations.AlterField(
            model_name="dutyswap",
            name="taker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="duty.dutymember",
                verbose_name="对方",
            ),
        ),
        migrations.AddIndex(
            model_name="dutyswap",
            index=models.Index(
                models.F("taker"),
                models.F("first_day"),
                condition=models.Q(("state", "proposed")),
                name="swap_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyswap",
            constraint=models.CheckConstraint(
                condition=models.Q(("given", ""), ("returned", ""), _negated=True),
                name="swap_moves_a_shift",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyswapshift",
            constraint=models.UniqueConstraint(
                fields=("swap", "shift"), name="a_shift_moves_once_per_swap"
            ),
        ),
    ]
