"""Rounds and nominations as their pages show them."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from gongyuan.lawyers.choices import EndGround, NominationState, ReviewSide
from gongyuan.lawyers.models import (
    Lawyer,
    Nomination,
    NominationReview,
    NoticeObjection,
    PanelTerm,
    RecruitmentRound,
)
from gongyuan.people.actor import Actor

#: Nominations of a round on one page; a city's round has some sixty.
MOST_SHOWN = 300
#: Names to pick from; whoever is not among them is typed.
MOST_NAMED = 120
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


def to_put_forward(actor: Actor, round: RecruitmentRound) -> list[Lawyer]:
    """Lawyers of the register whom a firm or an office may put forward in a round without typing
    what is known of them: in sight and not in the round yet, by name; one query."""
    inside = Nomination.objects.filter(round=round, licence_number=OuterRef("licence_number"))
    rows = Lawyer.objects.visible_to(actor).exclude(
        Exists(inside.exclude(state=NominationState.RETRACTED))
    )
    return list(rows.select_related("firm").order_by("name", "pk")[:MOST_NAMED])


def counts_of(round: RecruitmentRound) -> dict[str, int]:
    """How many nominations of a round stand in each state, and how many objections to its notice
    have not been looked into ("unsettled"); two queries."""
    found = dict.fromkeys((*NominationState.values, "unsettled"), 0)
    rows = Nomination.objects.filter(round=round).order_by("state").values_list("state")
    found.update(rows.annotate(count=Count("pk")))
    objections = NoticeObjection.objects.filter(nomination__round=round, is_upheld=None)
    found["unsettled"] = objections.count()
    return found


def next_to_review(nomination: Nomination, side: ReviewSide) -> Nomination | None:
    """The next of a round's nominations on which a side has not spoken, round and round; one
    query."""
    spoken = NominationReview.objects.filter(nomination=OuterRef("pk"), side=side)
    rows = Nomination.objects.filter(
        ~Exists(spoken), round_id=nomination.round_id, state=NominationState.AT_REVIEW
    ).exclude(pk=nomination.pk)
    place = (nomination.county_path, nomination.name, nomination.pk)
    found = sorted(rows, key=lambda row: (row.county_path, row.name, row.pk))
    after = [row for row in found if (row.county_path, row.name, row.pk) > place]
    return next(iter(after or found), None)


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
