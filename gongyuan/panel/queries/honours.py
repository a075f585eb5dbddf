"""Rounds of commendation: who could be named, on what facts, what is shown to the public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ConductState, HonourState
from gongyuan.panel.models import Conduct, HonourCandidate, HonourRound
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.appraisal import YearFigures, figures_of
from gongyuan.panel.rules.appraisal import candidate_obstacles, honour_spans
from gongyuan.panel.rules.ledger import served

MOST_SHOWN = 20
#: Years that were over longer ago are not begun by the job; a bound of the product, not of law.
LOOK_BACK = timedelta(days=120)
REMOVED = (ConductState.REMOVED, ConductState.OBJECTED, ConductState.UPHELD)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A member of the years of a round: figures of all terms in them, what stands against."""

    lawyer: Lawyer
    services: int
    closed: int
    hours: float
    satisfied: int
    complaints: int
    obstacles: tuple[str, ...]

    @property
    def figures(self) -> dict[str, float]:
        return {
            "services": self.services,
            "closed": self.closed,
            "hours": self.hours,
            "satisfied": self.satisfied,
        }


def rounds_to_begin(*, today: date) -> Iterator[tuple[Unit, date]]:
    """Cities and provinces with a team at or below them whose years of commendation are over
    since not long ago, with the first day of these years.

    Only where the policy of the place names an interval; two queries, and the policy once a union.
    """
    rounds = HonourRound.objects.filter(unit=OuterRef("pk"))
    terms = PanelTerm.objects.filter(unit_path__startswith=OuterRef("path"))
    units = Unit.objects.filter(
        level__in=(UnitLevel.PREFECTURE, UnitLevel.PROVINCE), closed_on=None
    ).annotate(
        last_year=Subquery(rounds.order_by("-years_to").values("years_to")[:1]),
        first_term=Subquery(terms.order_by("starts_on").values("starts_on")[:1]),
    )
    for unit in units.exclude(first_term=None).order_by("pk"):
        every = policy.figure(unit, policy.HONOUR_MONTHS, on=today)
        if every is None:
            continue
        begins = unit.last_year + timedelta(days=1) if unit.last_year else unit.first_term
        over = [
            first
            for first, last in honour_spans(begins, every.value, until=today)
            if last >= today - LOOK_BACK
        ]
        if over:
            yield unit, over[-1]


def standings(round: HonourRound) -> list[Standing]:
    """Every member of the team of the union and of those below in the years of a round, most
    services first.

    附件1 五(二): 工作中成绩突出、成效明显、勤勉尽责. A fixed number of queries.
    """
    rows = PanelTerm.objects.filter(
        unit_path__startswith=round.unit_path,
        starts_on__lte=round.years_to,
        ends_on__gte=round.years_from,
    )
    terms = list(rows.select_related("lawyer__firm", "unit", "ledger").order_by("pk"))
    figures = figures_of(terms, until=round.years_to)
    removed = set(
        Conduct.objects.filter(
            unit_path__startswith=round.unit_path, state__in=REMOVED
        ).values_list("lawyer_id", flat=True)
    )
    grouped: dict[int, list[tuple[PanelTerm, YearFigures]]] = {}
    for term in terms:
        grouped.setdefault(term.lawyer_id, []).append((term, figures[term.pk]))
    found = [_standing(mine, lawyer in removed, round) for lawyer, mine in grouped.items()]
    return sorted(found, key=lambda one: (-one.services, -one.hours, one.lawyer.pk))


def _standing(
    mine: list[tuple[PanelTerm, YearFigures]], is_removed: bool, round: HonourRound
) -> Standing:
    years = [figures for _, figures in mine]
    lines = [
        line
        for figures in years
        for line in figures.lines
        if round.years_from <= line.day <= round.years_to
    ]
    services = served([line.kind for line in lines])
    complaints = sum(figures.complaints for figures in years)
    wrong = candidate_obstacles(services=services, verified=complaints, has_been_removed=is_removed)
    return Standing(
        lawyer=mine[0][0].lawyer,
        services=services,
        closed=sum(line.kind == "case_closed" for line in lines),
        hours=round_hours(sum(line.minutes for line in lines)),
        satisfied=sum(figures.satisfied for figures in years),
        complaints=complaints,
        obstacles=tuple(wrong),
    )


def round_hours(minutes: int) -> float:
    """Minutes as hours with one decimal."""
    return float(f"{minutes / 60:.1f}")


def shown_rounds(*, today: date) -> QuerySet[HonourRound]:
    """The rounds the public may see: shown at present or awarded, with their candidates."""
    standing = HonourCandidate.objects.filter(dropped_at=None).select_related("lawyer__firm")
    rows = HonourRound.objects.filter(shown_from__lte=today).exclude(state=HonourState.PICKING)
    found = rows.select_related("unit").prefetch_related(
        Prefetch("candidates", queryset=standing.order_by("kind", "pk"))
    )
    return found.order_by("-shown_from", "-pk")[:MOST_SHOWN]  # type: ignore[no-any-return] # own
