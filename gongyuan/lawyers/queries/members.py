from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongyuan.lawyers import rules
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.queries.register import Typed

MOST_FOUND = 20


def find_lawyers(actor: Actor, typed: Typed) -> QuerySet[Lawyer]:
    """Lawyers in the actor's sight whose name, or its first letters, begin with what was typed, or
    whose licence number it is; at most MOST_FOUND, by name."""
    named = Q(name__startswith=typed.name) | Q(licence_number=typed.name)
    if typed.letters:
        named = Q(initials__startswith=typed.letters)
    elif typed.number:
        named = Q(licence_number=typed.number)
    elif not typed.name:
        return Lawyer.objects.none()
    seen = Lawyer.objects.visible_to(actor).filter(named).select_related("firm")
    return seen.only("name", "firm__name").order_by("name", "pk")[:MOST_FOUND]


def serving_called(text: str, unit_path: str, *, on: date) -> list[Lawyer]:
    """Lawyers of this name or licence number with a term, on the day, in the unit of this path or
    one above it; one query.
    """
    units = [int(step) for step in unit_path.strip("/").split("/") if step]
    terms = PanelTerm.objects.running_on(on).filter(unit_id__in=units, suspended_on=None)
    named = Q(name=text) | Q(licence_number=text)
    return list(Lawyer.objects.filter(named, pk__in=terms.values("lawyer_id")).order_by("pk"))


def speciality_labels(lawyer: Any) -> list[str]:
    """What a lawyer, or one put forward, is strong in, in words."""
    return [str(Speciality(code).label) for code in lawyer.specialities]


def place_label(unit: Unit | None) -> str:
    """The place a union is named after: 舞钢市 of 舞钢市总工会; empty for none."""
    return (unit.name.removesuffix("总工会") or unit.name) if unit else ""


def lawyer_facts(lawyer: Lawyer, *, today: date) -> dict[str, Any]:
    """What a lawyer's page says besides terms: years, region, firms, discipline, doubts.

    Three queries: firms and discipline, and the home union unless it was read.
    """
    years = rules.years_of_practice(lawyer.practising_since, today=today)
    return {
        "specialities": speciality_labels(lawyer),
        "years": years,
        "region": place_label(lawyer.home_unit),
        "hints": rules.licence_hints(lawyer.licence_number, lawyer.practising_since, today=today),
        "memberships": list(lawyer.memberships.select_related("firm").order_by("-pk")),
        "discipline": list(lawyer.discipline.order_by("-decided_on", "-pk")),
    }
