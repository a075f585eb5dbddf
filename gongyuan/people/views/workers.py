"""The register of workers: masked, opened item by item with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER, done
from gongyuan.organisations.models import Unit
from gongyuan.people import queries
from gongyuan.people.actions import find_or_register_worker, register
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.register import RevealForm, WorkerFindForm, WorkerForm
from gongyuan.people.models import Worker
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import told

NEWEST = 30
REVEALED = "revealed"


@EITHER
@requires(Capability.PEOPLE_READ)
def worker_list(request: ActorRequest) -> HttpResponse:
    """The newest workers of the unit; what is looked for comes by POST, out of every log."""
    form = WorkerFindForm(request.POST or None)
    asked = dict(form.cleaned_data) if form.is_valid() else {}
    is_search = any(asked.values())
    workers = queries.list_workers(request.actor, text=asked.pop("q", ""), **asked)
    context = {
        "form": form,
        "workers": workers,
        "is_search": is_search,
        "now": timezone.now(),
    }
    return render(request, "people/worker_list.html", context)


@EITHER
@requires(Capability.PEOPLE_EDIT)
def worker_new(request: ActorRequest) -> HttpResponse:
    form = WorkerForm(request.POST or None)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    if done(request, form, find_or_register_worker, unit=unit):
        messages.success(request, f"已经登记：{form.result.name}")
        return redirect("worker_detail", worker_id=form.result.pk)
    return render(request, "people/worker_form.html", {"form": form, "title": "登记职工"})


@require_safe
@requires(Capability.PEOPLE_READ)
def worker_detail(request: ActorRequest, worker_id: int) -> HttpResponse:
    whole = Worker.objects.visible_to(request.actor).filter(absorbed=worker_id).first()
    if whole is not None:
        return redirect("worker_detail", whole.pk)
    worker = get_object_or_404(Worker.objects.visible_to(request.actor), pk=worker_id)
    register.note_view(worker=worker, actor=request.actor, now=timezone.now())
    return _page(request, worker)


@EITHER
@requires(Capability.PEOPLE_EDIT)
def worker_edit(request: ActorRequest, worker_id: int) -> HttpResponse:
    worker = get_object_or_404(Worker.objects.handled_by(request.actor), pk=worker_id)
    form = WorkerForm(request.POST or None, worker=worker)
    if done(request, form, register.edit_worker, worker=worker):
        messages.success(request, "已经保存。")
        return redirect("worker_detail", worker_id=worker.pk)
    context = {"form": form, "title": f"修改{worker.name}的信息", "worker": worker}
    return render(request, "people/worker_form.html", context)


@EITHER
@requires(Capability.PEOPLE_REVEAL)
def worker_reveal(request: ActorRequest, worker_id: int) -> HttpResponse:
    """Ask for a reason, keep it, and show the item on the next page once."""
    worker = get_object_or_404(Worker.objects.visible_to(request.actor), pk=worker_id)
    form = RevealForm(request.POST or None, initial={"item": request.GET.get("item")})
    if done(request, form, register.reveal, worker=worker):
        # The session keeps which item may be shown, never the item.
        request.session[REVEALED] = [worker.pk, form.cleaned_data["item"]]
        return redirect("worker_detail", worker_id=worker.pk)
    return _page(request, worker, reveal_form=form)


def _page(request: ActorRequest, worker: Worker, **more: Any) -> HttpResponse:
    now = timezone.now()
    worker_id, item = request.session.pop(REVEALED, [None, None])
    context = {
        "worker": worker,
        "revealed": item if worker_id == worker.pk else None,
        "is_own": Worker.objects.handled_by(request.actor).filter(pk=worker.pk).exists(),
        "units": queries.units_of_worker(request.actor, worker),
        "similar": queries.similar_workers(request.actor, worker),
        "events": told(queries.history_of(worker).order_by("-pk")[:NEWEST]),
        "panels": panels_of(worker, request.actor, now),
        "now": now,
        **more,
    }
    answer = render(request, "people/worker_detail.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
