"""Rounds of commendation: who could be named, on what facts, what is shown to the public."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.choices import ConductState, HonourState
from gongyuan.panel.models import Conduct, HonourCandidate, HonourRound
from gongyuan.panel.queries.appraisal import YearFigures, figures_of
from gongyuan.panel.rules.appraisal import candidate_obstacles

MOST_SHOWN = 20
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


def standings(round: HonourRound) -> list[Standing]:
    """Every member of the union's team in the years of a round, most services first.

    附件1 五(二): 工作中成绩突出、成效明显、勤勉尽责. A fixed number of queries.
    """
    rows = PanelTerm.objects.filter(
        unit_id=round.unit_id, starts_on__lte=round.years_to, ends_on__gte=round.years_from
    )
    terms = list(rows.select_related("lawyer__firm", "unit", "ledger").order_by("pk"))
    figures = figures_of(terms, until=round.years_to)
    removed = set(
        Conduct.objects.filter(unit_id=round.unit_id, state__in=REMOVED).values_list(
            "lawyer_id", flat=True
        )
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
    services = sum(figures.services for figures in years)
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
