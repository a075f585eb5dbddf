"""Calendars: the appointments of a lawyer, an office, the offices below, by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from gongyuan.cases.choices import CalendarSpan, CalendarWhose, StageKind
from gongyuan.cases.models import Appointment, Assignment, Case, Stage
from gongyuan.cases.models.calendar import AppointmentQuerySet
from gongyuan.cases.rules.calendar import WEEK, Hour, Span, clashes, span_of
from gongyuan.core.agenda import AgendaEntry, agenda_of
from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import due_on
from gongyuan.people.actor import Actor
from gongyuan.policy.in_force import current_calendar

#: Days a list runs on from its first.
LIST_DAYS = 60
#: More lines are no page any more; the week is asked for then.
MOST_SHOWN = 400
#: A subscribed calendar shows a little of what has been.
FEED_DAYS_BACK = 30
MOST_IN_FEED = 1000
#: More of what overlaps is counted, not named.
MOST_NAMED = 2
POSTPONE = "ARB_POSTPONE"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a calendar; `clash` says what else the lawyer has at that hour."""

    appointment: Appointment
    clash: str = ""

    @property
    def day(self) -> date:
        return timezone.localdate(self.appointment.starts_at)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of a page with its entries, soonest first; `others` are no case's."""

    day: date
    entries: tuple[Entry, ...]
    others: tuple[AgendaEntry, ...] = ()
    is_outside: bool = False
    is_today: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarPage:
    """What one page shows: its days in weeks, those with something, and where to turn to."""

    span: Span
    weeks: tuple[tuple[Day, ...], ...]
    busy: tuple[Day, ...]
    count: int
    has_more: bool


def in_sight(actor: Actor, whose: str) -> AppointmentQuerySet:
    """The standing appointments a page is made of: own, or those of the units below."""
    if whose == CalendarWhose.SUBTREE:
        return Appointment.objects.overseen_by(actor).standing()
    return Appointment.objects.handled_by(actor).standing()


def calendar_page(actor: Actor, *, whose: str, kind: str, day: date, today: date) -> CalendarPage:
    """A month, a week or the coming days of a calendar, a lawyer's with duty and courses; a fixed
    number of queries whatever its size."""
    span = span_of(kind, day, most_days=LIST_DAYS)
    rows = between(in_sight(actor, whose), span.first, span.last)
    found = list(_shown(rows)[: MOST_SHOWN + 1])
    entries = with_clashes(found[:MOST_SHOWN])
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    others = _others(actor, span)
    is_month = kind == CalendarSpan.MONTH
    days = [
        Day(
            day=one,
            entries=tuple(by_day.get(one, ())),
            others=tuple(others.get(one, ())),
            is_outside=is_month and (one.year, one.month) != (day.year, day.month),
            is_today=one == today,
        )
        for one in _days(span)
    ]
    is_grid = kind != CalendarSpan.LIST
    return CalendarPage(
        span=span,
        weeks=tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK) if is_grid),
        busy=tuple(one for one in days if one.entries or one.others),
        count=sum(len(one.entries) + len(one.others) for one in days),
        has_more=len(found) > MOST_SHOWN,
    )


def _others(actor: Actor, span: Span) -> dict[date, list[AgendaEntry]]:
    """What a lawyer has to be at besides cases; an office's calendar is not one person's."""
    found: dict[date, list[AgendaEntry]] = {}
    for entry in agenda_of(actor, since=span.first) if actor.is_lawyer else ():
        found.setdefault(timezone.localdate(entry.starts_at), []).append(entry)
    return found


