"""Courses for the team: announced, signed up for, held (附件1 四(一)、四(二))."""

from dataclasses import fields
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.files import store_upload
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.details import Came, NewCourse
from gongyuan.panel.models import Course, CourseEntry, CoursePaper
from gongyuan.panel.queries import courses as queries
from gongyuan.panel.queries.members import lawyer_of
from gongyuan.panel.rules import course as rules
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def announce_course(*, course: NewCourse, actor: Actor, now: datetime) -> Course:
    """Announce a course with date, place, hours and papers; the team is told by the job worker.

    The same form sent twice is one. Refuses a day that is over, signing up later than the day
    itself, and papers that cannot be taken.
    """
    demand(actor, Capability.PANEL_TRAIN)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=actor.unit_id or 0)
    known = Course.objects.filter(submission_key=course.submission_key).first()
    if known is not None:
        return known
    wrong = rules.announcement_obstacles(
        held_on=course.held_on,
        closes_on=course.closes_on,
        minutes=course.minutes,
        today=timezone.localdate(now),
    )
    for field, sentence in wrong.items():
        raise Refused(sentence, field=field)
    told = {one.name: getattr(course, one.name) for one in fields(course)}
    uploads = told.pop("uploads")
    row = Course.objects.create(
        unit=unit,
        unit_path=unit.path,
        host=queries.host_of(actor),
        announced_at=now,
        announced_by=actor.signature,
        **told,
    )
    for upload in uploads:
        stored = store_upload(upload, by=actor.signature, now=now)
        CoursePaper.objects.create(course=row, file=stored, added_at=now)
    record_event(row, "panel.course.announce", actor=actor, now=now, data={"title": row.title})
    app.configure_task("gongyuan.panel.tasks.tell_of_course").defer(course_id=row.pk)
    return row


def tell_team(*, course: Course, now: datetime) -> int:
    """Tell everybody who may come, once each however often it runs; how many may."""
    users = queries.users_to_tell(course)
    body = f"{course.unit.name}{course.held_on.month}月{course.held_on.day}日举办培训，请报名。"
    for user_id in users:
        key = f"course-{course.pk}-{user_id}"
        tell_user(user_id=user_id, body=body, link=_link(course), now=now, once_key=key)
    return len(users)


@transaction.atomic
def change_course(
    *,
    course: Course,
    held_on: date,
    begins_at: time,
    place: str,
    note: str,
    actor: Actor,
    now: datetime,
) -> Course:
    """Move a course to another day, hour or place, and tell those who signed up.

    Refuses a day that is over, a course called off or already attended, and no reason.
    """
    row = _held(course, actor)
    refuse_if(note_obstacles("panel.course.change", note), field="note")
    if row.called_off_at or row.attended_at:
        raise Refused("已经取消或者登记过到场，不能再改。")
    if held_on < timezone.localdate(now):
        raise Refused("这一天已经过去了。", field="held_on")
    row.held_on, row.begins_at, row.place = held_on, begins_at, place.strip()
    row.closes_on = min(row.closes_on, held_on)
    row.save(update_fields=["held_on", "begins_at", "place", "closes_on"])
    record_event(row, "panel.course.change", actor=actor, now=now, note=note)
    _tell_coming(row, f"培训“{row.title}”的时间地点有变，请看。", now)
    return row


@transaction.atomic
def call_off_course(*, course: Course, note: str, actor: Actor, now: datetime) -> Course:
    """Call a course off with the reason and tell those who signed up; called off twice is once.

    Refuses one of which it is written down who came.
    """
    row = _held(course, actor)
    refuse_if(note_obstacles("panel.course.call_off", note), field="note")
    if row.attended_at is not None:
        raise Refused("已经登记过到场，不能取消。")
    if row.called_off_at is None:
        row.called_off_at, row.called_off_why = now, note.strip()[:200]
        row.save(update_fields=["called_off_at", "called_off_why"])
        record_event(row, "panel.course.call_off", actor=actor, now=now, note=note)
        _tell_coming(row, f"培训“{row.title}”取消了：{row.called_off_why}", now)
    return row


