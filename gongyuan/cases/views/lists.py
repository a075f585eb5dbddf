"""The list of cases, what it is narrowed to, and the filters an account keeps."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.cases.actions import saved_filters as saving
from gongyuan.cases.forms.lists import CaseFilterForm, FilterNameForm
from gongyuan.cases.models import SavedFilter
from gongyuan.cases.queries import lists
from gongyuan.cases.queries.saved_filters import saved_filters
from gongyuan.cases.queries.search import find_within
from gongyuan.cases.views.lines import lines_of
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, attempt
from gongyuan.core.search import has_words
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: The powers by which something can be done with several cases at once.
SEVERAL = {Capability.CASES_ASSIGN, Capability.CASES_SERVE}


@EITHER
@requires(Capability.CASES_READ)
def case_list(request: ActorRequest) -> HttpResponse:
    """The cases in sight; words that may name a person come by POST and stay out of addresses."""
    form = CaseFilterForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return filter_page(request, form)
    now = timezone.now()
    text = request.POST.get("text", "").strip()[:60]
    page = _page(request, form, text)
    context = {
        "form": form,
        "page": page,
        "text": text,
        "has_words": has_words(text),
        "rows": lines_of(page.cases, now=now),
        "may_batch": bool(request.actor.capabilities & SEVERAL),
        "now": now,
        "query": urlencode(form.chosen.query()),
        "parts": [_shown_part(request, part) for part in form.parts],
    }
    return render(request, "cases/list.html", context)


def _page(request: ActorRequest, form: CaseFilterForm, text: str) -> lists.CasePage:
    today = timezone.localdate()
    actor, chosen = request.actor, form.chosen
    if not text:
        keys = {name: request.GET.get(name, "") for name in ("before", "after")}
        return lists.case_page(actor, chosen, today=today, **keys)
    found = lists.case_lines(find_within(actor, text, chosen=chosen, today=today))
    told = f"找到 {len(found)} 件"
    return lists.CasePage(cases=found, older_than="", newer_than="", count_text=told, saved=[])


def _shown_part(request: ActorRequest, part: Any) -> dict[str, str]:
    """A part of the filter with the address of the list without it."""
    left = request.GET.copy()
    for name in (*part.names, "before", "after"):
        left.pop(name, None)
    return {"words": part.words, "without": f"{reverse('case_list')}?{left.urlencode()}"}


@require_safe
@requires(Capability.CASES_READ)
def case_filter(request: ActorRequest) -> HttpResponse:
    """Everything the list can be narrowed to, on a page of its own."""
    form = CaseFilterForm(request.GET, actor=request.actor)
    form.is_valid()
    return filter_page(request, form)


def filter_page(request: ActorRequest, form: CaseFilterForm) -> HttpResponse:
    form.offer()
    return render(request, "cases/filter.html", {"form": form})


@EITHER
@requires(Capability.CASES_READ)
def case_saved_filters(request: ActorRequest) -> HttpResponse:
    """The account's filters, and the one in the address to be kept under a name."""
    filters = CaseFilterForm(request.GET, actor=request.actor)
    if not filters.is_valid():
        return filter_page(request, filters)
    chosen = filters.chosen.query()
    form = FilterNameForm(request.POST or None)
    act = {"chosen": chosen, "actor": request.actor, "now": timezone.now()}
    if attempt(form, saving.save_filter, **act):
        messages.success(request, "已保存。")
        return redirect(f"{reverse('case_list')}?{urlencode(chosen)}")
    saved = [(one, urlencode(one.chosen)) for one in saved_filters(request.actor)]
    context = {"form": form, "saved": saved, "most": saving.MOST_SAVED}
    context["words"] = [part.words for part in filters.parts] if chosen else []
    return render(request, "cases/saved_filters.html", context)


@EITHER
@requires(Capability.CASES_READ)
def case_saved_filter(request: ActorRequest, filter_id: int) -> HttpResponse:
    """Give a saved filter another name."""
    saved = get_object_or_404(SavedFilter.objects.handled_by(request.actor), pk=filter_id)
    form = FilterNameForm(request.POST or None, initial={"name": saved.name})
    act = {"saved": saved, "actor": request.actor, "now": timezone.now()}
    if attempt(form, saving.rename_filter, **act):
        messages.success(request, "已改名。")
        return redirect("case_saved_filters")
    return render(request, "cases/saved_filter.html", {"form": form, "saved": saved})


@require_POST
@requires(Capability.CASES_READ)
def case_saved_filter_deletion(request: ActorRequest, filter_id: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter.objects.handled_by(request.actor), pk=filter_id)
    saving.delete_filter(saved=saved, actor=request.actor, now=timezone.now())
    messages.success(request, f"已删除“{saved.name}”。")
    return redirect("case_saved_filters")