def between(rows: AppointmentQuerySet, first: date, last: date) -> AppointmentQuerySet:
    """Those that begin on these Beijing days, both included, soonest first."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return rows.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")


def _shown(rows: AppointmentQuerySet) -> Any:
    current = Assignment.objects.filter(case=OuterRef("case"), ended_at=None)
    return (
        rows.select_related("case", "unit")
        .only(
            "kind",
            "starts_at",
            "ends_at",
            "place",
            "note",
            "case__application_number",
            "case__case_number",
            "case__applicant_label",
            "unit__short_name",
        )
        .annotate(
            lawyer_id=Subquery(current.values("lawyer")[:1]),
            lawyer_name=Subquery(current.values("lawyer__name")[:1]),
        )
    )


def with_clashes(appointments: Sequence[Any]) -> list[Entry]:
    """The same as entries, each saying which other one of the same lawyer overlaps with it.

    Compared within a day only: nothing of a case goes on over midnight.
    """
    by_lawyer: dict[tuple[int, date], list[Any]] = {}
    for one in appointments:
        if one.lawyer_id is not None:
            key = (one.lawyer_id, timezone.localdate(one.starts_at))
            by_lawyer.setdefault(key, []).append(one)
    return [Entry(appointment=one, clash=_clash(one, by_lawyer)) for one in appointments]


def _clash(one: Any, by_lawyer: dict[tuple[int, date], list[Any]]) -> str:
    same_day = by_lawyer.get((one.lawyer_id, timezone.localdate(one.starts_at)), [])
    return clash_words(one, [other for other in same_day if other.pk != one.pk])


def clash_words(one: Appointment, others: Sequence[Appointment]) -> str:
    """What of `others` overlaps with this appointment, in words; empty for nothing."""
    found = clashes(hour_of(one), [hour_of(other) for other in others])
    named = "、".join(_named(others[place]) for place in found[:MOST_NAMED])
    return f"{named}等{len(found)}项" if len(found) > MOST_NAMED else named


def _named(appointment: Appointment) -> str:
    at = timezone.localtime(appointment.starts_at)
    return f"{appointment.case.number} {at:%H:%M} {appointment.get_kind_display()}"


def hour_of(appointment: Appointment) -> Hour:
    """When it is, as the rules read it."""
    ends_at = appointment.ends_at
    return Hour(
        starts_at=timezone.localtime(appointment.starts_at),
        ends_at=timezone.localtime(ends_at) if ends_at else None,
    )


def others_of_lawyer(appointment: Appointment) -> list[Appointment]:
    """The other standing appointments on that day of the lawyer who has the case, everywhere."""
    current = Assignment.objects.filter(case=appointment.case_id, ended_at=None)
    cases = Assignment.objects.filter(lawyer__in=current.values("lawyer"), ended_at=None)
    rows = Appointment.objects.standing().filter(case__in=cases.values("case"))
    day = timezone.localdate(appointment.starts_at)
    same_day = between(rows.exclude(pk=appointment.pk), day, day)
    return list(same_day.select_related("case"))


def for_feed(actor: Actor, *, today: date) -> list[Appointment]:
    """What a subscribed calendar holds: own appointments from a month ago on, soonest first."""
    first = today - timedelta(days=FEED_DAYS_BACK)
    start = timezone.make_aware(datetime.combine(first, time.min))
    rows = Appointment.objects.handled_by(actor).standing().filter(starts_at__gte=start)
    return list(rows.select_related("case", "stage").order_by("starts_at", "pk")[:MOST_IN_FEED])


def others_for_feed(actor: Actor, *, today: date) -> list[AgendaEntry]:
    """Own duty and the courses one signed up for, from a month ago on, soonest first."""
    return agenda_of(actor, since=today - timedelta(days=FEED_DAYS_BACK))


def _days(span: Span) -> Iterable[date]:
    count = (span.last - span.first).days + 1
    return [span.first + timedelta(days=number) for number in range(count)]


@dataclass(frozen=True, kw_only=True)
class Postponing:
    """The last day to ask for another day of a hearing, and by which article."""

    appointment_id: int
    due_on: date
    source: str


def postponing(
    case: Case, appointments: Iterable[Appointment], *, now: datetime
) -> Postponing | None:
    """By when another day can be asked for the next hearing of an arbitration, 3 working days
    before it (劳动人事争议仲裁办案规则 第三十八条); None without such a hearing or afterwards.
    """
    coming = (one for one in appointments if one.starts_at > now and _is_arbitrated(one.stage))
    hearing = next(coming, None)
    if hearing is None:
        return None
    day = timezone.localdate(hearing.starts_at)
    place = case.unit.region_code[:6] or law.NATION
    found = due_on(
        law.deadline_table().rule(POSTPONE, on=day, region=place), day, current_calendar()
    )
    if found.due_on is None or found.due_on < timezone.localdate(now):
        return None
    return Postponing(appointment_id=hearing.pk, due_on=found.due_on, source=found.source)


def _is_arbitrated(stage: Stage | None) -> bool:
    return bool(stage and stage.kind == StageKind.ARBITRATION and stage.concluded_on is None)
