"""One question a page, for the self-check and for the application."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.actions.drafts import save_draft
from gongyuan.core.access import public
from gongyuan.core.requests import posted
from gongyuan.portal import questions
from gongyuan.portal.choices import STEPS
from gongyuan.portal.forms import questions as forms
from gongyuan.portal.forms.people import ConsentForm, YouForm
from gongyuan.portal.views import visit

FORMS: dict[str, type[forms.QuestionForm]] = {
    "what": forms.WhatForm,
    "related": forms.RelatedForm,
    "form": forms.FormForm,
    "claims": forms.ClaimsForm,
    "amounts": forms.AmountsForm,
    "story": forms.StoryForm,
    "employer": forms.EmployerForm,
    "dates": forms.DatesForm,
    "you": YouForm,
    "migrant": forms.MigrantForm,
    "hardship": forms.HardshipForm,
    "evidence": forms.EvidenceForm,
    "consent": ConsentForm,
}
#: Questions that are more than one form.
OWN_PAGES = {"place", "papers", "coworkers"}


def page_of(flow: str, slug: str) -> str:
    """The url name and slug of a question as one address."""
    if slug in OWN_PAGES:
        return reverse(f"portal_{flow}_{slug}")
    return reverse(f"portal_{flow}_question", args=[slug])


def go_on(request: HttpRequest, flow: str, draft: visit.Draft) -> HttpResponse:
    """To the next question that is open, or to the end of the flow."""
    following = questions.next_open(flow, draft.answers, draft.place)
    end = {"check": "portal_check_result", "apply": "portal_apply_answers"}[flow]
    answer = redirect(page_of(flow, following.slug) if following else end)
    visit.keep(request, answer, visit.DRAFT_COOKIE, str(draft.key))
    return answer


def keep_answer(draft: visit.Draft, slug: str, changes: dict[str, object]) -> visit.Draft:
    """Save an answer, and open again what it has made doubtful."""
    after = {**draft.answers, **changes}
    doubtful = questions.invalidated(slug, draft.answers, after)
    done = (draft.done | {slug}) - doubtful
    wiped = dict.fromkeys(doubtful - done)
    saved = {**changes, **wiped, "done": sorted(done)}
    return draft.changed(save_draft(key=draft.key, changes=saved, now=timezone.now()))


@public
@require_safe
@never_cache
def start(request: HttpRequest, flow: str) -> HttpResponse:
    """Begin, or go on where this device stopped."""
    draft = visit.draft_of(request)
    place = visit.chosen_place(request)
    if flow == "check" and place and "place" not in draft.done:
        draft = keep_answer(draft, "place", {"place": place.pk})
    return go_on(request, flow, draft)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def question(request: HttpRequest, flow: str, slug: str) -> HttpResponse:
    """One question of the self-check or of the application."""
    draft = visit.draft_of(request)
    asked = {one.slug: one for one in questions.asked(flow, draft.answers, draft.place)}
    if slug not in asked or slug not in FORMS:
        raise Http404
    form = FORMS[slug](posted(request), answers=draft.answers, today=draft.today)
    if form.is_bound and form.is_valid():
        return go_on(request, flow, keep_answer(draft, slug, form.changes()))
    earlier = questions.before(flow, slug, draft.answers, draft.place)
    context = {
        "form": form,
        "flow": flow,
        "step": asked[slug].step if flow == "apply" else None,
        "number": questions.place_in(flow, slug, draft.answers, draft.place),
        "most": len(questions.CHECK),
        "step_name": STEPS[asked[slug].step - 1] if flow == "apply" else "",
        "back_url": page_of(flow, earlier.slug) if earlier else reverse("portal_home"),
    }
    return render(request, form.template, context)
