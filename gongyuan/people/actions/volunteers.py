"""Volunteers of a unit's legal aid: taking them in, letting them go, cancelling a place."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.choices import CancelGround, LapseKind, VolunteerEnding
from gongyuan.people.details import VolunteerDetails
from gongyuan.people.models import User, Volunteer, VolunteerLapse
from gongyuan.people.naming import person_pinyin
from gongyuan.people.privacy import phone_key
from gongyuan.people.queries.followers import followers, pointing_at
from gongyuan.people.queries.parameters import parameter, source_of
from gongyuan.people.queries.volunteers import lapses_of
from gongyuan.policy.in_force import current_calendar

#: How many times a ground asks for: the parameter that says it.
LEAST = {CancelGround.MISSES: "volunteer_misses", CancelGround.COMPLAINTS: "volunteer_complaints"}


@transaction.atomic
def register_volunteer(
    *, volunteer: VolunteerDetails, user: User | None = None, actor: Actor, now: datetime
) -> Volunteer:
    """Take somebody in as a volunteer of the own unit who has agreed to it.

    法律援助志愿者管理办法 (第十三条至第二十条).

    `user` is the volunteer's account, if any. Refuses without a name, a mobile number, skills and
    times, with consent after joining, and somebody who serves the unit already.
    """
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id or 0)
    _refuse(volunteer, today=timezone.localdate(now))
    row = Volunteer(
        unit=unit,
        unit_path=unit.path,
        user=user,
        **volunteer_values(volunteer),
        registered_at=now,
        registered_by=f"{actor.name}（{actor.office}）"[:200],
    )
    _kept(row)
    record_event(row, "people.volunteer.register", actor=actor, now=now)
    return row


@transaction.atomic
def edit_volunteer(
    *,
    row: Volunteer,
    volunteer: VolunteerDetails,
    user: User | None = None,
    actor: Actor,
    now: datetime,
) -> Volunteer:
    """Correct what is known of a volunteer, with the account to sign in with when there is one; an
    empty telephone leaves it as it is.

    Refuses what registration refuses, and one who has left.
    """
    row = _locked(row, actor)
    values = {**volunteer_values(volunteer), "user": user}
    if not volunteer.phone:
        values |= {"phone": row.phone, "phone_index": row.phone_index}
    _refuse(volunteer, today=timezone.localdate(now), phone=values["phone"])
    changed = sorted(name for name, value in values.items() if _differs(row, name, value))
    for name in changed:
        setattr(row, name, values[name])
    if "user" in changed:
        _let_follow(row, user)
    if changed:
        _kept(row)
        told = [name for name in changed if not name.endswith("_index")]
        record_event(row, "people.volunteer.edit", actor=actor, now=now, data={"fields": told})
    return row


@transaction.atomic
def reveal_phone(*, row: Volunteer, note: str, actor: Actor, now: datetime) -> str:
    """Return a volunteer's telephone in clear and put on record who asked for it and why."""
    seen = Volunteer.objects.visible_to(actor).get(pk=row.pk)
    record_event(seen, "people.volunteer.reveal", actor=actor, now=now, note=note)
    return seen.phone


@transaction.atomic
def note_lapse(
    *, row: Volunteer, kind: str, day: date, note: str, actor: Actor, now: datetime
) -> VolunteerLapse:
    """Record that a volunteer did not come, or that the quality was complained of.

    The same on the same day is one. Refuses a day to come, one before the volunteer joined, and
    an empty note.
    """
    row = _locked(row, actor)
    if day > timezone.localdate(now) or day < row.joined_on:
        raise Refused("日期要在加入以后，也不能晚于今天。", field="day")
    refuse_if([] if note.strip() else ["要写明情况。"], field="note")
    lapse, is_new = VolunteerLapse.objects.get_or_create(
        volunteer=row,
        kind=kind,
        day=day,
        defaults={"note": note.strip(), "recorded_at": now, "recorded_by": actor.name},
    )
    if is_new:
        told = f"{LapseKind(kind).label}：{note}"
        record_event(row, "people.volunteer.note_lapse", actor=actor, now=now, note=told)
    return lapse


@transaction.atomic
def ask_leave(*, row: Volunteer, asked_on: date, actor: Actor, now: datetime) -> Volunteer:
    """Note that a volunteer asks to leave; to be finished within the working days of the policy
    (15, 法律援助志愿者管理办法), counted from the day after.

    Refuses a second request, and a day to come or before the volunteer joined.
    """
    row = _locked(row, actor)
    refuse_if(["已经申请退出，正在办理。"] if row.leave_asked_on else [])
    if asked_on > timezone.localdate(now) or asked_on < row.joined_on:
        raise Refused("申请日期要在加入以后，也不能晚于今天。", field="asked_on")
    found = parameter(row.unit.region_code, "volunteer_leave_days", on=timezone.localdate(now))
    row.leave_asked_on = asked_on
    if found is not None:
        row.leave_due_on = current_calendar().add_working_days(asked_on, found.value)
        row.leave_source = source_of(found)[:200]
    row.save(update_fields=["leave_asked_on", "leave_due_on", "leave_source"])
    record_event(row, "people.volunteer.ask_leave", actor=actor, now=now)
    return row


