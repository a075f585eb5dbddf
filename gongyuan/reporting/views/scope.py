"""What every page of a table needs: its unit in sight, its year, its figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongyuan.organisations.models import Unit
from gongyuan.people.requests import ActorRequest
from gongyuan.reporting import queries
from gongyuan.reporting.choices import FIRST_YEAR
from gongyuan.reporting.models import Return

#: Until the end of May last year's table is the one being filled (by 25 May, 吉会法字〔2015〕1号).
LAST_MONTH_OF_REPORTING = 5


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A unit's table of a year: as submitted where it was, else live."""

    unit: Unit
    year: int
    now: datetime
    unit_return: Return | None

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def is_frozen(self) -> bool:
        return self.unit_return is not None and self.unit_return.is_frozen

    @property
    def as_at(self) -> datetime:
        frozen = self.unit_return.submitted_at if self.unit_return else None
        return frozen or self.now

    def table(self) -> queries.Table:
        if self.unit_return is not None and self.is_frozen:
            return queries.frozen_table(unit_return=self.unit_return, today=self.today)
        return queries.table(unit=self.unit, year=self.year, today=self.today)

    def roster(self) -> Any:
        return queries.roster(unit=self.unit, year=self.year, today=self.today)


def choose(request: ActorRequest, unit_id: int, year: int) -> Chosen:
    """The table asked for; 404 for a unit out of sight and a year without a table."""
    now = timezone.now()
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    if year not in years(now):
        raise Http404
    return Chosen(unit=unit, year=year, now=now, unit_return=queries.return_of(unit, year))


def years(now: datetime) -> range:
    """Years that have a table, the latest first."""
    return range(timezone.localdate(now).year, FIRST_YEAR - 1, -1)


def year_at_hand(now: datetime) -> int:
    """The year being filled in: last year's until the end of May, then this year's."""
    today = timezone.localdate(now)
    return today.year - 1 if today.month <= LAST_MONTH_OF_REPORTING else today.year
