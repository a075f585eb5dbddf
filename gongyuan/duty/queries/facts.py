"""What the rotation needs to know of a month, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, Sum, Value, When

from gongyuan.duty.choices import HALF_DAYS, WORK_OF_KIND, DutyTurn, Weekday
from gongyuan.duty.models import DutyLeave, DutyMember, DutyPoint, DutyRoster, DutyShift
from gongyuan.duty.queries.periods import last_day_of, value
from gongyuan.duty.rules.rotation import (
    Sitter,
    Slot,
    carried_loads,
    rotation,
    slots_of_month,
)
from gongyuan.duty.rules.weeks import Week, week_of, weekly_rotation
from gongyuan.lawyers.queries import term_facts, terms_serving
from gongyuan.lawyers.rules import service_obstacles
from gongyuan.people.queries.certificates import days_without
from gongyuan.policy.in_force import current_calendar

#: How many half days somebody may be made to catch up in one month.
CATCH_UP = "duty_catch_up_halves"
#: The order of parts within a day.
PLACES = {"morning": 0, "whole_day": 0, "afternoon": 1}


def slots(point: DutyPoint, month: date) -> tuple[Slot, ...]:
    """The seats of a month at this point, by its pattern and the working calendar in force."""
    return slots_of_month(
        week=point.week,
        makeup_weekday=point.makeup_weekday,
        seats=point.seats,
        month=month,
        calendar=current_calendar(),
    )


def slot_of(shift: DutyShift) -> Slot:
    """The seat that a shift fills."""
    return Slot(day=shift.day, place=PLACES[shift.part], part=shift.part, seat=shift.seat)


def members_in(point: DutyPoint, first: date, last: date) -> list[DutyMember]:
    """Who is on the list on any of these days, the oldest place first."""
    rows = point.members.filter(starts_on__lte=last).filter(Q(ends_on=None) | Q(ends_on__gte=first))
    return list(rows.select_related("post__user", "lawyer", "volunteer", "point").order_by("pk"))


def away_days(members: Iterable[DutyMember], first: date, last: date) -> dict[int, frozenset[date]]:
    """The days on which each cannot sit, as `away_reasons` finds them."""
    return {key: frozenset(found) for key, found in away_reasons(members, first, last).items()}


def away_reasons(
    members: Iterable[DutyMember], first: date, last: date
) -> dict[int, dict[date, str]]:
    """Why each cannot sit on which days: leave, other days of the week, not on the list, no post,
    no running term, no valid certificate where the point's work asks for one; two queries, and two
    more for certificates."""
    listed = list(members)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    leaves = defaultdict(list)
    rows = DutyLeave.objects.standing().filter(
        member__in=listed, first_day__lte=last, last_day__gte=first
    )
    for leave in rows:
        leaves[leave.member_id].append((leave.first_day, leave.last_day))
    lawyers = [one.lawyer_id for one in listed if one.lawyer_id]
    terms = terms_serving(listed[0].point.unit_path, lawyers) if lawyers else {}
    lacking = _uncertified(listed, days)
    found: dict[int, dict[date, str]] = {}
    for one in listed:
        own_terms = term_facts(terms.get(one.lawyer_id or 0, []))
        reasons = found[one.pk] = {}
        for day in days:
            if any(begins <= day <= ends for begins, ends in leaves[one.pk]):
                reasons[day] = "请假"
            elif why := _not_listed(one, day):
                reasons[day] = why
            elif day in lacking.get(one.pk, ()):
                reasons[day] = "没有当天有效的证书"
            elif one.is_lawyer and service_obstacles(own_terms, today=day):
                reasons[day] = "不在聘期内"
    return found


def _uncertified(
    members: Sequence[DutyMember], days: Sequence[date]
) -> dict[int, Collection[date]]:
    """The days on which each holds no certificate for the work of the point; empty where the work
    asks for none."""
    point = members[0].point if members else None
    work = WORK_OF_KIND.get(point.kind) if point else None
    if point is None or work is None:
        return {}
    users = [one.user_id for one in members if one.user_id]
    lacking = days_without(users, work, unit=point.unit, days=days)
    return {
        one.pk: lacking.get(one.user_id, frozenset()) if one.user_id else days for one in members
    }


def _not_listed(member: DutyMember, day: date) -> str:
    """Why the list does not have somebody for a day; empty when it has."""
    if day < member.starts_on or (member.ends_on and day > member.ends_on):
        return "不在名单上"
    if member.weekdays and day.weekday() not in member.weekdays:
        return f"{Weekday(day.weekday()).label}不值班"
    volunteer, post = member.volunteer, member.post
    if volunteer is not None and volunteer.left_on is not None and day >= volunteer.left_on:
        return "已经退出志愿服务"
    if post is not None and not (
        post.starts_on <= day and (post.ends_on is None or day <= post.ends_on)
    ):
        return "不在岗位上"
    return ""


def busy_parts(
    point: DutyPoint, members: Iterable[DutyMember], first: date, last: date
) -> dict[int, frozenset[tuple[date, str]]]:
    """When these people sit at other points; one query."""
    by_user = {one.user_id: one.pk for one in members if one.user_id}
    rows = DutyShift.objects.filter(
        member__user__in=by_user, day__gte=first, day__lte=last
    ).exclude(point=point)
    found: dict[int, set[tuple[date, str]]] = defaultdict(set)
    for user_id, day, part in rows.values_list("member__user_id", "day", "part"):
        found[by_user[user_id]].add((day, part))
    return {key: frozenset(parts) for key, parts in found.items()}


def sat_before(members: Iterable[DutyMember], month: date) -> dict[int, int]:
    """How many half days each has sat, or is to sit, before this month; one query."""
    weights = [When(part=part, then=Value(half)) for part, half in HALF_DAYS.items()]
    rows = (
        DutyShift.objects.filter(member__in=members, day__lt=month)
        .values_list("member")
        .annotate(half_days=Sum(Case(*weights, output_field=IntegerField())))
    )
    sat = dict(rows)
    return {one.pk: one.base + sat.get(one.pk, 0) for one in members}


def sitters(point: DutyPoint, month: date) -> list[Sitter]:
    """Everybody on the list as the rotation reads them, with the balance of the months before."""
    last = last_day_of(month)
    members = members_in(point, month, last)
    if not members:
        return []
    away = away_days(members, month, last)
    busy = busy_parts(point, members, month, last)
    most = value(point.unit, CATCH_UP, on=month)
    carried = carried_loads(sat_before(members, month), most=most)
    return [
        Sitter(
            key=one.pk,
            carried=carried[one.pk],
            away=away[one.pk],
            busy=busy.get(one.pk, frozenset()),
        )
        for one in members
    ]


def turns(
    point: DutyPoint, month: date, wanted: Collection[Slot], *, fixed: Mapping[Slot, int]
) -> dict[Slot, int | None]:
    """Who sits in the seats wanted of a month, by the point's way of taking turns; `fixed` are
    seats that stay as they are and count."""
    people = sitters(point, month)
    if point.turn == DutyTurn.WEEK:
        return weekly_rotation(wanted, people, fixed=fixed, holders=begun_weeks(point, wanted))
    return rotation(wanted, people, fixed=fixed)


def begun_weeks(point: DutyPoint, wanted: Collection[Slot]) -> dict[Week, int]:
    """Who sits, seat by seat, in the days before these seats of the week that the first of them
    lies in: the week is theirs to the end; one query at most."""
    first = min((slot for slot in wanted), default=None)
    if first is None:
        return {}
    monday, _ = week_of(first)
    if monday == first.day:
        return {}
    rows = DutyShift.objects.filter(
        point=point, day__gte=monday, day__lt=first.day, member__isnull=False
    )
    sat = Counter(rows.order_by("seat", "member").values_list("seat", "member_id"))
    found: dict[Week, int] = {}
    for (seat, key), _ in sat.most_common():
        found.setdefault((monday, seat), key)
    return found


def rosters_after(point: DutyPoint, day: date) -> list[DutyRoster]:
    """The rosters of this point whose month has not ended on a day, the earliest first."""
    return list(point.rosters.filter(month__gte=day.replace(day=1)).order_by("month"))
