from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import ActorRequest
from gongyuan.policy.asking import answer
from gongyuan.policy.choices import APPROVE, EDIT, READ
from gongyuan.policy.comparison import differences
from gongyuan.policy.facts import FactsError
from gongyuan.policy.forms import DifferencesForm, SimulatorForm
from gongyuan.policy.places import place_of
from gongyuan.policy.queries.packs import (
    chosen_version,
    clause_lines,
    holding_at,
    pack_lines,
    pack_version,
)
from gongyuan.policy.queries.revisions import revisions_shown
from gongyuan.policy.queries.simulation import simulated
from gongyuan.policy.registry import current_packs


@require_safe
@requires(READ)
def pack_list(request: ActorRequest) -> HttpResponse:
    """The packs in force for the own unit, all others, and the revisions under way."""
    lines = pack_lines(current_packs(), on=timezone.localdate())
    place = place_of(request.actor.unit_id)
    own = holding_at(lines, place.region_code)
    may_revise = request.actor.can(EDIT) or request.actor.can(APPROVE)
    context = {
        "place": place,
        "own": own,
        "others": [line for line in lines if line not in own],
        "revisions": revisions_shown(request.actor) if may_revise else [],
        "may_revise": may_revise,
        "may_draft": request.actor.can(EDIT) and bool(place.sets_rules_of),
    }
    return render(request, "policy/packs.html", context)


@require_safe
@requires(READ)
def pack_detail(request: ActorRequest, pack: str, version: int) -> HttpResponse:
    """One version of a pack: its head, and each clause beside the rules that rest on it."""
    packs = current_packs()
    found = pack_version(packs, pack, version)
    if found is None:
        raise Http404
    today = timezone.localdate()
    context = {
        "line": next(row for row in pack_lines(packs, on=today) if row.pack is found),
        "pack": found,
        "clauses": clause_lines(found),
        "versions": [other for other in packs.named(pack) if other is not found],
        "may_draft": request.actor.can(EDIT)
        and place_of(request.actor.unit_id).may_set(found.region),
    }
    return render(request, "policy/pack.html", context)


@require_safe
@requires(READ)
def pack_differences(request: ActorRequest) -> HttpResponse:
    """Two versions laid side by side."""
    packs = current_packs()
    form = DifferencesForm(request.GET or None, packs=packs)
    context: dict[str, Any] = {"form": form, "found": None}
    if form.is_valid():
        left = chosen_version(packs, form.cleaned_data["left"])
        right = chosen_version(packs, form.cleaned_data["right"])
        if left and right:
            context |= {"left": left, "right": right, "found": differences(left, right)}
    return render(request, "policy/differences.html", context)


@require_safe
@requires(READ)
def simulator(request: ActorRequest) -> HttpResponse:
    """What the packs of a place and a day would decide for facts that are typed; keeps nothing."""
    packs, today = current_packs(), timezone.localdate()
    place = place_of(request.actor.unit_id)
    usual = {"region": place.region_code, "date": today}
    form = SimulatorForm(request.GET or None, initial=usual)
    context: dict[str, Any] = {"form": form, "told": None}
    if form.is_valid():
        try:
            context["told"] = simulated(form.asked, answer(form.asked, packs), packs)
        except FactsError as error:
            for name, sentence in error.errors.items():
                form.add_error(name, sentence)
    return render(request, "policy/simulator.html", context)
