"""Duty of some offices: lists, months arranged and published, a shared desk, an absent head."""

from datetime import datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from gongyuan.core.refusals import Refused
from gongyuan.desk.demo.network import HELONG, PASSWORD, PINGDINGSHAN, WUGANG
from gongyuan.duty.actions.leave import take_leave
from gongyuan.duty.actions.points import add_member, open_point
from gongyuan.duty.actions.presence import arrive, depart
from gongyuan.duty.actions.rosters import arrange_month, publish_roster
from gongyuan.duty.actions.swaps import propose_run
from gongyuan.duty.choices import DayPattern, DutyKind, DutyTurn
from gongyuan.duty.details import MemberDetails, PointDetails, RunDetails
from gongyuan.duty.models import DutyMember, DutyPoint, DutyShift
from gongyuan.duty.queries.periods import next_month
from gongyuan.duty.queries.takers import colleagues
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.cover import name_cover
from gongyuan.people.actions.shared_desk import open_desk, set_own_code
from gongyuan.people.actor import Actor
from gongyuan.people.choices import STAFF_ROLES, Role
from gongyuan.people.models import Post, User, Volunteer
from gongyuan.people.queries import actor_in

#: The signing code of everybody at the demonstration's shared desk; it is in the desk's name.
CODE = "246813"
MOST_STAFF, MOST_LAWYERS, DAYS_OF_PRESENCE = 3, 2, 6
WEEK = (DayPattern.HALVES,) * 5 + (DayPattern.NONE,) * 2


def arrange_duty(units: dict[str, Unit], *, now: datetime) -> None:
    """Give the offices of the demonstration windows and rosters: this month published, next month
    a draft; the first office also a shared desk, another an absent head."""
    for code in (WUGANG, HELONG, PINGDINGSHAN):
        _office(units[code], now)
    _ask_for_a_run(units[WUGANG], now)
    _shared_desk(units[WUGANG], now)
    _absence(units[HELONG], now)


def _office(unit: Unit, now: datetime) -> None:
    """Windows that were set up last month, as if it had been then."""
    today = timezone.localdate(now)
    before = now - timedelta(days=today.day + 5)
    actor = _actor(unit, Role.LEGAL_OFFICER)
    point = _point(unit, actor, before)
    _list(point, actor, before)
    roster = arrange_month(point=point, month=today, actor=actor, now=before)
    publish_roster(roster=roster, actor=actor, now=before)
    _presence(point, now)
    first = today + timedelta(days=2)
    take_leave(
        member=point.members.order_by("-pk")[0],
        first_day=first,
        last_day=first + timedelta(days=3),
        reason="外出开庭",
        actor=actor,
        now=now,
    )
    arrange_month(point=point, month=next_month(today), actor=actor, now=now)


def _ask_for_a_run(unit: Unit, now: datetime) -> None:
    """A lawyer asks the first colleague who can to take all shifts of the coming week."""
    today = timezone.localdate(now)
    week = (today + timedelta(days=1), today + timedelta(days=7))
    member = DutyMember.objects.filter(point__unit=unit, user__username="lawyer")[0]
    actor, details = _actor_called("lawyer"), RunDetails(given=week)
    for taker in colleagues(member):
        try:
            propose_run(member=member, taker=taker, details=details, actor=actor, now=now)
        except Refused:
            continue  # without a shift that week, or the colleague cannot come
        return


def _point(unit: Unit, actor: Actor, now: datetime) -> DutyPoint:
    details = PointDetails(
        name="来访窗口",
        kind=DutyKind.WINDOW,
        phone="12351",
        # The city's window turns by the week, the counties' by the shift.
        turn=DutyTurn.WEEK if unit.region_code == PINGDINGSHAN else DutyTurn.SHIFT,
        week=WEEK,
        makeup_weekday=0,
        seats=1,
        morning_starts=time(8, 30),
        morning_ends=time(12),
        afternoon_starts=time(14, 30),
        afternoon_ends=time(17, 30),
    )
    institution = unit.institutions.order_by("pk")[0]
    return open_point(institution=institution, details=details, actor=actor, now=now)


def _list(point: DutyPoint, actor: Actor, now: datetime) -> None:
    day = timezone.localdate(now)
    staff = Post.objects.filter(unit=point.unit_id, role__in=STAFF_ROLES).exclude(
        role=Role.LEGAL_HEAD
    )
    lawyers = Lawyer.objects.filter(
        terms__unit=point.unit_id, terms__starts_on__lte=day, terms__ends_on__gte=day
    )
    for post in staff.select_related("user").order_by("pk")[:MOST_STAFF]:
        details = MemberDetails(post=post, starts_on=day)
        add_member(point=point, details=details, actor=actor, now=now)
    helping = Volunteer.objects.serving().filter(unit=point.unit_id, user__isnull=False)
    for volunteer in helping.select_related("user"):
        details = MemberDetails(volunteer=volunteer, starts_on=day)
        add_member(point=point, details=details, actor=actor, now=now)
    for lawyer in lawyers.select_related("user").order_by("pk")[:MOST_LAWYERS]:
        details = MemberDetails(lawyer=lawyer, starts_on=day)
        add_member(point=point, details=details, actor=actor, now=now)


def _presence(point: DutyPoint, now: datetime) -> None:
    """That people came and left in the days before."""
    since = now - timedelta(days=DAYS_OF_PRESENCE)
    shifts = DutyShift.objects.filter(
        point=point, ends_at__lt=now, starts_at__gt=since, member__user__isnull=False
    )
    for shift in shifts.select_related("member__post").order_by("starts_at"):
        actor = _sitting(shift)
        came = shift.starts_at - timedelta(minutes=shift.pk % 11)
        arrive(shift=shift, actor=actor, now=came)
        depart(shift=shift, actor=actor, now=shift.ends_at + timedelta(minutes=shift.pk % 7))


def _sitting(shift: DutyShift) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    assert shift.member  # noqa: S101 - chosen so
    return actor_in(posts.filter(user=shift.member.user_id).order_by("pk")[0])


def _shared_desk(unit: Unit, now: datetime) -> None:
    user = User.objects.create(username="desk", name="一楼窗口", password=make_password(PASSWORD))
    post = Post.objects.create(
        user=user,
        unit=unit,
        unit_path=unit.path,
        institution=unit.institutions.order_by("pk")[0],
        role=Role.WINDOW_CLERK,
        starts_on=timezone.localdate(now) - timedelta(days=30),
    )
    admin = _actor_called("admin")
    open_desk(post=post, name=f"一楼窗口（演示签到码 {CODE}）", actor=admin, now=now)
    for username in ("window", "officer", "head", "lawyer"):
        actor = _actor_called(username)
        person = User.objects.get(username=username)
        set_own_code(user=person, code=CODE, actor=actor, now=now)


def _absence(unit: Unit, now: datetime) -> None:
    """The head is away this week; the officer who can sign in does the head's work."""
    today = timezone.localdate(now)
    head = _post(unit, Role.LEGAL_HEAD)
    name_cover(
        post=head,
        cover=User.objects.get(username="helong"),
        starts_on=today,
        ends_on=today + timedelta(days=4),
        reason="外出学习",
        actor=actor_in(head),
        now=now,
    )


def _post(unit: Unit, role: Role) -> Post:
    posts = Post.objects.select_related("user", "unit", "institution")
    return posts.filter(unit=unit, role=role).order_by("pk")[0]


def _actor(unit: Unit, role: Role) -> Actor:
    return actor_in(_post(unit, role))


def _actor_called(username: str) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    return actor_in(posts.get(user__username=username))
