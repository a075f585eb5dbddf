"""Possible doubles, and merging two entries: proposed by one, judged by another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people.actions import merges as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import MergeOf
from gongyuan.people.forms.merges import ProposalForm
from gongyuan.people.forms.volunteers import ReasonForm
from gongyuan.people.models import Merge
from gongyuan.people.queries import merges as queries
from gongyuan.people.queries.side_by_side import side_by_side
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page, one_page, told
from gongyuan.people.workflow import MERGING

_MERGE = Capability.PEOPLE_MERGE
PAGES = {MergeOf.WORKER: "worker_detail", MergeOf.EMPLOYER: "employer_detail"}


@require_safe
@requires(_MERGE)
def worker_doubles(request: ActorRequest) -> HttpResponse:
    return _doubles(request, MergeOf.WORKER, queries.worker_doubles(request.actor))


@require_safe
@requires(_MERGE)
def employer_doubles(request: ActorRequest) -> HttpResponse:
    return _doubles(request, MergeOf.EMPLOYER, queries.employer_doubles(request.actor))


@require_safe
@requires(_MERGE)
def merge_list(request: ActorRequest) -> HttpResponse:
    page = one_page(request, queries.merges(request.actor))
    context = {
        "page": page,
        "lines": queries.with_names(list(page.object_list)),
        "now": timezone.now(),
        "tabs": _tabs("merge_list"),
    }
    return render(request, "people/merge_list.html", context)


@EITHER
@requires(_MERGE)
def worker_merge(request: ActorRequest, worker_id: int, other_worker_id: int) -> HttpResponse:
    return _propose(request, MergeOf.WORKER, worker_id, other_worker_id)


@EITHER
@requires(_MERGE)
def employer_merge(request: ActorRequest, employer_id: int, other_employer_id: int) -> HttpResponse:
    return _propose(request, MergeOf.EMPLOYER, employer_id, other_employer_id)


@require_safe
@requires(_MERGE)
def merge_detail(request: ActorRequest, merge_id: int) -> HttpResponse:
    row = get_object_or_404(Merge.objects.visible_to(request.actor), pk=merge_id)
    model = queries.MODELS[row.of]
    found = model._base_manager.in_bulk([row.kept_id, row.absorbed_id])
    kept, absorbed = found[row.kept_id], found[row.absorbed_id]
    verbs = {verb.name for verb in MERGING.available(row.state, request.actor.capabilities)}
    is_own = row.proposed_by_user_id == request.actor.user_id
    context = {
        "row": row,
        "kept": kept,
        "kept_url": reverse(PAGES[MergeOf(row.of)], args=[row.kept_id]),
        "rows": side_by_side(kept, absorbed),
        "verbs": verbs - ({"confirm", "set_apart"} if is_own else {"withdraw"}),
        "events": told(events_of(row).order_by("-pk")[:30]),
        "now": timezone.now(),
    }
    answer = render(request, "people/merge.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@EITHER
@requires(_MERGE)
def merge_confirmation(request: ActorRequest, merge_id: int) -> HttpResponse:
    hint = "确认以后，另一份登记上的案件等记录都转到保留的登记。合并可以恢复。"
    return _decide(request, merge_id, forms.Form, actions.confirm_merge, "确认合并", hint)


@EITHER
@requires(_MERGE)
def merge_setting_apart(request: ActorRequest, merge_id: int) -> HttpResponse:
    hint = "以后不再把这两份登记列为可能重复。"
    return _decide(request, merge_id, ReasonForm, actions.set_apart, "不是同一个", hint)


@EITHER
@requires(_MERGE)
def merge_withdrawal(request: ActorRequest, merge_id: int) -> HttpResponse:
    return _decide(request, merge_id, forms.Form, actions.withdraw_merge, "撤回提议", "")


@EITHER
@requires(_MERGE)
def merge_undoing(request: ActorRequest, merge_id: int) -> HttpResponse:
    hint = "合并时转过去的记录退回原来的登记，合并以后改过的内容保留。"
    return _decide(request, merge_id, ReasonForm, actions.undo_merge, "恢复到合并前", hint)


def _decide(  # noqa: PLR0913 - the words of one page
    request: ActorRequest, merge_id: int, kind: type[forms.Form], action: Any, title: str, hint: str
) -> HttpResponse:
    row = get_object_or_404(Merge.objects.handled_by(request.actor), pk=merge_id)
    form = kind(posted(request))
    if done(request, form, action, row=row):
        messages.success(request, f"已办理：{title}。")
        return redirect("merge_detail", row.pk)
    back_url = reverse("merge_detail", args=[row.pk])
    return form_page(
        request, form, title=title, back_url=back_url, back="合并", hint=hint, submit=title
    )


def _propose(request: ActorRequest, of: MergeOf, kept_id: int, absorbed_id: int) -> HttpResponse:
    kept = get_object_or_404(queries.entry(request.actor, of, kept_id))
    absorbed = get_object_or_404(queries.entry(request.actor, of, absorbed_id))
    form = ProposalForm(posted(request), of=of, kept=kept, absorbed=absorbed)
    if done(request, form, actions.propose_merge, of=of, kept=kept, absorbed=absorbed):
        messages.success(request, "已提议合并，请同事确认。")
        return redirect("merge_detail", form.result.pk)
    context = {
        "of": of,
        "kept": kept,
        "absorbed": absorbed,
        "form": form,
        "rows": side_by_side(kept, absorbed),
        "obstacles": queries.obstacles(of, kept, absorbed, request.actor),
        "back_url": reverse(f"{of}_doubles"),
        "turned_url": reverse(f"{of}_merge", args=[absorbed_id, kept_id]),
    }
    answer = render(request, "people/merge_form.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _doubles(request: ActorRequest, of: MergeOf, pairs: list[queries.Pair]) -> HttpResponse:
    lines = [
        {
            "pair": pair,
            "why": pair.why,
            "first_url": reverse(PAGES[of], args=[pair.first.pk]),
            "second_url": reverse(PAGES[of], args=[pair.second.pk]),
            "url": reverse(f"{of}_merge", args=[pair.first.pk, pair.second.pk]),
        }
        for pair in pairs
    ]
    context = {
        "of": of,
        "lines": lines,
        "scanned": queries.SCANNED,
        "tabs": _tabs(f"{of}_doubles"),
    }
    answer = render(request, "people/doubles.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _tabs(current: str) -> list[dict[str, Any]]:
    items = (
        ("职工", "worker_doubles"),
        ("用人单位", "employer_doubles"),
        ("合并记录", "merge_list"),
    )
    return [
        {"label": label, "url": reverse(route), "current": route == current}
        for label, route in items
    ]
