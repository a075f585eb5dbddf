"""Changing shifts between two people: one proposes, the other accepts."""

from datetime import datetime

from django.db import IntegrityError, transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.duty.actions.refilling import tell
from gongyuan.duty.models import DutyMember, DutyShift, DutySwap
from gongyuan.duty.queries.takers import taker_facts
from gongyuan.duty.rules import swaps as rules
from gongyuan.duty.workflow import SWAP
from gongyuan.people.actor import Actor


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

    Refuses a shift that has begun, one proposed already, oneself, somebody on leave that day or
    sitting then, and a shift in return that is not the other's or that one cannot take.
    """
    shift = _locked_shift(shift, actor)
    giver = shift.member
    if giver is None or taker.pk == giver.pk:
        raise Refused("不能跟自己换班。", field="taker")
    refuse_if(_swap_obstacles(shift, giver, taker, in_return, now), field="taker")
    try:
        with transaction.atomic():
            swap = DutySwap.objects.create(
                shift=shift, giver=giver, taker=taker, in_return=in_return, proposed_at=now
            )
    except IntegrityError as error:
        raise Refused("这一班已经提出换班，在等对方答复。") from error
    data = {"taker": taker.name, "in_return": in_return and in_return.when}
    record_event(swap, "duty.dutyswap.propose", actor=actor, now=now, data=data)
    asked = f"，换你的{in_return.when}" if in_return else ""
    tell(taker, f"{giver.name}请你替{shift.when}的班{asked}。请答复。", now=now)
    return swap


@transaction.atomic
def accept_swap(*, swap: DutySwap, actor: Actor, now: datetime) -> DutySwap:
    """Accept a proposed swap: both shifts change hands at once.

    Refuses anybody but the one who was asked, and what has become impossible meanwhile.
    """
    swap = _locked_swap(swap, actor, is_taker=True)
    shift, back = swap.shift, swap.in_return
    if shift.member_id != swap.giver_id:
        raise Refused("这一班已经不是对方的了。")
    refuse_if(_swap_obstacles(shift, swap.giver, swap.taker, back, now))
    advance(swap, SWAP, "accept", actor=actor, now=now, answered_at=now)
    _give(shift, swap.taker, swap, actor, now)
    if back:
        _give(back, swap.giver, swap, actor, now)
    tell(swap.giver, f"{swap.taker.name}同意换班：{shift.when}由{swap.taker.name}值。", now=now)
    return swap


@transaction.atomic
def turn_down_swap(*, swap: DutySwap, note: str = "", actor: Actor, now: datetime) -> DutySwap:
    """Say no to a proposed swap; refuses anybody but the one who was asked."""
    swap = _locked_swap(swap, actor, is_taker=True)
    advance(swap, SWAP, "turn_down", actor=actor, now=now, note=note, answered_at=now)
    said = f"{swap.taker.name}不能换{swap.shift.when}的班，还是由你值。{note}"
    tell(swap.giver, said, now=now)
    return swap


@transaction.atomic
def take_back_swap(*, swap: DutySwap, actor: Actor, now: datetime) -> DutySwap:
    """Take a proposal back before it is answered; refuses anybody but the one who made it."""
    swap = _locked_swap(swap, actor, is_taker=False)
    advance(swap, SWAP, "take_back", actor=actor, now=now, answered_at=now)
    return swap


def _locked_shift(shift: DutyShift, actor: Actor) -> DutyShift:
    rows = DutyShift.objects.served_by(actor).select_for_update(of=("self",))
    return rows.select_related("member__point", "point").get(pk=shift.pk)


def _locked_swap(swap: DutySwap, actor: Actor, *, is_taker: bool) -> DutySwap:
    rows = DutySwap.objects.handled_by(actor).select_for_update(of=("self",))
    swap = rows.select_related("giver__point", "taker__point").get(pk=swap.pk)
    asked = swap.taker if is_taker else swap.giver
    if asked.user_id != actor.user_id:
        raise Refused("这要由对方办理。")
    shifts = DutyShift.objects.select_for_update(of=("self",)).select_related("point")
    found = {one.pk: one for one in shifts.filter(pk__in=[swap.shift_id, swap.in_return_id])}
    swap.shift = found[swap.shift_id]
    swap.in_return = found[swap.in_return_id] if swap.in_return_id else None
    return swap


def _swap_obstacles(
    shift: DutyShift,
    giver: DutyMember,
    taker: DutyMember,
    in_return: DutyShift | None,
    now: datetime,
) -> list[str]:
    obstacles = rules.shift_open_obstacles(starts_at=shift.starts_at, now=now)
    obstacles += rules.taking_obstacles(taker_facts(taker, shift, gives=in_return))
    if in_return is not None:
        if in_return.member_id != taker.pk:
            return ["换回的那一班不是对方的。"]
        obstacles += rules.shift_open_obstacles(starts_at=in_return.starts_at, now=now)
        obstacles += rules.taking_obstacles(taker_facts(giver, in_return, gives=shift))
    return list(dict.fromkeys(obstacles))


def _give(
    shift: DutyShift, member: DutyMember, swap: DutySwap, actor: Actor, now: datetime
) -> None:
    data = {"from": shift.member_id, "to": member.pk, "swap": swap.pk}
    shift.member, shift.is_fixed = member, True
    shift.save(update_fields=["member", "is_fixed"])
    record_event(shift, "duty.dutyshift.swap", actor=actor, now=now, data=data)
