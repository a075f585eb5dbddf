"""Hours that volunteers gave: recorded by whoever saw them, counted once an officer confirms."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.writing import written
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.details import HoursDetails
from gongyuan.people.models import Volunteer, VolunteerHours
from gongyuan.people.queries.parameters import parameter, source_of
from gongyuan.people.queries.volunteers import (
    hours_handled_by,
    hours_in_words,
    served_on,
    volunteers,
    waiting_hours,
)

COLUMNS = tuple(
    Column(name=name, heading=heading, how="", example="", width=width)
    for name, heading, width in (
        ("unit", "单位", 24),
        ("name", "姓名", 12),
        ("kind", "类别", 10),
        ("organisation", "所在单位", 24),
        ("platform_number", "志愿服务平台编号", 20),
        ("joined_on", "加入日期", 14),
        ("left_on", "离开日期", 14),
        ("times", "服务次数", 10),
        ("hours", "确认时长（小时）", 16),
    )
)


@transaction.atomic
def record_hours(
    *, volunteer: Volunteer, hours: HoursDetails, actor: Actor, now: datetime
) -> VolunteerHours:
    """Record what a volunteer did on a day, in whole and half hours; it counts once confirmed.
    Entered by the office, or by the volunteer.

    The same record twice is one. Refuses hours that are no halves, days outside the time served,
    a stretch that meets another of that day, and a day longer than the policy's usual number of
    hours (8, 法律援助志愿者管理办法) without a note of its own.
    """
    rows = Volunteer.objects.handled_by(actor) | Volunteer.objects.served_by(actor)
    rows = rows.select_related("unit")
    volunteer = rows.select_for_update(of=("self",)).get(pk=volunteer.pk)
    _refuse(volunteer, hours, today=timezone.localdate(now))
    halves = rules.half_hours(hours.hours) or 0
    known = _same(volunteer, hours, halves)
    if known is not None:
        return known
    others = served_on(volunteer, hours.day)
    if rules.overlaps(hours.starts_at, halves, others):
        raise Refused("这一天的这段时间已经登记过，请核对开始时间和时长。", field="starts_at")
    refuse_if(_too_long(volunteer, hours, halves, sum(length for _, length in others), now))
    row = VolunteerHours.objects.create(
        volunteer=volunteer,
        day=hours.day,
        starts_at=hours.starts_at,
        half_hours=halves,
        service=hours.service,
        place=hours.place.strip(),
        over_note=hours.over_note.strip(),
        recorded_at=now,
        recorded_by=f"{actor.name}（{actor.office}）"[:200],
    )
    data = {"hours_id": row.pk, "day": hours.day.isoformat(), "hours": str(hours.hours)}
    record_event(volunteer, "people.volunteer.record_hours", actor=actor, now=now, data=data)
    return row


@transaction.atomic
def confirm_hours(*, ids: Collection[int], actor: Actor, now: datetime) -> int:
    """Confirm records of hours so that they count; return how many were confirmed by this.

    What is confirmed already stays as it was. Refuses an empty choice and hours of one's own.
    """
    refuse_if([] if ids else ["请先选择要确认的时长。"])
    rows = waiting_hours(actor).filter(pk__in=ids).select_for_update(of=("self",))
    found = list(rows.order_by("pk"))
    own = [row for row in found if row.volunteer.user_id and row.volunteer.user_id == actor.user_id]
    refuse_if(["自己的服务时长请由同事确认。"] if own else [])
    for row in found:
        row.confirmed_at, row.confirmed_by = now, f"{actor.name}（{actor.office}）"[:200]
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        data = {"hours_id": row.pk, "day": row.day.isoformat(), "hours": str(row.amount)}
        code = "people.volunteer.confirm_hours"
        record_event(row.volunteer, code, actor=actor, now=now, data=data)
    return len(found)


@transaction.atomic
def strike_hours(*, row: VolunteerHours, note: str, actor: Actor, now: datetime) -> VolunteerHours:
    """Strike a record of hours that is wrong; it stays readable and counts no longer.

    Refuses a missing reason.
    """
    row = hours_handled_by(actor).select_for_update(of=("self",)).get(pk=row.pk)
    data = {"hours_id": row.pk, "day": row.day.isoformat(), "hours": str(row.amount)}
    record_event(
        row.volunteer, "people.volunteer.strike_hours", actor=actor, now=now, note=note, data=data
    )
    row.struck_at, row.struck_by = now, f"{actor.name}（{actor.office}）"[:200]
    row.struck_reason = note.strip()
    row.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    return row


@transaction.atomic
def export_hours(*, unit: Unit, year: int, actor: Actor, now: datetime) -> bytes:
    """The confirmed hours of a year by person as a workbook, without any telephone number.

    Those within sight, who has left since too; who took it away is put on record.
    """
    rows = [
        {
            "unit": row.unit.name,
            "name": row.name,
            "kind": str(row.get_kind_display()),
            "organisation": row.organisation,
            "platform_number": row.platform_number,
            "joined_on": row.joined_on.isoformat(),
            "left_on": row.left_on.isoformat() if row.left_on else "",
            "times": str(row.times),  # type: ignore[attr-defined] # annotated
            "hours": hours_in_words(row.halves),  # type: ignore[attr-defined] # annotated
        }
        for row in volunteers(actor, year=year, with_left=True)
    ]
    data = {"year": year, "rows": len(rows)}
    record_event(unit, "people.volunteer.export", actor=actor, now=now, data=data)
    return written(f"{year}年志愿服务", COLUMNS, rows)


def _refuse(volunteer: Volunteer, hours: HoursDetails, *, today: date) -> None:
    refuse_fields(
        rules.hours_obstacles(
            day=hours.day,
            starts_at=hours.starts_at,
            hours=hours.hours,
            joined_on=volunteer.joined_on,
            left_on=volunteer.left_on,
            today=today,
        )
    )


def _same(volunteer: Volunteer, hours: HoursDetails, halves: int) -> VolunteerHours | None:
    rows = VolunteerHours.objects.filter(volunteer=volunteer, day=hours.day, struck_at=None)
    return rows.filter(
        starts_at=hours.starts_at,
        half_hours=halves,
        service=hours.service,
        place=hours.place.strip(),
    ).first()


def _too_long(
    volunteer: Volunteer, hours: HoursDetails, halves: int, before: int, now: datetime
) -> list[str]:
    today = timezone.localdate(now)
    found = parameter(volunteer.unit.region_code, "volunteer_day_hours", on=today)
    return rules.day_obstacles(
        halves=halves,
        before=before,
        most_hours=found.value if found else None,
        over_note=hours.over_note,
        source=source_of(found) if found else "",
    )
