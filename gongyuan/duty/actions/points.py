"""Duty points and their lists."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.duty.actions.refilling import Refilled, refill, withdraw_swaps
from gongyuan.duty.choices import WORK_OF_KIND, sitting_roles
from gongyuan.duty.details import MemberDetails, PointDetails
from gongyuan.duty.models import DutyMember, DutyPoint
from gongyuan.duty.queries import facts
from gongyuan.duty.rules import points as rules
from gongyuan.lawyers.queries import term_facts, terms_serving
from gongyuan.lawyers.rules import service_obstacles
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.queries.certificates import duty_obstacles

ONE_DAY = timedelta(days=1)


@transaction.atomic
def open_point(
    *, institution: AidInstitution, details: PointDetails, actor: Actor, now: datetime
) -> DutyPoint:
    """Set up a window or hotline that somebody is to sit at (窗口值班).

    Refuses another unit's institution, a closed one, a name taken there, impossible hours, a week
    without a shift.
    """
    today = timezone.localdate(now)
    refuse_if(_details_obstacles(details))
    if institution.unit_id != actor.unit_id:
        raise Refused("只能在本单位的机构设值班点。")
    if institution.closed_on is not None and institution.closed_on <= today:
        raise Refused("这个机构已经撤销。")
    try:
        with transaction.atomic():
            point = DutyPoint.objects.create(
                institution=institution,
                unit=institution.unit,
                unit_path=institution.unit_path,
                opened_on=today,
                **_values(details),
            )
    except IntegrityError as error:
        raise Refused("这个机构已经有同名的值班点。", field="name") from error
    record_event(point, "duty.dutypoint.open", actor=actor, now=now)
    return point


@transaction.atomic
def edit_point(
    *, point: DutyPoint, details: PointDetails, actor: Actor, now: datetime
) -> DutyPoint:
    """Change a point; rosters already made stay as they are until they are arranged again.

    Refuses what `open_point` refuses, and a closed point.
    """
    point = _locked(point, actor)
    refuse_if(_details_obstacles(details))
    for name, value in _values(details).items():
        setattr(point, name, value)
    try:
        with transaction.atomic():
            point.save()
    except IntegrityError as error:
        raise Refused("这个机构已经有同名的值班点。", field="name") from error
    record_event(point, "duty.dutypoint.edit", actor=actor, now=now)
    return point


@transaction.atomic
def close_point(*, point: DutyPoint, note: str, actor: Actor, now: datetime) -> DutyPoint:
    """Let nobody sit here from tomorrow on: shifts still to come are dropped.

    Refuses an empty reason and a point closed already.
    """
    point = _locked(point, actor)
    today = timezone.localdate(now)
    record_event(point, "duty.dutypoint.close", actor=actor, now=now, note=note)
    point.closed_on = today
    point.save(update_fields=["closed_on"])
    for roster in facts.rosters_after(point, today):
        dropped = roster.shifts.filter(day__gt=today)
        withdraw_swaps(dropped, actor=actor, now=now)
        dropped.delete()
    return point


@transaction.atomic
def add_member(
    *, point: DutyPoint, details: MemberDetails, actor: Actor, now: datetime
) -> DutyMember:
    """Put somebody on the list; the balance begins at the lowest of the others', so that nobody
    new is made to catch up.

    Refuses somebody not of this unit, a volunteer who has left, a lawyer without a running term
    here, in a mediation room whoever holds no valid certificate, and one listed already.
    """
    point = _locked(point, actor)
    given = [one for one in (details.post, details.lawyer, details.volunteer) if one is not None]
    refuse_if(
        rules.member_obstacles(
            is_given_one=len(given) == 1,
            is_of_point=_is_of_point(point, details),
            serves=[*_service_obstacles(point, details), *_certificate_obstacles(point, details)],
            starts_on=details.starts_on,
            today=timezone.localdate(now),
        )
    )
    user = given[0].user
    try:
        with transaction.atomic():
            member = DutyMember.objects.create(
                point=point,
                post=details.post,
                lawyer=details.lawyer,
                volunteer=details.volunteer,
                user=user,
                name=user.name if details.post else given[0].name,  # type: ignore[union-attr] # a post has one
                weekdays=sorted(details.weekdays),
                base=_lowest(point, details.starts_on),
                starts_on=details.starts_on,
            )
    except IntegrityError as error:
        raise Refused("这个人已经在名单上。") from error
    data = {"member_id": member.pk, "name": member.name}
    record_event(point, "duty.dutypoint.add_member", actor=actor, now=now, data=data)
    return member


@transaction.atomic
def edit_member(
    *, member: DutyMember, weekdays: tuple[int, ...], actor: Actor, now: datetime
) -> DutyMember:
    """Change the days of the week on which somebody can come, from the next arranging on.

    The balance begins anew at the lowest of the others': what could not be sat is not owed.
    """
    member = _locked_member(member, actor)
    sat = facts.sat_before([member], date.max)[member.pk] - member.base
    member.weekdays = sorted(weekdays)
    member.base = _lowest(member.point, timezone.localdate(now), but=member) - sat
    member.save(update_fields=["weekdays", "base"])
    data = {"member_id": member.pk, "name": member.name}
    record_event(member.point, "duty.dutypoint.edit_member", actor=actor, now=now, data=data)
    return member


@transaction.atomic
def end_member(
    *, member: DutyMember, ends_on: date, note: str, actor: Actor, now: datetime
) -> Refilled:
    """Take somebody off the list after a day; shifts after it go to the others. Returns what became
    of them.

    Refuses an empty reason, a day before today, and one off the list already.
    """
    member = _locked_member(member, actor)
    today = timezone.localdate(now)
    if ends_on < today:
        raise Refused("最后一日不能早于今天。", field="ends_on")
    data = {"member_id": member.pk, "name": member.name, "ends_on": ends_on.isoformat()}
    record_event(
        member.point, "duty.dutypoint.end_member", actor=actor, now=now, note=note, data=data
    )
    member.ends_on = max(ends_on, member.starts_on)
    member.save(update_fields=["ends_on"])
    first = ends_on + ONE_DAY
    return refill(member=member, first_day=first, last_day=date.max, actor=actor, now=now)


def _locked(point: DutyPoint, actor: Actor) -> DutyPoint:
    rows = DutyPoint.objects.handled_by(actor).select_for_update(of=("self",))
    point = rows.select_related("unit").get(pk=point.pk)
    if point.closed_on is not None:
        raise Refused("这个值班点已经撤销。")
    return point


def _locked_member(member: DutyMember, actor: Actor) -> DutyMember:
    _locked(member.point, actor)
    rows = DutyMember.objects.select_for_update(of=("self",)).select_related("point__unit")
    member = rows.get(pk=member.pk)
    if member.ends_on is not None:
        raise Refused("这个人已经不在名单上。")
    return member


def _details_obstacles(details: PointDetails) -> list[str]:
    hours = (
        details.morning_starts,
        details.morning_ends,
        details.afternoon_starts,
        details.afternoon_ends,
    )
    return [
        *rules.week_obstacles(details.week),
        *rules.seats_obstacles(details.seats),
        *rules.hours_obstacles(hours),
    ]


def _values(details: PointDetails) -> dict[str, object]:
    return {**vars(details), "name": details.name.strip(), "week": list(details.week)}


def _is_of_point(point: DutyPoint, details: MemberDetails) -> bool:
    post, volunteer = details.post, details.volunteer
    if post is not None:
        return post.unit_id == point.unit_id and post.role in sitting_roles(point.kind)
    if volunteer is not None:
        return volunteer.unit_id == point.unit_id and volunteer.left_on is None
    return True


def _service_obstacles(point: DutyPoint, details: MemberDetails) -> list[str]:
    if details.lawyer is None:
        return []
    terms = terms_serving(point.unit_path, [details.lawyer.pk]).get(details.lawyer.pk, [])
    return service_obstacles(term_facts(terms), today=details.starts_on)


def _certificate_obstacles(point: DutyPoint, details: MemberDetails) -> list[str]:
    """Why somebody may not do the work of this point for want of a certificate (持证上岗)."""
    work = WORK_OF_KIND.get(point.kind)
    given = details.post or details.lawyer or details.volunteer
    if work is None or given is None:
        return []
    return duty_obstacles(given.user, work, unit=point.unit, today=details.starts_on)


def _lowest(point: DutyPoint, day: date, *, but: DutyMember | None = None) -> int:
    members = [one for one in facts.members_in(point, day, day) if one != but]
    return min(facts.sat_before(members, date.max).values(), default=0)
