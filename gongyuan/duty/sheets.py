"""A month's roster as an Excel table."""

from collections.abc import Iterable

from django.utils import timezone

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column
from gongyuan.duty.models import DutyRoster, DutyShift

COLUMNS = (
    Column(name="day", heading="日期", how="", example=""),
    Column(name="weekday", heading="星期", how="", example="", width=8),
    Column(name="part", heading="时段", how="", example="", width=8),
    Column(name="hours", heading="时间", how="", example="", width=16),
    Column(name="who", heading="值班人", how="", example=""),
    Column(name="kind", heading="身份", how="", example="", width=10),
    Column(name="came", heading="到岗", how="", example="", width=10),
    Column(name="left", heading="离岗", how="", example="", width=10),
)


def written(roster: DutyRoster, shifts: Iterable[DutyShift]) -> bytes:
    """A workbook with a line for each seat of the month, in order."""
    return writing.written(f"{roster.month:%Y-%m}", COLUMNS, [_line(shift) for shift in shifts])


def _line(shift: DutyShift) -> dict[str, str]:
    member = shift.member
    return {
        "day": shift.day.isoformat(),
        "weekday": "周" + "一二三四五六日"[shift.day.weekday()],
        "part": shift.get_part_display(),
        "hours": f"{timezone.localtime(shift.starts_at):%H:%M}—"
        f"{timezone.localtime(shift.ends_at):%H:%M}",
        "who": member.name if member else "",
        "kind": member.kind_label if member else "",
        "came": f"{timezone.localtime(shift.came_at):%H:%M}" if shift.came_at else "",
        "left": f"{timezone.localtime(shift.left_at):%H:%M}" if shift.left_at else "",
    }
