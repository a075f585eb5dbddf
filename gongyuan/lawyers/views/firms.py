from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongyuan.core.access import requires
from gongyuan.core.forms import attempt
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.firms import EngagementForm, FirmForm
from gongyuan.lawyers.views.page import form_page, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def firm_new(request: ActorRequest) -> HttpResponse:
    form = FirmForm(request.POST or None)
    if attempt(form, actions.register_firm, actor=request.actor, now=timezone.now()):
        return redirect("lawyer_new")
    return form_page(request, form, "登记律师事务所")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def engagement_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = visible_lawyer(request, lawyer_id)
    form = EngagementForm(request.POST or None)
    act = {"firm": lawyer.firm, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.register_engagement, **act):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return form_page(request, form, f"登记 {lawyer.firm.name} 的业务关系")
