"""The pages of the application that are more than one question, up to sending it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongyuan.cases.actions import drafts as actions
from gongyuan.cases.details import NewPaper
from gongyuan.cases.queries.drafts import papers_of_draft
from gongyuan.core.access import public
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import posted
from gongyuan.people.actor import visitor
from gongyuan.people.privacy import mask_identity_number
from gongyuan.portal import queries, questions, rules
from gongyuan.portal.answers import people
from gongyuan.portal.forms.people import CoworkerForm, PhotosForm
from gongyuan.portal.views import visit
from gongyuan.portal.views.flow import go_on, keep_answer, page_of

OTHER_PAPERS = {"code": "", "label": "别的材料", "why": "您觉得有用的都可以传。"}


def _back(draft: visit.Draft, slug: str) -> str | None:
    earlier = questions.before("apply", slug, draft.answers, draft.place)
    return page_of("apply", earlier.slug) if earlier else None


@public
@require_http_methods(["GET", "POST"])
@never_cache
def coworkers(request: HttpRequest) -> HttpResponse:
    """Who applies together; none is the usual answer."""
    draft = visit.draft_of(request)
    together = list(draft.answers.get("coworkers") or ())
    if request.method == "POST":
        taken_out = request.POST.get("remove", "")
        if not taken_out.isdecimal():
            return go_on(request, "apply", keep_answer(draft, "coworkers", {}))
        rest = [one for place, one in enumerate(together) if place != int(taken_out)]
        keep_answer(draft, "coworkers", {"coworkers": rest})
        return redirect("portal_apply_coworkers")
    context = {
        "together": [
            {"name": one["name"], "number": mask_identity_number(one["identity_number"])}
            for one in together
        ],
        "full": rules.group_obstacles(len(together) + 2),
        "back_url": _back(draft, "coworkers"),
    }
    return render(request, "portal/coworkers.html", context)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def coworker(request: HttpRequest) -> HttpResponse:
    """One more person; a group too large is told where to go."""
    draft = visit.draft_of(request)
    if "you" not in draft.done or rules.group_obstacles(len(people(draft.answers)) + 1):
        return redirect("portal_apply_coworkers")
    form = CoworkerForm(posted(request), answers=draft.answers, today=draft.today)
    if form.is_bound and form.is_valid():
        keep_answer(draft, "coworkers", form.changes())
        return redirect("portal_apply_coworkers")
    context = {"form": form, "flow": "apply", "step": 4, "step_name": "您是谁"}
    context["back_url"] = page_of("apply", "coworkers")
    return render(request, "portal/question.html", context)


def _asked(draft: visit.Draft) -> list[dict[str, Any]]:
    """The papers asked for, and last what else is useful, with the photos there."""
    asked = queries.asked_materials(
        draft.answers, region_code=draft.place.region_code, today=draft.today
    )
    rows = [{"code": one.code, "label": one.label, "why": one.why} for one in asked]
    photos = papers_of_draft(draft.row)
    codes = {row["code"] for row in rows}
    return [
        {**row, "photos": [p for p in photos if _belongs(p.material_code, codes) == row["code"]]}
        for row in [*rows, OTHER_PAPERS]
    ]


def _belongs(code: str, codes: set[str]) -> str:
    return code if code in codes else ""


@public
@require_http_methods(["GET", "POST"])
@never_cache
def papers(request: HttpRequest) -> HttpResponse:
    """The list of papers with why; going on without them is always possible."""
    draft = visit.draft_of(request)
    if draft.row is None:
        return redirect("portal_apply")
    if request.method == "POST":
        return go_on(request, "apply", keep_answer(draft, "papers", {}))
    context = {"asked": _asked(draft), "back_url": _back(draft, "papers")}
    return render(request, "portal/papers.html", context)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def paper(request: HttpRequest, place: int) -> HttpResponse:
    """Photos for one of the papers; those that cannot be taken are named, the others stay."""
    draft = visit.draft_of(request)
    asked = _asked(draft) if draft.row else []
    if not 1 <= place <= len(asked):
        raise Http404
    wanted = asked[place - 1]
    form = PhotosForm(*visit.posted_with_files(request))
    if form.is_bound and form.is_valid() and _store(draft, wanted["code"], form):
        return redirect("portal_apply_paper" if form.uploads() else "portal_apply_papers",
                        *([place] if form.uploads() else []))  # fmt: skip
    wanted = _asked(draft)[place - 1]
    context = {"form": form, "wanted": wanted, "place": place}
    return render(request, "portal/paper.html", {**context, "back_url": page_of("apply", "papers")})


def _store(draft: visit.Draft, code: str, form: PhotosForm) -> bool:
    for field, upload in form.uploads():
        try:
            actions.add_draft_paper(
                key=draft.key,
                paper=NewPaper(file=upload, material_code=code),
                actor=visitor(),
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(field, [f"{upload.name}：{reason}" for reason in refusal.reasons])
    return not form.errors


@public
@require_POST
@never_cache
def remove_paper(request: HttpRequest, place: int) -> HttpResponse:
    draft = visit.draft_of(request)
    chosen = request.POST.get("paper", "")
    if draft.row and chosen.isdecimal() and len(chosen) < 19:
        actions.remove_draft_paper(key=draft.key, paper_id=int(chosen), now=timezone.now())
    return redirect("portal_apply_paper", place)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def discard(request: HttpRequest) -> HttpResponse:
    """Destroy what was written, on this device and on the server."""
    if request.method != "POST":
        return render(request, "portal/discard.html", {})
    actions.discard_draft(key=visit.draft_of(request).key)
    answer = redirect("portal_home")
    visit.keep(request, answer, visit.DRAFT_COOKIE, "")
    return answer
