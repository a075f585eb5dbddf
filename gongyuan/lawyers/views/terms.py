from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongyuan.core.access import requires
from gongyuan.core.forms import attempt
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.terms import SuspensionForm, TermForm
from gongyuan.lawyers.models import PanelTerm
from gongyuan.lawyers.views.page import form_page, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def lawyer_term_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = visible_lawyer(request, lawyer_id)
    form = TermForm(request.POST or None, actor=request.actor)
    act = {"lawyer": lawyer, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.appoint, **act):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return form_page(request, form, f"聘任 {lawyer.name}")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def term_suspension(request: ActorRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(PanelTerm.objects.visible_to(request.actor), pk=term_id)
    form = SuspensionForm(request.POST or None)
    act = {"term": term, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.suspend, **act):
        return redirect("lawyer_detail", lawyer_id=term.lawyer_id)
    return form_page(request, form, f"暂停 {term.lawyer.name} 的资格")
