"""Appointing, renewing, suspending, ending; improvement; the certificate."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.fields import ReasonForm
from gongyuan.lawyers.forms.terms import (
    EndForm,
    ImprovementAnswerForm,
    ImprovementForm,
    ImprovementOutcomeForm,
    RenewalForm,
    TermForm,
)
from gongyuan.lawyers.models import Improvement, PanelTerm
from gongyuan.lawyers.views.page import form_page, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@EITHER
@requires(Capability.LAWYERS_EDIT)
def lawyer_term_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = visible_lawyer(request, lawyer_id)
    form = TermForm(posted(request), actor=request.actor)
    if done(request, form, actions.appoint, lawyer=lawyer):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return form_page(request, form, f"聘任 {lawyer.name}", back=_lawyer_url(lawyer.pk))


@EITHER
@requires(Capability.LAWYERS_EDIT)
def term_renewal(request: ActorRequest, term_id: int) -> HttpResponse:
    return _step(request, term_id, RenewalForm(posted(request)), actions.renew, "续聘")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def term_suspension(request: ActorRequest, term_id: int) -> HttpResponse:
    form = ReasonForm(posted(request), label="暂停的理由")
    return _step(request, term_id, form, actions.suspend, "暂停资格")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def term_resumption(request: ActorRequest, term_id: int) -> HttpResponse:
    form = ReasonForm(posted(request), label="恢复的理由")
    return _step(request, term_id, form, actions.resume, "恢复资格")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def term_end(request: ActorRequest, term_id: int) -> HttpResponse:
    form = EndForm(posted(request), request.FILES or None)
    return _step(request, term_id, form, _end, "提前解聘")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def term_improvement(request: ActorRequest, term_id: int) -> HttpResponse:
    form = ImprovementForm(posted(request))
    return _step(request, term_id, form, actions.ask_improvement, "提出改进意见")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def improvement_outcome(request: ActorRequest, improvement_id: int) -> HttpResponse:
    handled = Improvement.objects.handled_by(request.actor).select_related("term")
    asked = get_object_or_404(handled, pk=improvement_id)
    form = ImprovementOutcomeForm(posted(request))
    if done(request, form, actions.close_improvement, improvement=asked):
        return redirect("lawyer_detail", lawyer_id=asked.term.lawyer_id)
    back, hint = _lawyer_url(asked.term.lawyer_id), asked.text
    return form_page(request, form, "核实改进情况", back=back, hint=hint)


@EITHER
@requires(Capability.LAWYERS_GO_ONLINE)
def improvement_answer(request: ActorRequest, improvement_id: int) -> HttpResponse:
    asked = get_object_or_404(Improvement.objects.handled_by(request.actor), pk=improvement_id)
    form = ImprovementAnswerForm(posted(request), initial={"answer": asked.answer})
    if done(request, form, actions.answer_improvement, improvement=asked):
        return redirect("lawyer_own")
    return form_page(
        request, form, "答复改进意见", back=reverse("lawyer_own"), hint=asked.text, submit="答复"
    )


@require_POST
@requires(Capability.LAWYERS_EDIT)
def term_certification(request: ActorRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(PanelTerm.objects.handled_by(request.actor), pk=term_id)
    term = actions.certify(term=term, actor=request.actor, now=timezone.now())
    messages.success(request, f"聘书已出具，编号 {term.number}。")
    return redirect("lawyer_detail", lawyer_id=term.lawyer_id)


@require_safe
@requires(Capability.LAWYERS_READ, Capability.LAWYERS_OWN_FIRM, Capability.LAWYERS_GO_ONLINE)
def term_certificate(request: ActorRequest, term_id: int) -> HttpResponse:
    seen = PanelTerm.objects.visible_to(request.actor).select_related("certificate")
    term = get_object_or_404(seen, pk=term_id)
    if term.certificate is None:
        raise Http404
    return files.response(term.certificate)


def _step(
    request: ActorRequest, term_id: int, form: Any, action: Callable[..., Any], title: str
) -> HttpResponse:
    terms = PanelTerm.objects.handled_by(request.actor).select_related("lawyer", "unit")
    term = get_object_or_404(terms, pk=term_id)
    if done(request, form, action, term=term):
        return redirect("lawyer_detail", lawyer_id=term.lawyer_id)
    hint = f"{term.unit.name}，聘期 {term.starts_on} 至 {term.ends_on}。"
    back = _lawyer_url(term.lawyer_id)
    return form_page(request, form, f"{title} {term.lawyer.name}", back=back, hint=hint)


def _end(*, paper: Any, actor: Any, now: Any, **given: Any) -> PanelTerm:
    return actions.end_term(file=stored(paper, actor, now), actor=actor, now=now, **given)


def stored(paper: Any, actor: Any, now: Any) -> File | None:
    """An uploaded paper as a stored file; refused beside its own field."""
    if paper is None:
        return None
    try:
        return files.store_upload(paper, by=actor.office or actor.name, now=now)
    except Refused as refused:
        raise Refused(*refused.reasons, field="paper") from refused


def _lawyer_url(lawyer_id: int) -> str:
    return reverse("lawyer_detail", args=[lawyer_id])
