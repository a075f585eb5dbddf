"""Changing shifts between two people: one proposes, the other accepts; one shift or a run of days,
all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.duty.actions.leave import enter_leave, locked_places, refuse_doubled_leave
from gongyuan.duty.actions.refilling import tell, withdraw_swaps
from gongyuan.duty.choices import SwapState
from gongyuan.duty.details import RunDetails
from gongyuan.duty.models import DutyMember, DutyShift, DutySwap, DutySwapShift
from gongyuan.duty.queries.swaps import moving_obstacles
from gongyuan.duty.queries.takers import run_of
from gongyuan.duty.rules import swaps as rules
from gongyuan.duty.rules.words import run_words
from gongyuan.duty.workflow import SWAP
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class _Move:
    """Shifts that are to change hands: `given` go to the taker, `returned` come from the taker."""

    giver: DutyMember
    taker: DutyMember
    given: list[DutyShift]
    returned: list[DutyShift]

    @property
    def shifts(self) -> list[DutyShift]:
        return [*self.given, *self.returned]


@transaction.atomic
def propose_swap(
    *,
    shift: DutyShift,
    taker: DutyMember,
    in_return: DutyShift | None = None,
    actor: Actor,
    now: datetime,
) -> DutySwap:
    """Ask another on the list to take one's shift, for one of the other's or for nothing (换班).

    Refuses a shift that has begun, one proposed already, oneself, somebody without an account, on
    leave that day or sitting then, and a shift in return that is not the other's or that one cannot
    take.
    """
    own = DutyShift.objects.served_by(actor).select_related("member__point").get(pk=shift.pk)
    assert own.member  # noqa: S101 - served by somebody
    back = [in_return.pk] if in_return else []
    return _propose(own.member, taker, [shift.pk], back, RunDetails(), actor=actor, now=now)


@transaction.atomic
def propose_run(
    *, member: DutyMember, taker: DutyMember, details: RunDetails, actor: Actor, now: datetime
) -> DutySwap:
    """Ask another on the list to change shifts of a run of days at once (换班): to take all of
    one's own, for all of the other's in another run or for nothing, or to give the other's away.
    With leave, one is on leave on the days given as soon as the other accepts.

    Refuses, naming each day, what `propose_swap` refuses of one shift; days without a shift; leave
    taken already.
    """
    member = DutyMember.objects.served_by(actor).select_related("point").get(pk=member.pk)
    given = run_of(member, details.given, now=now)
    returned = run_of(taker, details.returned, now=now)
    if details.given is None and details.returned is None:
        raise Refused("请选让出哪些天的班，或者接过对方哪些天的班。", field="first_day")
    if details.is_leave and details.given is not None and not given:
        raise Refused("这些日子还没有公布你的班，不用请人替，直接请假就行。", field="taker")
    refuse_if(
        [
            *rules.run_obstacles(details.given, whose="你的班", count=len(given)),
            *rules.run_obstacles(details.returned, whose=f"{taker.name}的班", count=len(returned)),
        ]
    )
    back = [shift.pk for shift in returned]
    return _propose(member, taker, [s.pk for s in given], back, details, actor=actor, now=now)


@transaction.atomic
def accept_swap(*, swap: DutySwap, actor: Actor, now: datetime) -> DutySwap:
    """Accept a proposed swap: all its shifts change hands at once, and leave that goes with it is
    entered.

    Refuses anybody but the one who was asked, and what has become impossible meanwhile.
    """
    swap = DutySwap.objects.handled_by(actor).select_related("giver", "taker").get(pk=swap.pk)
    places = _locked_people(swap)
    # What a swap moves is never changed, so that it may be read before the swap is locked.
    move = _move_of(swap)
    swap = _locked_swap(swap, actor, is_taker=True)
    refuse_if(SWAP.obstacles(swap.state, "accept"))
    refuse_if(moving_obstacles(swap, move.given, move.returned, now=now))
    advance(swap, SWAP, "accept", actor=actor, now=now, answered_at=now)
    for shift in move.given:
        _give(shift, swap.taker, swap, actor, now)
    for shift in move.returned:
        _give(shift, swap.giver, swap, actor, now)
    withdraw_swaps(move.shifts, actor=actor, now=now)
    if swap.is_leave:
        enter_leave(
            places,
            days=(swap.first_day, swap.last_day),
            reason=swap.leave_reason,
            actor=actor,
            now=now,
        )
    said = f"{swap.taker.name}同意换班：{swap.subject}。"
    tell(
        swap.giver, f"{said}这几天已经请假。" if swap.is_leave else said, now=now, link=_page(swap)
    )
    return swap


@transaction.atomic
def turn_down_swap(*, swap: DutySwap, note: str = "", actor: Actor, now: datetime) -> DutySwap:
    """Say no to a proposed swap; refuses anybody but the one who was asked."""
    swap = _locked_swap(swap, actor, is_taker=True)
    advance(swap, SWAP, "turn_down", actor=actor, now=now, note=note, answered_at=now)
    said = f"{swap.taker.name}不同意换班：{swap.subject}。班次没有动。{note}"
    tell(swap.giver, f"{said}假也没有请。" if swap.is_leave else said, now=now, link=_page(swap))
    return swap


@transaction.atomic
def take_back_swap(*, swap: DutySwap, actor: Actor, now: datetime) -> DutySwap:
    """Take a proposal back before it is answered; refuses anybody but the one who made it."""
    swap = _locked_swap(swap, actor, is_taker=False)
    advance(swap, SWAP, "take_back", actor=actor, now=now, answered_at=now)
    tell(swap.taker, f"{swap.giver.name}撤回了换班：{swap.subject}。", now=now, link=_page(swap))
    return swap


def _propose(
    giver: DutyMember,
    taker: DutyMember,
    given: Sequence[int],
    returned: Sequence[int],
    details: RunDetails,
    *,
    actor: Actor,
    now: datetime,
) -> DutySwap:
    if taker.pk == giver.pk or taker.user_id == giver.user_id:
        raise Refused("不能跟自己换班。", field="taker")
    if taker.user_id is None:
        raise Refused(f"{taker.name}没有账号，不能答复，请排班的人改换。", field="taker")
    DutyMember.objects.select_for_update(of=("self",)).get(pk=giver.pk)
    move = _locked_move(giver, taker, given, returned)
    swap = _asked(move, details, now)
    wrong = moving_obstacles(swap, move.given, move.returned, now=now)
    refuse_if([*_proposed_obstacles(move, now), *wrong], field="taker")
    if swap.is_leave:
        today = timezone.localdate(now)
        refuse_if(rules.leave_obstacles(swap.first_day, swap.last_day, today=today))
        refuse_doubled_leave([giver], (swap.first_day, swap.last_day))
    swap.save()
    DutySwapShift.objects.bulk_create(
        DutySwapShift(swap=swap, shift=shift, is_return=shift in move.returned)
        for shift in move.shifts
    )
    data = {"taker": taker.name, "given": swap.given, "returned": swap.returned}
    record_event(swap, "duty.dutyswap.propose", actor=actor, now=now, data=data)
    tell(taker, f"{swap.subject}。请答复。", now=now, link=_page(swap))
    return swap


def _asked(move: _Move, details: RunDetails, now: datetime) -> DutySwap:
    """A swap as it is asked for, not saved yet."""
    days = sorted(shift.day for shift in move.shifts)
    first, last = details.given if details.is_leave and details.given else (days[0], days[-1])
    return DutySwap(
        giver=move.giver,
        taker=move.taker,
        given=_words(move.given),
        returned=_words(move.returned),
        first_day=first,
        last_day=last,
        is_leave=details.is_leave and details.given is not None,
        leave_reason=details.reason,
        proposed_at=now,
    )


def _words(shifts: Iterable[DutyShift]) -> str:
    return run_words([(shift.day, shift.get_part_display()) for shift in shifts])


def _proposed_obstacles(move: _Move, now: datetime) -> list[str]:
    """That a shift is asked about already by the same person, each day by its name."""
    lines = DutySwapShift.objects.filter(swap__state=SwapState.PROPOSED, swap__giver=move.giver)
    asked = set(lines.filter(shift__in=move.shifts).values_list("shift", flat=True))
    return [
        f"{shift.when}：已经提出换班，在等对方答复。"
        for shift in move.shifts
        if shift.pk in asked and shift.starts_at > now
    ]


def _locked_move(
    giver: DutyMember, taker: DutyMember, given: Iterable[int], returned: Iterable[int]
) -> _Move:
    """All the shifts under lock at once, always in the same order."""
    back = set(returned)
    rows = DutyShift.objects.filter(pk__in=back.union(given)).select_for_update(of=("self",))
    found = list(rows.select_related("point", "member").order_by("pk"))
    found.sort(key=lambda shift: (shift.starts_at, shift.pk))
    return _Move(
        giver=giver,
        taker=taker,
        given=[shift for shift in found if shift.pk not in back],
        returned=[shift for shift in found if shift.pk in back],
    )


def _locked_people(swap: DutySwap) -> list[DutyMember]:
    """Both under lock, before any shift, as leave takes its locks; with leave all places of the
    one who asked, which it gives back."""
    wanted = DutyMember.objects.filter(pk__in=[swap.giver_id, swap.taker_id])
    if not swap.is_leave:
        locked_places(wanted)
        return []
    giver = DutyMember.objects.select_related("point").get(pk=swap.giver_id)
    held = locked_places(wanted | giver.places_of_person())
    return [one for one in held if one.user_id == giver.user_id]


def _move_of(swap: DutySwap) -> _Move:
    lines = list(swap.lines.all())
    return _locked_move(
        swap.giver,
        swap.taker,
        [line.shift_id for line in lines if not line.is_return],
        [line.shift_id for line in lines if line.is_return],
    )


def _locked_swap(swap: DutySwap, actor: Actor, *, is_taker: bool) -> DutySwap:
    rows = DutySwap.objects.handled_by(actor).select_for_update(of=("self",))
    swap = rows.select_related("giver__point", "taker__point").get(pk=swap.pk)
    asked = swap.taker if is_taker else swap.giver
    if asked.user_id != actor.user_id:
        raise Refused("这要由对方办理。")
    return swap


def _give(
    shift: DutyShift, member: DutyMember, swap: DutySwap, actor: Actor, now: datetime
) -> None:
    data = {"from": shift.member_id, "to": member.pk, "swap": swap.pk}
    shift.member, shift.is_fixed = member, True
    shift.save(update_fields=["member", "is_fixed"])
    record_event(shift, "duty.dutyshift.swap", actor=actor, now=now, data=data)


def _page(swap: DutySwap) -> str:
    return reverse("duty_swap", args=[swap.pk])
