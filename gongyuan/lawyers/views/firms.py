"""The register of firms, and a firm's own page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.firms import ContactForm, EngagementForm, FirmFilterForm, FirmForm
from gongyuan.lawyers.models import Firm, FirmContact, Lawyer
from gongyuan.lawyers.queries import firms as queries
from gongyuan.lawyers.queries.history import timeline
from gongyuan.lawyers.views.page import PAGE, TABS, form_page, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

FACTS = ("name", "uscc", "licence_number", "head_name", "contact_name", "phone", "address")


@require_safe
@requires(Capability.LAWYERS_READ)
def firm_list(request: ActorRequest) -> HttpResponse:
    form = FirmFilterForm(request.GET)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    found = queries.found_firms(request.actor, text, on=timezone.localdate())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "tabs": tabs(TABS, request.actor, "firm_list")}
    return render(request, "lawyers/firm_list.html", shown)


@require_safe
@requires(Capability.LAWYERS_READ)
def firm_detail(request: ActorRequest, firm_id: int) -> HttpResponse:
    firm = get_object_or_404(Firm.objects.visible_to(request.actor), pk=firm_id)
    may_edit = request.actor.can(Capability.LAWYERS_EDIT)
    lawyers = Lawyer.objects.visible_to(request.actor).filter(firm=firm).order_by("name", "pk")
    shown = {
        "firm": firm,
        "lawyers": lawyers,
        "contact": queries.current_contact(firm),
        "engagements": firm.engagements.select_related("employer").order_by("-starts_on"),
        "may_edit": may_edit,
        "events": timeline(firm) if may_edit else [],
        "now": timezone.now(),
    }
    return render(request, "lawyers/firm.html", shown)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def firm_new(request: ActorRequest) -> HttpResponse:
    form = FirmForm(posted(request))
    if done(request, form, actions.register_firm):
        return redirect("firm_detail", firm_id=form.result.pk)  # type: ignore[attr-defined] # left by attempt
    return form_page(request, form, "登记律师事务所", back=reverse("firm_list"))


@EITHER
@requires(Capability.LAWYERS_EDIT)
def firm_edit(request: ActorRequest, firm_id: int) -> HttpResponse:
    firm = get_object_or_404(queries.kept_firms(request.actor), pk=firm_id)
    form = FirmForm(posted(request), initial={name: getattr(firm, name) or "" for name in FACTS})
    if done(request, form, actions.edit_firm, firm=firm):
        return redirect("firm_detail", firm_id=firm.pk)
    back = reverse("firm_detail", args=[firm.pk])
    return form_page(request, form, f"修改 {firm.name}", back=back)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def firm_contact(request: ActorRequest, firm_id: int) -> HttpResponse:
    firm = get_object_or_404(queries.kept_firms(request.actor), pk=firm_id)
    current: FirmContact | None = queries.current_contact(firm)
    start = {"user": current.user_id if current else None, "starts_on": timezone.localdate()}
    form = ContactForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.name_contact, firm=firm):
        return redirect("firm_detail", firm_id=firm.pk)
    back = reverse("firm_detail", args=[firm.pk])
    hint = "联系人看得到本所律师的聘期和在办案件数，可以推荐本所律师，看不到案件。"
    return form_page(request, form, f"{firm.name} 的联系人", back=back, hint=hint)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def engagement_new(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = visible_lawyer(request, lawyer_id)
    form = EngagementForm(posted(request))
    if done(request, form, actions.register_engagement, firm=lawyer.firm):
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    back = reverse("lawyer_detail", args=[lawyer.pk])
    return form_page(request, form, f"登记 {lawyer.firm.name} 的业务关系", back=back)


@require_safe
@requires(Capability.LAWYERS_OWN_FIRM)
def firm_own(request: ActorRequest) -> HttpResponse:
    """What a firm sees: its lawyers' terms and nominations, and of the cases only how many."""
    firm = queries.own_firm(request.actor)
    if firm is None:
        raise Http404
    shown = {
        "firm": firm,
        "team": queries.firm_team(firm, request.actor, on=timezone.localdate()),
        "nominations": queries.firm_nominations(firm, request.actor),
        "tabs": tabs(TABS, request.actor, "firm_own"),
    }
    return render(request, "lawyers/firm_own.html", shown)