@transaction.atomic
def finish_leave(*, row: Volunteer, left_on: date, actor: Actor, now: datetime) -> Volunteer:
    """Let a volunteer go who asked to; refuses without a request, hours still to be confirmed, and
    a day before the request or to come."""
    row = _locked(row, actor)
    refuse_if([] if row.leave_asked_on else ["本人还没有申请退出。"])
    refuse_if(_unconfirmed(row))
    if left_on > timezone.localdate(now) or left_on < (row.leave_asked_on or row.joined_on):
        raise Refused("离开日期不能早于申请，也不能晚于今天。", field="left_on")
    row.left_on, row.ending = left_on, VolunteerEnding.OWN_REQUEST
    row.save(update_fields=["left_on", "ending"])
    record_event(row, "people.volunteer.finish_leave", actor=actor, now=now)
    return row


@transaction.atomic
def cancel_volunteer(
    *, row: Volunteer, ground: str, note: str, actor: Actor, now: datetime
) -> Volunteer:
    """Cancel a volunteer's place on one of the grounds of 法律援助志愿者管理办法.

    Refuses a missing statement of facts, and a ground that counts times while too few are on
    record.
    """
    row = _locked(row, actor)
    today = timezone.localdate(now)
    key = LEAST.get(CancelGround(ground))
    found = parameter(row.unit.region_code, key, on=today) if key else None
    counted = lapses_of(row, year=today.year)
    obstacles = rules.cancel_obstacles(
        ground=ground,
        misses_in_year=counted["misses"],
        complaints=counted["complaints"],
        least=found.value if found else None,
        source=source_of(found) if found else "",
    )
    refuse_if(obstacles, field="ground")
    record_event(
        row, "people.volunteer.cancel", actor=actor, now=now, note=note, data={"ground": ground}
    )
    row.left_on, row.ending, row.cancel_ground = today, VolunteerEnding.CANCELLED, ground
    row.save(update_fields=["left_on", "ending", "cancel_ground"])
    return row


def _let_follow(row: Volunteer, user: User | None) -> None:
    """Places the volunteer has elsewhere, on lists of duty, are that account's from now on."""
    row.user = user
    for field in followers(Volunteer):
        if any(other.name == "user" for other in field.model._meta.get_fields()):
            pointing_at(field, row.pk).update(user=user)


def _refuse(volunteer: VolunteerDetails, *, today: date, phone: str | None = None) -> None:
    days = rules.joining_obstacles(
        consented_on=volunteer.consented_on, joined_on=volunteer.joined_on, today=today
    )
    refuse_fields(
        {
            "name": rules.name_obstacles(volunteer.name),
            "phone": mobile_obstacles(volunteer.phone if phone is None else phone),
            "skills": [] if volunteer.skills.strip() else ["擅长什么要填写。"],
            "available": [] if volunteer.available.strip() else ["可服务时间要填写。"],
            **days,
        }
    )


def volunteer_values(volunteer: VolunteerDetails) -> dict[str, Any]:
    """The columns of a volunteer for checked particulars, with the find-keys."""
    pinyin, initials = person_pinyin(volunteer.name)
    return {
        "name": volunteer.name.strip(),
        "pinyin": pinyin,
        "initials": initials,
        "kind": volunteer.kind,
        "organisation": volunteer.organisation.strip(),
        "phone": normalised_phone(volunteer.phone),
        "phone_index": phone_key(volunteer.phone),
        "skills": volunteer.skills.strip(),
        "available": volunteer.available.strip(),
        "platform_number": volunteer.platform_number.strip(),
        "consented_on": volunteer.consented_on,
        "joined_on": volunteer.joined_on,
    }


def _kept(row: Volunteer) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("这个人已经是本单位的志愿者。", field="name") from error


def _differs(row: Volunteer, name: str, value: object) -> bool:
    kept = getattr(row, name)
    return (bytes(kept) if isinstance(kept, memoryview) else kept) != value


def _locked(row: Volunteer, actor: Actor) -> Volunteer:
    rows = Volunteer.objects.handled_by(actor).select_related("unit")
    row = rows.select_for_update(of=("self",)).get(pk=row.pk)
    refuse_if(["这名志愿者已经离开。"] if row.left_on else [])
    return row


def _unconfirmed(row: Volunteer) -> list[str]:
    waiting = row.hours.filter(confirmed_at=None, struck_at=None).count()
    return [f"还有{waiting}条服务时长没有确认，先确认或者划去。"] if waiting else []
