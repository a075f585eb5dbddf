from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongyuan.core.access import public
from gongyuan.policy.choices import Outcome
from gongyuan.portal import queries, questions
from gongyuan.portal.views import visit

#: What each outcome means to whoever asks, and the heading of the answer.
ANSWERS = {
    Outcome.GRANT: "您可以申请，条件够",
    Outcome.GRANT_FIRST: "您可以申请，急事先帮",
    Outcome.HARDSHIP_CHECK: "您可以申请，要看家里困难不困难",
    Outcome.NEED_MORE_FACTS: "可以先申请，还要工会看一看",
    Outcome.REFUSE: "照您说的，可能不够条件",
}


@public
@require_safe
@never_cache
def result(request: HttpRequest) -> HttpResponse:
    """What the rules of the place say, why, and what to do next."""
    draft = visit.draft_of(request)
    if questions.next_open("check", draft.answers, draft.place):
        return redirect("portal_check")
    found = queries.judged(draft.answers, region_code=draft.place.region_code, today=draft.today)
    context = {
        "found": found,
        "heading": ANSWERS[Outcome(found.decision.outcome)],
        "is_refused": found.decision.outcome == Outcome.REFUSE,
        "materials": [one for one in found.materials if one.code != "written_application"],
        "place_name": queries.place_name(draft.unit) if draft.unit else "",
        "nearest": queries.nearest(draft.unit, today=draft.today),
    }
    return render(request, "portal/result.html", context)
