from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import ContactPoint, Improvement, Lawyer, PanelTerm
from gongyuan.lawyers.models.term import PanelTermQuerySet
from gongyuan.lawyers.queries.policy import STIPEND, STIPEND_PRORATED, cited, parameter
from gongyuan.lawyers.rules import TermFacts
from gongyuan.lawyers.rules.stipend import StipendRate, stipend_amount
from gongyuan.people.actor import Actor


@dataclass(kw_only=True)
class PanelRow:
    """One member of the team as the list shows it, with the term that says the state."""

    lawyer: Lawyer
    term: PanelTerm
    state: str
    state_kind: str
    #: Yuan for the term; None where none is owed. Whose rule it is, or why there is none.
    stipend: Decimal | None = None
    stipend_source: str = ""
    verbs: tuple[str, ...] = field(default=())

    @property
    def specialities(self) -> list[str]:
        return [str(Speciality(code).label) for code in self.lawyer.specialities]

    def may(self, verb: str) -> bool:
        return verb in self.verbs


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


def panel_terms(actor: Actor) -> PanelTermQuerySet:
    """Every appointment in the actor's sight, the latest to end first, with lawyer and firm."""
    return (
        PanelTerm.objects.visible_to(actor)
        .select_related("lawyer__firm", "unit")
        .order_by("-ends_on", "lawyer__name", "pk")
    )


def found_terms(
    actor: Actor, *, text: str, when: str, speciality: str = "", on: date
) -> QuerySet[PanelTerm]:
    """The appointments whose lawyer or firm is called so, of those serving, over or all.

    `when` is "serving", "over" or "" for all; the text is a beginning of a name, a licence number,
    or a language besides the common one.
    """
    terms = panel_terms(actor)
    if speciality:
        terms = terms.filter(lawyer__specialities__contains=[speciality])
    if text:
        named = Q(lawyer__name__startswith=text) | Q(lawyer__licence_number=text)
        spoken = Q(lawyer__languages__contains=[text])
        terms = terms.filter(named | spoken | Q(lawyer__firm__name__contains=text))
    if when == "serving":
        terms = terms.running_on(on)
    elif when == "over":
        terms = terms.filter(ends_on__lt=on)
    return terms


def with_points(terms: QuerySet[PanelTerm], *, on: date) -> QuerySet[PanelTerm]:
    """Terms whose lawyers bring the contact points that hold on a day (`held_points`); two queries
    more."""
    held = ContactPoint.objects.holding_on(on).select_related("unit").order_by("unit_path")
    return terms.prefetch_related(
        Prefetch("lawyer__contact_points", queryset=held, to_attr="held_points")
    )


def with_improvements(terms: QuerySet[PanelTerm]) -> QuerySet[PanelTerm]:
    """Terms with what was asked of the lawyer, the latest first, and how they were renewed."""
    asked = Improvement.objects.order_by("-issued_on", "-pk")
    return terms.select_related("renewed_by", "round").prefetch_related(
        Prefetch("improvements", queryset=asked)
    )


def panel_rows(
    terms: Iterable[PanelTerm], *, on: date, with_stipend: bool = False
) -> list[PanelRow]:
    """Appointments with their state on a day: serving, suspended, ended, not begun.

    When the terms bring their unions, no query; with the stipend of each when asked, one.
    """
    rows = [_row(term, on) for term in terms]
    if not with_stipend:
        return rows
    by_lawyer = defaultdict(list)
    for other in PanelTerm.objects.filter(lawyer_id__in={row.term.lawyer_id for row in rows}):
        by_lawyer[other.lawyer_id].append(other)
    for row in rows:
        row.stipend, row.stipend_source = stipend_of(row.term, by_lawyer[row.term.lawyer_id])
    return rows


def stipend_of(term: PanelTerm, others: Iterable[PanelTerm] = ()) -> tuple[Decimal | None, str]:
    """Yuan for a term by the policy of its union on its first day, and the clauses (附件1二).

    None, and why, where no policy gives a stipend (nothing is guessed), and for a term beside one
    of the same lawyer under a union above: 1000 yuan a year and person. No query.
    """
    if any(_is_above(other, term) for other in others):
        return None, "同一时期上级工会也聘任了，补贴一人一份，不重复计"
    rate = parameter(term.unit, STIPEND, on=term.starts_on)
    if rate is None:
        return None, "当地政策没有规定"
    prorated = parameter(term.unit, STIPEND_PRORATED, on=term.starts_on)
    yuan = stipend_amount(
        StipendRate(
            yuan=Decimal(rate.value), is_prorated=prorated is not None and prorated.value == 1
        ),
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        agreed_until=term.agreed_until,
    )
    sources = [cited(rate)]
    if term.agreed_until and prorated is not None:
        sources.append(cited(prorated))
    return yuan, "；".join(sources)


def _is_above(other: PanelTerm, term: PanelTerm) -> bool:
    """Whether another term, of a union above, has days in common with a term."""
    is_upper = other.unit_path != term.unit_path and term.unit_path.startswith(other.unit_path)
    return is_upper and other.starts_on <= term.ends_on and term.starts_on <= other.ends_on


def _row(term: PanelTerm, on: date) -> PanelRow:
    state, kind = "在聘", "ok"
    if term.ends_on < on:
        state, kind = ("提前解聘", "closed") if term.agreed_until else ("聘期已满", "closed")
    elif term.suspended_on and term.suspended_on <= on:
        state, kind = "暂停", "overdue"
    elif term.starts_on > on:
        state, kind = "未开始", "waiting"
    return PanelRow(
        lawyer=term.lawyer,
        term=term,
        state=state,
        state_kind=kind,
        verbs=_verbs(term, on),
    )


def _verbs(term: PanelTerm, on: date) -> tuple[str, ...]:
    """What the union may do with a term on a day; whether it has the power is not asked here."""
    verbs: list[Any] = []
    if term.ends_on >= on:
        verbs.append("resume" if term.suspended_on else "suspend")
        if not term.agreed_until:
            verbs += ["end", "improve"]
    if not term.agreed_until and not term.suspended_on:
        verbs.append("renew")
    return tuple(verbs)
