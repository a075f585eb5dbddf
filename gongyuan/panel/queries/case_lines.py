"""What lawyers did in cases: taken, filed, heard, reported, closed, each read where it happened."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from gongyuan.cases.choices import AppointmentKind
from gongyuan.cases.models import Appointment, Assignment, Closing, ProgressReport, Stage
from gongyuan.panel.choices import ActivityKind
from gongyuan.panel.details import Line

Found = Iterator[tuple[int, Line]]
KEPT = frozenset({AppointmentKind.HEARING, AppointmentKind.MEETING, AppointmentKind.MEDIATION})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose lines are asked for, and of which days; both are in it."""

    lawyers: tuple[int, ...]
    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _taken(asked: Asked) -> Found:
    rows = Assignment.objects.filter(
        lawyer_id__in=asked.lawyers, accepted_at__range=asked.bounds
    ).select_related("case")
    for row in rows:
        day = timezone.localdate(row.accepted_at)
        yield row.lawyer_id, _line(ActivityKind.CASE_TAKEN, row, day, row.case.applicant_label)


def _line(kind: ActivityKind, row: Any, day: date, text: str) -> Line:
    return Line(
        kind=kind,
        day=day,
        text=f"{row.case.number} {text}",
        source_kind=row._meta.label_lower,
        source_id=row.pk,
        unit_path=row.case.unit_path,
    )


def _of_lawyers(asked: Asked) -> Q:
    """On cases that one of these lawyers had accepted."""
    mine = Assignment.objects.filter(lawyer_id__in=asked.lawyers, accepted_at__isnull=False)
    return Q(case_id__in=mine.values("case_id"))


def _by_holder(
    asked: Asked, happened: Iterable[tuple[Any, date | None, str]], kind: ActivityKind
) -> Found:
    """What happened in cases, by the lawyer who had the case on that day; one query more."""
    known = [one for one in happened if one[1] is not None]
    held: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(
        case_id__in=[row.case_id for row, _, _ in known], accepted_at__isnull=False
    )
    for assignment in rows.order_by("pk"):
        held[assignment.case_id].append(assignment)
    for row, day, text in known:
        holder = _holder(held[row.case_id], day)  # type: ignore[arg-type] # None is left out
        if holder is not None and holder.lawyer_id in asked.lawyers:
            yield holder.lawyer_id, _line(kind, row, day, text)  # type: ignore[arg-type] # same


def _holder(rows: Iterable[Assignment], day: date) -> Assignment | None:
    """Which of these assignments of one case ran on a day; the later on the day of a change."""
    running = [
        row
        for row in rows
        if timezone.localdate(row.accepted_at) <= day
        and (row.ended_at is None or day <= timezone.localdate(row.ended_at))
    ]
    return running[-1] if running else None


def _steps(asked: Asked) -> Found:
    rows = Stage.objects.filter(_of_lawyers(asked), filed_on__range=asked.days)
    found = [
        (row, row.filed_on, "，".join(filter(None, [row.get_kind_display(), row.body])))
        for row in rows.select_related("case")
    ]
    yield from _by_holder(asked, found, ActivityKind.CASE_STEP)


def _hours(asked: Asked) -> Found:
    rows = Appointment.objects.standing().filter(
        _of_lawyers(asked), starts_at__range=asked.bounds, kind__in=KEPT
    )
    found = [
        (row, timezone.localdate(row.starts_at), row.get_kind_display())
        for row in rows.select_related("case")
    ]
    yield from _by_holder(asked, found, ActivityKind.CASE_HOUR)


def _reports(asked: Asked) -> Found:
    rows = ProgressReport.objects.filter(_of_lawyers(asked), happened_on__range=asked.days)
    found = [(row, row.happened_on, "通报进展") for row in rows.select_related("case")]
    yield from _by_holder(asked, found, ActivityKind.CASE_REPORT)


def _closed(asked: Asked) -> Found:
    rows = Closing.objects.filter(_of_lawyers(asked), case__closed_on__range=asked.days)
    found = [(row, row.case.closed_on, "结案") for row in rows.select_related("case")]
    yield from _by_holder(asked, found, ActivityKind.CASE_CLOSED)


CASE_SOURCES: tuple[Callable[[Asked], Found], ...] = (_taken, _steps, _hours, _reports, _closed)
