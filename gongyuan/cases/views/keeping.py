"""Sealed files: the merged PDF, papers that come late, files whose time of keeping is over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import archive as archive_actions
from gongyuan.cases.actions import keeping
from gongyuan.cases.actions.archive_book import ask_book_again
from gongyuan.cases.forms.keeping import AppendForm, AppraisalForm
from gongyuan.cases.models import Archive, Case
from gongyuan.cases.queries import keeping as queries
from gongyuan.cases.queries.closing import archive_of
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.views.page import case_page
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _own(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _sealed(request: ActorRequest, case_id: int) -> Archive:
    case = get_object_or_404(Case.objects.visible_to(request.actor), pk=case_id)
    archive = archive_of(case)
    if archive is None:
        raise Http404
    return archive


def _act(request: ActorRequest, case: Case) -> dict[str, Any]:
    return {"case": case, "actor": request.actor, "now": timezone.now()}


@EITHER
@requires(Capability.CASES_ARCHIVE)
def case_archive_book(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take the merged PDF of a sealed file, or have it made; who took it is written down."""
    if request.method == "POST":
        case = _own(request, case_id)
        try:
            ask_book_again(**_act(request, case))
        except Refused as refusal:
            messages.error(request, "".join(refusal.reasons))
        return redirect("case_detail", case_id=case.pk)
    archive = _sealed(request, case_id)
    book = queries.book_of(archive)
    if book is None or book.file is None:
        raise Http404
    archive_actions.note_opening(**_act(request, archive.case), title="合订本")
    return files.response(book.file)


@EITHER
@requires(Capability.CASES_ARCHIVE)
def case_archive_papers(request: ActorRequest, case_id: int) -> HttpResponse:
    """Append a paper that came after the sealing."""
    case = _own(request, case_id)
    form = AppendForm(posted(request), request.FILES or None)
    if attempt(form, keeping.append_papers, **_act(request, case)):
        number = form.result.number  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已补入案卷，补充卷号 {number}。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="补入案卷", form=form, action=request.path, submit="补入并封卷")
    return case_page(request, case, work=work)


@require_safe
@requires(Capability.CASES_ARCHIVE)
def case_archive_supplement(
    request: ActorRequest, case_id: int, supplement_id: int
) -> HttpResponse:
    """The package of a supplement; who took it is written down."""
    archive = _sealed(request, case_id)
    rows = archive.supplements.select_related("package")
    supplement = get_object_or_404(rows, pk=supplement_id)
    archive_actions.note_opening(**_act(request, archive.case), title=supplement.number)
    return files.response(supplement.package)


@EITHER
@requires(Capability.CASES_ARCHIVE)
def case_archive_appraisal(request: ActorRequest, case_id: int) -> HttpResponse:
    """Write down what was held of a file whose time is over; nothing is deleted."""
    case = _own(request, case_id)
    form = AppraisalForm(posted(request))
    if attempt(form, keeping.appraise_archive, **_act(request, case)):
        messages.success(request, "已登记鉴定意见，系统不会自动删除案卷。")
        return redirect("archives_due")
    work = Work(title="登记鉴定意见", form=form, action=request.path, submit="登记")
    return case_page(request, case, work=work)


@require_safe
@requires(Capability.CASES_ARCHIVE)
def archives_due(request: ActorRequest) -> HttpResponse:
    """The files of the own unit whose time of keeping is over, to be appraised."""
    today = timezone.localdate()
    rows = queries.to_be_appraised(request.actor, today=today)
    context = {"rows": rows[: queries.PAGE], "count": rows.count(), "page": queries.PAGE}
    return render(request, "cases/archives_due.html", context | {"now": timezone.now()})
