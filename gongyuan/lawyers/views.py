from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.core.access import requires
from gongyuan.core.forms import attempt
from gongyuan.lawyers import actions, forms, queries
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

PAGE = 50


@require_safe
@requires(Capability.LAWYERS_READ)
def panel(request: ActorRequest) -> HttpResponse:
    found = queries.panel_terms(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = queries.panel_rows(page.object_list, on=timezone.localdate())
    return render(request, "lawyers/list.html", {"rows": rows, "page": page})


@require_safe
@requires(Capability.LAWYERS_READ)
def lawyer_detail(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    return _page(request, _visible(request, lawyer_id))


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def firm_new(request: ActorRequest) -> HttpResponse:
    form = forms.FirmForm(request.POST or None)
    if attempt(form, actions.register_firm, actor=request.actor, now=timezone.now()):
        return redirect("lawyer_new")
    return _form_page(request, form, "登记律师事务所")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def lawyer_new(request: ActorRequest) -> HttpResponse:
    form = forms.LawyerForm(request.POST or None, actor=request.actor)
    if attempt(form, actions.register_lawyer, actor=request.actor, now=timezone.now()):
        lawyer = form.result  # type: ignore[attr-defined] # left there by attempt
        return redirect("lawyer_term_new", lawyer_id=lawyer.pk)
    return _form_page(request, form, "登记律师")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def lawyer_term_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = _visible(request, lawyer_id)
    form = forms.TermForm(request.POST or None, actor=request.actor)
    act = {"lawyer": lawyer, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.appoint_lawyer, **act):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return _form_page(request, form, f"聘任 {lawyer.name}")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def term_suspension(request: ActorRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(PanelTerm.objects.visible_to(request.actor), pk=term_id)
    form = forms.SuspensionForm(request.POST or None)
    act = {"term": term, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.suspend_term, **act):
        return redirect("lawyer_detail", lawyer_id=term.lawyer_id)
    return _form_page(request, form, f"暂停 {term.lawyer.name} 的资格")


@require_http_methods(["GET", "POST"])
@requires(Capability.LAWYERS_EDIT)
def engagement_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = _visible(request, lawyer_id)
    form = forms.EngagementForm(request.POST or None)
    act = {"firm": lawyer.firm, "actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.register_engagement, **act):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return _form_page(request, form, f"登记 {lawyer.firm.name} 的业务关系")


def _visible(request: ActorRequest, lawyer_id: int) -> Lawyer:
    seen = Lawyer.objects.visible_to(request.actor).select_related("firm")
    return get_object_or_404(seen, pk=lawyer_id)


def _page(request: ActorRequest, lawyer: Lawyer) -> HttpResponse:
    terms = queries.panel_terms(request.actor).filter(lawyer=lawyer)
    shown: dict[str, Any] = {
        "lawyer": lawyer,
        "rows": queries.panel_rows(terms, on=timezone.localdate()),
        "engagements": lawyer.firm.engagements.select_related("employer").order_by("-starts_on"),
        "specialities": queries.speciality_labels(lawyer),
        "marks": queries.marks_of(lawyer),
        "warnings": _warnings(request, lawyer),
        "may_edit": request.actor.can(Capability.LAWYERS_EDIT),
    }
    return render(request, "lawyers/detail.html", shown)


def _warnings(request: ActorRequest, lawyer: Lawyer) -> list[str]:
    own = Unit.objects.visible_to(request.actor).filter(pk=request.actor.unit_id or 0).first()
    if own is None:
        return []
    return queries.dismissal_warnings(lawyer, own.region_code, on=timezone.localdate())


def _form_page(request: ActorRequest, form: Any, title: str) -> HttpResponse:
    return render(request, "lawyers/form.html", {"form": form, "title": title})
