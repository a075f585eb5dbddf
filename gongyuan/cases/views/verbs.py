"""The verbs of review and decision: scope, form, one action, the page of the case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongyuan.cases.actions import (
    acceptance,
    decision,
    objection,
    papers,
    review,
    transfer,
    withdrawal,
)
from gongyuan.cases.choices.major import ReturnedThing
from gongyuan.cases.forms import review as forms
from gongyuan.cases.forms.oversight import ReturnForm
from gongyuan.cases.models import Case
from gongyuan.cases.queries import detail
from gongyuan.cases.views.page import VerbWork, case_page
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _case(request: ActorRequest, case_id: int) -> Case:
    """The case to act on, of the actor's own unit or own hands; else 404."""
    rows = Case.objects.handled_by(request.actor)
    return get_object_or_404(
        rows.select_related("unit__parent", "employer", "matter", "institution"), pk=case_id
    )


def _answer(
    request: ActorRequest,
    case: Case,
    form: BaseForm,
    action: Callable[..., Any],
    *,
    verb: str,
    shows_proposal: bool = False,
) -> HttpResponse:
    label = WORKFLOW.find(verb).label
    if done(request, form, action, case=case):
        messages.success(request, f"已{label}。")
        return redirect("case_detail", case_id=case.pk)
    work = VerbWork(
        title=label,
        form=form,
        action=request.path,
        submit=label,
        shows_proposal=shows_proposal,
    )
    return case_page(request, case, work=work)


@EITHER
@requires(Capability.CASES_RECEIVE)
def case_acceptance(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.AcceptanceForm(posted(request), case=case)
    return _answer(request, case, form, acceptance.accept_application, verb="accept")


@EITHER
@requires(Capability.CASES_RECEIVE)
def case_supplement_request(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.SupplementRequestForm(posted(request), case=case)
    return _answer(request, case, form, papers.request_supplement, verb="request_supplement")


@EITHER
@requires(Capability.CASES_SUPPLEMENT)
def case_supplement(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.SupplementForm(posted(request), case=case)
    return _answer(request, case, form, papers.supplement, verb="supplement")


@EITHER
@requires(Capability.CASES_REVIEW)
def case_review(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.ReviewForm(posted(request), case=case)
    action = review.propose_decision
    return _answer(request, case, form, action, verb="propose", shows_proposal=True)


DECISIONS: dict[str, tuple[Callable[..., Any], type[forms.DecisionForm]]] = {
    "grant": (decision.grant, forms.DecisionForm),
    "grant_first": (decision.grant_first, forms.DecisionForm),
    "refuse": (decision.refuse, forms.RefusalForm),
}


@EITHER
@requires(Capability.CASES_DECIDE_SIMPLE)
def case_decision(request: ActorRequest, case_id: int, outcome: str) -> HttpResponse:
    case = _case(request, case_id)
    action, form_class = DECISIONS[outcome]
    latest = detail.latest_review(case)
    form = form_class(posted(request), initial={"seen_review": latest and latest.pk})
    return _answer(request, case, form, action, verb=outcome, shows_proposal=True)


NOTE_VERBS: dict[str, Callable[..., Any]] = {
    "return_to_review": review.return_to_review,
    "withdraw": withdrawal.withdraw_application,
    "object": objection.object_to_refusal,
    "object_termination": objection.object_to_termination,
}
OBJECTION_VERBS: dict[str, Callable[..., Any]] = {
    "uphold": objection.uphold,
    "change": objection.change,
    "remand": objection.remand,
    "uphold_termination": objection.uphold_termination,
    "revoke_termination": objection.revoke_termination,
}


@EITHER
@requires(Capability.CASES_DECIDE, Capability.CASES_WITHDRAW, Capability.CASES_OBJECT)
def case_note_verb(request: ActorRequest, case_id: int, verb: str) -> HttpResponse:
    """A verb that needs only its reason; the action asks for the very power."""
    case = _case(request, case_id)
    form: BaseForm = forms.NoteForm(posted(request))
    if verb == "return_to_review":
        form = ReturnForm(posted(request), thing=ReturnedThing.REVIEW_OPINION)
    return _answer(request, case, form, NOTE_VERBS[verb], verb=verb)


@EITHER
@requires(Capability.CASES_DECIDE_OBJECTION)
def case_objection(request: ActorRequest, case_id: int, verb: str) -> HttpResponse:
    """The superior's answer: on a case that is seen, not handled; the action asks whose it is."""
    rows = Case.objects.visible_to(request.actor)
    case = get_object_or_404(
        rows.select_related("unit__parent", "employer", "matter", "institution"), pk=case_id
    )
    form = forms.NoteForm(posted(request))
    return _answer(request, case, form, OBJECTION_VERBS[verb], verb=verb)


@EITHER
@requires(Capability.CASES_TRANSFER)
def case_transfer(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.TransferForm(posted(request), case=case)
    return _answer(request, case, form, transfer.transfer_case, verb="transfer")


@EITHER
@requires(Capability.CASES_DECIDE)
def case_termination(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = forms.TerminationForm(posted(request))
    return _answer(request, case, form, withdrawal.terminate, verb="terminate")


@EITHER
@requires(Capability.CASES_LAPSE)
def case_lapse(request: ActorRequest, case_id: int) -> HttpResponse:
    """Ask once more before an application is deemed withdrawn; there is nothing to fill in."""
    case = _case(request, case_id)
    form = forms.ConfirmForm(posted(request))
    return _answer(request, case, form, withdrawal.lapse_unanswered, verb="lapse")


@require_POST
@requires(Capability.CASES_RECEIVE)
def case_oral_signed(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    try:
        acceptance.sign_oral_record(case=case, actor=request.actor, now=timezone.now())
        messages.success(request, "已记下签字。")
    except Refused as refusal:
        messages.error(request, "".join(refusal.reasons))
    return redirect("case_detail", case_id=case.pk)
