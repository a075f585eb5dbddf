"""The review of one case: who arranges it, who scores it, whom it is about."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions.reading import note_opened_file
from gongyuan.cases.queries.detail import papers_in_sight
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions import reviews as actions
from gongyuan.quality.forms import reviews as forms
from gongyuan.quality.models import CaseReview, ReviewSheet
from gongyuan.quality.queries import reviews as queries
from gongyuan.quality.rules.review import reviewer_obstacles
from gongyuan.quality.views.page import TABS

READ = ("case__employer", "lawyer__firm", "unit", "draw__standard", "draw__covered_unit")


@require_safe
@requires(Capability.REVIEWS_MANAGE)
def review_list(request: ActorRequest) -> HttpResponse:
    form = forms.ReviewFilterForm(request.GET)
    found = queries.reviews(request.actor, form.chosen())
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "tabs": tabs(TABS, request.actor, "draw_list")}
    return render(request, "quality/review_list.html", shown)


@require_safe
@requires(Capability.REVIEWS_MANAGE)
def review_detail(request: ActorRequest, review_id: int) -> HttpResponse:
    seen = CaseReview.objects.visible_to(request.actor).select_related(*READ)
    return _page(request, get_object_or_404(seen, pk=review_id))


@EITHER
@requires(Capability.REVIEWS_MANAGE)
def review_reviewer(request: ActorRequest, review_id: int) -> HttpResponse:
    """Asking somebody to score; who may not is listed with the reason."""
    review = _held(request, review_id)
    known = queries.reviewers_for(review, request.actor)
    free = [one for one, facts in known if not reviewer_obstacles(facts)]
    form = forms.ReviewerForm(posted(request), free=free)
    if done(request, form, actions.assign_reviewer, review=review):
        messages.success(request, "已请评估人。")
        return redirect("review_detail", review.pk)
    barred = [(one, reviewer_obstacles(facts)) for one, facts in known if one not in free]
    work = Work(title="请评估人", form=form, action=request.path, submit="请他评估")
    return _page(request, review, work=work, barred=barred)


@EITHER
@requires(Capability.REVIEWS_MANAGE)
def review_service(request: ActorRequest, review_id: int) -> HttpResponse:
    review = _held(request, review_id)
    form = forms.NothingForm(posted(request))
    if done(request, form, actions.serve_review, review=review):
        messages.success(request, "结果已送达承办律师。")
        return redirect("review_detail", review.pk)
    work = Work(title="送达评估结果", form=form, action=request.path, submit="送达")
    return _page(request, review, work=work)


@require_safe
@requires(Capability.REVIEWS_MANAGE, Capability.CASES_HANDLE)
def review_document(request: ActorRequest, review_id: int) -> HttpResponse:
    """The score sheet as a document, for who arranges and for the lawyer it was served on."""
    seen = CaseReview.objects.visible_to(request.actor)
    review = get_object_or_404(seen, pk=review_id)
    document = review.documents.select_related("file").order_by("-pk").first()
    if document is None:
        raise Http404
    return files.response(document.file)


@require_safe
@requires(Capability.CASES_HANDLE)
def review_result(request: ActorRequest, review_id: int) -> HttpResponse:
    """What the lawyer reviewed reads: points by item and opinions, no reviewer's name."""
    seen = CaseReview.objects.visible_to(request.actor).select_related(*READ)
    review = get_object_or_404(seen, pk=review_id)
    shown = {"review": review, "sheets": queries.sheets_shown(review)}
    return render(request, "quality/review_result.html", shown)


@EITHER
@requires(Capability.QUALITY_ANSWER)
def review_sheet(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """A reviewer's own sheet, with what there is to judge the case by."""
    sheet = _sheet(request, sheet_id)
    items = queries.items_of(sheet.review.draw.standard)
    form = forms.ScoreForm(posted(request), items=items)
    if done(request, form, actions.submit_sheet, sheet=sheet):
        messages.success(request, "评分已提交，谢谢。")
        return redirect("quality_mine")
    papers = papers_in_sight(sheet.review.case, request.actor).filter(is_inner=False)
    shown = {
        "sheet": sheet,
        "form": form,
        "case": queries.case_shown(sheet.review.case),
        "papers": papers.order_by("catalogue_code", "pk"),
        "scores": queries.scores_shown(sheet, items),
    }
    return render(request, "quality/review_sheet.html", shown)


@require_safe
@requires(Capability.QUALITY_ANSWER)
def review_paper(request: ActorRequest, sheet_id: int, paper_id: int) -> HttpResponse:
    """A paper of the case under review, as long as the result is not served; put on record."""
    case = _sheet(request, sheet_id).review.case
    paper = get_object_or_404(
        papers_in_sight(case, request.actor).filter(is_inner=False), pk=paper_id
    )
    note_opened_file(paper=paper, actor=request.actor, now=timezone.now())
    return files.response(paper.file)


def _sheet(request: ActorRequest, sheet_id: int) -> ReviewSheet:
    rows = ReviewSheet.objects.visible_to(request.actor)
    known = rows.select_related("review__case__employer", "review__draw__standard")
    return get_object_or_404(known, pk=sheet_id)


def _held(request: ActorRequest, review_id: int) -> CaseReview:
    rows = CaseReview.objects.handled_by(request.actor).select_related(*READ)
    review: CaseReview = get_object_or_404(rows, pk=review_id)
    return review


def _page(
    request: ActorRequest, review: CaseReview, *, work: Work | None = None, barred: Any = ()
) -> HttpResponse:
    is_ours = review.unit_id == request.actor.unit_id
    context = {
        "review": review,
        "now": timezone.now(),
        "work": work,
        "barred": barred,
        "sheets": queries.sheets_shown(review),
        "wants_another": is_ours and not review.scored_at and queries.wants_another(review),
        "may_serve": is_ours and review.scored_at and not review.served_at,
        "has_lines": bool(review.draw.standard.lines),
    }
    return render(request, "quality/review.html", context)
