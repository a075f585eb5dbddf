from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gongyuan.lawyers.loads import open_cases
from gongyuan.lawyers.models import (
    Firm,
    FirmContact,
    FirmEngagement,
    Lawyer,
    Nomination,
    PanelTerm,
)
from gongyuan.lawyers.queries.terms import panel_rows
from gongyuan.lawyers.rules import EngagementFacts
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import User

MOST_NOMINATIONS = 30


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


def found_firms(actor: Actor, text: str, *, on: date) -> QuerySet[Firm]:
    """The firms of the register called so, with how many of their lawyers serve in the sight of
    the actor on a day; one query a page."""
    firms = Firm.objects.visible_to(actor)
    if text:
        firms = firms.filter(Q(name__contains=text) | Q(uscc=text))
    serving = PanelTerm.objects.visible_to(actor).running_on(on)
    count = Count("lawyers", filter=Q(lawyers__terms__in=serving), distinct=True)
    return firms.annotate(serving=count).order_by("-serving", "name", "pk")


def kept_firms(actor: Actor) -> QuerySet[Firm]:
    """The firms whose entry the post keeps: with a lawyer in its sight, or with none at all."""
    if not actor.can("lawyers.edit"):
        return Firm.objects.none()
    ours = Lawyer.objects.visible_to(actor).filter(firm=OuterRef("pk"))
    anybody = Lawyer.objects.filter(firm=OuterRef("pk"))
    return Firm.objects.filter(Exists(ours) | ~Exists(anybody))


def contact_accounts(actor: Actor) -> QuerySet[User]:
    """The accounts in the actor's subtree that may be made the contact of a firm, by name."""
    return (
        User.objects.filter(
            posts__role=Role.LAW_FIRM_CONTACT, posts__unit__path__startswith=actor.unit_path
        )
        .distinct()
        .order_by("name", "pk")
    )


def current_contact(firm: Firm) -> FirmContact | None:
    """Who acts for a firm now."""
    return firm.contacts.filter(ends_on=None).select_related("user").first()


def own_firm(actor: Actor) -> Firm | None:
    """The firm for which the actor acts, if any."""
    return Firm.objects.visible_to(actor).first() if actor.can("lawyers.own_firm") else None


def firm_team(firm: Firm, actor: Actor, *, on: date) -> list[dict[str, Any]]:
    """A firm's lawyers as it sees them itself: the latest term of each and how many cases are
    open, no more of the cases than the number; three queries."""
    terms = (
        PanelTerm.objects.visible_to(actor)
        .select_related("unit", "lawyer__firm")
        .order_by("-ends_on", "-pk")
    )
    lawyers = list(
        Lawyer.objects.visible_to(actor)
        .filter(firm=firm)
        .prefetch_related(Prefetch("terms", queryset=terms, to_attr="seen_terms"))
        .order_by("name", "pk")
    )
    cases = open_cases([one.pk for one in lawyers])
    shown = []
    for one in lawyers:
        rows = panel_rows(one.seen_terms[:1], on=on)  # type: ignore[attr-defined] # prefetched
        row = rows[0] if rows else None
        shown.append({"lawyer": one, "row": row, "cases": cases.get(one.pk, 0)})
    return shown


def firm_nominations(firm: Firm, actor: Actor) -> list[Nomination]:
    """The nominations of a firm's lawyers, the latest first; one query."""
    seen = Nomination.objects.visible_to(actor).filter(firm=firm)
    return list(
        seen.select_related("round__unit", "county").order_by("-handed_in_at", "-pk")[
            :MOST_NOMINATIONS
        ]
    )
