"""Hours that volunteers gave: recorded, confirmed, struck, taken away as a workbook."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.organisations.models import Unit
from gongyuan.people.actions import hours as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms import volunteers as forms
from gongyuan.people.models import Volunteer
from gongyuan.people.queries import volunteers as queries
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page, one_page, tabs


@EITHER
@requires(Capability.PEOPLE_KEEP_VOLUNTEERS)
def volunteer_hours_new(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = get_object_or_404(Volunteer.objects.handled_by(request.actor), pk=volunteer_id)
    form = forms.HoursForm(posted(request), initial={"day": timezone.localdate()})
    if done(request, form, actions.record_hours, volunteer=row):
        messages.success(request, "已经登记，确认以后计入。")
        return redirect("volunteer_detail", row.pk)
    back_url = reverse("volunteer_detail", args=[row.pk])
    title = f"登记{row.name}的服务时长"
    return form_page(request, form, title=title, back_url=back_url, back=row.name)


@EITHER
@requires(Capability.PEOPLE_CONFIRM_HOURS)
def volunteer_hours_list(request: ActorRequest) -> HttpResponse:
    """What waits to be confirmed, ticked and confirmed together."""
    if request.method == "POST":
        return _confirmed(request)
    context = {
        "page": one_page(request, queries.waiting_hours(request.actor)),
        "tabs": tabs(request.actor, "volunteer_hours_list"),
    }
    return render(request, "people/volunteer_hours_list.html", context)


@EITHER
@requires(Capability.PEOPLE_CONFIRM_HOURS)
def volunteer_hours_strike(request: ActorRequest, hours_id: int) -> HttpResponse:
    row = get_object_or_404(queries.hours_handled_by(request.actor), pk=hours_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, actions.strike_hours, row=row):
        messages.success(request, "已划去，不再计入。")
        return redirect("volunteer_detail", row.volunteer_id)
    back_url = reverse("volunteer_detail", args=[row.volunteer_id])
    title = f"划去{row.volunteer.name} {row}"
    return form_page(request, form, title=title, back_url=back_url, back=row.volunteer.name)


@require_POST
@requires(Capability.PEOPLE_KEEP_VOLUNTEERS)
def volunteer_export(request: ActorRequest) -> HttpResponse:
    """The confirmed hours of a year as a workbook."""
    now = timezone.now()
    form = forms.YearForm(request.POST)
    year = form.cleaned_data["year"] if form.is_valid() else timezone.localdate(now).year
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    content = actions.export_hours(unit=unit, year=year, actor=request.actor, now=now)
    return files.workbook(content, f"志愿服务时长{year}.xlsx")


def _confirmed(request: ActorRequest) -> HttpResponse:
    ids = [int(text) for text in request.POST.getlist("hours") if text.isdecimal()][:1000]
    try:
        count = actions.confirm_hours(ids=ids, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"确认了{count}条。")
    volunteer = request.POST.get("volunteer", "")
    if volunteer.isascii() and volunteer.isdecimal():
        return redirect("volunteer_detail", int(volunteer))
    return redirect("volunteer_hours_list")
