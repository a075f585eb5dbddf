from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.forms.comparison import ComparisonForm
from gongyuan.cases.queries.comparison import MOST, compared_cases
from gongyuan.core.access import requires
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.policy.registry import packs_of_now

#: More lines than anybody reads; the counts above them are of all.
SHOWN = 100


@require_safe
@requires(Capability.POLICY_EDIT)
def policy_comparison(request: ActorRequest) -> HttpResponse:
    """What two packs would have decided on last year's cases, before one is put in force."""
    packs = packs_of_now()
    form = ComparisonForm(request.GET or None, actor=request.actor, packs=packs)
    context: dict[str, Any] = {"form": form, "found": None, "most": MOST, "shown": SHOWN}
    if form.is_valid():
        left, right = form.cleaned_data["left"], form.cleaned_data["right"]
        now = timezone.now()
        found = compared_cases(request.actor, left=left, right=right, packs=packs, now=now)
        context |= {"found": found, "left": left, "right": right, "cases": found.cases[:SHOWN]}
    return render(request, "cases/comparison.html", context)
