from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import archive, closing
from gongyuan.cases.forms import closing as forms
from gongyuan.cases.models import Case
from gongyuan.cases.queries import closing as queries
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.views.page import case_page
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _act(request: ActorRequest, case: Case) -> dict[str, Any]:
    return {"case": case, "actor": request.actor, "now": timezone.now()}


@EITHER
@requires(Capability.CASES_SUBMIT_FILE)
def case_file(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.SubmitFileForm(posted(request))
    if attempt(form, closing.submit_file, **_act(request, case)):
        for sentence in form.result:  # type: ignore[attr-defined] # left there by attempt
            messages.warning(request, sentence)
        messages.success(request, "已交卷，等验卷。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="交卷", form=form, action=request.path, submit="交卷")
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_SUBMIT_FILE)
def case_file_paper(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.FilePaperForm(posted(request), request.FILES or None)
    if attempt(form, closing.hand_in_paper, **_act(request, case)):
        title = form.result.title  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已收到“{title}”。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="添加卷内材料", form=form, action=request.path, submit="添加")
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_ARCHIVE)
def case_file_return(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.ReturnFileForm(posted(request), rows=queries.file_check_rows(case))
    if attempt(form, closing.return_file, **_act(request, case)):
        messages.success(request, "已退回律师补卷。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="退回补卷", form=form, action=request.path, submit="退回")
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_ARCHIVE)
def case_archive(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.ArchiveForm(posted(request), rows=queries.file_check_rows(case))
    if attempt(form, archive.archive_case, **_act(request, case)):
        number = form.result.number  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已归档，档号 {number}。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="验卷合格，归档封卷", form=form, action=request.path, submit="归档")
    return case_page(request, case, work=work)


@require_safe
@requires(Capability.CASES_ARCHIVE)
def case_archive_package(request: ActorRequest, case_id: int) -> HttpResponse:
    """The whole file as one package; who took it is written down."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), pk=case_id)
    sealed = queries.archive_of(case)
    if sealed is None:
        raise Http404
    archive.note_opening(case=case, actor=request.actor, now=timezone.now())
    return files.response(sealed.package)
