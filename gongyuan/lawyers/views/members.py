from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongyuan.core.access import requires
from gongyuan.core.forms import attempt
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.members import LawyerForm
from gongyuan.lawyers.views.page import form_page
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def lawyer_new(request: ActorRequest) -> HttpResponse:
    form = LawyerForm(request.POST or None, actor=request.actor)
    if attempt(form, actions.register_lawyer, actor=request.actor, now=timezone.now()):
        lawyer = form.result  # type: ignore[attr-defined] # left there by attempt
        return redirect("lawyer_term_new", lawyer_id=lawyer.pk)
    return form_page(request, form, "登记律师")
