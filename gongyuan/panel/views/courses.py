"""Courses for the team: announced by union or justice bureau, signed up for on the phone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, Work, done, posted, tabs
from gongyuan.panel.actions import courses as actions
from gongyuan.panel.forms import courses as forms
from gongyuan.panel.models import Course
from gongyuan.panel.queries import courses as queries
from gongyuan.panel.queries.members import lawyer_of
from gongyuan.panel.queries.timeline import timeline
from gongyuan.panel.rules.course import sign_up_obstacles
from gongyuan.panel.views.page import TABS, Step
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

ANYBODY = (Capability.PANEL_ATTEND, Capability.LAWYERS_READ)
STEPS = {
    "change": Step("改时间地点", forms.ChangeForm, actions.change_course),
    "cancellation": Step("取消培训", forms.CallOffForm, actions.call_off_course),
}


@require_safe
@requires(*ANYBODY)
def course_list(request: ActorRequest) -> HttpResponse:
    form = forms.CourseFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    now, actor = timezone.now(), request.actor
    found = queries.courses(actor, state=state, today=timezone.localdate(now))
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "now": now, "tabs": tabs(TABS, actor, "course_list")}
    lawyer = lawyer_of(actor)
    shown["years"] = queries.years_of(lawyer=lawyer, user_id=actor.user_id)
    return render(request, "panel/course_list.html", shown)


@EITHER
@requires(Capability.PANEL_TRAIN)
def course_new(request: ActorRequest) -> HttpResponse:
    form = forms.CourseForm(posted(request), request.FILES or None)
    if done(request, form, actions.announce_course):
        messages.success(request, "已发布，系统会通知可以参加的人。")
        return redirect("course_detail", form.result.pk)  # type: ignore[attr-defined] # by attempt
    work = Work(title="发布培训", form=form, action=request.path, submit="发布")
    return render(request, "panel/form.html", {"work": work, "back": reverse("course_list")})


@require_safe
@requires(*ANYBODY)
def course_detail(request: ActorRequest, course_id: int) -> HttpResponse:
    return _page(request, _seen(request, course_id))


@require_POST
@requires(*ANYBODY)
def course_entry(request: ActorRequest, course_id: int) -> HttpResponse:
    """Sign up."""
    return _say(request, course_id, actions.sign_up, "已报名。")


@require_POST
@requires(*ANYBODY)
def course_withdrawal(request: ActorRequest, course_id: int) -> HttpResponse:
    return _say(request, course_id, actions.withdraw_from, "已退出。")


@require_safe
@requires(*ANYBODY)
def course_paper(request: ActorRequest, course_id: int, course_paper_id: int) -> HttpResponse:
    row = _seen(request, course_id)
    paper = row.papers.select_related("file").filter(pk=course_paper_id).first()
    if paper is None:
        raise Http404
    return files.response(paper.file)


@EITHER
@requires(Capability.PANEL_TRAIN)
def course_step(request: ActorRequest, course_id: int, step: str) -> HttpResponse:
    row, chosen = _held(request, course_id), STEPS[step]
    form = chosen.form(posted(request), course=row)
    if done(request, form, chosen.action, course=row):
        messages.success(request, f"已{chosen.title}，报了名的人会收到通知。")
        return redirect("course_detail", row.pk)
    work = Work(title=chosen.title, form=form, action=request.path, submit=chosen.title)
    return _page(request, row, work)


@EITHER
@requires(Capability.PANEL_TRAIN)
def course_attendance(request: ActorRequest, course_id: int) -> HttpResponse:
    row = _held(request, course_id)
    form = forms.AttendanceForm(posted(request), course=row)
    if done(request, form, actions.write_down_attendance, course=row):
        messages.success(request, "到场情况已登记，学时记入各人的年度台账。")
        return redirect("course_detail", row.pk)
    work = Work(title="登记到场", form=form, action=request.path, submit="登记")
    return _page(request, row, work)


def _seen(request: ActorRequest, course_id: int) -> Course:
    rows = Course.objects.visible_to(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=course_id)


def _held(request: ActorRequest, course_id: int) -> Course:
    rows = Course.objects.handled_by(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=course_id)


def _say(request: ActorRequest, course_id: int, action: Any, said: str) -> HttpResponse:
    row = _seen(request, course_id)
    try:
        action(course=row, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reasons[0])
    else:
        messages.success(request, said)
    return redirect("course_detail", row.pk)


def _page(request: ActorRequest, row: Course, work: Work | None = None) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    # Work is begun only on a course of the own union.
    is_held = work is not None or Course.objects.handled_by(actor).filter(pk=row.pk).exists()
    entry = queries.own_entry(actor, row)
    obstacles = sign_up_obstacles(
        queries.facts_of(row),
        is_member=queries.is_member(lawyer_of(actor), row),
        holds_certificate=queries.holds_certificate(actor, row),
        today=today,
    )
    shown = {
        "course": row,
        "work": work,
        "entry": entry if entry and entry.withdrawn_at is None else None,
        "obstacles": obstacles,
        "papers": row.papers.select_related("file").order_by("pk"),
        "entries": queries.entries_of(row) if is_held else [],
        "is_held": is_held,
        "has_come": row.held_on <= today,
        "is_over": row.held_on < today,
        "events": timeline(row) if is_held else [],
        "now": timezone.now(),
    }
    return render(request, "panel/course.html", shown)
