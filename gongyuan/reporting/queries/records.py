"""The one definition of which records a row counts; the count and the list both use it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from gongyuan.cases.choices import LITIGATION_STAGES, CaseState, StageKind
from gongyuan.cases.models import Case, Stage
from gongyuan.consultations.choices import ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.queries import institutions_open_on
from gongyuan.organisations.queries.as_of import level_of_unit
from gongyuan.organisations.queries.passed_on import (
    Then,
    held_under,
    level_of_place,
    name_of_place,
    place_then,
    then,
)
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

    records: Callable[[str, Period, Then], models.QuerySet[Any]]
    #: Which of the lists shows them.
    listed_as: str
    #: The records whose union of the day is asked for; None where the record itself knows it.
    model: type[models.Model] | None = None
    divided_by: str = ""
    stage_kinds: tuple[str, ...] = ()

    def place(self, then: Then) -> Any:
        """The path, as it is today, of the union a record was with at the end of the period."""
        if self.model is None:
            return F("unit__path")
        key = "case_id" if self.stage_kinds else "pk"
        return place_then(self.model, then=then, key=key)

    def listed(self, path: str, period: Period, *, level: str) -> models.QuerySet[Any]:
        """The records of a column, each with `union_then`, what its union was called then."""
        known = then(period.as_at)
        place = F("unit__path") if self.model is None else place_then(self.model, then=known)
        return (
            self.records(path, period, known)
            .annotate(place=place, union_then=name_of_place("place", on=period.as_at))
            .alias(column=level_of_place("place", on=period.as_at))
            .filter(column=level)
        )


def institutions(path: str, period: Period, _: Then) -> models.QuerySet[Any]:
    """Institutions of a subtree open at the end of the period, in the form they had then."""
    return institutions_open_on(path=path, day=period.as_at)


def staff(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """The main posts of a subtree's staff at the end of the period: each person has one.

    Main is the full-time post before the part-time, then that of the highest union, then the
    earliest; sought in the whole tree, so that a superior's number is the sum of those below. The
    account of a shared desk is nobody.
    """
    posts = Post.objects.filter(role__in=STAFF_ROLES, desk=None).held_on(period.as_at)
    main = (
        posts.filter(user=OuterRef("user"))
        .annotate(rank=_rank(period), second=_order(F("employment"), (Employment.FULL_TIME,)))
        .order_by("second", "rank", "starts_on", "pk")
    )
    here = held_under(path, model=Post, then=then)
    return posts.filter(here, pk=Subquery(main.values("pk")[:1]))


def volunteers(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """The main terms of a subtree's volunteer lawyers at the end of the period, one for each.

    Main is the term with the highest union, then the earliest. A suspended lawyer is none.
    """
    terms = PanelTerm.objects.running_on(period.as_at).filter(
        Q(suspended_on=None) | Q(suspended_on__gt=period.as_at)
    )
    main = (
        terms.filter(lawyer=OuterRef("lawyer"))
        .annotate(rank=_rank(period))
        .order_by("rank", "starts_on", "pk")
    )
    here = held_under(path, model=PanelTerm, then=then)
    return terms.filter(here, pk=Subquery(main.values("pk")[:1]))


def questions(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """Consultations of the year by the day in Beijing, whether answered yet or not; those set aside
    are left out, one sent on is that of the union that has it now."""
    return Consultation.objects.filter(
        held_under(path, model=Consultation, then=then),
        asked_on__range=(period.first_day, period.last_day),
    ).exclude(state=ConsultationState.SET_ASIDE)


def consultations(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """Cases of advice and drafting applied for in the year, Beijing time; those sent on are left
    out, because the unit that received them has them too, and those of advice that followed a
    consultation, because that one is counted, in its own year."""
    asked = Consultation.objects.filter(matter=OuterRef("matter"))
    is_counted = Exists(asked.exclude(state=ConsultationState.SET_ASIDE))
    return (
        Case.objects.filter(held_under(path, model=Case, then=then))
        .filter(aid_form__in=[AidForm.CONSULTATION, AidForm.DRAFTING])
        .filter(
            applied_at__gte=_midnight(period.first_day),
            applied_at__lt=_midnight(date(period.year + 1, 1, 1)),
        )
        .exclude(state=CaseState.TRANSFERRED)
        .exclude(is_counted, aid_form=AidForm.CONSULTATION)
    )


def arbitrations(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """Cases with an arbitration filed in the year."""
    return _with_stage(path, period, then, ARBITRATION)


def litigations(path: str, period: Period, then: Then) -> models.QuerySet[Any]:
    """Cases with a first or second instance filed in the year."""
    return _with_stage(path, period, then, LITIGATION)


def _with_stage(
    path: str, period: Period, then: Then, kinds: tuple[str, ...]
) -> models.QuerySet[Any]:
    return Case.objects.filter(pk__in=_filed(path, period, then, kinds).values("case_id"))


def _filed(path: str, period: Period, then: Then, kinds: tuple[str, ...]) -> models.QuerySet[Stage]:
    return Stage.objects.filter(
        held_under(path, model=Case, then=then, key="case_id"),
        kind__in=kinds,
        filed_on__range=(period.first_day, period.last_day),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rank(period: Period) -> models.Case:
    """The level the union had at the end of the period, the highest first."""
    return _order(level_of_unit(on=period.as_at), sorted(UnitLevel, key=RANKS.__getitem__))


def _order(column: Any, values: Any) -> models.Case:
    """0 for the first of the values, 1 for the next…; what is not among them comes last."""
    return models.Case(
        *(When(Exact(column, value), then=Value(rank)) for rank, value in enumerate(values)),
        default=Value(len(RANKS)),
        output_field=models.IntegerField(),
    )


CASES, QUESTIONS = "cases", "consultations"
#: The records of each source; what is of two kinds is counted and listed one after the other.
SOURCES: dict[Source, tuple[Counted, ...]] = {
    Source.INSTITUTIONS: (
        Counted(records=institutions, listed_as="institutions", divided_by="form"),
    ),
    Source.STAFF: (Counted(records=staff, listed_as="staff", model=Post, divided_by="employment"),),
    Source.VOLUNTEERS: (Counted(records=volunteers, listed_as="volunteers", model=PanelTerm),),
    Source.CONSULTATIONS: (
        Counted(records=consultations, listed_as=CASES, model=Case),
        Counted(records=questions, listed_as=QUESTIONS, model=Consultation),
    ),
    Source.ARBITRATIONS: (
        Counted(records=arbitrations, listed_as=CASES, model=Case, stage_kinds=ARBITRATION),
    ),
    Source.LITIGATIONS: (
        Counted(records=litigations, listed_as=CASES, model=Case, stage_kinds=LITIGATION),
    ),
}


def counts(path: str, period: Period) -> dict[Source, Counts]:
    """How many records of a subtree each source has, by (level of the unit, dividing value).

    One statement for all, after one that asks what was passed on since; the dividing value is ""
    for a source that is not divided.
    """
    known = then(period.as_at)
    first, *rest = (
        _grouped(source, counted, path, period, known)
        for source, parts in SOURCES.items()
        for counted in parts
    )
    found: dict[Source, Counts] = {source: {} for source in SOURCES}
    for row in first.union(*rest, all=True):
        numbers, key = found[Source(row["counted_as"])], (row["column"], row["division"])
        numbers[key] = numbers.get(key, 0) + row["number"]
    return found


class _OfGroup(Coalesce):
    """The first of some subqueries that is known, sought once for a group and not for each record
    of it: what they read of a record is what the records are grouped by anyway."""

    def get_group_by_cols(self) -> list[Any]:
        return [col for part in self.get_source_expressions() for col in part.get_group_by_cols()]


def _of_each_group(known: Coalesce) -> _OfGroup:
    return _OfGroup(*known.get_source_expressions())


def _grouped(
    source: Source, counted: Counted, path: str, period: Period, then: Then
) -> models.QuerySet[Any, dict[str, Any]]:
    """One row for each union and dividing value: no case is read for what it does not need."""
    text = models.CharField()
    divided = F(counted.divided_by) if counted.divided_by else Value("", output_field=text)
    name = Value(str(source), output_field=text)
    what = models.Count("*")
    rows: models.QuerySet[Any, Any] = counted.records(path, period, then)
    if counted.stage_kinds:
        rows = _filed(path, period, then, counted.stage_kinds)
        what = models.Count("case_id", distinct=True)
    rows = (
        rows.order_by()
        .annotate(place=counted.place(then))
        .values("place", division=divided)
        .annotate(number=what)
        .values(
            "division",
            "number",
            counted_as=name,
            column=_of_each_group(level_of_place("place", on=period.as_at)),
        )
    )
    return rows.values("counted_as", "column", "division", "number")
