"""Orders on a case from above, and their answers from below."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from gongyuan.cases.actions import oversight as actions
from gongyuan.cases.forms import oversight as forms
from gongyuan.cases.forms.handling import ReasonForm, RemarkForm
from gongyuan.cases.models import Case, OversightOrder
from gongyuan.cases.views.side_work import READ, on_case
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _below(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.overseen_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _given(request: ActorRequest, case_id: int, order_id: int) -> tuple[Case, OversightOrder]:
    """The case of a union below, and the own union's order on it."""
    case = _below(request, case_id)
    rows = OversightOrder.objects.overseen_by(request.actor).filter(case=case)
    return case, get_object_or_404(rows, pk=order_id)


@EITHER
@requires(Capability.CASES_OVERSEE)
def case_oversight_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _below(request, case_id)
    form = forms.OversightOrderForm(posted(request))
    return on_case(request, case, form, actions.order_oversight, title="下达督办")


@EITHER
@requires(Capability.CASES_ANSWER_OVERSIGHT)
def case_oversight_feedback(request: ActorRequest, case_id: int, order_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    orders = OversightOrder.objects.handled_by(request.actor).filter(case=case)
    order = get_object_or_404(orders, pk=order_id)
    form = forms.OversightFeedbackForm(posted(request), request.FILES or None)
    return on_case(request, case, form, actions.feed_back, title="反馈督办", order=order)


@EITHER
@requires(Capability.CASES_OVERSEE)
def case_oversight_repetition(request: ActorRequest, case_id: int, order_id: int) -> HttpResponse:
    case, order = _given(request, case_id, order_id)
    form = forms.OversightRepeatForm(posted(request))
    return on_case(request, case, form, actions.repeat_oversight, title="再次督办", order=order)


@EITHER
@requires(Capability.CASES_OVERSEE)
def case_oversight_settlement(request: ActorRequest, case_id: int, order_id: int) -> HttpResponse:
    case, order = _given(request, case_id, order_id)
    form = RemarkForm(posted(request))
    return on_case(request, case, form, actions.lift_oversight, title="了结督办", order=order)


@EITHER
@requires(Capability.CASES_OVERSEE)
def case_oversight_revocation(request: ActorRequest, case_id: int, order_id: int) -> HttpResponse:
    case, order = _given(request, case_id, order_id)
    form = ReasonForm(posted(request))
    return on_case(request, case, form, actions.revoke_oversight, title="撤销督办", order=order)
