"""Which unions and institutions there were on a day, and under whom (沿革)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongyuan.organisations.models import InstitutionStretch, Unit, UnitStretch

PAGE = 100
NEWEST = F("starts_on").desc(nulls_last=True)
MOST_DIGITS = 19


@dataclass(frozen=True, kw_only=True)
class StretchPage:
    rows: list[Any]
    #: "" when this is the last page.
    next_after: str


def unit_on(unit: Unit, *, day: date) -> UnitStretch | None:
    """How a union was on a day; None when it did not exist."""
    found: UnitStretch | None = UnitStretch.objects.on(day).filter(unit=unit).first()
    return found


def units_on(*, path: str, day: date) -> QuerySet[UnitStretch]:
    """The unions below a path of that day, superiors first.

    Each with `superior`, what its superior was called then.
    """
    above = UnitStretch.objects.on(day).filter(unit=OuterRef("parent")).values("name")
    found: QuerySet[UnitStretch] = (
        UnitStretch.objects.on(day)
        .filter(path__startswith=path)
        .annotate(superior=Subquery(above[:1]))
        .order_by("path", "pk")
    )
    return found


def known_on(on: date, **unit: Any) -> QuerySet[UnitStretch]:
    """How a union was on a day, or how it was last known before: a closed one as it ended."""
    begun = Q(starts_on=None) | Q(starts_on__lte=on)
    found: QuerySet[UnitStretch] = UnitStretch.objects.filter(begun, **unit).order_by(NEWEST)
    return found


def level_of_unit(*, on: date, unit: str = "unit") -> Coalesce:
    """The level on a day of the union in a column; what it is today where it was not yet known."""
    known = known_on(on, unit=OuterRef(unit)).values("level")
    return Coalesce(Subquery(known[:1]), F(f"{unit}__level"))


def no_units() -> QuerySet[UnitStretch]:
    """The unions below what did not exist."""
    none: QuerySet[UnitStretch] = UnitStretch.objects.none()
    return none


def institutions_open_on(*, path: str, day: date) -> QuerySet[InstitutionStretch]:
    """The roster of a subtree on a day (附机构名册, 吉会法字〔2015〕1号), as it was on that day.

    `path` is the unit's path today; its subtree is that of the day asked for. Name, form, head and
    phone are on each row; its union is fetched with it, higher unions first, `union_name` is what
    that was called then and `level_then` its level.
    """
    host = UnitStretch.objects.on(day).filter(unit=OuterRef("unit")).values("name")
    found: QuerySet[InstitutionStretch] = (
        InstitutionStretch.objects.on(day)
        .filter(filed_under(path, on=day, field="unit__path"))
        .select_related("unit", "institution")
        .annotate(union_name=Subquery(host[:1]), level_then=level_of_unit(on=day))
        .order_by("path", "pk")
    )
    return found


def filed_under(path: str, *, on: date, field: str = "unit_path") -> Q:
    """That a record's union belonged on a day to the subtree of the unit whose path is this today.

    A plain beginning of the path as long as nothing has moved since; what has come since is left
    out, what has left is counted where it was. `field` is the union's path on the record, today's.
    """
    was_below = Q(path__contains=f"/{_id_of(path)}/") | Q(path__startswith=f"{_id_of(path)}/")
    changed = UnitStretch.objects.on(on).filter(ends_on__isnull=False)
    come = changed.filter(unit__path__startswith=path).exclude(was_below)
    gone = changed.filter(was_below).exclude(unit__path__startswith=path)
    return (Q(**{f"{field}__startswith": path}) & ~_is_one_of(field, come)) | _is_one_of(
        field, gone
    )


def _id_of(path: str) -> str:
    return path.strip("/").rsplit("/", 1)[-1]


def _is_one_of(field: str, units: QuerySet[UnitStretch]) -> Q:
    """As an array that is read once, so that the index on the paths still serves."""
    paths = ArraySubquery(units.values("unit__path"))
    return Q(
        Func(
            F(field),
            paths,
            template="(%(expressions)s))",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )


def stretch_page(found: QuerySet[Any], *, after: str = "") -> StretchPage:
    """A page of at most 100 of `units_on` or of the roster; `after` is the `next_after` before."""
    is_id = after.isascii() and after.isdecimal() and len(after) < MOST_DIGITS
    last = found.filter(pk=int(after)).first() if is_id else None
    if last:
        found = found.filter(Q(path__gt=last.path) | Q(path=last.path, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    next_after = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    return StretchPage(rows=rows[:PAGE], next_after=next_after)


def stretches_of(unit: Unit) -> QuerySet[UnitStretch]:
    """How a union was over time, the present first; with its superiors."""
    return UnitStretch.objects.filter(unit=unit).select_related("parent").order_by(NEWEST)


def stretches_of_institution(institution_id: int) -> QuerySet[InstitutionStretch]:
    """How an institution was over time, the present first; with its unions."""
    return (
        InstitutionStretch.objects.filter(institution=institution_id)
        .select_related("unit")
        .order_by(NEWEST)
    )
