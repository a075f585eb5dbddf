"""Live stations: each aid institution with its last real activity, silent ones named as such.

Activity is what was really done there: a case taken in or closed, somebody who asked or was
answered, somebody who came to sit on duty. Nobody ticks a box to look alive.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Greatest, TruncDate

from gongyuan.cases.models import Case as AidCase
from gongyuan.cases.models import last_activity
from gongyuan.consultations.choices import ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.duty.models import DutyShift
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.checks import SILENT_DAYS, parameter_days
from gongyuan.reporting.choices import StationLife

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Silence:
    """After how many days without activity a station is silent, and who says so."""

    days: int
    source: str
    #: A station with nothing since this day is silent.
    since: date


@dataclass(frozen=True, kw_only=True)
class Lives:
    """How many open stations of a subtree live, are silent, and of these never did anything."""

    total: int
    silent: int
    never: int

    @property
    def live(self) -> int:
        return self.total - self.silent


def silence_for(unit: Unit, *, today: date) -> Silence | None:
    """The length of silence by the policy of the looking union's place; None without a rule."""
    found = parameter_days(unit, SILENT_DAYS, on=today)
    if found is None:
        return None
    return Silence(days=found[0], source=found[1], since=today - timedelta(days=found[0]))


def stations(*, path: str, today: date) -> QuerySet[AidInstitution]:
    """The open institutions of a subtree with `last_case`, `last_consultation`, `last_duty`, days,
    and, the latest of them, `last_active`.

    A case counts where it says it was taken in; one that names no institution counts for the one
    of its union that has stood longest. So do letters and questions from the web, once they are
    answered; what was asked at a station counts there at once. Each day is one step into an index,
    however many cases.
    """
    return (
        AidInstitution.objects.filter(unit_path__startswith=path)
        .open_on(today)
        .annotate(
            last_case=_last_case(today),
            last_consultation=_last_consultation(today),
            last_duty=_last_duty(),
        )
        .annotate(last_active=Greatest("last_case", "last_consultation", "last_duty"))
        .select_related("unit")
        .defer("unit__search")
    )


def _last_case(today: date) -> Any:
    named = AidCase.objects.filter(institution=OuterRef("pk"))
    nameless = AidCase.objects.filter(institution=None, unit=OuterRef("unit"))
    return Greatest(_last(named), _for_the_eldest(_last(nameless), today))


def _last(cases: QuerySet[AidCase]) -> Subquery:
    days = cases.annotate(day=last_activity()).order_by(last_activity().desc())
    return Subquery(days.values("day")[:1])


def _last_consultation(today: date) -> Any:
    here = Consultation.objects.filter(institution=OuterRef("pk")).order_by("-asked_on")
    nameless = Consultation.objects.filter(
        institution=None, unit=OuterRef("unit"), state=ConsultationState.ANSWERED
    ).order_by("-answered_on")
    of_unit = _for_the_eldest(Subquery(nameless.values("answered_on")[:1]), today)
    return Greatest(Subquery(here.values("asked_on")[:1]), of_unit)


def _for_the_eldest(day: Subquery, today: date) -> Case:
    """A day of the union's for the one of its institutions that has stood longest, None else."""
    elders = (
        AidInstitution.objects.filter(unit=OuterRef("unit"))
        .open_on(today)
        .filter(
            Q(opened_on__lt=OuterRef("opened_on"))
            | Q(opened_on=OuterRef("opened_on"), pk__lt=OuterRef("pk"))
        )
    )
    return Case(When(~Exists(elders), then=day), default=Value(None), output_field=DateField())


def _last_duty() -> Subquery:
    shifts = DutyShift.objects.filter(point__institution=OuterRef("pk"), came_at__isnull=False)
    days = shifts.annotate(came_on=TruncDate("came_at")).order_by("-came_at")
    return Subquery(days.values("came_on")[:1])


def is_silent(since: date) -> Q:
    """Nothing since the day, and not itself younger than that: a new station is no silent one."""
    return Q(opened_on__lt=since) & (Q(last_active=None) | Q(last_active__lt=since))


def lives(*, path: str, silence: Silence, today: date) -> Lives:
    """How many stations of a subtree are silent; one query."""
    silent = is_silent(silence.since)
    counts = stations(path=path, today=today).aggregate(
        total=Count("pk"),
        silent=Count("pk", filter=silent),
        never=Count("pk", filter=silent & Q(last_active=None)),
    )
    return Lives(**counts)


def stations_by_life(
    *, path: str, silence: Silence, today: date, life: str
) -> QuerySet[AidInstitution]:
    """The stations that are silent, live, or all of them; the longest silent first."""
    found = stations(path=path, today=today)
    silent = is_silent(silence.since)
    if life == StationLife.SILENT:
        found = found.filter(silent)
    elif life == StationLife.LIVE:
        found = found.filter(Q(opened_on__gte=silence.since) | Q(last_active__gte=silence.since))
    return found.order_by(F("last_active").asc(nulls_first=True), "opened_on", "pk")
