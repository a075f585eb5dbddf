"""How fast the fast lane is: decided on the same day, and in how many minutes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    Func,
    Q,
    Value,
)
from django.db.models.fields import DurationField
from django.db.models.functions import Cast, Greatest, TruncDate
from django.utils import timezone

from gongyuan.cases.models import Case, CaseQuerySet
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, kw_only=True)
class FastLane:
    """The fast lane of one unit, those under it included (豫工办〔2015〕28号 二（三）).

    `decided`: cases of the fast lane decided in the period; `same_day`: those of them decided on
    the day they came; `half_within`: the time within which half of them were.
    """

    unit: Unit | None
    decided: int
    same_day: int
    half_within: timedelta | None

    @property
    def percent(self) -> int | None:
        """The share decided on the same day, in whole per cent; none of nothing."""
        return round(100 * self.same_day / self.decided) if self.decided else None


_TOOK = ExpressionWrapper(F("decided_at") - F("applied_at"), output_field=DurationField())
#: What came in on a day and was decided on it; the day is Beijing's.
_MEASURES = {
    "decided": Count("pk"),
    "same_day": Count("pk", filter=Q(decided_on=F("applied_on"))),
    "half_within": Median(_TOOK),
}


def fast_lane_of(unit: Unit, *, year: int) -> FastLane:
    """The fast lane of a unit with those under it in one year; one query."""
    rows = _decided(Case.objects.filter(unit_path__startswith=unit.path), year)
    return FastLane(unit=unit, **rows.aggregate(**_MEASURES))


def fast_lanes(actor: Actor, *, year: int) -> list[FastLane]:
    """The actor's own unit and each directly below it, the most decided first; two queries.

    Only sums: who counts sees no case.
    """
    place = Value(actor.unit_path.count("/") + 1)
    step = Func(F("unit_path"), Value("/"), place, function="SPLIT_PART")
    child = Cast(Func(step, Value(""), function="NULLIF"), BigIntegerField())
    below = Case.objects.filter(unit_path__startswith=actor.unit_path)
    rows = _decided(below, year).annotate(child=child).order_by().values("child")
    found: dict[Any, dict[str, Any]] = {}
    for row in rows.annotate(**_MEASURES):
        measures: dict[str, Any] = dict(row)
        found[measures.pop("child")] = measures
    ids = {actor.unit_id if child is None else child: child for child in found}
    units = Unit.objects.visible_to(actor).in_bulk(ids)
    lines = [FastLane(unit=units[pk], **found[child]) for pk, child in ids.items() if pk in units]
    return sorted(lines, key=lambda line: (-line.decided, line.unit.pk if line.unit else 0))


def _decided(cases: CaseQuerySet, year: int) -> CaseQuerySet:
    first = timezone.make_aware(datetime.combine(date(year, 1, 1), time.min))
    last = timezone.make_aware(datetime.combine(date(year + 1, 1, 1), time.min))
    rows = cases.filter(is_fast_track=True, decided_at__gte=first, decided_at__lt=last)
    return rows.annotate(
        applied_on=TruncDate("applied_at"),
        # A clock set back is no reason to count a day twice.
        decided_on=TruncDate(Greatest("decided_at", "applied_at")),
    )
