from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongyuan.lawyers.choices import MarkKind, Speciality
from gongyuan.lawyers.models import FirmEngagement, Lawyer, LawyerMark, PanelTerm
from gongyuan.lawyers.rules import EngagementFacts, TermFacts, dismissal_reasons
from gongyuan.people.actor import Actor
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

#: The policy's parameter for so many verified complaints.
COMPLAINT_LIMIT = "panel_complaints"
MOST_MARKS = 100
MOST_FOUND = 20


@dataclass(frozen=True, kw_only=True)
class PanelRow:
    """One member of the team as the list shows it, with the term that says the state."""

    lawyer: Lawyer
    term: PanelTerm
    state: str
    state_kind: str


def find_lawyers(actor: Actor, text: str) -> QuerySet[Lawyer]:
    """Lawyers in the actor's sight whose name begins with what was typed, or whose licence number
    it is; at most MOST_FOUND, by name."""
    typed = text.strip()
    if len(typed) < 2:
        return Lawyer.objects.none()
    named = Q(name__startswith=typed) | Q(licence_number=typed)
    seen = Lawyer.objects.visible_to(actor).filter(named).select_related("firm")
    return seen.only("name", "firm__name").order_by("name", "pk")[:MOST_FOUND]


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


def serving_called(text: str, unit_path: str, *, on: date) -> list[Lawyer]:
    """Lawyers of this name or licence number with a term, on the day, in the unit of this path or
    one above it; one query.
    """
    units = [int(step) for step in unit_path.strip("/").split("/") if step]
    terms = PanelTerm.objects.running_on(on).filter(unit_id__in=units, suspended_on=None)
    named = Q(name=text) | Q(licence_number=text)
    return list(Lawyer.objects.filter(named, pk__in=terms.values("lawyer_id")).order_by("pk"))


def engagements_with(
    employers: Iterable[int], firms: Iterable[int]
) -> dict[int, list[EngagementFacts]]:
    """What these firms do or did for these employers, by firm; one query."""
    found: dict[int, list[EngagementFacts]] = defaultdict(list)
    rows = FirmEngagement.objects.filter(
        employer_id__in=list(employers), firm_id__in=list(firms)
    ).select_related("employer")
    for row in rows:
        found[row.firm_id].append(
            EngagementFacts(
                kind=row.kind,
                label=row.get_kind_display(),
                employer=row.employer.name,
                employer_id=row.employer_id,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
        )
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


def speciality_labels(lawyer: Lawyer) -> list[str]:
    """What a lawyer is strong in, in words."""
    return [str(Speciality(code).label) for code in lawyer.specialities]


def marks_of(lawyer: Lawyer) -> list[LawyerMark]:
    """What was found of a lawyer's service, the latest first, with the union that found it."""
    return list(lawyer.marks.select_related("unit").order_by("-happened_on", "-pk")[:MOST_MARKS])


def verified_complaints(lawyers: Iterable[int]) -> dict[int, int]:
    """How many complaints about each of these lawyers were verified; those without are left out."""
    rows = LawyerMark.objects.filter(
        lawyer_id__in=list(lawyers), kind=MarkKind.VERIFIED_COMPLAINT
    ).values_list("lawyer_id")
    return dict(rows.annotate(times=Count("pk")))


def dismissal_warnings(lawyer: Lawyer, region_code: str, *, on: date) -> list[str]:
    """Sentences with their clause where the policy of a place ends a membership on a day."""
    try:
        found = policy_rules.parameter(resolve(current_packs(), region_code, on), COMPLAINT_LIMIT)
    except (MissingRule, ValueError):
        return []
    verified = verified_complaints([lawyer.pk]).get(lawyer.pk, 0)
    cited = "、".join(clause.citation for clause in found.clauses)
    return [f"{text}依据：{cited}。" for text in dismissal_reasons(verified, found.value)]
