"""Volunteers, and what each did on which day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q

from gongyuan.core.sheets.entries import Entry
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds.comparing import compare, day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, Kind, Line, RowsOut, Run
from gongyuan.ledgers.kinds.volunteer_columns import COLUMNS
from gongyuan.people import rules
from gongyuan.people.actions.ledger_volunteers import CORRECTED, VolunteerRow, enter_volunteers
from gongyuan.people.actor import Actor
from gongyuan.people.choices import VolunteerKind, VolunteerService
from gongyuan.people.details import HoursDetails, VolunteerDetails
from gongyuan.people.models import Volunteer, VolunteerHours
from gongyuan.people.privacy import phone_key
from gongyuan.people.queries.parameters import parameter, source_of
from gongyuan.people.queries.volunteers import hours_in_words
from gongyuan.people.rules.volunteer import MINUTES_OF_HALF

LABELS = {"kind": dict(VolunteerKind.choices)}
_SERVICES = {str(value): str(label) for value, label in VolunteerService.choices}
_MORNING = time(9)
_TOLD = ("name", "phone", "kind", "skills", "available", "consented_on", "joined_on")


def _key(line: Line) -> str:
    values = line.values
    if not values.get("phone"):
        return ""
    parts = (values["phone"], values.get("name"), values.get("day"), values.get("starts_at"))
    # Two services of a day without a time are two, where they differ in what was done.
    more = (values.get("hours"), values.get("service"), values.get("place"))
    return "@".join(str(part or "") for part in (*parts, *(more if values.get("day") else ())))


def _judge(lines: Sequence[Line], run: Run) -> None:
    keys = {key for line in lines if (key := _person(line))}
    indexes = {phone_key(phone) for phone, _ in keys}
    rows = Volunteer.objects.handled_by(run.actor).serving().filter(phone_index__in=indexes)
    known = {(bytes(row.phone_index), row.name): row for row in rows}
    served: dict[Any, list[VolunteerHours]] = defaultdict(list)
    for record in VolunteerHours.objects.filter(volunteer__in=rows, struck_at=None):
        served[record.volunteer_id].append(record)
    for line in lines:
        key = _person(line)
        if key is None:
            continue
        volunteer = known.get((phone_key(key[0]) or b"", key[1]))
        _judge_person(line, volunteer, run)
        _judge_hours(line, volunteer, served[volunteer.pk] if volunteer else [], run)


def _person(line: Line) -> tuple[str, str] | None:
    phone, name = line.values.get("phone"), line.values.get("name")
    return (phone, name) if phone and name else None


def _judge_person(line: Line, volunteer: Volunteer | None, run: Run) -> None:
    if volunteer is not None:
        line.existing = volunteer
        compare(line, {name: getattr(volunteer, name) for name in CORRECTED}, words=LABELS)
        return
    consented_on, joined_on = line.values.get("consented_on"), line.values.get("joined_on")
    if consented_on and joined_on:
        found = rules.joining_obstacles(
            consented_on=consented_on, joined_on=joined_on, today=run.today
        )
        _add(line, found)
    first = run.memory.setdefault("joined", {}).setdefault(_person(line), joined_on)
    if joined_on and first and first != joined_on:
        line.fault("joined_on", f"上面的行里这个人的加入日期是{first:%Y-%m-%d}。")


def _judge_hours(
    line: Line, volunteer: Volunteer | None, records: list[VolunteerHours], run: Run
) -> None:
    """What was done on a day, where the row says so; the same as is recorded adds nothing."""
    day, hours = line.values.get("day"), line.values.get("hours")
    if hours is None or line.faults:
        if day and hours is None and not line.texts.get("hours"):
            line.hints.append("没有时长，只登记志愿者。")
        return
    if day is None:
        line.hints.append("没有服务日期的时长不登记：时长按天记，累计数由系统加出来。")
        return
    joined_on: date = volunteer.joined_on if volunteer else line.values["joined_on"]
    others = run.memory.setdefault("served", {}).setdefault((_person(line), day), [])
    if not others:
        others += [(one.starts_at, one.half_hours) for one in records if one.day == day]
    service = line.values.get("service") or str(VolunteerService.OTHER)
    starts_at, halves = line.values.get("starts_at"), rules.half_hours(hours) or 0
    same = [one for one in records if one.day == day and one.half_hours == halves]
    if any(one.service == service and starts_at in (None, one.starts_at) for one in same):
        return
    if starts_at is None:
        starts_at = _after(others)
        line.hints.append(f"没有开始时间，按{starts_at:%H:%M}记。")
    told = {"day": day, "starts_at": starts_at, "hours": hours}
    found = rules.hours_obstacles(**told, joined_on=joined_on, left_on=None, today=run.today)
    _add(line, found)
    if not found:
        _judge_day(line, (starts_at, halves), others, run)
    if not line.faults:
        others.append((starts_at, halves))
        line.data = HoursDetails(
            **told,
            service=service,
            place=line.values.get("place") or "",
            over_note=line.values.get("over_note") or "",
        )
        if volunteer is not None:
            line.changes["hours"] = ["", f"{day:%Y-%m-%d} {hours:g}小时"]


def _judge_day(
    line: Line, stretch: tuple[time, int], others: list[tuple[time, int]], run: Run
) -> None:
    """Against what else there is of the day, and how long a day may be."""
    starts_at, halves = stretch
    if rules.overlaps(starts_at, halves, others):
        line.fault("starts_at", "这一天的这段时间已经有了，请核对开始时间和时长。")
    found = parameter(run.unit.region_code, "volunteer_day_hours", on=run.today)
    reasons = rules.day_obstacles(
        halves=halves,
        before=sum(length for _, length in others),
        most_hours=found.value if found else None,
        over_note=line.values.get("over_note") or "",
        source=source_of(found) if found else "",
    )
    for reason in reasons:
        line.fault("over_note", reason)


def _after(others: list[tuple[time, int]]) -> time:
    """When something without a time began: in the morning, or after the last of that day."""
    if not others:
        return _MORNING
    begin, halves = max(others)
    end = datetime.combine(date.min, begin) + timedelta(minutes=MINUTES_OF_HALF * halves)
    return end.time() if end.date() == date.min else begin


def _add(line: Line, found: Mapping[str, Sequence[str]]) -> None:
    for name, reasons in found.items():
        for reason in reasons:
            line.fault(name, reason)


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    rows = []
    for line in lines:
        values: dict[str, Any] = {name: line.values[name] for name in _TOLD}
        for name in ("organisation", "platform_number"):
            values[name] = line.values.get(name) or ""
        rows.append(
            VolunteerRow(
                position=line.position,
                details=VolunteerDetails(**values),
                known=line.existing,
                changes={name: line.values[name] for name in CORRECTED if name in line.changes},
                hours=line.data,
            )
        )
    return enter_volunteers(rows=rows, actor=run.actor, now=run.now)


def _rows_out(actor: Actor, going: Going) -> RowsOut:
    """A row for each service of the own unit's volunteers; those who did nothing by themselves."""
    own = Volunteer.objects.visible_to(actor).filter(unit=actor.unit_id).serving()
    rows = own.annotate(
        done=FilteredRelation("hours", condition=Q(hours__struck_at=None)),
        day=F("done__day"),
        starts_at=F("done__starts_at"),
        half_hours=F("done__half_hours"),
        service=F("done__service"),
        place=F("done__place"),
        over_note=F("done__over_note"),
    )
    names = ("day", "starts_at", "half_hours", "service", "place", "over_note")
    plain = ("name", "phone", "kind", *CORRECTED[1:], "consented_on", "joined_on")

    def cells(row: dict[str, Any]) -> dict[str, Cell]:
        start, halves = row["starts_at"], row["half_hours"]
        return {
            **row,
            "phone": row["phone"] if going.has_personal else "",
            "kind": str(LABELS["kind"][row["kind"]]),
            "consented_on": day_text(row["consented_on"]),
            "joined_on": day_text(row["joined_on"]),
            "day": day_text(row["day"]),
            "starts_at": f"{start:%H:%M}" if start else "",
            "hours": hours_in_words(halves) if halves else "",
            "service": _SERVICES.get(row["service"] or "", ""),
        }

    return rows.order_by("name", "pk", "day", "starts_at").values(*plain, *names), cells


KIND = Kind(
    code=LedgerKind.VOLUNTEERS,
    columns=COLUMNS,
    known_by="手机号和姓名（同一人的几次服务各占一行）",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=_rows_out,
    models=(Volunteer, VolunteerHours),
    confirmed=((VolunteerHours, Q(confirmed_at__isnull=False), "时长已经确认"),),
    note="时长导入以后还要在“志愿者”里确认，确认了才计入。",
)
