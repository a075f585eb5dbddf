"""A month's roster: arranged by the rotation, mended by hand, published."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.duty.actions.refilling import tell, withdraw_swaps
from gongyuan.duty.choices import DutyPart, RosterState
from gongyuan.duty.models import DutyMember, DutyPoint, DutyRoster, DutyShift
from gongyuan.duty.queries import facts
from gongyuan.duty.queries.periods import next_month, publication
from gongyuan.duty.queries.takers import taker_facts
from gongyuan.duty.rules import swaps as swap_rules
from gongyuan.duty.rules.rotation import Slot
from gongyuan.duty.workflow import ROSTER
from gongyuan.people.actor import Actor


@transaction.atomic
def arrange_month(*, point: DutyPoint, month: date, actor: Actor, now: datetime) -> DutyRoster:
    """Arrange a month by the rotation, or arrange its draft again; what was laid down by hand
    stays where the pattern still has the seat.

    `month` is any day of it. Of the running month only the days from tomorrow on are arranged.
    Refuses a month gone by, one further away than the next, a published one, an empty list.
    """
    point = _locked(point, actor)
    month, today = month.replace(day=1), timezone.localdate(now)
    if not today.replace(day=1) <= month <= next_month(today):
        raise Refused("只能排本月和下月的班。")
    if not facts.members_in(point, month, month.replace(day=28)):
        raise Refused("值班名单上还没有人，请先增加值班人员。")
    due_on, source = publication(point.unit, month)
    roster, _ = DutyRoster.objects.select_for_update(of=("self",)).get_or_create(
        point=point,
        month=month,
        defaults={"arranged_at": now, "due_on": due_on, "due_source": source[:200]},
    )
    refuse_if(_published_obstacles(roster))
    slots = [slot for slot in facts.slots(point, month) if slot.day > today]
    filled = _arrange(roster, slots)
    roster.arranged_at = now
    roster.save(update_fields=["arranged_at"])
    data = {"shifts": len(slots), "filled": filled}
    record_event(roster, "duty.dutyroster.arrange", actor=actor, now=now, data=data)
    return roster


@transaction.atomic
def publish_roster(*, roster: DutyRoster, actor: Actor, now: datetime) -> DutyRoster:
    """Publish a month's roster and tell everybody on it how often and when first (公布值班表).

    Refuses one published already and one on which nobody sits.
    """
    roster = locked_roster(roster, actor)
    shifts = list(roster.shifts.exclude(member=None).select_related("member").order_by("day"))
    if not shifts:
        raise Refused("值班表上还没有一个人，不能公布。")
    advance(roster, ROSTER, "publish", actor=actor, now=now, published_at=now)
    by_member: dict[DutyMember, list[DutyShift]] = {}
    for shift in shifts:
        if shift.member:
            by_member.setdefault(shift.member, []).append(shift)
    for member, own in by_member.items():
        first = f"你有{len(own)}班，第一班是{own[0].when}。"
        tell(member, f"{roster.title}{roster.point.name}的值班表已公布：{first}", now=now)
    return roster


@transaction.atomic
def change_shift(
    *, shift: DutyShift, member: DutyMember | None, note: str, actor: Actor, now: datetime
) -> DutyShift:
    """Put somebody else, or nobody, in a seat by hand, with the reason; the rotation leaves it so.

    Refuses a shift begun already, somebody not on the list, away that day, or sitting then.
    """
    roster = locked_roster(shift.roster, actor)
    rows = DutyShift.objects.handled_by(actor).select_for_update(of=("self",))
    shift = rows.select_related("roster", "point").get(pk=shift.pk)
    refuse_if(swap_rules.shift_open_obstacles(when=shift.when, starts_at=shift.starts_at, now=now))
    former = shift.member
    if member == former:
        raise Refused("这一班本来就是这样排的。", field="member")
    if member is not None:
        [taker] = taker_facts([member], [shift])[member.pk]
        refuse_if(swap_rules.taking_obstacles(taker), field="member")
    data = {"from": former and former.name, "to": member and member.name}
    record_event(shift, "duty.dutyshift.change", actor=actor, now=now, note=note, data=data)
    withdraw_swaps([shift], actor=actor, now=now)
    shift.member, shift.is_fixed = member, True
    shift.save(update_fields=["member", "is_fixed"])
    if roster.state == RosterState.PUBLISHED:
        for one, said in ((former, "不再由你值班"), (member, "改由你值班")):
            if one:
                tell(one, f"{shift.when}{said}。{note}", now=now)
    return shift


def locked_roster(roster: DutyRoster, actor: Actor) -> DutyRoster:
    """The roster again, under lock, from those the one who acts keeps."""
    rows = DutyRoster.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("point__unit").get(pk=roster.pk)


def _locked(point: DutyPoint, actor: Actor) -> DutyPoint:
    rows = DutyPoint.objects.all() if actor.user_id is None else DutyPoint.objects.handled_by(actor)
    point = rows.select_for_update(of=("self",)).select_related("unit").get(pk=point.pk)
    if point.closed_on is not None:
        raise Refused("这个值班点已经撤销。")
    return point


def _published_obstacles(roster: DutyRoster) -> list[str]:
    if roster.state == RosterState.PUBLISHED:
        return [f"{roster.title}的值班表已经公布，只能一班一班地改。"]
    return []


def _arrange(roster: DutyRoster, slots: list[Slot]) -> int:
    """Write the rotation's answer to the roster's shifts; how many are filled."""
    known = {facts.slot_of(shift): shift for shift in roster.shifts.select_related("member")}
    fixed = {
        slot: shift.member_id
        for slot, shift in known.items()
        if shift.is_fixed and shift.member_id and slot in slots
    }
    # A seat that somebody emptied by hand stays empty.
    emptied = {slot for slot, shift in known.items() if shift.is_fixed and not shift.member_id}
    found = facts.turns(roster.point, roster.month, set(slots) - emptied, fixed=fixed)
    gone = [shift.pk for slot, shift in known.items() if slot not in slots]
    roster.shifts.filter(pk__in=gone).delete()
    point, written = roster.point, []
    for slot in slots:
        starts, ends = _hours(point, slot.part)
        written.append(
            DutyShift(
                roster=roster,
                point=point,
                day=slot.day,
                part=slot.part,
                seat=slot.seat,
                starts_at=_moment(slot.day, starts),
                ends_at=_moment(slot.day, ends),
                member_id=found.get(slot),
                is_fixed=slot in fixed or slot in emptied,
            )
        )
    DutyShift.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["roster", "day", "part", "seat"],
        update_fields=["starts_at", "ends_at", "member", "is_fixed"],
    )
    return sum(1 for shift in written if shift.member_id)


def _hours(point: DutyPoint, part: str) -> tuple[time, time]:
    starts = point.afternoon_starts if part == DutyPart.AFTERNOON else point.morning_starts
    ends = point.morning_ends if part == DutyPart.MORNING else point.afternoon_ends
    return starts, ends


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
