"""Targets of coverage: what binds a union on a day, from entries and documents."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from gongyuan.organisations.models import CoverageTarget, Unit, UnitStretch
from gongyuan.organisations.rules import coverage as rules
from gongyuan.policy import network
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, Resolved, resolve


def policy_at(unit: Unit | UnitStretch, *, on: date) -> Resolved | None:
    """The policy of a union's place on a day; None where no pack is in force."""
    try:
        return resolve(current_packs(), unit.region_code, on)
    except (MissingRule, ValueError):
        return None


def targets_for(unit: Unit, *, on: date, then: UnitStretch | None = None) -> list[rules.Target]:
    """The targets that hold for a union's network, by day; one query.

    The union's own entries stand before its superiors', those before the documents of its place
    that are in force on the day (苏工发〔2012〕8号第4、5项 in Jiangsu). `then` is how the union was
    on the day, where that is known: its superiors and its place of that day count.
    """
    asked = then or unit
    return rules.binding([*_entered(steps_of(asked)), *_of_documents(asked, on)])


def targets_above(unit: Unit, *, on: date) -> list[rules.Target]:
    """The same without the union's own entries: what it may not undercut."""
    return rules.binding([*_entered(steps_of(unit)[1:]), *_of_documents(unit, on)])


def own_targets(unit: Unit) -> dict[tuple[str, str, date], rules.Target]:
    """What the union itself last entered for each level, kind and day, taken back ones too."""
    found: dict[tuple[str, str, date], rules.Target] = {}
    for target in _entered([unit.pk]):
        found.setdefault(target.key, target)
    return found


def entries(unit: Unit) -> QuerySet[CoverageTarget]:
    """Every entry that ever bound a union, its superiors' too, the latest first: the history."""
    return (
        CoverageTarget.objects.filter(unit_id__in=steps_of(unit))
        .select_related("unit")
        .order_by("-pk")
    )


def steps_of(unit: Unit | UnitStretch) -> list[int]:
    """The ids from the union up to the root."""
    return [int(step) for step in reversed(unit.path.strip("/").split("/"))]


def _entered(nearest_first: list[int]) -> Iterator[rules.Target]:
    rows = CoverageTarget.objects.filter(unit_id__in=nearest_first).select_related("unit")
    place = {pk: index for index, pk in enumerate(nearest_first)}
    for row in sorted(rows, key=lambda row: (place[row.unit_id], -row.pk)):
        yield rules.Target(
            level=row.level,
            kind=row.kind,
            due_on=row.due_on,
            percent=row.percent,
            source=row.source,
            is_verified=True,
            set_by=row.unit.name,
        )


def _of_documents(unit: Unit | UnitStretch, on: date) -> Iterator[rules.Target]:
    resolved = policy_at(unit, on=on)
    for target in network.coverage_targets(resolved) if resolved else []:
        yield rules.Target(
            level=target.level,
            kind=target.kind,
            due_on=target.due_on,
            percent=target.percent,
            source="、".join(clause.citation for clause in target.clauses),
            is_verified=target.is_verified,
        )
