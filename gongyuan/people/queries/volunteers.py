"""Volunteers: who serves, how many hours of a year are confirmed, what waits for somebody."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import LapseKind
from gongyuan.people.models import User, Volunteer, VolunteerHours
from gongyuan.people.queries.members import named


@dataclass(frozen=True, kw_only=True)
class YearSum:
    """Confirmed hours of a year and on how many occasions they were given."""

    year: int
    hours: Decimal
    times: int


def volunteers(
    actor: Actor, *, year: int, with_left: bool = False, kind: str = "", text: str = ""
) -> QuerySet[Volunteer]:
    """Volunteers within sight with the confirmed half hours and occasions of a year, in the order
    of the letters of the name; narrowed to a kind and by the beginning of the name or its letters.
    """
    counted = Q(hours__day__year=year, hours__confirmed_at__isnull=False, hours__struck_at=None)
    rows = Volunteer.objects.visible_to(actor).select_related("unit")
    if not with_left:
        rows = rows.serving()
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.filter(named(text))
    summed = rows.annotate(
        halves=Sum("hours__half_hours", filter=counted, default=0),
        times=Count("hours", filter=counted),
    )
    return summed.order_by("initials", "name", "pk")


def hours_in_words(halves: int) -> str:
    """Half hours as people write them: 3 or 2.5."""
    return f"{Decimal(halves) / 2:g}"


def sums_of(rows: QuerySet[VolunteerHours]) -> list[YearSum]:
    """The confirmed hours of some records by year, the latest first."""
    confirmed = rows.filter(confirmed_at__isnull=False, struck_at=None).order_by()
    found = confirmed.values("day__year").annotate(halves=Sum("half_hours"), times=Count("pk"))
    return [
        YearSum(year=row["day__year"], hours=Decimal(row["halves"]) / 2, times=row["times"])
        for row in found.order_by("-day__year")
    ]


def places_of(user: User) -> QuerySet[Volunteer]:
    """Where an account is a volunteer, those left last."""
    rows = Volunteer.objects.filter(user=user).select_related("unit")
    return rows.order_by(F("left_on").asc(nulls_first=True), "pk")


def hours_of(user: User) -> QuerySet[VolunteerHours]:
    """All records of an account's volunteer hours, the newest first."""
    return VolunteerHours.objects.filter(volunteer__user=user).order_by("-day", "-starts_at")


def places_served(actor: Actor) -> QuerySet[Volunteer]:
    """Where the one who acts serves as a volunteer."""
    return Volunteer.objects.served_by(actor).serving().select_related("unit")


def own_sums(user: User, actor: Actor) -> list[YearSum]:
    """The volunteer hours of a member of staff, of the units within the actor's sight."""
    places = Volunteer.objects.visible_to(actor).filter(user=user)
    return sums_of(VolunteerHours.objects.filter(volunteer__in=places))


def waiting_hours(actor: Actor) -> QuerySet[VolunteerHours]:
    """Hours of the own unit's volunteers that nobody has confirmed, the oldest first."""
    if not actor.can(Capability.PEOPLE_CONFIRM_HOURS):
        return VolunteerHours.objects.none()
    rows = VolunteerHours.objects.filter(volunteer__unit=actor.unit_id, confirmed_at=None)
    return rows.filter(struck_at=None).select_related("volunteer").order_by("day", "pk")


def hours_handled_by(actor: Actor) -> QuerySet[VolunteerHours]:
    """Hours of the own unit's volunteers that still count or may."""
    if not actor.can(Capability.PEOPLE_CONFIRM_HOURS):
        return VolunteerHours.objects.none()
    rows = VolunteerHours.objects.filter(volunteer__unit=actor.unit_id, struck_at=None)
    return rows.select_related("volunteer")


def leaving_volunteers(actor: Actor) -> QuerySet[Volunteer]:
    """Volunteers of the own unit who asked to leave and have not been let go."""
    rows = Volunteer.objects.serving().filter(unit=actor.unit_id)
    return rows.filter(leave_asked_on__isnull=False)


def lapses_of(volunteer: Volunteer, *, year: int) -> dict[str, int]:
    """How often somebody failed to come in a year, and how often the quality was complained of."""
    rows: dict[str, Any] = volunteer.lapses.aggregate(
        misses=Count("pk", filter=Q(kind=LapseKind.MISSED, day__year=year)),
        complaints=Count("pk", filter=Q(kind=LapseKind.COMPLAINT)),
    )
    return {name: int(value) for name, value in rows.items()}


def served_on(volunteer: Volunteer, day: date) -> list[tuple[Any, int]]:
    """What is recorded of a volunteer's day: when it began and how many half hours it took."""
    rows = VolunteerHours.objects.filter(volunteer=volunteer, day=day, struck_at=None)
    return list(rows.order_by("starts_at").values_list("starts_at", "half_hours"))