@transaction.atomic
def sign_up(*, course: Course, actor: Actor, now: datetime) -> CourseEntry:
    """Sign up as a member of the team or as holder of a certificate; twice is once.

    On the locked course, so that no seat is given twice. Refuses who may not come, a full course,
    and signing up after its last day.
    """
    row = _seen(course, actor)
    lawyer = lawyer_of(actor)
    known = queries.own_entry(actor, row)
    if known is not None and known.withdrawn_at is None:
        return known
    wrong = rules.sign_up_obstacles(
        queries.facts_of(row),
        is_member=queries.is_member(lawyer, row),
        holds_certificate=queries.holds_certificate(actor, row),
        today=timezone.localdate(now),
    )
    refuse_if(wrong)
    entry = known or CourseEntry(course=row, user_id=actor.user_id, lawyer=lawyer)
    entry.entered_at, entry.withdrawn_at = now, None
    entry.save()
    record_event(row, "panel.course.sign_up", actor=actor, now=now, data={"title": entry.name})
    return entry


@transaction.atomic
def withdraw_from(*, course: Course, actor: Actor, now: datetime) -> Course:
    """Take the own name off the list before the course is held; twice is once."""
    row = _seen(course, actor)
    entry = queries.own_entry(actor, row)
    if entry is None or entry.withdrawn_at is not None:
        return row
    if row.held_on < timezone.localdate(now) or entry.minutes is not None:
        raise Refused("培训已经举办，不能退出。")
    entry.withdrawn_at = now
    entry.save(update_fields=["withdrawn_at"])
    record_event(row, "panel.course.withdraw", actor=actor, now=now, data={"title": entry.name})
    return row


@transaction.atomic
def write_down_attendance(*, course: Course, came: Came, actor: Actor, now: datetime) -> Course:
    """Write down who came and for how long; it stands in their ledgers from then on.

    Written again it is corrected; a ledger already signed stays as it was. Refuses before the day.
    """
    row = _held(course, actor)
    if row.called_off_at is not None:
        raise Refused("这次培训取消了。")
    if row.held_on > timezone.localdate(now):
        raise Refused("培训还没有举办。")
    for entry in queries.entries_of(row):
        presence = came.presence.get(entry.pk)
        if presence is not None:
            entry.minutes = rules.minutes_there(presence, minutes=row.minutes)
            entry.save(update_fields=["minutes"])
    able = {one.pk for one in queries.members_not_signed_up(row)}
    for lawyer in Lawyer.objects.filter(pk__in=able & set(came.others)):
        values = {"user_id": lawyer.user_id, "entered_at": now, "withdrawn_at": None}
        CourseEntry.objects.update_or_create(
            course=row, lawyer=lawyer, defaults={**values, "minutes": row.minutes}
        )
    row.attended_at, row.attended_by = now, actor.signature
    row.save(update_fields=["attended_at", "attended_by"])
    total = row.entries.filter(withdrawn_at=None, minutes__gt=0).count()
    data = {"title": f"{total}人到场"}
    record_event(row, "panel.course.attend", actor=actor, now=now, data=data)
    return row


def _held(course: Course, actor: Actor) -> Course:
    demand(actor, Capability.PANEL_TRAIN)
    found: Course = locked(Course, course.pk, actor, "unit")
    return found


def _seen(course: Course, actor: Actor) -> Course:
    rows = Course.objects.visible_to(actor).select_for_update(of=("self",))
    return rows.get(pk=course.pk)


def _link(row: Course) -> str:
    return reverse("course_detail", args=[row.pk])


def _tell_coming(row: Course, body: str, now: datetime) -> None:
    for user_id in queries.users_coming(row):
        tell_user(user_id=user_id, body=body, link=_link(row), now=now)
