"""A month's roster: the page, arranging, publishing, the sheet for the wall, Excel."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.files import XLSX
from gongyuan.core.refusals import Refused
from gongyuan.duty.actions import rosters as actions
from gongyuan.duty.choices import RosterState
from gongyuan.duty.models import DutyPoint, DutyRoster, DutyShift
from gongyuan.duty.queries import rosters as queries
from gongyuan.duty.queries.presence import with_presence
from gongyuan.duty.sheets import written
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READ = ("point__institution", "point__unit")


@require_safe
@requires(Capability.DUTY_READ)
def duty_roster(request: ActorRequest, duty_roster_id: int) -> HttpResponse:
    roster = _seen(request, duty_roster_id)
    shifts = with_presence(queries.shifts_of(roster))
    is_ours = roster.point.unit_id == request.actor.unit_id
    keeps = is_ours and request.actor.can(Capability.DUTY_MANAGE) and not roster.point.closed_on
    context = {
        **_sheet(roster, shifts),
        "shares": (shares := queries.shares(roster, shifts)),
        "has_whole_days": any(share.half_days != share.shifts for share in shares),
        "vacant": sum(1 for shift in shifts if not shift.member_id),
        "keeps": keeps,
        "is_draft": roster.state == RosterState.DRAFT,
        "mine": {shift.pk for shift in shifts if _is_mine(request, shift)},
        "now": timezone.now(),
    }
    return render(request, "duty/roster.html", context)


def _is_mine(request: ActorRequest, shift: DutyShift) -> bool:
    member = shift.member
    return member is not None and member.user_id == request.actor.user_id is not None


def _sheet(roster: DutyRoster, shifts: list[DutyShift]) -> dict[str, Any]:
    weeks = queries.weeks(roster, shifts)
    # Weekends take room on paper; they are shown only where somebody sits on one.
    has_weekend = any(day.shifts for week in weeks for day in week[5:])
    count = 7 if has_weekend else 5
    return {
        "roster": roster,
        "point": roster.point,
        "weeks": [week[:count] for week in weeks if any(day.is_in_month for day in week[:count])],
        "printed_weeks": [week for week in weeks if any(day.shifts for day in week)],
        "weekdays": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][:count],
    }


@require_POST
@requires(Capability.DUTY_MANAGE)
def duty_arranging(request: ActorRequest, duty_point_id: int) -> HttpResponse:
    """Arrange the month that was asked for, or arrange its draft again."""
    point = get_object_or_404(DutyPoint.objects.handled_by(request.actor), pk=duty_point_id)
    try:
        month = date.fromisoformat(request.POST.get("month", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        roster = actions.arrange_month(
            point=point, month=month, actor=request.actor, now=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("duty_point", point.pk)
    messages.success(request, f"{roster.title}已排好，请核对后公布。")
    return redirect("duty_roster", roster.pk)


@require_POST
@requires(Capability.DUTY_MANAGE)
def duty_publication(request: ActorRequest, duty_roster_id: int) -> HttpResponse:
    rows = DutyRoster.objects.handled_by(request.actor)
    roster = get_object_or_404(rows, pk=duty_roster_id)
    try:
        actions.publish_roster(roster=roster, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "已公布，值班的人都收到了通知。")
    return redirect("duty_roster", roster.pk)


@require_safe
@requires(Capability.DUTY_READ)
def duty_sheet(request: ActorRequest, duty_roster_id: int) -> HttpResponse:
    """The month, or one week of it, on one page of A4, to be hung on the wall."""
    roster = _seen(request, duty_roster_id)
    sheet = _sheet(roster, queries.shifts_of(roster))
    monday = request.GET.get("week")
    if monday:
        sheet["weeks"] = [week for week in sheet["weeks"] if week[0].date.isoformat() == monday]
        sheet["week"] = next((week[0].date for week in sheet["weeks"]), None)
        if sheet["week"] is None:
            raise Http404
    context = {**sheet, "now": timezone.now()}
    return render(request, "duty/sheet.html", context)


@require_safe
@requires(Capability.DUTY_READ)
def duty_table(request: ActorRequest, duty_roster_id: int) -> HttpResponse:
    roster = _seen(request, duty_roster_id)
    content = written(roster, with_presence(queries.shifts_of(roster)))
    name = f"{roster.point}{roster.title}值班表.xlsx"
    headers = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _seen(request: ActorRequest, duty_roster_id: int) -> DutyRoster:
    rows = DutyRoster.objects.visible_to(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=duty_roster_id)
