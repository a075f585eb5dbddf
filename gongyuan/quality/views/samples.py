"""Score sheets and draws: setting the one, making the other, repeating it."""

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted, tabs
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.quality.actions.reviews import enter_standard
from gongyuan.quality.actions.samples import draw_sample
from gongyuan.quality.forms import reviews as forms
from gongyuan.quality.models import SampleDraw
from gongyuan.quality.queries import reviews as queries
from gongyuan.quality.queries.samples import repetition_faults
from gongyuan.quality.views.page import TABS

READ = ("unit", "covered_unit", "standard")
#: Excel takes a file for UTF-8 by this mark.
BYTE_ORDER_MARK = "\ufeff"


@require_safe
@requires(Capability.REVIEWS_MANAGE)
def draw_list(request: ActorRequest) -> HttpResponse:
    rows = SampleDraw.objects.visible_to(request.actor).select_related(*READ).order_by("-pk")
    page = Paginator(rows, queries.PAGE).get_page(request.GET.get("page"))
    own = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    shown: dict[str, Any] = {"page": page, "standard": queries.standard_for(own)}
    shown |= {"tabs": tabs(TABS, request.actor, "draw_list"), "now": timezone.now()}
    return render(request, "quality/draw_list.html", shown)


@EITHER
@requires(Capability.REVIEWS_MANAGE)
def draw_new(request: ActorRequest) -> HttpResponse:
    form = forms.DrawForm(posted(request), actor=request.actor)
    if done(request, form, draw_sample):
        messages.success(request, f"抽中 {form.result.drawn_count} 件。")
        return redirect("draw_detail", form.result.pk)
    shown = {"form": form, "title": "抽取评估样本", "submit": "抽"}
    return render(request, "quality/draw_form.html", shown)


@EITHER
@requires(Capability.REVIEWS_MANAGE)
def standard_new(request: ActorRequest) -> HttpResponse:
    form = forms.StandardForm(posted(request))
    if done(request, form, enter_standard):
        messages.success(request, "评估标准已确定，以后的抽样用它。")
        return redirect("draw_list")
    shown = {"form": form, "title": "确定评估标准", "submit": "确定"}
    return render(request, "quality/draw_form.html", shown)


@require_safe
@requires(Capability.REVIEWS_MANAGE)
def draw_detail(request: ActorRequest, draw_id: int) -> HttpResponse:
    draw = _draw(request, draw_id)
    rows = queries.reviews(request.actor, {"draw_id": draw.pk})
    shown = {
        "draw": draw,
        "reviews": Paginator(rows, queries.PAGE).get_page(request.GET.get("page")),
        "left_out": draw.members.exclude(exclusion="").order_by("number")[:200],
        "faults": repetition_faults(draw),
    }
    return render(request, "quality/draw.html", shown)


@require_safe
@requires(Capability.REVIEWS_MANAGE)
def draw_population(request: ActorRequest, draw_id: int) -> HttpResponse:
    """The population with hashes and places, for whoever wants to repeat the draw."""
    draw = _draw(request, draw_id)
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.writer(out)
    table.writerow(["案号", "散列值", "名次", "抽中", "排除理由"])
    for row in draw.members.order_by("place", "number"):
        drawn = "是" if row.is_drawn else "否"
        table.writerow([row.number, row.digest, row.place or "", drawn, row.exclusion])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="sample-{draw.pk}.csv"'
    return answer


def _draw(request: ActorRequest, draw_id: int) -> SampleDraw:
    rows = SampleDraw.objects.visible_to(request.actor).select_related(*READ)
    draw: SampleDraw = get_object_or_404(rows, pk=draw_id)
    return draw
