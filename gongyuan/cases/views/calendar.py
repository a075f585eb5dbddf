"""Calendars to look at and to print; the hours of a case are made on the pages of the case."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import calendar as actions
from gongyuan.cases.actions.occurrences import record_occurrence
from gongyuan.cases.choices import CalendarSpan, CalendarWhose
from gongyuan.cases.forms.calendar import AppointmentForm, OccurrenceForm, typed_before
from gongyuan.cases.forms.handling import ReasonForm
from gongyuan.cases.models import Appointment, Case
from gongyuan.cases.queries import calendar as queries
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.views.lawyer import answer, own_case
from gongyuan.cases.views.page import case_page
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, Work, done, posted
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

RECORD = "登记起算期限的事"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@require_safe
@requires(Capability.CASES_READ)
def case_calendar(request: ActorRequest) -> HttpResponse:
    """A month, a week or the coming days: own, and for a superior those of the units below."""
    today = timezone.localdate()
    kind = _among(request.GET.get("span"), CalendarSpan, CalendarSpan.MONTH)
    whose = _among(request.GET.get("whose"), CalendarWhose, CalendarWhose.UNIT)
    day = _day(request.GET.get("day", ""), today)
    page = queries.calendar_page(request.actor, whose=whose, kind=kind, day=day, today=today)
    context = {
        "page": page,
        "day": day,
        "kind": kind,
        "whose": whose,
        "weekdays": WEEKDAYS,
        "spans": _tabs(CalendarSpan, kind, lambda code: (code, whose, day)),
        "whoses": _whoses(request.actor, kind, whose, day),
        "previous_url": _url(kind, whose, page.span.before),
        "next_url": _url(kind, whose, page.span.after),
        "now": timezone.now(),
    }
    return render(request, "cases/calendar.html", context)


def _whoses(actor: Actor, kind: str, whose: str, day: date) -> list[dict[str, Any]]:
    if actor.is_lawyer or not actor.can(Capability.CASES_OVERSEE):
        return []
    return _tabs(CalendarWhose, whose, lambda code: (kind, code, day))


def _tabs(choices: Any, chosen: str, place: Any) -> list[dict[str, Any]]:
    return [
        {"label": one.label, "url": _url(*place(one.value)), "current": one == chosen}
        for one in choices
    ]


def _url(kind: str, whose: str, day: date) -> str:
    return f"{reverse('case_calendar')}?span={kind}&whose={whose}&day={day.isoformat()}"


def _among(given: str | None, choices: Any, default: str) -> str:
    return given if given and given in choices.values else default


def _day(text: str, today: date) -> date:
    """The day in an address; today for what is none, and for years no calendar turns to."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day.year - today.year) < 100 else today


@require_safe
@requires(Capability.CASES_HANDLE)
def lawyer_calendar(request: ActorRequest) -> HttpResponse:
    """The lawyer's coming hours, as a list for the phone."""
    today = timezone.localdate()
    page = queries.calendar_page(
        request.actor, whose=CalendarWhose.UNIT, kind=CalendarSpan.LIST, day=today, today=today
    )
    shown = {"page": page, "now": timezone.now(), "back_url": reverse("lawyer_cases")}
    return render(request, "cases/lawyer/calendar.html", shown)


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _appointment(case: Case, appointment_id: int) -> Appointment:
    rows = case.appointments.filter(cancelled_at=None).select_related("case", "stage")
    return get_object_or_404(rows, pk=appointment_id)


def _act(
    request: ActorRequest, case: Case, form: Any, action: Any, *, title: str, **known: Any
) -> HttpResponse:
    """Do it and go back to the case, or show the form (again) in the place of work."""
    subject = known or {"case": case}
    if done(request, form, action, **subject):
        for warning in getattr(form.result, "warnings", ()):
            messages.warning(request, warning)
        messages.success(request, f"已{title}。")
        return redirect("case_detail", case_id=case.pk)
    return case_page(
        request, case, work=Work(title=title, form=form, action=request.path, submit=title)
    )


@EITHER
@requires(Capability.CASES_SCHEDULE)
def case_appointment_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    form = AppointmentForm(posted(request))
    return _act(request, case, form, actions.make_appointment, title="登记日程")


@EITHER
@requires(Capability.CASES_SCHEDULE)
def case_appointment(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    case = _case(request, case_id)
    kept = _appointment(case, appointment_id)
    form = AppointmentForm(posted(request), initial=typed_before(kept))
    action = actions.change_appointment
    return _act(request, case, form, action, title="改动日程", appointment=kept)


@EITHER
@requires(Capability.CASES_SCHEDULE)
def case_appointment_cancellation(
    request: ActorRequest, case_id: int, appointment_id: int
) -> HttpResponse:
    case = _case(request, case_id)
    kept = _appointment(case, appointment_id)
    form = ReasonForm(posted(request))
    action = actions.cancel_appointment
    return _act(request, case, form, action, title="取消日程", appointment=kept)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_appointment_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = AppointmentForm(posted(request))
    return answer(request, case, form, actions.make_appointment, title="登记日程")


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_appointment(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    kept = _appointment(case, appointment_id)
    form = AppointmentForm(posted(request), initial=typed_before(kept))
    known = {"appointment": kept}
    return answer(request, case, form, actions.change_appointment, title="改动日程", known=known)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_appointment_cancellation(
    request: ActorRequest, case_id: int, appointment_id: int
) -> HttpResponse:
    case = own_case(request, case_id)
    kept = _appointment(case, appointment_id)
    known = {"appointment": kept}
    form = ReasonForm(posted(request))
    return answer(request, case, form, actions.cancel_appointment, title="取消日程", known=known)


@EITHER
@requires(Capability.CASES_SCHEDULE)
def case_occurrence_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    return _act(request, case, OccurrenceForm(posted(request)), record_occurrence, title=RECORD)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_occurrence_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    return answer(request, case, OccurrenceForm(posted(request)), record_occurrence, title=RECORD)
