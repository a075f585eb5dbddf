"""Duty points and who is on their lists."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of, find
from gongyuan.core.models import Event
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.duty.actions import points as actions
from gongyuan.duty.choices import DayPattern, Weekday
from gongyuan.duty.forms import points as forms
from gongyuan.duty.models import DutyLeave, DutyMember, DutyPoint, DutyRoster
from gongyuan.duty.queries import rosters as queries
from gongyuan.duty.queries.periods import next_month
from gongyuan.duty.views.page import form_page, refilled_words
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

EVENTS_SHOWN = 20
ROSTERS_SHOWN = 12


@require_safe
@requires(Capability.DUTY_READ)
def duty_home(request: ActorRequest) -> HttpResponse:
    """All points in sight with who sits there now."""
    now = timezone.now()
    found = queries.points(request.actor, today=timezone.localdate(now))
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    sitting = queries.on_duty([point.pk for point in page], now=now)
    may_open = request.actor.can(Capability.DUTY_MANAGE)
    own = AidInstitution.objects.handled_by(request.actor).filter(
        unit_id=request.actor.unit_id or 0, closed_on=None
    )
    context = {
        "rows": [(point, sitting.get(point.pk, [])) for point in page],
        "page": page,
        "institutions": own if may_open else [],
        "now": now,
    }
    return render(request, "duty/home.html", context)


@require_safe
@requires(Capability.DUTY_READ)
def duty_point(request: ActorRequest, duty_point_id: int) -> HttpResponse:
    seen = DutyPoint.objects.visible_to(request.actor).select_related("institution", "unit")
    point = get_object_or_404(seen, pk=duty_point_id)
    now = timezone.now()
    today = timezone.localdate(now)
    rows = DutyRoster.objects.visible_to(request.actor).filter(point=point)
    rosters = list(rows.order_by("-month")[:ROSTERS_SHOWN])
    done_with = {roster.month for roster in rosters if roster.published_at}
    drafted = {roster.month for roster in rosters} - done_with
    months = (today.replace(day=1), next_month(today))
    context = {
        "point": point,
        "is_ours": _keeps(request, point),
        "week": _week(point),
        "members": point.members.filter(ends_on=None).order_by("pk"),
        "leaves": _leaves(point, request).filter(last_day__gte=today),
        "rosters": rosters,
        "months": [(month, month in drafted) for month in months if month not in done_with],
        "draft": next((one for one in reversed(rosters) if not one.published_at), None),
        "sitting": queries.on_duty([point.pk], now=now).get(point.pk, []),
        "events": _timeline(point),
        "now": now,
    }
    return render(request, "duty/point.html", context)


def _week(point: DutyPoint) -> list[tuple[str, str]]:
    return [
        (str(Weekday(day).label), str(DayPattern(pattern).label))
        for day, pattern in enumerate(point.week)
    ]


def _timeline(point: DutyPoint) -> list[dict[str, Any]]:
    return [
        {"text": _told(e), "when": e.at, "who": e.actor_name, "note": e.note}
        for e in events_of(point).order_by("-pk")[:EVENTS_SHOWN]
    ]


def _told(event: Event) -> str:
    """What happened, and to whom on the list."""
    label, name = find(event.code).label, event.data.get("name")
    return f"{label}：{name}" if name else label


def _keeps(request: ActorRequest, point: DutyPoint) -> bool:
    is_own = point.unit_id == request.actor.unit_id
    return is_own and request.actor.can(Capability.DUTY_MANAGE) and point.closed_on is None


def _leaves(point: DutyPoint, request: ActorRequest):  # type: ignore[no-untyped-def] # a queryset
    rows = DutyLeave.objects.visible_to(request.actor).standing().filter(member__point=point)
    return rows.select_related("member__point").order_by("first_day", "pk")


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_point_new(request: ActorRequest, institution_id: int) -> HttpResponse:
    rows = AidInstitution.objects.handled_by(request.actor).select_related("unit")
    institution = get_object_or_404(rows, pk=institution_id)
    form = forms.PointForm(posted(request))
    if done(request, form, actions.open_point, institution=institution):
        messages.success(request, "值班点已设，请增加值班人员。")
        return redirect("duty_point", form.result.pk)  # type: ignore[attr-defined] # by attempt
    return _point_form(request, f"在{institution}设值班点", form, reverse("duty_home"))


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_point_edit(request: ActorRequest, duty_point_id: int) -> HttpResponse:
    point = _held(request, duty_point_id)
    form = forms.PointForm(posted(request), point=point)
    if done(request, form, actions.edit_point, point=point):
        messages.success(request, "已保存。已经排好的班没有动，草稿可以重新排。")
        return redirect("duty_point", point.pk)
    return _point_form(request, f"修改{point}", form, reverse("duty_point", args=[point.pk]))


def _point_form(
    request: ActorRequest, title: str, form: forms.PointForm, back: str
) -> HttpResponse:
    context = {"title": title, "form": form, "back": back}
    return render(request, "duty/point_form.html", context)


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_point_closing(request: ActorRequest, duty_point_id: int) -> HttpResponse:
    point = _held(request, duty_point_id)
    form = forms.ReasonForm(posted(request))
    if done(request, form, actions.close_point, point=point):
        messages.success(request, f"{point}已撤销，明天起的班次一并取消。")
        return redirect("duty_home")
    back = reverse("duty_point", args=[point.pk])
    return form_page(request, title=f"撤销{point}", form=form, back=back, submit="撤销")


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_member_new(request: ActorRequest, duty_point_id: int) -> HttpResponse:
    point = _held(request, duty_point_id)
    today = timezone.localdate()
    form = forms.MemberForm(posted(request), point=point, actor=request.actor, today=today)
    if done(request, form, actions.add_member, point=point):
        messages.success(request, "已加入名单，下次排班起轮到。")
        return redirect("duty_point", point.pk)
    back = reverse("duty_point", args=[point.pk])
    return form_page(request, title=f"{point}增加值班人员", form=form, back=back, submit="增加")


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_member(request: ActorRequest, duty_member_id: int) -> HttpResponse:
    """On which days somebody can come."""
    member = _held_member(request, duty_member_id)
    form = forms.WeekdaysForm(posted(request), member=member)
    back = reverse("duty_point", args=[member.point_id])
    if done(request, form, actions.edit_member, member=member):
        messages.success(request, "已保存，下次排班起照此。")
        return redirect(back)
    return form_page(request, title=f"{member.name}可值班的日子", form=form, back=back)


@EITHER
@requires(Capability.DUTY_MANAGE)
def duty_member_end(request: ActorRequest, duty_member_id: int) -> HttpResponse:
    member = _held_member(request, duty_member_id)
    form = forms.EndMemberForm(posted(request))
    back = reverse("duty_point", args=[member.point_id])
    if done(request, form, actions.end_member, member=member):
        said = refilled_words(form.result)  # type: ignore[attr-defined] # by attempt
        messages.success(request, f"{member.name}不再值班。{said}")
        return redirect(back)
    return form_page(
        request, title=f"{member.name}不再值班", form=form, back=back, submit="从名单去掉"
    )


def _held(request: ActorRequest, duty_point_id: int) -> DutyPoint:
    rows = DutyPoint.objects.handled_by(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=duty_point_id)


def _held_member(request: ActorRequest, duty_member_id: int) -> DutyMember:
    rows = DutyMember.objects.handled_by(request.actor).select_related("point__unit")
    return get_object_or_404(rows, pk=duty_member_id)
