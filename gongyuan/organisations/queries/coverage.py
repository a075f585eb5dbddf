"""Coverage (组建率) as of any day: how many unions of a level had an institution of a kind.

Everything is asked of the stretches (沿革): a station closed later, a union moved or renamed later
changes nothing about a day before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.models import InstitutionStretch, UnitStretch
from gongyuan.organisations.rules import coverage as rules

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Series:
    """A level and the kind of institution each of its unions is to have."""

    level: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A count as of a day, measured by the target of that day."""

    covered: int
    total: int
    goal: rules.Goal = rules.Goal(due=None, coming=None)

    @property
    def missing(self) -> int:
        return self.total - self.covered

    @property
    def rate(self) -> Decimal | None:
        """Share of 1, unrounded; None when there is no union of the level."""
        return Decimal(self.covered) / self.total if self.total else None

    @property
    def percent(self) -> Decimal | None:
        return None if self.rate is None else self.rate * rules.HUNDRED

    @property
    def shortfall(self) -> int | None:
        """How many unions more the target asks for; None where none is asked."""
        return self._shortfall(self.goal.asked)

    @property
    def coming_shortfall(self) -> int | None:
        """The same for the next target to come."""
        return self._shortfall(self.goal.coming)

    def _shortfall(self, asked: rules.Target | None) -> int | None:
        if asked is None or asked.percent is None:
            return None
        return rules.shortfall(percent=asked.percent, covered=self.covered, total=self.total)


def paths_on(stretches: Sequence[UnitStretch], days: Iterable[date]) -> dict[date, str]:
    """A union's place in the tree on each day, as it was then; "" where it was not there yet.
    `stretches` are all of its own."""
    known = {day: stretch_on(stretches, day) for day in days}
    return {day: then.path if then else "" for day, then in known.items()}


def stretch_on(stretches: Sequence[UnitStretch], day: date) -> UnitStretch | None:
    """How a union was on a day; None when it did not exist. `stretches` are all of its own."""
    return next((one for one in stretches if _holds(one, day)), None)


def _holds(stretch: UnitStretch, day: date) -> bool:
    begun = stretch.starts_on is None or stretch.starts_on <= day
    return begun and (stretch.ends_on is None or stretch.ends_on > day)


def counted_unions(*, path: str, level: str, on: date) -> QuerySet[UnitStretch]:
    """The unions that count on a day: open then, of the level and place in the tree they had then.

    None for a level that is not counted and for an empty path. 开发区 and 园区 are federations of
    the level of townships (苏工发〔2012〕8号第5项).
    """
    kinds = rules.COUNTED_KINDS.get(level)  # type: ignore[call-overload] # a level as text
    if not path or kinds is None:
        return UnitStretch.objects.none()
    found: QuerySet[UnitStretch] = UnitStretch.objects.filter(
        path__startswith=path, level=level, kind__in=kinds
    ).on(on)
    return found


def has_one(kind: str, *, on: date) -> Exists:
    """That a union had an open institution of the kind on a day."""
    return Exists(InstitutionStretch.objects.filter(unit=OuterRef("unit"), kind=kind).on(on))


def coverage_on(*, path: str, series: Series, on: date) -> Coverage:
    """How many of a subtree's unions of a level had an institution of a kind on a day.

    组建率 (苏工发〔2012〕8号第4、5项) = those open that day with one open that day ÷ all open that
    day. One query. `path` as it was on the day.
    """
    counts = counted_unions(path=path, level=series.level, on=on).aggregate(
        total=Count("pk"), covered=Count("pk", filter=has_one(series.kind, on=on))
    )
    return Coverage(covered=counts["covered"], total=counts["total"])


