"""Rounds and nominations as their pages show them."""

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from gongyuan.lawyers.choices import EndGround, NominationState, ReviewSide
from gongyuan.lawyers.models import (
    Nomination,
    NominationReview,
    PanelTerm,
    RecruitmentRound,
)
from gongyuan.people.actor import Actor

#: Nominations of a round on one page; a city's round has some sixty.
MOST_SHOWN = 300
#: The order in which a round's page groups them: what waits first.
ORDER = (
    NominationState.AT_REVIEW,
    NominationState.AT_COUNTY,
    NominationState.AT_FIRM,
    NominationState.RETURNED,
    NominationState.PASSED,
    NominationState.IN_NOTICE,
    NominationState.APPOINTED,
    NominationState.NOT_PASSED,
    NominationState.TURNED_DOWN,
    NominationState.RETRACTED,
)


def rounds(actor: Actor) -> QuerySet[RecruitmentRound]:
    """The rounds in sight with how many are put forward and appointed; one query a page."""
    seen = RecruitmentRound.objects.visible_to(actor)
    put = Count("nominations", filter=~Q(nominations__state=NominationState.RETRACTED))
    named = Count("nominations", filter=Q(nominations__state=NominationState.APPOINTED))
    return (
        seen.select_related("unit")
        .annotate(put_forward=put, appointed=named)
        .order_by("-year", "-opens_on", "-pk")
    )


def nominations_of(round: RecruitmentRound, actor: Actor) -> list[dict[str, Any]]:
    """The nominations of a round in sight, grouped by state; two queries, however many."""
    reviews = Prefetch("reviews", queryset=NominationReview.objects.order_by("-side"))
    found = (
        Nomination.objects.visible_to(actor)
        .filter(round=round)
        .select_related("firm", "county")
        .prefetch_related(reviews)
        .order_by("county_path", "name", "pk")[:MOST_SHOWN]
    )
    groups: dict[str, list[Nomination]] = {state: [] for state in ORDER}
    for row in found:
        groups[row.state].append(row)
    return [
        {"state": NominationState(state).label, "rows": rows}
        for state, rows in groups.items()
        if rows
    ]


def passed(round: RecruitmentRound) -> QuerySet[Nomination]:
    """Those who may be announced, the best first: the sum of both sides' scores."""
    return (
        Nomination.objects.filter(round=round, state=NominationState.PASSED)
        .select_related("firm", "county")
        .annotate(score=Sum("reviews__score"))
        .order_by("-score", "county_path", "name", "pk")
    )


def in_notice(round: RecruitmentRound) -> list[Nomination]:
    """Those in the public notice, by county and name; one query."""
    states = (NominationState.IN_NOTICE, NominationState.APPOINTED)
    rows = Nomination.objects.filter(round=round, state__in=states).select_related("firm", "county")
    return list(rows.order_by("county_path", "name", "pk"))


def reviews_by_side(nomination: Nomination) -> list[dict[str, Any]]:
    """What each side said, or that it has not; one query."""
    known = {row.side: row for row in nomination.reviews.all()}
    return [{"side": side.label, "review": known.get(side)} for side in ReviewSide]


def earlier_terms(nomination: Nomination, *, on: date) -> dict[str, Any]:
    """What the reviewers should know of the past: terms, early ends, discipline; two queries."""
    if nomination.lawyer_id is None:
        return {"terms": [], "discipline": []}
    terms = PanelTerm.objects.filter(lawyer_id=nomination.lawyer_id).select_related("unit")
    lawyer = nomination.lawyer
    return {
        "terms": [
            {
                "term": term,
                "was_disqualified": term.end_ground == EndGround.DISQUALIFIED,
                "runs": term.starts_on <= on <= term.ends_on,
            }
            for term in terms.order_by("-starts_on", "-pk")
        ],
        "discipline": list(lawyer.discipline.order_by("-decided_on")) if lawyer else [],
    }
