"""Volunteers: the list with the hours of a year, a page for each, what is done there."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people.actions import volunteers as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms import volunteers as forms
from gongyuan.people.forms.members import VolunteerFindForm
from gongyuan.people.models import Volunteer
from gongyuan.people.privacy import mask_phone
from gongyuan.people.queries import volunteers as queries
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.finding import narrowed, page_of
from gongyuan.people.views.page import form_page, tabs, told

NEWEST = 30
SHOWN_PHONE = "volunteer_phone"
_KEEP, _OFFICER = Capability.PEOPLE_KEEP_VOLUNTEERS, Capability.PEOPLE_CONFIRM_HOURS


@EITHER
@requires(Capability.PEOPLE_READ_STAFF)
def volunteer_list(request: ActorRequest) -> HttpResponse:
    """Volunteers with their hours of a year, narrowed; who is looked for by name comes by POST."""
    year = timezone.localdate().year
    given = (request.POST if request.method == "POST" else request.GET).dict()
    form = VolunteerFindForm({"year": year, **given})
    shorter = narrowed(request, "volunteer_list", form)
    if shorter is not None:
        return shorter
    asked: dict[str, Any] = dict(form.cleaned_data) if form.is_valid() else {"year": year}
    text = asked.pop("q", "")
    rows = queries.volunteers(request.actor, text=text, **asked)
    context = {
        "form": form,
        "is_search": bool(text or asked.get("kind")),
        "year": asked["year"],
        "page": page_of(request, rows),
        "found": rows.count(),
        "tabs": tabs(request.actor, "volunteer_list"),
    }
    return render(request, "people/volunteer_list.html", context)


@EITHER
@requires(_KEEP)
def volunteer_new(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    start = {"joined_on": today, "consented_on": today}
    form = forms.VolunteerForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.register_volunteer):
        messages.success(request, f"已经登记：{form.result.name}")
        return redirect("volunteer_detail", form.result.pk)
    back_url = reverse("volunteer_list")
    return form_page(request, form, title="登记志愿者", back_url=back_url, back="志愿者")


@require_safe
@requires(Capability.PEOPLE_READ_STAFF)
def volunteer_detail(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = get_object_or_404(_seen(request), pk=volunteer_id)
    now = timezone.now()
    shown = request.session.pop(SHOWN_PHONE, None)
    records = row.hours.order_by("-day", "-starts_at")
    context = {
        "volunteer": row,
        "phone": row.phone if shown == row.pk else mask_phone(row.phone),
        "is_shown": shown == row.pk,
        "is_ours": row.unit_id == request.actor.unit_id,
        "sums": queries.sums_of(row.hours.all()),
        "records": records[:NEWEST],
        "waiting": queries.waiting_hours(request.actor).filter(volunteer=row)[:NEWEST],
        "lapses": row.lapses.order_by("-day")[:NEWEST],
        "panels": panels_of(row, request.actor, now),
        "events": told(events_of(row).order_by("-pk")[:NEWEST]),
        "now": now,
    }
    answer = render(request, "people/volunteer_detail.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@EITHER
@requires(_KEEP)
def volunteer_edit(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = _held(request, volunteer_id)
    form = forms.VolunteerForm(posted(request), actor=request.actor, row=row)
    if done(request, form, actions.edit_volunteer, row=row):
        return _back(request, row, "已经保存。")
    return _form(request, row, form, f"修改{row.name}的信息")


@EITHER
@requires(Capability.PEOPLE_REVEAL)
def volunteer_reveal(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    """Ask for a reason, keep it, and show the telephone on the next page once."""
    row = get_object_or_404(_seen(request), pk=volunteer_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, actions.reveal_phone, row=row):
        request.session[SHOWN_PHONE] = row.pk
        return redirect("volunteer_detail", row.pk)
    return _form(request, row, form, f"查看{row.name}的手机号")


@EITHER
@requires(_KEEP)
def volunteer_lapse(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = _held(request, volunteer_id)
    form = forms.LapseForm(posted(request), initial={"day": timezone.localdate()})
    if done(request, form, actions.note_lapse, row=row):
        return _back(request, row, "已记下。")
    return _form(request, row, form, f"登记{row.name}的失信情况")


@EITHER
@requires(_KEEP)
def volunteer_leave(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = _held(request, volunteer_id)
    form = forms.LeaveForm(posted(request), initial={"asked_on": timezone.localdate()})
    if done(request, form, actions.ask_leave, row=row):
        return _back(request, row, "退出申请已登记。")
    return _form(request, row, form, f"{row.name}申请退出")


@EITHER
@requires(_OFFICER)
def volunteer_leave_end(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = _held(request, volunteer_id)
    form = forms.LeaveEndForm(posted(request), initial={"left_on": timezone.localdate()})
    if done(request, form, actions.finish_leave, row=row):
        return _back(request, row, "退出已办结。")
    return _form(request, row, form, f"办结{row.name}的退出")


@EITHER
@requires(_OFFICER)
def volunteer_cancellation(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    row = _held(request, volunteer_id)
    form = forms.CancelForm(posted(request))
    if done(request, form, actions.cancel_volunteer, row=row):
        return _back(request, row, "资格已取消。")
    return _form(request, row, form, f"取消{row.name}的志愿者资格")


def _seen(request: ActorRequest) -> QuerySet[Volunteer]:
    return Volunteer.objects.visible_to(request.actor).select_related("unit", "user")


def _held(request: ActorRequest, volunteer_id: int) -> Volunteer:
    return get_object_or_404(Volunteer.objects.handled_by(request.actor), pk=volunteer_id)


def _back(request: ActorRequest, row: Volunteer, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("volunteer_detail", row.pk)


def _form(
    request: ActorRequest, row: Volunteer, form: forms.forms.Form, title: str
) -> HttpResponse:
    back_url = reverse("volunteer_detail", args=[row.pk])
    return form_page(request, form, title=title, back_url=back_url, back=row.name)
