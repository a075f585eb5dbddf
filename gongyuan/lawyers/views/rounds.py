"""Recruitment rounds: drafting, calling, announcing, appointing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt, done, posted, tabs
from gongyuan.lawyers.actions import rounds as actions
from gongyuan.lawyers.forms.fields import ReasonForm
from gongyuan.lawyers.forms.online import EmptyForm
from gongyuan.lawyers.forms.rounds import AnnouncementForm, CallForm, CompletionForm
from gongyuan.lawyers.models import RecruitmentRound
from gongyuan.lawyers.queries import rounds as queries
from gongyuan.lawyers.queries.history import timeline
from gongyuan.lawyers.views.page import PAGE, TABS, form_page
from gongyuan.lawyers.views.round_strip import round_strip
from gongyuan.lawyers.views.terms import stored
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

FACTS = ("year", "title", "quota", "call", "opens_on", "closes_on", "serves_from")


@require_safe
@requires(Capability.LAWYERS_READ, Capability.NOMINATIONS_SUBMIT)
def round_list(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.rounds(request.actor), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "tabs": tabs(TABS, request.actor, "round_list")}
    return render(request, "lawyers/round_list.html", shown)


@require_safe
@requires(Capability.LAWYERS_READ, Capability.NOMINATIONS_SUBMIT)
def round_detail(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _visible(request, round_id)
    counts = queries.counts_of(round)
    strip = round_strip(round, counts, request.actor, today=timezone.localdate())
    shown: dict[str, Any] = {
        "round": round,
        "groups": queries.nominations_of(round, request.actor),
        "strip": strip,
        "events": timeline(round) if strip["is_ours"] else [],
        "now": timezone.now(),
    }
    return render(request, "lawyers/round.html", shown)


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_new(request: ActorRequest) -> HttpResponse:
    form = CallForm(posted(request), initial={"year": timezone.localdate().year})
    if done(request, form, actions.prepare_round):
        return redirect("round_detail", round_id=form.result.pk)  # type: ignore[attr-defined] # left by attempt
    return form_page(request, form, "起草招募", back=reverse("round_list"))


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_edit(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _handled(request, round_id)
    form = CallForm(posted(request), initial={name: getattr(round, name) for name in FACTS})
    if done(request, form, actions.edit_round, round=round):
        return redirect("round_detail", round_id=round.pk)
    return form_page(request, form, f"修改 {round.title}", back=_url(round))


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_call(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _handled(request, round_id)
    form = EmptyForm(posted(request))
    if done(request, form, actions.call_round, round=round):
        messages.success(request, "已发布，律师可以在网上报名，律所可以推荐。")
        return redirect("round_detail", round_id=round.pk)
    hint = f"发布以后不能再改。报名 {round.opens_on} 至 {round.closes_on}，名额 {round.quota} 名。"
    return form_page(
        request, form, f"发布 {round.title}", back=_url(round), hint=hint, submit="发布"
    )


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_cancellation(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _handled(request, round_id)
    form = ReasonForm(posted(request), label="取消的理由")
    if done(request, form, actions.cancel_round, round=round):
        return redirect("round_detail", round_id=round.pk)
    return form_page(request, form, f"取消 {round.title}", back=_url(round), submit="取消招募")


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_announcement(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _handled(request, round_id)
    rows = queries.passed(round)
    start = {"notice_from": timezone.localdate(), "chosen": _best(rows, round.quota)}
    form = AnnouncementForm(posted(request), rows=rows, initial=start)
    if done(request, form, actions.announce_round, round=round):
        messages.success(request, "人选已经公示，公示期内收到的异议请登记在各人选下。")
        return redirect("round_detail", round_id=round.pk)
    hint = f"评审通过的按两方评分合计排列，名额 {round.quota} 名。"
    return form_page(
        request, form, f"公示 {round.title} 的人选", back=_url(round), hint=hint, submit="公示"
    )


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def round_completion(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _handled(request, round_id)
    form = CompletionForm(posted(request), request.FILES or None)
    now = timezone.now()
    if attempt(form, _complete, round=round, actor=request.actor, now=now):
        messages.success(request, "已经聘任，聘书正在逐份制作，稍后可以下载。")
        return redirect("round_detail", round_id=round.pk)
    notice = f"公示到 {round.notice_until}" if round.notice_until else "人选还没有公示"
    hint = f"{notice}；聘期自 {round.serves_from} 起，长短按当地政策。"
    return form_page(
        request, form, f"聘任 {round.title} 的人选", back=_url(round), hint=hint, submit="聘任"
    )


@require_safe
@requires(Capability.LAWYERS_READ)
def round_decision(request: ActorRequest, round_id: int) -> HttpResponse:
    round = _visible(request, round_id)
    if round.decision_file is None:
        raise Http404
    return files.response(round.decision_file)


def _complete(*, paper: Any, actor: Any, now: Any, **given: Any) -> RecruitmentRound:
    return actions.complete_round(file=stored(paper, actor, now), actor=actor, now=now, **given)


def _best(rows: Any, quota: int) -> list[int]:
    return [row.pk for row in rows[:quota]]


def _visible(request: ActorRequest, round_id: int) -> RecruitmentRound:
    seen = RecruitmentRound.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("unit", "decision_file"), pk=round_id)


def _handled(request: ActorRequest, round_id: int) -> RecruitmentRound:
    return get_object_or_404(RecruitmentRound.objects.handled_by(request.actor), pk=round_id)


def _url(round: RecruitmentRound) -> str:
    return reverse("round_detail", args=[round.pk])
