"""What one person has to do with duty."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from gongyuan.core.agenda import AgendaEntry
from gongyuan.duty.choices import SwapState
from gongyuan.duty.models import DutyLeave, DutyMember, DutyShift, DutySwap, DutySwapShift
from gongyuan.duty.queries.presence import with_presence
from gongyuan.people.actor import Actor

MOST_SHOWN = 60
DAYS_BACK = 7
MOST_IN_AGENDA = 400


def own_places(actor: Actor) -> QuerySet[DutyMember]:
    """The places on lists that the one who acts holds."""
    return DutyMember.objects.served_by(actor)


def places_to_excuse(actor: Actor) -> QuerySet[DutyMember]:
    """The places for which one may enter leave: one's own, and those of the lists one keeps."""
    return (own_places(actor) | DutyMember.objects.handled_by(actor)).select_related("point")


def own_shifts(actor: Actor) -> QuerySet[DutyShift]:
    """Published shifts of the one who acts, with what their page shows."""
    rows = DutyShift.objects.served_by(actor)
    return rows.select_related("roster", "point__institution", "member")


def coming_shifts(actor: Actor, *, today: date) -> list[DutyShift]:
    """Own published shifts from a week ago on, the earliest first; `is_offered` says that one has
    asked somebody to take it."""
    rows = DutyShift.objects.served_by(actor).filter(day__gte=today - timedelta(days=DAYS_BACK))
    found = rows.select_related("point__institution", "member").order_by("starts_at", "pk")
    offered = DutySwapShift.objects.filter(
        shift=OuterRef("pk"), is_return=False, swap__state=SwapState.PROPOSED
    )
    return with_presence(list(found.annotate(is_offered=Exists(offered))[:MOST_SHOWN]))


def agenda(actor: Actor, since: date) -> Iterator[AgendaEntry]:
    """Own published shifts for a calendar; one query."""
    rows = DutyShift.objects.served_by(actor).filter(day__gte=since)
    for shift in rows.select_related("point__institution").order_by("starts_at")[:MOST_IN_AGENDA]:
        yield AgendaEntry(
            key=f"duty-{shift.pk}",
            what=f"值班 {shift.point}",
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            place=str(shift.point.institution),
            url=reverse("duty_shift", args=[shift.pk]),
        )


def open_swaps(actor: Actor, *, today: date) -> list[DutySwap]:
    """Swaps one has proposed or is to answer, those that have not begun."""
    rows = DutySwap.objects.handled_by(actor).proposed(on=today)
    return list(rows.select_related("giver", "taker").order_by("first_day", "pk")[:MOST_SHOWN])


def places(actor: Actor) -> list[DutyMember]:
    """The lists one is on."""
    rows = DutyMember.objects.served_by(actor).filter(ends_on=None, point__closed_on=None)
    return list(rows.select_related("point__institution").order_by("pk"))


def leaves(actor: Actor, *, today: date) -> list[DutyLeave]:
    """Own leave that is not over."""
    mine = DutyMember.objects.served_by(actor)
    rows = DutyLeave.objects.standing().filter(member__in=mine, last_day__gte=today)
    return list(rows.select_related("member__point").order_by("first_day", "pk"))


def sat_this_year(actor: Actor, *, today: date) -> int:
    """How many published shifts one has had since New Year, those of today included."""
    own = DutyShift.objects.served_by(actor)
    return own.filter(day__gte=date(today.year, 1, 1), day__lte=today).count()
