"""Peer review of cases: the standard, the reviewers, their scores, the result."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.enclosures import enclose
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.actions import mark_lawyer
from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.actions.documents import issue_document
from gongyuan.quality.choices import QualityDocumentKind
from gongyuan.quality.details import NewStandard
from gongyuan.quality.models import CaseReview, ReviewSheet, ReviewStandard
from gongyuan.quality.queries import reviews as queries
from gongyuan.quality.queries.documents import review_facts
from gongyuan.quality.rules import review as rules

CATALOGUE_CODE = "27"


@transaction.atomic
def enter_standard(*, standard: NewStandard, actor: Actor, now: datetime) -> ReviewStandard:
    """Set the office's own score sheet; it holds for the draws made from now on, here and below.

    Refuses a sheet without items, lines that overlap or lie above the full points, and a missing
    source: the standard's own values were not read (SF/T 0085-2020, 待核).
    """
    _need(actor, Capability.REVIEWS_MANAGE)
    refuse_if(rules.item_obstacles(standard.items), field="items")
    refuse_if(rules.line_obstacles(standard.lines, standard.items), field="lines")
    if not standard.source.strip():
        raise Refused("请写明依据，比如批准的会议或者文件。", field="source")
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id or 0)
    row = ReviewStandard.objects.create(
        unit=unit,
        unit_path=unit.path,
        title=standard.title.strip()[:100],
        source=standard.source.strip()[:200],
        items=[asdict(item) for item in standard.items],
        lines=[asdict(line) for line in sorted(standard.lines, key=lambda one: -one.least)],
        difference=standard.difference,
        entered_at=now,
        entered_by=actor.signature,
    )
    data = {"title": row.title}
    record_event(row, "quality.reviewstandard.enter", actor=actor, now=now, data=data)
    return row


@transaction.atomic
def assign_reviewer(
    *, review: CaseReview, lawyer: Lawyer, actor: Actor, now: datetime
) -> ReviewSheet:
    """Ask a lawyer to score a case: two, and a third where they differ above the standard's line.

    Refuses whoever had the case, is of its lawyer's firm or of a firm that serves the employer, or
    scores it already; and one more than is wanted.
    """
    row = _locked(review, actor)
    if row.scored_at is not None or not queries.wants_another(row):
        raise Refused("评估人已经够了。")
    if not Lawyer.objects.handled_by(actor).filter(pk=lawyer.pk).exists():
        raise Refused("只能请本级或者上级聘任的律师评估。", field="lawyer")
    facts = queries.reviewer_facts(row, lawyer, on=timezone.localdate(now))
    refuse_if(rules.reviewer_obstacles(facts), field="lawyer")
    sheet = ReviewSheet.objects.create(
        review=row,
        reviewer=lawyer,
        position=row.sheets.count() + 1,
        assigned_at=now,
        assigned_by=actor.signature,
    )
    data = {"title": f"第{sheet.position}人"}
    record_event(row, "quality.casereview.assign", actor=actor, now=now, data=data)
    if lawyer.user_id:
        link = reverse("review_sheet", args=[sheet.pk])
        body = f"请评估案件 {row.case.number}。"
        tell_user(user_id=lawyer.user_id, body=body, link=link, now=now)
    return sheet


@transaction.atomic
def submit_sheet(
    *,
    sheet: ReviewSheet,
    scores: Mapping[str, int | None],
    opinion: str,
    actor: Actor,
    now: datetime,
) -> ReviewSheet:
    """Hand in one's scores, once; with the last one the result is computed.

    Refuses an item without points or beyond its full ones, no opinion, and a second handing in.
    """
    own = ReviewSheet.objects.handled_by(actor).get(pk=sheet.pk)
    # The review first: the last two sheets handed in at once must see each other.
    review = CaseReview.objects.select_for_update(of=("self",)).get(pk=own.review_id)
    row = ReviewSheet.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=sheet.pk)
    if row.submitted_at is not None:
        raise Refused("已经提交过评分，不能再改。")
    items = queries.items_of(review.draw.standard)
    for code, sentence in rules.score_obstacles(scores, items).items():
        raise Refused(sentence, field=code)
    if not opinion.strip():
        raise Refused("请写评语：哪里好，哪里要改进。", field="opinion")
    row.scores = {item.code: scores[item.code] for item in items}
    row.total = sum(row.scores.values())
    row.opinion, row.submitted_at = opinion.strip(), now
    row.save(update_fields=["scores", "total", "opinion", "submitted_at"])
    data = {"title": f"第{row.position}人"}
    record_event(review, "quality.casereview.submit", actor=actor, now=now, data=data)
    _settle(review, now)
    return row


def _settle(review: CaseReview, now: datetime) -> None:
    """Compute the result once all who are wanted have handed in."""
    totals = queries.totals_of(review)
    if len(totals) < review.sheets.count() or queries.wants_another(review):
        return
    review.points = rules.result_points(totals)
    review.grade = rules.grade_of(review.points, queries.lines_of(review.draw.standard))
    review.scored_at = now
    review.save(update_fields=["points", "grade", "scored_at"])


@transaction.atomic
def serve_review(*, review: CaseReview, actor: Actor, now: datetime) -> CaseReview:
    """Give the result to the lawyer, with the score sheet, and mark it on the lawyer.

    Reviewers are not named. Refuses a review that has no result yet, and a second time.
    """
    row = _locked(review, actor)
    if row.served_at is not None:
        raise Refused("结果已经送达。")
    if row.points is None:
        raise Refused("还没有评完，不能送达。")
    row.served_at, row.served_on = now, timezone.localdate(now)
    row.save(update_fields=["served_at", "served_on"])
    record_event(row, "quality.casereview.serve", actor=actor, now=now)
    _issue_sheet(row, actor, now)
    if row.lawyer:
        _tell_lawyer(row, row.lawyer, actor, now)
    return row


def _issue_sheet(review: CaseReview, actor: Actor, now: datetime) -> None:
    document = issue_document(
        about=review,
        kind=QualityDocumentKind.SCORE_SHEET,
        facts=review_facts(review),
        unit=review.unit,
        actor=actor,
        now=now,
    )
    title = f"{document.get_kind_display()} {document.number}"
    code, data = "quality.casereview.issue_document", {"title": title}
    record_event(review, code, actor=actor, now=now, data=data)
    enclose(
        case=review.case,
        file=document.file,
        title=title,
        catalogue_code=CATALOGUE_CODE,
        actor=actor,
        now=now,
    )


def _tell_lawyer(review: CaseReview, lawyer: Lawyer, actor: Actor, now: datetime) -> None:
    mark_lawyer(
        lawyer=lawyer,
        kind=MarkKind.PEER_REVIEW,
        text=f"{review.case.number}，{review.points}分{review.grade and '，'}{review.grade}",
        unit=review.unit,
        source=review,
        actor=actor,
        now=now,
    )
    if lawyer.user_id:
        link = reverse("review_result", args=[review.pk])
        body = f"{review.case.number} 的质量评估结果出来了。"
        tell_user(user_id=lawyer.user_id, body=body, link=link, now=now)


def _locked(review: CaseReview, actor: Actor) -> CaseReview:
    _need(actor, Capability.REVIEWS_MANAGE)
    rows = CaseReview.objects.handled_by(actor).select_related(
        "case__employer", "unit", "lawyer__firm", "draw__standard"
    )
    row: CaseReview = rows.select_for_update(of=("self",)).get(pk=review.pk)
    return row


def _need(actor: Actor, power: Capability) -> None:
    if not actor.can(power):
        raise PermissionDenied(power)
