"""Nominations: putting forward, recommending level by level, reviewing together, objections."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt, done, posted
from gongyuan.lawyers.actions import nominations as actions
from gongyuan.lawyers.actions import reviews
from gongyuan.lawyers.details import Word
from gongyuan.lawyers.forms.fields import ReasonForm
from gongyuan.lawyers.forms.online import EmptyForm
from gongyuan.lawyers.forms.rounds import (
    FindingForm,
    NominationForm,
    ObjectionForm,
    OpinionForm,
    ReviewForm,
    StatementForm,
    WordForm,
)
from gongyuan.lawyers.models import Nomination, NoticeObjection, RecruitmentRound
from gongyuan.lawyers.queries import rounds as queries
from gongyuan.lawyers.queries.history import timeline
from gongyuan.lawyers.queries.members import speciality_labels
from gongyuan.lawyers.rules import licence_hints
from gongyuan.lawyers.views.page import form_page
from gongyuan.lawyers.views.steps import steps_for, way_up
from gongyuan.lawyers.views.terms import stored
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READ = (Capability.NOMINATIONS_RECOMMEND, Capability.NOMINATIONS_SUBMIT)


@EITHER
@requires(Capability.NOMINATIONS_RECOMMEND)
def nomination_new(request: ActorRequest, round_id: int) -> HttpResponse:
    round = get_object_or_404(RecruitmentRound.objects.visible_to(request.actor), pk=round_id)
    known = queries.to_put_forward(request.actor, round)
    picked = next((one for one in known if str(one.pk) == request.GET.get("lawyer")), None)
    form = NominationForm(posted(request), round=round, actor=request.actor, lawyer=picked)
    if done(request, form, actions.submit_nomination, round=round):
        messages.success(request, "已提出，等下一级推荐。")
        return redirect("nomination_detail", nomination_id=form.result.pk)  # type: ignore[attr-defined] # left by attempt
    shown = {
        "form": form,
        "round": round,
        "known": known,
        "back": reverse("round_detail", args=[round.pk]),
    }
    return render(request, "lawyers/nomination_form.html", shown)


@require_safe
@requires(*READ)
def nomination_detail(request: ActorRequest, nomination_id: int) -> HttpResponse:
    nomination = _visible(request, nomination_id)
    today = timezone.localdate()
    is_office = not request.actor.can("lawyers.own_firm") and not request.actor.is_lawyer
    steps = steps_for(nomination, request.actor)
    shown: dict[str, Any] = {
        "nomination": nomination,
        "steps": [one for one in steps if not one.is_rare],
        "more": [one for one in steps if one.is_rare],
        **way_up(nomination),
        "next_one": _next_to_review(request, nomination),
        "specialities": speciality_labels(nomination),
        "hints": licence_hints(nomination.licence_number, nomination.practising_since, today=today),
        "opinions": nomination.opinions.select_related("file").order_by("pk"),
        "is_office": is_office,
        "reviews": queries.reviews_by_side(nomination) if is_office else [],
        "past": queries.earlier_terms(nomination, on=today) if is_office else {},
        "objections": _objections(request, nomination),
        "events": timeline(nomination),
        "now": timezone.now(),
    }
    answer = render(request, "lawyers/nomination.html", shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@requires(*READ)
def nomination_paper(request: ActorRequest, nomination_id: int, opinion_id: int) -> HttpResponse:
    nomination = _visible(request, nomination_id)
    opinion = nomination.opinions.select_related("file").filter(pk=opinion_id).first()
    if opinion is None or opinion.file is None:
        raise Http404
    return files.response(opinion.file)


@EITHER
@requires(Capability.NOMINATIONS_RECOMMEND)
def nomination_licence(request: ActorRequest, nomination_id: int) -> HttpResponse:
    hint = "请在司法行政机关的公开系统中核对姓名、执业证号、执业机构、执业状态，一致的再确认。"
    form = EmptyForm(posted(request))
    return _step(request, nomination_id, form, actions.check_licence, "核验执业证", hint=hint)


@EITHER
@requires(Capability.NOMINATIONS_RECOMMEND)
def nomination_recommendation(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = WordForm(posted(request), request.FILES or None)
    return _step(request, nomination_id, form, _recommend, "推荐")


@EITHER
@requires(Capability.NOMINATIONS_RECOMMEND)
def nomination_opinion(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = OpinionForm(posted(request), request.FILES or None)
    return _step(request, nomination_id, form, _add_opinion, "补充县区意见")


@EITHER
@requires(Capability.NOMINATIONS_RECOMMEND)
def nomination_return(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = ReasonForm(posted(request), label="退回的理由")
    return _step(request, nomination_id, form, actions.send_back, "退回")


@EITHER
@requires(Capability.NOMINATIONS_SUBMIT)
def nomination_again(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = StatementForm(posted(request))
    return _step(request, nomination_id, form, actions.hand_in_again, "重新提交")


@EITHER
@requires(Capability.NOMINATIONS_SUBMIT)
def nomination_retraction(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = ReasonForm(posted(request), label="撤回的理由")
    return _step(request, nomination_id, form, actions.retract_nomination, "撤回推荐")


@EITHER
@requires(Capability.NOMINATIONS_REVIEW)
def nomination_review(request: ActorRequest, nomination_id: int) -> HttpResponse:
    nomination = _handled(request, nomination_id)
    try:
        full = reviews.full_mark(nomination)
    except Refused as refused:
        messages.error(request, "".join(refused.reasons))
        return redirect("nomination_detail", nomination_id=nomination.pk)
    form = ReviewForm(posted(request), full=full)
    side = reviews.side_of(request.actor).label
    hint = f"代表{side}评审。两方都同意，才能进入公示。"
    return _step(request, nomination_id, form, reviews.review_nomination, "评审", hint=hint)


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def nomination_objection(request: ActorRequest, nomination_id: int) -> HttpResponse:
    form = ObjectionForm(posted(request), initial={"received_on": timezone.localdate()})
    return _step(request, nomination_id, form, reviews.record_objection, "登记公示异议")


@EITHER
@requires(Capability.ROUNDS_MANAGE)
def objection_finding(request: ActorRequest, objection_id: int) -> HttpResponse:
    handled = NoticeObjection.objects.handled_by(request.actor).select_related("nomination")
    found = get_object_or_404(handled, pk=objection_id)
    form = FindingForm(posted(request))
    if done(request, form, reviews.settle_objection, objection=found):
        return redirect("nomination_detail", nomination_id=found.nomination_id)
    back = reverse("nomination_detail", args=[found.nomination_id])
    title = f"核查对 {found.nomination.name} 的异议"
    return form_page(request, form, title, back=back, hint=found.text)


def _step(
    request: ActorRequest,
    nomination_id: int,
    form: Any,
    action: Callable[..., Any],
    title: str,
    *,
    hint: str = "",
) -> HttpResponse:
    nomination = _handled(request, nomination_id)
    known = {"nomination": nomination, "actor": request.actor, "now": timezone.now()}
    if attempt(form, action, **known):
        messages.success(request, f"已办好：{title}。")
        return redirect("nomination_detail", nomination_id=nomination.pk)
    back = reverse("nomination_detail", args=[nomination.pk])
    return form_page(
        request, form, f"{title}：{nomination.name}", back=back, hint=hint, submit="确定"
    )


def _next_to_review(request: ActorRequest, nomination: Nomination) -> Nomination | None:
    """Whom the own side reviews next, once it has spoken here."""
    actor = request.actor
    is_ours = nomination.round.unit_id == actor.unit_id
    if not is_ours or not actor.can(Capability.NOMINATIONS_REVIEW):
        return None
    side = reviews.side_of(actor)
    has_spoken = nomination.reviews.filter(side=side).exists()
    return queries.next_to_review(nomination, side) if has_spoken else None


def _recommend(*, text: str, paper: Any, actor: Any, now: Any, **given: Any) -> Nomination:
    word = Word(text=text, file=stored(paper, actor, now))
    return actions.recommend(word=word, actor=actor, now=now, **given)


def _add_opinion(*, text: str, paper: Any, actor: Any, now: Any, **given: Any) -> Nomination:
    word = Word(text=text, file=stored(paper, actor, now))
    return actions.add_opinion(word=word, actor=actor, now=now, **given)


def _objections(request: ActorRequest, nomination: Nomination) -> Any:
    is_ours = nomination.round.unit_id == request.actor.unit_id
    if not is_ours or not request.actor.can(Capability.ROUNDS_MANAGE):
        return []
    return nomination.objections.order_by("-received_on", "-pk")


def _visible(request: ActorRequest, nomination_id: int) -> Nomination:
    seen = Nomination.objects.visible_to(request.actor)
    found = seen.select_related("round__unit", "firm", "county", "lawyer", "term")
    return get_object_or_404(found, pk=nomination_id)


def _handled(request: ActorRequest, nomination_id: int) -> Nomination:
    found = Nomination.objects.handled_by(request.actor).select_related("round__unit")
    return get_object_or_404(found, pk=nomination_id)
