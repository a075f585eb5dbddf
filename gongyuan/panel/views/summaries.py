"""The counties' summaries of the team's work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.panel.actions import summaries as actions
from gongyuan.panel.forms import office as forms
from gongyuan.panel.models import CountySummary
from gongyuan.panel.queries import summaries as queries
from gongyuan.panel.views.page import TABS
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.PANEL_MANAGE)
def summary_list(request: ActorRequest) -> HttpResponse:
    form = forms.SummaryFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    now = timezone.now()
    found = queries.summaries(request.actor, state=state, today=timezone.localdate(now))
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "now": now,
        "tabs": tabs(TABS, request.actor, "summary_list"),
    }
    return render(request, "panel/summary_list.html", shown)


@EITHER
@requires(Capability.PANEL_MANAGE)
def summary_detail(request: ActorRequest, summary_id: int) -> HttpResponse:
    """A summary as it was sent; or, for the county that owes it, the form."""
    rows = CountySummary.objects.visible_to(request.actor).select_related("unit")
    row = get_object_or_404(rows, pk=summary_id)
    is_ours = row.unit_id == request.actor.unit_id and row.sent_at is None
    form = forms.SummaryForm(posted(request), request.FILES or None) if is_ours else None
    if form is not None and done(request, form, actions.send_summary, summary=row):
        messages.success(request, "已报送。")
        return redirect("summary_detail", row.pk)
    attached = row.files.select_related("file").order_by("pk")
    shown = {"row": row, "form": form, "files": attached, "now": timezone.now()}
    return render(request, "panel/summary.html", shown)


@require_safe
@requires(Capability.PANEL_MANAGE)
def summary_file(request: ActorRequest, summary_id: int, attachment_id: int) -> HttpResponse:
    rows = CountySummary.objects.visible_to(request.actor)
    row = get_object_or_404(rows, pk=summary_id)
    found = row.files.select_related("file").filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    return files.response(found.file, inline=True)
