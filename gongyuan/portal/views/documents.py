"""Documents by calculation, without an account: told page by page, kept in the session alone."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyuan.core.access import public
from gongyuan.core.files import DOCX
from gongyuan.core.requests import posted
from gongyuan.drafting import keeping, telling
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Draft
from gongyuan.drafting.documents import written
from gongyuan.drafting.rules import claim_obstacles, total_amount
from gongyuan.policy.in_force import regional_figures
from gongyuan.portal import paperwork, summary
from gongyuan.portal.forms.documents import FORMS, DocumentForm


def of_kind(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the kind of document that the address names; another does not exist."""

    @wraps(view)
    def known(request: HttpRequest, kind: str, **more: Any) -> HttpResponse:
        if kind not in DraftKind.values:
            raise Http404
        return view(request, DraftKind(kind), **more)

    return known


def _told(request: HttpRequest) -> dict[str, Any]:
    return keeping.kept(request.session, now=timezone.now())


@public
@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Which documents there are, and what has been computed for them so far."""
    computed = telling.computed_claims(_told(request), regional_figures())
    context = {
        "kinds": [(kind, kind.label, paperwork.ABOUT[kind]) for kind in DraftKind],
        "computed": computed,
        "total": total_amount([claim for _, claim in computed]),
        "is_kept": bool(_told(request)),
    }
    return render(request, "portal/documents.html", context)


@public
@require_POST
@never_cache
def claims(request: HttpRequest) -> HttpResponse:
    """Take a computed claim along, or leave one out again."""
    now = timezone.now()
    computed = list(_told(request).get("computed") or ())
    taken_out = request.POST.get("remove", "")
    if taken_out.isdecimal():
        computed = [row for place, row in enumerate(computed) if str(place) != taken_out]
    elif row := _sent_claim(request):
        computed = [one for one in computed if one["calculator"] != row["calculator"]]
        computed = [*computed, row][-keeping.MOST_CLAIMS :]
    else:
        messages.error(request, "这一笔没有算出金额，不能写进文书。请重新计算。")
        return redirect("portal_calculators")
    keeping.keep(request.session, {"computed": computed}, now=now)
    return redirect("portal_drafting")


def _sent_claim(request: HttpRequest) -> dict[str, Any] | None:
    """The calculator and the input that were sent, when they make an amount."""
    name, text = (request.POST.get(field, "") for field in ("calculator", "given"))
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    claim = telling.computed_claim(name, given, regional_figures())
    return {"calculator": name, "given": given} if claim else None


@public
@require_POST
@never_cache
def forget(request: HttpRequest) -> HttpResponse:
    """Throw away everything that was told for documents."""
    keeping.forget(request.session)
    messages.success(request, "您填的内容已经清掉了。")
    return redirect("portal_drafting")


@public
@require_safe
@never_cache
@of_kind
def document(request: HttpRequest, kind: DraftKind) -> HttpResponse:
    """Go on where this document stopped."""
    return _on(kind, _told(request))


def _on(kind: DraftKind, told: dict[str, Any], after: str = "") -> HttpResponse:
    step = paperwork.next_step(kind, told, after)
    if not step:
        return redirect("portal_drafting_ready", kind=kind)
    return redirect("portal_drafting_step", kind=kind, step=step)


@public
@require_http_methods(["GET", "POST"])
@never_cache
@of_kind
def step(request: HttpRequest, kind: DraftKind, step: str) -> HttpResponse:
    """One page of a document."""
    if step not in paperwork.STEPS[kind]:
        raise Http404
    told, now = _told(request), timezone.now()
    claims = telling.claims_of(told, regional_figures())
    kinds = {claim.kind for claim in claims}
    today = timezone.localdate(now)
    data = posted(request)
    form = FORMS[step](data, kind=kind, told=told, kinds=kinds, today=today)
    if form.is_bound and form.is_valid():
        done = [*dict.fromkeys([*told.get("done", ()), paperwork.mark(kind, step)])]
        after = keeping.keep(request.session, {step: form.kept(), "done": done}, now=now)
        return _on(kind, after)
    context = {**_page(kind, step, form), "computed": claims[: len(told.get("computed") or ())]}
    return render(request, "portal/document_step.html", context)


def _page(kind: DraftKind, step: str, form: DocumentForm) -> dict[str, Any]:
    steps, before = paperwork.STEPS[kind], paperwork.step_before(kind, step)
    back = reverse("portal_drafting_step", args=[kind, before]) if before else ""
    return {
        "form": form,
        "kind": kind,
        "step": step,
        "number": steps.index(step) + 1,
        "count": len(steps),
        "back_url": back or reverse("portal_drafting"),
    }


@public
@require_http_methods(["GET", "POST"])
@never_cache
@of_kind
def ready(request: HttpRequest, kind: DraftKind) -> HttpResponse:
    """Everything once more, and the document to take along."""
    told = _told(request)
    if paperwork.next_step(kind, told):
        return redirect("portal_drafting_document", kind=kind)
    draft = telling.draft_of(kind, told, regional_figures())
    obstacles = claim_obstacles(draft, today=timezone.localdate())
    if request.method == "POST" and not obstacles:
        return _download(draft)
    context = {
        "kind": kind,
        "rows": summary.of_draft(draft),
        "obstacles": obstacles,
        "about": paperwork.ABOUT[kind],
        "back_url": reverse("portal_drafting_step", args=[kind, paperwork.STEPS[kind][-1]]),
    }
    return render(request, "portal/document_ready.html", context)


def _download(draft: Draft) -> HttpResponse:
    """The document as a file; its name says what it is, not whose."""
    answer = HttpResponse(written(draft), content_type=DOCX)
    name = quote(f"{DraftKind(draft.kind).label}.docx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
