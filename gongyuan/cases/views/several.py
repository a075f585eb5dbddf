"""One verb on several cases of a list: chosen by their boxes, done each by itself, told each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.cases.actions import several
from gongyuan.cases.actions.several import Outcome
from gongyuan.cases.models import Case
from gongyuan.core.access import requires
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

KEPT_AS = "several_cases"


@require_POST
@requires(Capability.CASES_ASSIGN)
def cases_urge(request: ActorRequest) -> HttpResponse:
    """Urge the lawyers of the chosen cases."""
    cases, left_out = _chosen(request)
    if not cases:
        return _nothing_chosen(request)
    now = timezone.now()
    outcomes = several.each(
        cases, lambda case: several.urge_lawyer(case=case, actor=request.actor, now=now)
    )
    return _told(request, "催办律师", outcomes, left_out)


@require_POST
@requires(Capability.CASES_SERVE)
def cases_documents(request: ActorRequest) -> HttpResponse:
    """The documents of the chosen cases in one archive; what has none is told in it."""
    cases, left_out = _chosen(request)
    if not cases:
        return _nothing_chosen(request)
    content, outcomes = several.documents_of(cases, actor=request.actor, now=timezone.now())
    if not content:
        return _told(request, "取文书", outcomes, left_out)
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = content_disposition_header(True, "文书.zip")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@requires(Capability.CASES_ASSIGN, Capability.CASES_SERVE)
def cases_done(request: ActorRequest) -> HttpResponse:
    """What became of each of the cases that were chosen last."""
    return render(request, "cases/several.html", {"told": request.session.get(KEPT_AS)})


def _chosen(request: ActorRequest) -> tuple[list[Case], int]:
    """The chosen cases of the own unit in the order of the list, and how many others there were."""
    typed = request.POST.getlist("case")[: several.MOST_AT_ONCE]
    keys = [int(key) for key in typed if key.isascii() and key.isdigit() and len(key) < 19]
    rows = Case.objects.handled_by(request.actor).filter(pk__in=keys).defer("search", "facts_text")
    found = {case.pk: case for case in rows}
    return [found[key] for key in dict.fromkeys(keys) if key in found], len(set(typed)) - len(found)


def _nothing_chosen(request: ActorRequest) -> HttpResponse:
    messages.error(request, "没有选中本单位办理的案件。先勾选，再点要办的事。")
    return redirect("case_list")


def _told(request: ActorRequest, verb: str, outcomes: list[Outcome], left_out: int) -> HttpResponse:
    """Keep for the next page what became of each; a page opened again does nothing again."""
    rows: list[dict[str, Any]] = [
        {"pk": one.case.pk, "number": one.case.number, "reasons": list(one.reasons)}
        for one in outcomes
    ]
    done = sum(one.is_done for one in outcomes)
    kept = {"verb": verb, "rows": rows, "done": done, "left_out": left_out}
    request.session[KEPT_AS] = kept
    return redirect("cases_done")
