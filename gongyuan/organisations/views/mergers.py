from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, done, posted
from gongyuan.organisations import actions, queries
from gongyuan.organisations.choices import EDIT
from gongyuan.organisations.forms import MergerForm, MergerPlanForm, SearchForm
from gongyuan.organisations.models import Unit


@EITHER
@requires(EDIT)
def unit_merger(request: ActorRequest, unit_id: int) -> HttpResponse:
    """First into which union and from when; then what will be of all that both hold."""
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    text = request.GET.get("q", "")[:60]
    hits = queries.units_found(text, actor=request.actor)
    others = [one for one in hits.units if one.pk != unit.pk]
    asked = MergerPlanForm(request.GET if "merged_on" in request.GET else None, hits=others)
    if not done(request, asked, actions.check_merger, unit=unit):
        context = {"unit": unit, "text": text, "hits": others, "form": asked}
        context["search"] = SearchForm({"q": text})
        return render(request, "organisations/merger_choice.html", context)
    plan = asked.result
    form = MergerForm(posted(request), doubles=queries.doubles(plan))
    merge = partial(actions.merge_unit, unit=unit, into=plan.into, merged_on=plan.on)
    if done(request, form, merge):
        messages.success(request, f"{unit.name}已并入{plan.into.name}。")
        return redirect("unit_detail", unit_id=unit.pk)
    return render(request, "organisations/merger.html", _planned(plan, form))


def _planned(plan: queries.Plan, form: MergerForm) -> dict[str, Any]:
    by_kind = groupby(form.rows(), key=lambda row: row[0].kind)
    return {
        "plan": plan,
        "form": form,
        "kinds": [(kind, list(rows)) for kind, rows in by_kind],
        "to_choose": sum(bool(one.choices and not one.proposed) for one in form.doubles),
        "goes_over": queries.goes_over(plan.unit, on=plan.on),
    }
