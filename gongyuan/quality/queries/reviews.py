"""Peer review: the standard in force, who may review, what a review has come to."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.db.models import QuerySet

from gongyuan.cases.models import Assignment, Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import engagements_with
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.quality.models import CaseReview, ReviewSheet, ReviewStandard
from gongyuan.quality.rules.review import Item, Line, ReviewerFacts, needs_third

PAGE = 40


@cache
def suggested_sheet() -> dict[str, Any]:
    """What an office may begin from: source and items, all 待核; neither lines nor difference."""
    text = resources.files("gongyuan.quality").joinpath("data/score_sheet.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def standard_for(unit: Unit) -> ReviewStandard | None:
    """The score sheet in force for a union: its own latest, else the nearest above's, if any."""
    line = [int(step) for step in unit.path.strip("/").split("/")]
    rows = ReviewStandard.objects.filter(unit_id__in=line)
    return max(rows, key=lambda row: (len(row.unit_path), row.pk), default=None)


def items_of(standard: ReviewStandard) -> list[Item]:
    """The items of a score sheet, in order."""
    return [Item(**row) for row in standard.items]


def lines_of(standard: ReviewStandard) -> list[Line]:
    """The lines of grades, the highest first; empty where the office has set none."""
    return [Line(**row) for row in standard.lines]


def reviewers_for(review: CaseReview, actor: Actor) -> list[tuple[Lawyer, ReviewerFacts]]:
    """The lawyers a post may ask to review a case, each with what ties them to it."""
    lawyers = list(Lawyer.objects.handled_by(actor).select_related("firm").order_by("name", "pk"))
    return [(one, facts) for one, facts in _facts(review, lawyers)]


def reviewer_facts(review: CaseReview, lawyer: Lawyer, *, on: date) -> ReviewerFacts:
    """What ties one lawyer to a case on a day: whether had it, of its firm, scores it already."""
    return _facts(review, [lawyer], on=on)[0][1]


def _facts(
    review: CaseReview, lawyers: list[Lawyer], *, on: date | None = None
) -> list[tuple[Lawyer, ReviewerFacts]]:
    had = dict(
        Assignment.objects.filter(case_id=review.case_id).values_list(
            "lawyer_id", "lawyer__firm_id"
        )
    )
    scoring = set(review.sheets.values_list("reviewer_id", flat=True))
    employer = review.case.employer_id
    serving = engagements_with([employer], {lawyer.firm_id for lawyer in lawyers})
    return [
        (
            one,
            ReviewerFacts(
                had_the_case=one.pk in had,
                is_of_its_firm=one.firm_id in set(had.values()),
                serves_the_employer=any(
                    on is None or row.holds_on(on) for row in serving.get(one.firm_id, [])
                ),
                scores_it_already=one.pk in scoring,
                has_account=one.user_id is not None,
            ),
        )
        for one in lawyers
    ]


def totals_of(review: CaseReview) -> list[int]:
    """The totals handed in so far, in the order of the reviewers."""
    rows = review.sheets.filter(submitted_at__isnull=False).order_by("position")
    return [total for total in rows.values_list("total", flat=True) if total is not None]


def wants_another(review: CaseReview) -> bool:
    """Whether one more reviewer is to be asked: the first two, or a third for a difference."""
    sheets = review.sheets.count()
    if sheets < 2:
        return True
    return sheets == 2 and needs_third(totals_of(review), review.draw.standard.difference)


def sheets_shown(review: CaseReview) -> list[dict[str, Any]]:
    """The sheets for who arranges: the scores only once all asked so far have handed in."""
    rows = list(review.sheets.select_related("reviewer__firm").order_by("position"))
    is_blind = any(row.submitted_at is None for row in rows)
    items = items_of(review.draw.standard)
    return [
        {
            "sheet": row,
            "scores": [] if is_blind else scores_shown(row, items),
            "total": None if is_blind else row.total,
            "opinion": "" if is_blind else row.opinion,
        }
        for row in rows
    ]


def scores_shown(sheet: ReviewSheet, items: list[Item]) -> list[dict[str, Any]]:
    """The scores of one sheet by item."""
    return [
        {"label": item.label, "points": item.points, "given": sheet.scores.get(item.code)}
        for item in items
    ]


def reviews(actor: Actor, chosen: dict[str, Any]) -> QuerySet[CaseReview]:
    """The reviews in sight that a filter leaves, the latest first."""
    rows = CaseReview.objects.visible_to(actor)
    exact = {name: value for name, value in chosen.items() if value not in ("", None)}
    found = rows.filter(**exact).select_related("case__employer", "lawyer", "draw", "unit")
    return found.order_by("-pk")  # type: ignore[no-any-return] # a queryset of reviews


def open_sheets(actor: Actor) -> list[ReviewSheet]:
    """What a reviewer still has to score, the oldest first."""
    rows = ReviewSheet.objects.visible_to(actor).filter(submitted_at=None)
    return list(rows.select_related("review__case").order_by("pk"))


def served_results(actor: Actor) -> list[CaseReview]:
    """The results served to a lawyer, the latest first."""
    if not actor.is_lawyer:
        return []
    rows = CaseReview.objects.visible_to(actor).select_related("case", "draw__standard")
    return list(rows.order_by("-served_at")[:PAGE])


def case_shown(case: Case) -> dict[str, str]:
    """What a reviewer is told of a case beside its papers."""
    return {
        "number": case.number,
        "applicants": case.applicant_label,
        "employer": case.employer.name,
        "closed_on": case.closed_on.isoformat() if case.closed_on else "",
    }
