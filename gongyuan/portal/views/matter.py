"""What a worker does in an open matter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.actions import objection, withdrawal
from gongyuan.cases.actions.evidence import tie_evidence
from gongyuan.cases.actions.messages import write_to_office
from gongyuan.cases.actions.papers import add_paper, supplement
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import NewEvidence, NewPaper
from gongyuan.cases.models import Case
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.evidence import facts_of
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core import files
from gongyuan.core.access import public
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import attempt, posted
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import status
from gongyuan.portal.forms.tracking import (
    MessageForm,
    MissingPapersForm,
    ObjectionForm,
    WithdrawForm,
)
from gongyuan.portal.views import visit


def _page(request: ActorRequest, case: Case, template: str, **context: Any) -> HttpResponse:
    back = reverse("portal_status", args=[case.pk])
    return render(request, template, {"case": case, "back_url": back, **context})


def _done(request: ActorRequest, case: Case, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("portal_status", case.pk)


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def message(request: ActorRequest, case: Case) -> HttpResponse:
    form = MessageForm(posted(request))
    if attempt(form, write_to_office, case=case, actor=request.actor, now=timezone.now()):
        return _done(request, case, "留言已经送到。")
    return _page(request, case, "portal/message.html", form=form)


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def papers(request: ActorRequest, case: Case) -> HttpResponse:
    """Hand in papers; in a supplement, answer it once everything told is there or explained."""
    missing = [(one.code, one.label) for one in detail.missing_materials(case)]
    is_asked = case.state == CaseState.SUPPLEMENTING
    facts = facts_of(case, request.actor)
    form = MissingPapersForm(
        *visit.posted_with_files(request),
        materials=missing,
        facts=[(row.fact, row.burden.plain) for row in facts if row.burden],
        may_explain=is_asked,
    )
    if form.is_bound and form.is_valid() and _hand_in(request, case, form):
        still = detail.missing_materials(case)
        if not is_asked or not still or form.cleaned_data["explanation"]:
            return _done(request, case, "收到了，谢谢您。")
        names = "、".join(one.label for one in still)
        messages.success(request, f"收到了。还差：{names}。")
        return redirect("portal_matter_papers", case.pk)
    items = status.told_items(case)
    gaps = [] if is_asked else [row for row in facts if row.is_gap]
    return _page(request, case, "portal/matter_papers.html", form=form, items=items, gaps=gaps)


def _hand_in(request: ActorRequest, case: Case, form: MissingPapersForm) -> bool:
    now, actor = timezone.now(), request.actor
    code = form.cleaned_data["material_code"]
    explanation = form.cleaned_data.get("explanation", "")
    if not form.uploads() and not explanation:
        form.add_error("album", "请先选一张照片或者一个文件。")
    for field, upload in form.uploads():
        new = NewPaper(file=upload, material_code=code)
        try:
            paper = add_paper(case=case, paper=new, actor=actor, now=now)
            if shown := tuple(form.cleaned_data["facts"]):
                evidence = NewEvidence(facts=shown, paper_id=paper.pk)
                tie_evidence(case=case, evidence=evidence, actor=actor, now=now)
        except Refused as refused:
            form.add_error(field, [f"{upload.name}：{reason}" for reason in refused.reasons])
    if form.errors or case.state != CaseState.SUPPLEMENTING:
        return not form.errors
    if explanation or not detail.missing_materials(case):
        supplement(case=case, explanation=explanation, actor=actor, now=now)
    return True


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def withdraw(request: ActorRequest, case: Case) -> HttpResponse:
    if WORKFLOW.obstacles(case.state, "withdraw"):
        raise Http404
    form = WithdrawForm(posted(request))
    act = withdrawal.withdraw_application
    if attempt(form, act, case=case, actor=request.actor, now=timezone.now()):
        return _done(request, case, "申请已经撤回。想再办，可以重新申请。")
    return _page(request, case, "portal/withdraw.html", form=form)


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def object_to(request: ActorRequest, case: Case) -> HttpResponse:
    """An objection to the refusal, or to the end of aid; the next union up looks at it."""
    act = status.objection_of(case)
    if act is None:
        raise Http404
    form = ObjectionForm(posted(request))
    verb = objection.object_to_refusal if act == "object" else objection.object_to_termination
    if attempt(form, verb, case=case, actor=request.actor, now=timezone.now()):
        return _done(request, case, "异议已经交给上一级工会。")
    return _page(request, case, "portal/objection.html", form=form)


@public
@require_safe
@never_cache
@visit.of_matter
def document(request: ActorRequest, case: Case, document_id: int) -> HttpResponse:
    """One of the documents addressed to the worker."""
    found = next((d for d in status.documents(case) if d.pk == document_id), None)
    if found is None:
        raise Http404
    return files.response(found.file)
