"""The one definition of which records a row counts; the count and the list both use it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from gongyuan.cases.choices import LITIGATION_STAGES, CaseState, StageKind
from gongyuan.cases.models import Case, Stage
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries import filed_under, institutions_open_on
from gongyuan.people.choices import STAFF_ROLES, Employment
from gongyuan.people.models import Post
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.choices import Source
from gongyuan.reporting.rules import RANKS, Period

ARBITRATION: tuple[str, ...] = (StageKind.ARBITRATION,)
LITIGATION: tuple[str, ...] = tuple(sorted(LITIGATION_STAGES))

#: Numbers of records by (level of the unit, dividing value).
Counts = dict[tuple[str, str], int]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Records of a subtree, and the column that divides them among rows or parts of a cell.

    Cases with proceedings of some kinds are counted from the proceedings, which know their unit.
    """

    records: Callable[[str, Period], models.QuerySet[Any]]
    divided_by: str = ""
    stage_kinds: tuple[str, ...] = ()


def institutions(path: str, period: Period) -> models.QuerySet[Any]:
    """Institutions of a subtree open at the end of the period, in the form they had then."""
    return institutions_open_on(path=path, day=period.as_at)


def staff(path: str, period: Period) -> models.QuerySet[Any]:
    """The main posts of a subtree's staff at the end of the period: each person has one.

    Main is the full-time post before the part-time, then that of the highest union, then the
    earliest; sought in the whole tree, so that a superior's number is the sum of those below. The
    account of a shared desk is nobody.
    """
    posts = Post.objects.filter(role__in=STAFF_ROLES, desk=None).held_on(period.as_at)
    main = (
        posts.filter(user=OuterRef("user"))
        .annotate(rank=_rank(), second=_order("employment", (Employment.FULL_TIME,)))
        .order_by("second", "rank", "starts_on", "pk")
    )
    return posts.filter(filed_under(path, on=period.as_at), pk=Subquery(main.values("pk")[:1]))


def volunteers(path: str, period: Period) -> models.QuerySet[Any]:
    """The main terms of a subtree's volunteer lawyers at the end of the period, one for each.

    Main is the term with the highest union, then the earliest. A suspended lawyer is none.
    """
    terms = PanelTerm.objects.running_on(period.as_at).filter(
        Q(suspended_on=None) | Q(suspended_on__gt=period.as_at)
    )
    main = (
        terms.filter(lawyer=OuterRef("lawyer"))
        .annotate(rank=_rank())
        .order_by("rank", "starts_on", "pk")
    )
    return terms.filter(filed_under(path, on=period.as_at), pk=Subquery(main.values("pk")[:1]))


def consultations(path: str, period: Period) -> models.QuerySet[Any]:
    """Cases of advice and drafting applied for in the year, Beijing time; those sent on are left
    out, because the unit that received them has them too."""
    return (
        Case.objects.filter(filed_under(path, on=period.as_at))
        .filter(aid_form__in=[AidForm.CONSULTATION, AidForm.DRAFTING])
        .filter(
            applied_at__gte=_midnight(period.first_day),
            applied_at__lt=_midnight(date(period.year + 1, 1, 1)),
        )
        .exclude(state=CaseState.TRANSFERRED)
    )


def arbitrations(path: str, period: Period) -> models.QuerySet[Any]:
    """Cases with an arbitration filed in the year."""
    return _with_stage(path, period, ARBITRATION)


def litigations(path: str, period: Period) -> models.QuerySet[Any]:
    """Cases with a first or second instance filed in the year."""
    return _with_stage(path, period, LITIGATION)


def _with_stage(path: str, period: Period, kinds: tuple[str, ...]) -> models.QuerySet[Any]:
    return Case.objects.filter(pk__in=_filed(path, period, kinds).values("case_id"))


def _filed(path: str, period: Period, kinds: tuple[str, ...]) -> models.QuerySet[Stage]:
    return Stage.objects.filter(
        filed_under(path, on=period.as_at),
        kind__in=kinds,
        filed_on__range=(period.first_day, period.last_day),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rank() -> models.Case:
    return _order("unit__level", sorted(UnitLevel, key=RANKS.__getitem__))


def _order(field: str, values: Any) -> models.Case:
    """0 for the first of the values, 1 for the next…; what is not among them comes last."""
    return models.Case(
        *(When(**{field: value}, then=Value(rank)) for rank, value in enumerate(values)),
        default=Value(len(RANKS)),
        output_field=models.IntegerField(),
    )


SOURCES = {
    Source.INSTITUTIONS: Counted(records=institutions, divided_by="form"),
    Source.STAFF: Counted(records=staff, divided_by="employment"),
    Source.VOLUNTEERS: Counted(records=volunteers),
    Source.CONSULTATIONS: Counted(records=consultations),
    Source.ARBITRATIONS: Counted(records=arbitrations, stage_kinds=ARBITRATION),
    Source.LITIGATIONS: Counted(records=litigations, stage_kinds=LITIGATION),
}


def counts(path: str, period: Period) -> dict[Source, Counts]:
    """How many records of a subtree each source has, by (level of the unit, dividing value).

    One statement for all; the dividing value is "" for a source that is not divided.
    """
    first, *rest = (_grouped(source, path, period) for source in SOURCES)
    found: dict[Source, Counts] = {source: {} for source in SOURCES}
    for row in first.union(*rest, all=True):
        counted, key = found[Source(row["counted_as"])], (row["column"], row["division"])
        counted[key] = counted.get(key, 0) + row["number"]
    return found


def _grouped(source: Source, path: str, period: Period) -> models.QuerySet[Any, dict[str, Any]]:
    counted, text = SOURCES[source], models.CharField()
    divided = F(counted.divided_by) if counted.divided_by else Value("", output_field=text)
    name = Value(str(source), output_field=text)
    if counted.stage_kinds:
        # All proceedings of a case have its unit's path: one row for each unit, no case is read.
        level = Unit.objects.filter(path=OuterRef("unit_path")).values("level")
        rows: models.QuerySet[Any, Any] = (
            _filed(path, period, counted.stage_kinds)
            .order_by()
            .values("unit_path")
            .annotate(number=models.Count("case_id", distinct=True))
            .values("number", counted_as=name, column=Subquery(level), division=divided)
            .values("counted_as", "column", "division", "number")
        )
        return rows
    return (
        counted.records(path, period)
        .order_by()
        .values(counted_as=name, column=F("unit__level"), division=divided)
        .annotate(number=models.Count("pk"))
    )
