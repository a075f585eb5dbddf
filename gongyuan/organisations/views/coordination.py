from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt, done, posted
from gongyuan.organisations.actions import coordination as actions
from gongyuan.organisations.choices import COORDINATION_KEEP, COORDINATION_READ, CoordinationKind
from gongyuan.organisations.forms.coordination import (
    CoordinationFilter,
    CoordinationForm,
    FinishingForm,
    WithdrawalForm,
)
from gongyuan.organisations.models import CoordinationRecord, FollowUp, Unit
from gongyuan.organisations.queries import coordination as queries
from gongyuan.organisations.sheets import coordination as sheet


@require_safe
@requires(COORDINATION_READ)
def coordination_list(request: ActorRequest) -> HttpResponse:
    form, asked = _asked(request)
    page = Paginator(queries.records(request.actor, asked), queries.PAGE)
    year = asked.year or timezone.localdate().year
    without = queries.without_study(request.actor, year=year)
    context = {
        "form": form,
        "page": page.get_page(request.GET.get("page")),
        "kinds": CoordinationKind.labels,
        "years": [
            {"count": one, "kinds": [one.by_kind.get(kind, 0) for kind in CoordinationKind]}
            for one in queries.year_counts(request.actor)
        ],
        "study_year": year,
        "without_study": without[: queries.PAGE],
        "may_keep": request.actor.can(COORDINATION_KEEP),
    }
    return render(request, "organisations/coordination_list.html", context)


@require_safe
@requires(COORDINATION_READ)
def coordination_export(request: ActorRequest) -> HttpResponse:
    form, asked = _asked(request)
    if not form.is_valid():
        return _mistyped(request)
    found = queries.listed(request.actor, asked)
    content = sheet.written(found.iterator(chunk_size=500))
    return files.workbook(content, f"协作记录{asked.days}.xlsx")


@require_safe
@requires(COORDINATION_READ)
def coordination_sheet(request: ActorRequest) -> HttpResponse:
    """A range of the log as a list to be printed and stamped: evidence for an appraisal."""
    form, asked = _asked(request)
    if not form.is_valid():
        return _mistyped(request)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    found = list(queries.evidence(request.actor, asked)[: queries.MOST_PRINTED + 1])
    context = {
        "title": f"{unit.name}{'' if asked.own else '及下级'}协作记录",
        "unit": unit,
        "asked": asked,
        "rows": [_row(one) for one in found[: queries.MOST_PRINTED]],
        "is_cut": len(found) > queries.MOST_PRINTED,
        "now": timezone.now(),
    }
    return render(request, "organisations/coordination_sheet.html", context)


def _row(one: CoordinationRecord) -> dict[str, Any]:
    return {
        "one": one,
        "partners": queries.partners_shown(one),
        "papers": queries.papers_shown(one),
        "follow_ups": one.follow_ups.all(),
    }


def _mistyped(request: ActorRequest) -> HttpResponse:
    """Back to the list, which says what is wrong with the range: half a range is no evidence."""
    return redirect(f"{reverse('coordination_list')}?{request.GET.urlencode()}")


def _asked(request: ActorRequest) -> tuple[CoordinationFilter, queries.Range]:
    """What of the log is asked for; all of it where that is not understood."""
    form = CoordinationFilter(request.GET)
    return form, queries.Range(**form.cleaned_data) if form.is_valid() else queries.Range()


@EITHER
@requires(COORDINATION_KEEP)
def coordination_entry(request: ActorRequest) -> HttpResponse:
    units = queries.responsible_units(request.actor)
    form = CoordinationForm(posted(request), request.FILES or None, units=units)
    if done(request, form, actions.enter_record):
        messages.success(request, f"已登记，编号{form.result.number}。")
        return redirect("coordination_record", coordination_id=form.result.pk)
    return render(request, "organisations/coordination_form.html", {"form": form})


@require_safe
@requires(COORDINATION_READ)
def coordination_record(request: ActorRequest, coordination_id: int) -> HttpResponse:
    record = get_object_or_404(
        CoordinationRecord.objects.visible_to(request.actor).select_related("unit"),
        pk=coordination_id,
    )
    is_own = record.unit_id == request.actor.unit_id
    may_keep = request.actor.can(COORDINATION_KEEP)
    context = {
        "record": record,
        "partners": queries.partners_shown(record),
        "papers": record.papers.select_related("file").order_by("pk"),
        "follow_ups": record.follow_ups.select_related("unit").order_by("due_on", "pk"),
        "may_withdraw": may_keep and is_own and record.withdrawn_at is None,
        "may_keep": may_keep,
        "now": timezone.now(),
    }
    return render(request, "organisations/coordination_record.html", context)


@EITHER
@requires(COORDINATION_KEEP)
def coordination_withdrawal(request: ActorRequest, coordination_id: int) -> HttpResponse:
    rows = CoordinationRecord.objects.handled_by(request.actor)
    record = get_object_or_404(rows, pk=coordination_id)
    form = WithdrawalForm(request.POST or None)
    now = timezone.now()
    if attempt(form, actions.withdraw_record, record=record, actor=request.actor, now=now):
        messages.success(request, f"{record.number}已作废。")
        return redirect("coordination_record", coordination_id=record.pk)
    context = {"record": record, "form": form}
    return render(request, "organisations/coordination_withdrawal.html", context)


@require_safe
@requires(COORDINATION_READ)
def coordination_paper(request: ActorRequest, coordination_paper_id: int) -> HttpResponse:
    seen = CoordinationRecord.objects.visible_to(request.actor)
    record = get_object_or_404(seen.filter(papers=coordination_paper_id))
    paper = record.papers.select_related("file").get(pk=coordination_paper_id)
    return files.response(paper.file)


@EITHER
@requires(COORDINATION_READ)
def follow_up(request: ActorRequest, follow_up_id: int) -> HttpResponse:
    """What was agreed on; the union responsible ticks it off here."""
    actor = request.actor
    one = get_object_or_404(
        FollowUp.objects.visible_to(actor).select_related("record__unit", "unit"), pk=follow_up_id
    )
    is_ours = FollowUp.objects.handled_by(actor).filter(pk=one.pk).exists()
    is_open = one.done_on is None and one.record.withdrawn_at is None
    form = FinishingForm(request.POST or None) if is_ours and (is_open or request.POST) else None
    if form and attempt(
        form, actions.finish_follow_up, follow_up=one, actor=actor, now=timezone.now()
    ):
        messages.success(request, "已登记办结。")
        return redirect("follow_up", follow_up_id=one.pk)
    seen = CoordinationRecord.objects.visible_to(actor).filter(pk=one.record_id).exists()
    context = {"one": one, "form": form, "is_record_seen": seen, "now": timezone.now()}
    return render(request, "organisations/follow_up.html", context)
