"""The calendar and the figures this process works with: what is shipped, and what offices entered.

Both are asked for on many pages and change a few times a year. They are kept; when
`POLICY_RECHECK_SECONDS` have passed, one small query says whether something has been entered since.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import Error as DatabaseFailed

from gongyuan.core.counting import capped_counts
from gongyuan.law.figures import Figure, FigureTable
from gongyuan.law.workdays import Calendar, CalendarRow, mainland_calendar
from gongyuan.policy.entered import ArrangedDay, HolidayArrangement, RegionalFigure
from gongyuan.policy.parameter_files import figure_kinds, shipped_figures, shipped_table

log = logging.getLogger(__name__)
#: Far above what offices will ever enter.
MOST_ENTERED = 10_000_000
#: How many arrangements and figures were entered: rows are only ever added.
Version = tuple[int, int]


@dataclass(frozen=True)
class InForce:
    """The figures of all regions with the calendar that goes with them, and their version."""

    version: Version
    figures: FigureTable


_lock = Lock()
_kept: InForce | None = None
_looked_at = float("-inf")


def regional_figures() -> FigureTable:
    """The figures of all regions, shipped and entered, with the calendar in force.

    An office's own row stands before a shipped one from its first day on. What was entered in
    another process is seen after `POLICY_RECHECK_SECONDS`, never by itself where that is None.
    """
    kept = _kept or _keep(InForce((0, 0), shipped_table()))
    pause = settings.POLICY_RECHECK_SECONDS
    if pause is None or monotonic() - _looked_at < pause:
        return kept.figures
    try:
        return refresh()
    except DatabaseFailed:
        log.exception("entered figures cannot be read; those known before stay in force")
        return kept.figures


def current_calendar() -> Calendar:
    """The working calendar with the years that an office has entered (放假办法第七条)."""
    return regional_figures().calendar


def refresh() -> FigureTable:
    """Look now whether something was entered, and put it in force; raises when nobody answers."""
    global _looked_at  # noqa: PLW0603 - this module exists to hold it
    with _lock:
        _looked_at = monotonic()
        version = _version()
        kept = _kept
        if kept is None or kept.version != version:
            kept = _keep(InForce(version, FigureTable(_figures(), calendar=_calendar())))
        return kept.figures


def look_again() -> None:
    """Look at the next question: something was entered in this process."""
    global _looked_at  # noqa: PLW0603 - this module exists to hold it
    _looked_at = float("-inf")


def _keep(found: InForce) -> InForce:
    global _kept  # noqa: PLW0603 - this module exists to hold it
    _kept = found
    return found


def _version() -> Version:
    tables = {"years": HolidayArrangement.objects.all(), "figures": RegionalFigure.objects.all()}
    counts = capped_counts(tables, most=MOST_ENTERED)
    return counts["years"], counts["figures"]


def _calendar() -> Calendar:
    """The shipped calendar, each entered year wholly replaced by its latest arrangement."""
    latest = {row.year: row for row in HolidayArrangement.objects.order_by("pk")}
    days = ArrangedDay.objects.filter(arrangement__in=latest.values()).select_related("arrangement")
    rows = [CalendarRow(one.day, one.is_working, one.arrangement.source, one.name) for one in days]
    return mainland_calendar().with_years(latest, rows)


def _figures() -> Iterable[Figure]:
    yield from shipped_figures()
    for row in RegionalFigure.objects.order_by("pk"):
        yield entered_figure(row)


def entered_figure(row: RegionalFigure) -> Figure:
    """An entered row in the form calculators use; a key no longer known is named by itself."""
    kind = figure_kinds().get(row.key)
    return Figure(
        key=row.key,
        label=kind.label if kind else row.key,
        value=row.value.normalize(),
        unit=kind.unit if kind else "",
        source=row.source,
        is_verified=row.is_verified,
        region=row.region,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        note=row.reason,
    )
