"""What is to be done by itself today."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from gongyuan.duty.models import DutyMember, DutyPoint, DutyRoster, DutyShift
from gongyuan.duty.queries.periods import next_month, value
from gongyuan.policy.in_force import current_calendar

#: How many working days before a month its draft is made.
DRAFT_DAYS = "duty_draft_days"


def points_without_draft(*, today: date) -> Iterator[tuple[DutyPoint, date]]:
    """Open points with somebody on the list and no roster for next month, where the day has come;
    with that month."""
    month = next_month(today)
    made = DutyRoster.objects.filter(point=OuterRef("pk"), month=month)
    listed = DutyMember.objects.filter(point=OuterRef("pk"), ends_on=None)
    rows = DutyPoint.objects.filter(~Exists(made), Exists(listed), closed_on=None)
    calendar = current_calendar()
    for point in rows.select_related("unit").order_by("pk").iterator(chunk_size=500):
        days = value(point.unit, DRAFT_DAYS, on=today)
        if days and calendar.working_days_before(month, days) <= today:
            yield point, month


def shifts_to_remind(*, day: date) -> Iterator[DutyShift]:
    """Published shifts of a day in which somebody sits."""
    rows = DutyShift.objects.published().filter(day=day, member__isnull=False)
    found = rows.select_related("member__lawyer", "point").order_by("pk")
    return found.iterator(chunk_size=500)
