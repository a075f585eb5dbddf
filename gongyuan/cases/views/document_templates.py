"""An office's own templates of documents."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.cases.actions import document_templates as actions
from gongyuan.cases.forms.documents import TemplateEndForm, TemplateStartForm, TemplateUploadForm
from gongyuan.cases.models import DocumentTemplate
from gongyuan.cases.queries import document_templates as queries
from gongyuan.cases.queries.printing import why_not_printable
from gongyuan.cases.template_kinds import TemplateKind, find_kind
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

MAY = Capability.CASES_EDIT_TEMPLATES


def _unit(request: ActorRequest) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    return unit


def _kind(document: str) -> TemplateKind:
    kind = find_kind(document)
    if kind is None:
        raise Http404
    return kind


def _own(request: ActorRequest, template_id: int) -> DocumentTemplate:
    rows = DocumentTemplate.objects.handled_by(request.actor)
    return get_object_or_404(rows.select_related("file"), pk=template_id)


@require_safe
@requires(MAY)
def case_templates(request: ActorRequest) -> HttpResponse:
    """Every kind, with whose template is used now."""
    unit = _unit(request)
    rows = queries.kind_rows(unit, today=timezone.localdate())
    shown = {"rows": rows, "unit": unit, "no_print": why_not_printable()}
    return render(request, "cases/templates.html", shown)


@EITHER
@requires(MAY)
def case_template_kind(request: ActorRequest, document: str) -> HttpResponse:
    """The versions of one kind, its fields with their meaning, and the upload of the next."""
    kind, now = _kind(document), timezone.now()
    form = TemplateUploadForm(posted(request), request.FILES or None)
    if attempt(form, actions.upload_template, kind=kind.code, actor=request.actor, now=now):
        messages.success(request, "已上传。请预览，再启用。")
        return redirect("case_template_kind", kind.code)
    return _kind_page(request, kind, form)


@require_safe
@requires(MAY)
def case_template_built_in(request: ActorRequest, document: str) -> HttpResponse:
    """The built-in template, to begin one's own from."""
    kind = _kind(document)
    return _download(kind.built_in.read_bytes(), f"{kind.label}模板.docx")


@require_safe
@requires(MAY)
def case_template_file(request: ActorRequest, template_id: int) -> HttpResponse:
    return files.response(_own(request, template_id).file)


@require_POST
@requires(MAY)
def case_template_preview(request: ActorRequest, template_id: int) -> HttpResponse:
    """The template filled with a sample, as a file."""
    template = _own(request, template_id)
    content = actions.preview_template(template=template, actor=request.actor, now=timezone.now())
    return _download(content, f"{template}样例.docx")


@EITHER
@requires(MAY)
def case_template_start(request: ActorRequest, template_id: int) -> HttpResponse:
    template, now = _own(request, template_id), timezone.now()
    form = TemplateStartForm(posted(request), today=timezone.localdate(now))
    if attempt(form, actions.put_in_force, template=template, actor=request.actor, now=now):
        messages.success(request, f"{template}已启用。")
        return redirect("case_template_kind", template.kind)
    return _verb_page(request, template, form, "启用")


@EITHER
@requires(MAY)
def case_template_end(request: ActorRequest, template_id: int) -> HttpResponse:
    template, now = _own(request, template_id), timezone.now()
    form = TemplateEndForm(posted(request))
    if attempt(form, actions.withdraw_template, template=template, actor=request.actor, now=now):
        messages.success(request, f"{template}已停用。")
        return redirect("case_template_kind", template.kind)
    return _verb_page(request, template, form, "停用")


def _kind_page(request: ActorRequest, kind: TemplateKind, form: TemplateUploadForm) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    unit = _unit(request)
    shown: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "fields": kind.fields,
        "versions": queries.templates_of(request.actor, kind.code),
        "in_force": queries.template_in_force(unit, kind.code, today=today),
        "unit": unit,
        "now": now,
        "today": today,
    }
    return render(request, "cases/template_kind.html", shown)


def _verb_page(
    request: ActorRequest, template: DocumentTemplate, form: Any, verb: str
) -> HttpResponse:
    shown = {"template": template, "form": form, "verb": verb}
    return render(request, "cases/template_verb.html", shown)


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=files.DOCX)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
