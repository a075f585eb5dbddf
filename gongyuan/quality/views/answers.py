"""The check of online answers: draws, one answer at a time, what the lawyer reads of it."""

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.lawyers.choices import OnlineState
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions import answers as actions
from gongyuan.quality.forms import answers as forms
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from gongyuan.quality.queries import answers as queries
from gongyuan.quality.views.page import TABS

#: Excel takes a file for UTF-8 by this mark.
BYTE_ORDER_MARK = "\ufeff"
READ = ("consultation__unit", "lawyer__firm", "draw", "unit")


@require_safe
@requires(Capability.CONSULTATIONS_CHECK)
def answer_draw_list(request: ActorRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    page = Paginator(queries.draws(actor), queries.PAGE).get_page(request.GET.get("page"))
    proposals = queries.open_proposals(actor).select_related("registration__lawyer")
    shown: dict[str, Any] = {"page": page, "proposals": proposals.order_by("pk"), "now": now}
    shown["may_draw"] = queries.months_to_draw(actor, today=timezone.localdate(now))
    shown["tabs"] = tabs(TABS, actor, "answer_draw_list")
    return render(request, "quality/answer_draw_list.html", shown)


@EITHER
@requires(Capability.CONSULTATIONS_CHECK)
def answer_draw_new(request: ActorRequest) -> HttpResponse:
    months = queries.months_to_draw(request.actor, today=timezone.localdate())
    form = forms.AnswerDrawForm(posted(request), months=months)
    if done(request, form, actions.draw_answers):
        messages.success(request, f"抽中 {form.result.drawn_count} 份答复。")
        return redirect("answer_draw_detail", form.result.pk)
    return render(request, "quality/answer_draw_form.html", {"form": form})


@require_safe
@requires(Capability.CONSULTATIONS_CHECK)
def answer_draw_detail(request: ActorRequest, answer_draw_id: int) -> HttpResponse:
    draw = _draw(request, answer_draw_id)
    rows = queries.checks(request.actor, {"draw_id": draw.pk})
    shown = {
        "draw": draw,
        "page": Paginator(rows, queries.PAGE).get_page(request.GET.get("page")),
        "results": queries.results_of(draw),
        "faults": queries.repetition_faults(draw),
        "begin": queries.first_to_check(draw, request.actor),
    }
    return render(request, "quality/answer_draw.html", shown)


@require_safe
@requires(Capability.CONSULTATIONS_CHECK)
def answer_draw_population(request: ActorRequest, answer_draw_id: int) -> HttpResponse:
    """The population with hashes and places, for whoever wants to repeat the draw."""
    draw = _draw(request, answer_draw_id)
    names = {one.lawyer.pk: one.lawyer.name for one in queries.results_of(draw)}
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.writer(out)
    table.writerow(["咨询编号", "律师", "散列值", "名次", "抽中"])
    for row in queries.placed_again(draw):
        drawn = "是" if row.is_drawn else "否"
        name = names[row.answer.lawyer_id]
        table.writerow([row.answer.number, name, row.digest, row.place, drawn])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="answers-{draw.pk}.csv"'
    return answer


@require_safe
@requires(Capability.CONSULTATIONS_CHECK)
def answer_check_list(request: ActorRequest) -> HttpResponse:
    form = forms.CheckFilterForm(request.GET)
    found = queries.checks(request.actor, form.chosen())
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "tabs": tabs(TABS, request.actor, "answer_draw_list")}
    return render(request, "quality/answer_check_list.html", shown)


@EITHER
@requires(Capability.CONSULTATIONS_CHECK)
def answer_check(request: ActorRequest, answer_check_id: int) -> HttpResponse:
    """Question and answer side by side, and the finding; who asked is not shown."""
    seen = AnswerCheck.objects.visible_to(request.actor).select_related(*READ)
    check = get_object_or_404(seen, pk=answer_check_id)
    handled = AnswerCheck.objects.handled_by(request.actor).filter(pk=check.pk).exists()
    form = forms.CheckForm(posted(request))
    if request.method == "POST" and not handled:
        raise Http404
    if done(request, form, actions.check_answer, check=check):
        return _onwards(request, check)
    is_shown = handled and (not check.grade or form.is_bound)
    shown: dict[str, Any] = {"check": check, "form": form if is_shown else None}
    shown["now"] = timezone.now()
    shown["is_own"] = check.lawyer.user_id == request.actor.user_id
    return render(request, "quality/answer_check.html", shown)


def _onwards(request: ActorRequest, check: AnswerCheck) -> HttpResponse:
    """To the next answer of the draw; after the last to what came of it."""
    following = queries.next_check(check, request.actor)
    if following:
        messages.success(request, "已记下，这是下一份。")
        return redirect("answer_check", following.pk)
    messages.success(request, "已记下，这次抽查检查完了。")
    return redirect("answer_draw_detail", check.draw_id)


@EITHER
@requires(Capability.QUALITY_ANSWER)
def answer_check_own(request: ActorRequest, answer_check_id: int) -> HttpResponse:
    """What a lawyer reads of a check of the own answer, and may say to it once."""
    if not request.actor.is_lawyer:
        raise Http404
    seen = AnswerCheck.objects.visible_to(request.actor).select_related(*READ)
    check = get_object_or_404(seen, pk=answer_check_id)
    form = forms.StatementForm(posted(request))
    if done(request, form, actions.state_side, check=check):
        messages.success(request, "说明已交给工会。")
        return redirect("answer_check_own", check.pk)
    return render(request, "quality/answer_check_own.html", {"check": check, "form": form})


@EITHER
@requires(Capability.CONSULTATIONS_CHECK)
def pause_proposal(request: ActorRequest, pause_proposal_id: int) -> HttpResponse:
    """What a union goes by when it decides on a lawyer's online service."""
    seen = PauseProposal.objects.visible_to(request.actor)
    read = seen.select_related("registration__lawyer__firm", "registration__unit")
    proposal = get_object_or_404(read, pk=pause_proposal_id)
    form = forms.KeepForm(posted(request))
    if request.method == "POST":
        get_object_or_404(PauseProposal.objects.handled_by(request.actor), pk=proposal.pk)
        if done(request, form, actions.decline_pause, proposal=proposal):
            messages.success(request, "已记下不暂停的理由。")
            return redirect("pause_proposal", proposal.pk)
    is_open = queries.open_proposals(request.actor).filter(pk=proposal.pk).exists()
    shown = {"proposal": proposal, "form": form, "is_open": is_open, "now": timezone.now()}
    shown["is_active"] = proposal.registration.state == OnlineState.ACTIVE
    shown["checks"] = queries.wrong_answers(proposal)
    return render(request, "quality/pause_proposal.html", shown)


def _draw(request: ActorRequest, answer_draw_id: int) -> AnswerDraw:
    rows = AnswerDraw.objects.visible_to(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=answer_draw_id)
