from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.lawyers.rules import TermFacts
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class PanelRow:
    """One member of the team as the list shows it, with the term that says the state."""

    lawyer: Lawyer
    term: PanelTerm
    state: str
    state_kind: str


def term_facts(terms: Iterable[PanelTerm]) -> tuple[TermFacts, ...]:
    """Terms as the rules read them."""
    return tuple(
        TermFacts(starts_on=term.starts_on, ends_on=term.ends_on, suspended_on=term.suspended_on)
        for term in terms
    )


def terms_serving(unit_path: str, lawyers: Iterable[int]) -> dict[int, list[PanelTerm]]:
    """Terms of these lawyers in the unit of this path or one above it, by lawyer; one query."""
    units = [int(step) for step in unit_path.strip("/").split("/") if step]
    found: dict[int, list[PanelTerm]] = defaultdict(list)
    for term in PanelTerm.objects.filter(lawyer_id__in=list(lawyers), unit_id__in=units):
        found[term.lawyer_id].append(term)
    return found


def panel_terms(actor: Actor) -> QuerySet[PanelTerm]:
    """Every appointment in the actor's sight, the latest to end first, with lawyer and firm."""
    return (
        PanelTerm.objects.visible_to(actor)
        .select_related("lawyer__firm", "unit")
        .order_by("-ends_on", "lawyer__name", "pk")
    )


def panel_rows(terms: Iterable[PanelTerm], *, on: date) -> list[PanelRow]:
    """Appointments with their state on a day: serving, suspended, ended, not begun."""
    return [_row(term, on) for term in terms]


def _row(term: PanelTerm, on: date) -> PanelRow:
    state, kind = "在聘", "ok"
    if term.ends_on < on:
        state, kind = "聘期已满", "closed"
    elif term.suspended_on and term.suspended_on <= on:
        state, kind = "暂停", "overdue"
    elif term.starts_on > on:
        state, kind = "未开始", "waiting"
    return PanelRow(lawyer=term.lawyer, term=term, state=state, state_kind=kind)
