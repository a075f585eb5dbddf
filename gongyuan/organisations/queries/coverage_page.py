"""All that the page of coverage shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongyuan.organisations.models import Unit, UnitStretch
from gongyuan.organisations.queries import coverage
from gongyuan.organisations.queries.coverage_map import Region, regions
from gongyuan.organisations.queries.targets import targets_for
from gongyuan.organisations.rules import coverage as rules


@dataclass(frozen=True, kw_only=True)
class CoveragePage:
    unit: Unit
    series: coverage.Series
    on: date
    overview: Sequence[tuple[coverage.Series, coverage.Coverage]]
    #: That of the series asked for.
    share: coverage.Coverage
    regions: Sequence[Region]
    years: Sequence[tuple[date, coverage.Coverage]]
    #: Those without an institution, or with one where these were asked for.
    unions: Sequence[UnitStretch]
    #: What the next page of them begins after; "" on the last.
    next_after: str


def coverage_page(
    unit: Unit,
    *,
    series: coverage.Series | None,
    on: date,
    covered: bool = False,
    after: str = "",
) -> CoveragePage:
    """Shares of all levels, the map, the years and the gaps of one series, as of a day; instead of
    the gaps those `covered`. Without a series that which is looked at first.

    Seven queries however large the network; see `coverage` for what is counted
    (苏工发〔2012〕8号第4、5项). Its own place and level are those of the day too.
    """
    stretches = list(UnitStretch.objects.filter(unit=unit))
    then = coverage.stretch_on(stretches, on)
    path, level = (then.path, then.level) if then else ("", unit.level)
    targets = targets_for(unit, on=on, then=then)
    overview = coverage.overview(path=path, on=on, targets=targets)
    series = series or coverage.first_series(level, overview)
    goal = rules.goal(targets, level=series.level, kind=series.kind, on=on)
    found = regions(path=path, level=level, series=series, on=on, goal=goal)
    listed = coverage.unions_listed(path=path, series=series, on=on, covered=covered)
    rows, next_after = coverage.unions_page(listed, after=after)
    years = coverage.year_by_year(stretches=stretches, series=series, on=on, targets=targets)
    return CoveragePage(
        unit=unit,
        series=series,
        on=on,
        overview=overview,
        # The map leaves out the union that looks; the number does not.
        share=years[-1][1],
        regions=found,
        years=years,
        unions=rows,
        next_after=next_after,
    )
