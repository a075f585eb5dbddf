from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of, find
from gongyuan.core.requests import EITHER, ActorRequest, done
from gongyuan.organisations import actions, queries, rules
from gongyuan.organisations.choices import EDIT, READ
from gongyuan.organisations.forms import (
    ClosingForm,
    MoveUnitForm,
    SearchForm,
    UnitChangeForm,
    UnitForm,
)
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.places import region_names
from gongyuan.organisations.queries.units import details_of
from gongyuan.organisations.views.shown import form_page

EVENTS_SHOWN = 20


@require_safe
@requires(READ)
def organisation_tree(request: ActorRequest) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    return _unit_page(request, unit)


@require_safe
@requires(READ)
def unit_detail(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(
        Unit.objects.visible_to(request.actor).select_related("parent", "merged_into"), pk=unit_id
    )
    return _unit_page(request, unit)


@require_safe
@requires(READ)
def unit_search(request: ActorRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:60]
    hits = queries.units_found(text, actor=request.actor, with_closed=True)
    context = {"search": SearchForm({"q": text}), "hits": hits}
    return render(request, "organisations/search.html", context)


@EITHER
@requires(EDIT)
def unit_creation(request: ActorRequest, unit_id: int) -> HttpResponse:
    parent = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    form = UnitForm(request.POST or None, initial={"level": rules.level_below(parent.level)})
    if done(request, form, actions.create_unit, parent=parent):
        messages.success(request, f"已设立{form.result.name}。")
        return redirect("unit_detail", unit_id=form.result.pk)
    back = reverse("unit_detail", args=[parent.pk])
    title = f"在{parent.name}之下设立组织"
    return form_page(request, form, title=title, unit=parent, back=back, submit="设立")


@EITHER
@requires(EDIT)
def unit_edit(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    form = UnitChangeForm(request.POST or None, initial=vars(details_of(unit)))
    if done(request, form, actions.edit_unit, unit=unit):
        messages.success(request, "已经保存。")
        return redirect("unit_detail", unit_id=unit.pk)
    back = reverse("unit_detail", args=[unit.pk])
    return form_page(request, form, title=f"修改{unit.name}", unit=unit, back=back)


@EITHER
@requires(EDIT)
def unit_move(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    hits = queries.units_found(request.GET.get("q", "")[:60], actor=request.actor)
    others = [one for one in hits.units if one.pk not in (unit.pk, unit.parent_id)]
    form = MoveUnitForm(request.POST or None, hits=others)
    if done(request, form, actions.move_unit, unit=unit):
        messages.success(request, f"{unit.name}已调整到{form.result.parent}之下。")
        return redirect("unit_detail", unit_id=unit.pk)
    return _choosing_page(request, unit, form, hits, move_words(unit))


@EITHER
@requires(EDIT)
def unit_closing(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    form = ClosingForm(request.POST or None)
    if done(request, form, actions.close_unit, unit=unit):
        messages.success(request, f"{unit.name}已撤销。")
        return redirect("unit_detail", unit_id=unit.pk)
    left = queries.left_open(unit, on=timezone.localdate())
    context = {"unit": unit, "form": form, "left": left, "action": request.path}
    return render(request, "organisations/closing.html", context)


def move_words(unit: Unit) -> dict[str, str]:
    return {
        "title": f"调整{unit.name}的隶属",
        "submit": "调整",
        "effect": "下级组织和已登记的案件、人员、机构随它一起调整。",
    }


def _choosing_page(
    request: ActorRequest, unit: Unit, form: Any, hits: Any, words: dict[str, Any]
) -> HttpResponse:
    text = request.GET.get("q", "")[:60]
    search = SearchForm({"q": text})
    context = {"unit": unit, "text": text, "search": search, "hits": hits, "form": form, **words}
    return render(request, "organisations/move.html", context)


def _unit_page(request: ActorRequest, unit: Unit) -> HttpResponse:
    page = queries.unit_page(unit, actor=request.actor, after=request.GET.get("after", "")[:40])
    context = {
        "page": page,
        "unit": unit,
        "facts": _facts(unit),
        "stretches": queries.stretches_of(unit),
        "absorbed": unit.absorbed.order_by("closed_on").defer("search"),
        "events": _timeline(unit),
        "can_edit": request.actor.can(EDIT) and unit.closed_on is None,
        "is_own": unit.pk == request.actor.unit_id,
        "search": SearchForm(),
        "now": timezone.now(),
    }
    return render(request, "organisations/unit.html", context)


def _facts(unit: Unit) -> list[dict[str, Any]]:
    facts = {
        "简称": unit.short_name,
        "曾用名": "、".join(unit.former_names),
        "类别": unit.get_kind_display(),
        "层级": unit.get_level_display(),
        "区划代码": " ".join(filter(None, [unit.region_code, _place(unit)])),
        "机关代字": unit.document_prefix,
        "电话": unit.phone,
        "地址": unit.address,
        "成立日期": unit.opened_on and unit.opened_on.isoformat(),
        "撤销日期": unit.closed_on and unit.closed_on.isoformat(),
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def _place(unit: Unit) -> str:
    """The name of its place, where its own name does not begin with it."""
    place = region_names([unit.region_code]).get(unit.region_code, "")
    return "" if unit.name.startswith(place) else place


def _timeline(unit: Unit) -> list[dict[str, Any]]:
    return [
        {
            "text": find(event.code).label,
            "when": event.at,
            "who": event.actor_name,
            "note": f"{event.note}{_taken(event.data)}",
        }
        for event in events_of(unit).order_by("-pk")[:EVENTS_SHOWN]
    ]


def _taken(data: dict[str, Any]) -> str:
    """What went over with a merger, and what of both was made one."""
    counts = data.get("taken") or {}
    listed = "、".join(f"{name} {number} 条" for name, number in counts.items())
    return f"（{listed}）" if listed else ""