def overview(
    *, path: str, on: date, targets: Sequence[rules.Target]
) -> list[tuple[Series, Coverage]]:
    """The coverage of every level that is looked at, each by its target, in one query.

    The usual three (工会法律援助办法第六条; 苏工发〔2012〕8号第4、5项) and whatever a target names.
    """
    known = [Series(level=level, kind=kind) for level, kind in rules.USUAL]
    named = [Series(level=t.level, kind=t.kind) for t in targets]
    series = list(dict.fromkeys([*known, *named]))
    counted = Q()
    for one in series:
        counted |= Q(level=one.level, kind__in=rules.COUNTED_KINDS[one.level])  # type: ignore[index] # as text
    numbers: dict[str, Any] = {}
    for place, one in enumerate(series):
        of_level = Q(level=one.level, kind__in=rules.COUNTED_KINDS[one.level])  # type: ignore[index] # as text
        numbers[f"total_{place}"] = Count("pk", filter=of_level)
        numbers[f"covered_{place}"] = Count("pk", filter=of_level & Q(has_one(one.kind, on=on)))
    unions = UnitStretch.objects.filter(counted, path__startswith=path).on(on)
    found = (unions if path else unions.none()).aggregate(**numbers)
    return [
        (
            one,
            Coverage(
                covered=found[f"covered_{place}"] or 0,
                total=found[f"total_{place}"] or 0,
                goal=rules.goal(targets, level=one.level, kind=one.kind, on=on),
            ),
        )
        for place, one in enumerate(series)
    ]


def year_by_year(
    *,
    stretches: Sequence[UnitStretch],
    series: Series,
    on: date,
    targets: Sequence[rules.Target],
    most: int = 10,
) -> list[tuple[date, Coverage]]:
    """A union's coverage at the end of each year up to a day, and on that day; one query.

    `stretches` are all of its own. Begins with the year before the first target, at most `most`
    years; each year with the target that was due at its end.
    """
    own = [t.due_on.year for t in targets if (t.level, t.kind) == (series.level, series.kind)]
    first = min([on.year - most + 1, *(year - 1 for year in own)])
    ends = [date(year, 12, 31) for year in range(max(first, rules.FIRST_YEAR), on.year)]
    days = [*ends[-most * 2 :], on]
    paths = paths_on(stretches, days)
    kinds = rules.COUNTED_KINDS.get(series.level, ())  # type: ignore[call-overload] # as text
    anywhere = Q()
    for path in set(paths.values()) - {""}:
        anywhere |= Q(path__startswith=path)
    numbers: dict[str, Any] = {}
    for place, day in enumerate(days):
        there = Q(path__startswith=paths[day]) & _holding(day) if paths[day] else Q(pk=None)
        numbers[f"total_{place}"] = Count("pk", filter=there)
        numbers[f"covered_{place}"] = Count("pk", filter=there & Q(has_one(series.kind, on=day)))
    unions = UnitStretch.objects.filter(anywhere, level=series.level, kind__in=kinds)
    found = (unions if anywhere else unions.none()).aggregate(**numbers)
    return [
        (
            day,
            Coverage(
                covered=found[f"covered_{place}"] or 0,
                total=found[f"total_{place}"] or 0,
                goal=rules.goal(targets, level=series.level, kind=series.kind, on=day),
            ),
        )
        for place, day in enumerate(days)
    ]


def _holding(day: date) -> Q:
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    return begun & (Q(ends_on=None) | Q(ends_on__gt=day))


def first_series(level: str, known: Sequence[tuple[Series, Coverage]]) -> Series:
    """What is looked at before anything is asked: the counties' centres, in a county (the `level`)
    the stations of its townships where it has any. `known`: an `overview`."""
    stations = Series(level=UnitLevel.TOWNSHIP, kind=InstitutionKind.STATION)
    has_any = any(one == stations and coverage.total for one, coverage in known)
    if has_any and level in (UnitLevel.COUNTY, UnitLevel.TOWNSHIP):
        return stations
    return Series(level=UnitLevel.COUNTY, kind=InstitutionKind.CENTRE)


def unions_listed(
    *, path: str, series: Series, on: date, covered: bool = False
) -> QuerySet[UnitStretch]:
    """The unions of a level that had no institution of the kind on a day, or those `covered` by
    one: each number of a share by name, with their superiors.

    `unit` and `parent` are fetched with each; in the order of the tree.
    """
    unions = counted_unions(path=path, level=series.level, on=on)
    has = Q(has_one(series.kind, on=on))
    return (
        unions.filter(has if covered else ~has)
        .select_related("unit", "parent")
        .defer("unit__search", "parent__search")
        .order_by("path")
    )


def unions_page(found: QuerySet[UnitStretch], *, after: str) -> tuple[list[UnitStretch], str]:
    """A page of at most 50 of `unions_listed`, and what `after` is for the next; "" on the last."""
    rows = list((found.filter(path__gt=after) if after else found)[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].path if len(rows) > PAGE else ""
