"""Lists of cases as Excel files: asked for, waited for, fetched."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.cases.actions import exports
from gongyuan.cases.forms.lists import CaseFilterForm
from gongyuan.cases.models import CaseExport
from gongyuan.cases.views.lists import filter_page
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_POST
@requires(Capability.CASES_EXPORT)
def case_export_new(request: ActorRequest) -> HttpResponseBase:
    """Export the filter in the address; a short list comes at once, a long one is waited for."""
    form = CaseFilterForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return filter_page(request, form)
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now(), "chosen": form.chosen}
    act["words"] = "，".join(part.words for part in form.parts)
    text = request.POST.get("text", "").strip()[:60]
    try:
        if text:
            content = exports.export_found(text=text, **act)
            return _sent(content)
        export = exports.request_export(**act)
        if exports.is_long(export):
            return redirect("case_export", export_id=export.pk)
        done = exports.write_export(export=export, actor=request.actor, now=act["now"])
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(f"{reverse('case_list')}?{urlencode(form.chosen.query())}")
    return _file(done)


def _file(export: CaseExport) -> HttpResponse:
    """The finished list; its file may be gone by now."""
    if export.file is None:
        raise Http404
    return files.response(export.file)


def _sent(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=files.XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, "案件.xlsx")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@requires(Capability.CASES_EXPORT)
def case_export(request: ActorRequest, export_id: int) -> HttpResponse:
    """How far a list has come."""
    export = get_object_or_404(CaseExport.objects.visible_to(request.actor), pk=export_id)
    context = {"export": export, "days_kept": exports.DAYS_KEPT}
    return render(request, "cases/export.html", context)


@require_safe
@requires(Capability.CASES_EXPORT)
def case_export_file(request: ActorRequest, export_id: int) -> HttpResponse:
    """The finished list."""
    own = CaseExport.objects.visible_to(request.actor).select_related("file")
    return _file(get_object_or_404(own, pk=export_id))
