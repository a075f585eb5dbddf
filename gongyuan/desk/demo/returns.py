"""What the demonstration's unions entered by hand in last year's and this year's table."""

from datetime import datetime
from decimal import Decimal
from random import Random

from django.utils import timezone

from gongyuan.desk.demo.network import YANBIAN
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from gongyuan.reporting.actions.figures import save_manual_figures
from gongyuan.reporting.actions.returns import submit_return
from gongyuan.reporting.choices import INDICATORS, Measure
from gongyuan.reporting.queries.table import Place
from gongyuan.reporting.rules import entry_parts

#: A county of so many has not sent last year's table yet.
LATE_IN = 4


def fill_in(units: dict[str, Unit], *, random: Random, now: datetime) -> None:
    """Enter budgets, allowances and unrecorded consultations; send last year's table up."""
    this_year = timezone.localdate(now).year
    prefecture = units[YANBIAN]
    counties = [
        u for u in units.values() if u.parent_id == prefecture.pk and u.level == UnitLevel.COUNTY
    ]
    for position, unit in enumerate([*counties, prefecture]):
        head = actor_in(Post.objects.filter(unit=unit, role=Role.LEGAL_HEAD).order_by("pk")[0])
        for year in (this_year - 1, this_year):
            save_manual_figures(
                unit=unit, year=year, figures=_figures(unit, random), actor=head, now=now
            )
        if unit != prefecture and position % LATE_IN != LATE_IN - 1:
            submit_return(unit=unit, year=this_year - 1, actor=head, now=now)


def _figures(unit: Unit, random: Random) -> dict[Place, Decimal | None]:
    levels = [unit.level]
    if unit.level == UnitLevel.COUNTY:
        levels.append(UnitLevel.TOWNSHIP)
    return {
        Place(indicator.code, level, part): _figure(indicator.measure, level == unit.level, random)
        for indicator in INDICATORS
        if indicator.is_entered
        for level in levels
        for part in entry_parts(indicator, is_own=level == unit.level)
    }


def _figure(measure: Measure, is_own: bool, random: Random) -> Decimal:
    if measure == Measure.YUAN:
        return Decimal(random.randint(2, 24) * 5000 if is_own else random.randint(0, 4) * 2000)
    if measure == Measure.CASES:
        return Decimal(random.randint(20, 260) if is_own else random.randint(5, 60))
    if measure == Measure.PEOPLE:
        return Decimal(random.randint(0, 9))
    return Decimal(random.choice((1, 1, 2)) if is_own else random.randint(0, 3))
