"""The counties' summaries of the team's work: which are owed, which came (附件1 四(三))."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import SummaryPart
from gongyuan.panel.models import CountySummary
from gongyuan.panel.queries import policy
from gongyuan.panel.rules.ledger import day_of_year
from gongyuan.people.actor import Actor

PAGE = 60
#: Of one missed longer ago nobody is told for the first time; a bound of the product.
LOOK_BACK = timedelta(days=30)
KEYS = {
    SummaryPart.SPRING: "panel_summary_spring",
    SummaryPart.WINTER: "panel_summary_winter",
}


def summaries_to_open(*, today: date) -> Iterator[CountySummary]:
    """The summaries that fall due soon in cities that have a team, not saved; by county.

    Only where the policy of the county's place names the days; how early is the union's own (待核).
    """
    cities = PanelTerm.objects.filter(ends_on__gte=today - timedelta(days=365)).values("unit_id")
    counties = Unit.objects.filter(
        parent_id__in=cities, level=UnitLevel.COUNTY, closed_on=None
    ).order_by("pk")
    known: dict[str, list[tuple[SummaryPart, date, str]]] = {}
    for county in counties:
        place = county.region_code[:4]
        if place not in known:
            known[place] = list(_due(county, today))
        for part, due_on, source in known[place]:
            yield CountySummary(
                unit=county,
                unit_path=county.path,
                part=part,
                due_on=due_on,
                due_source=source,
            )


def _due(county: Unit, today: date) -> Iterator[tuple[SummaryPart, date, str]]:
    before = policy.number(county, policy.REMIND_DAYS, on=today)
    for part, key in KEYS.items():
        found = policy.figure(county, key, on=today)
        due = day_of_year(found.value, today.year) if found else None
        if found is not None and due is not None and today <= due <= today + timedelta(days=before):
            yield part, due, found.source


def summaries(actor: Actor, *, state: str, today: date) -> Any:
    """The summaries in sight, the latest day first: all, those owed, those late."""
    rows = CountySummary.objects.visible_to(actor)
    if state in ("owed", "late"):
        rows = _owed(rows)
    if state == "late":
        rows = rows.filter(due_on__lt=today)
    return rows.select_related("unit").order_by("-due_on", "unit__path")


def owed_summaries(actor: Actor) -> Any:
    """The summaries this post's unit still owes."""
    return _owed(CountySummary.objects.handled_by(actor))


def summaries_to_remind(*, today: date) -> Any:
    """The summaries owed whose day is near or not long over."""
    rows = _owed(CountySummary.objects.filter(due_on__gte=today - LOOK_BACK))
    return rows.select_related("unit").order_by("pk")


def _owed(rows: Any) -> Any:
    """Not sent; a union that has ended owes none that falls due later."""
    return rows.filter(sent_at=None).exclude(unit__closed_on__lte=F("due_on"))
