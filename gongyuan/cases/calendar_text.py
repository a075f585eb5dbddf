"""A calendar as the text that calendar programs read (RFC 5545).

It leaves the house: case numbers, places and hours are in it, duty and courses, no name of a
worker or an employer, and not the note, which may hold one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from gongyuan.cases.choices import AppointmentKind
from gongyuan.cases.models import Appointment, Deadline
from gongyuan.core.agenda import AgendaEntry

if TYPE_CHECKING:
    import icalendar

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Gongyuan//Calendar//ZH"
#: How often a program is asked to look again.
REFRESH = timedelta(hours=1)


def calendar_text(
    appointments: Iterable[Appointment],
    deadlines: Iterable[Deadline],
    others: Iterable[AgendaEntry],
    *,
    now: datetime,
) -> bytes:
    """The calendar of these appointments, deadlines (as whole days) and what else there is."""
    import icalendar  # weighs 8 MB, for processes that nobody asks for a calendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "工援日程")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for appointment in appointments:
        calendar.add_component(_appointment(appointment))
    for deadline in deadlines:
        calendar.add_component(_deadline(deadline, now))
    for entry in others:
        calendar.add_component(_other(entry, now))
    return calendar.to_ical()


def _appointment(appointment: Appointment) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    kind = AppointmentKind(appointment.kind).label
    event.add("uid", f"appointment-{appointment.pk}@gongyuan")
    event.add("dtstamp", appointment.changed_at.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    if appointment.ends_at:
        event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", f"{kind} {appointment.case.number}")
    if appointment.place:
        event.add("location", appointment.place)
    return event


def _deadline(deadline: Deadline, now: datetime) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"deadline-{deadline.pk}@gongyuan")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", deadline.due_on)
    event.add("summary", f"期限：{deadline.label} {deadline.case.number}")
    event.add("description", deadline.source)
    event.add("transp", "TRANSPARENT")
    return event


def _other(entry: AgendaEntry, now: datetime) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{entry.key}@gongyuan")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.what)
    event.add("location", entry.place)
    return event
