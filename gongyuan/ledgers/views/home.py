"""Where ledgers come in and go out: the kinds, the newest, templates and exports."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt
from gongyuan.core.sheets.writing import template
from gongyuan.ledgers.actions import checking, exporting, keeping
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.forms.ledgers import LedgerUploadForm
from gongyuan.ledgers.kinds import Kind, kind_of
from gongyuan.ledgers.models import LedgerExport
from gongyuan.ledgers.queries.ledgers import recent_ledgers
from gongyuan.ledgers.rules import kinds_within
from gongyuan.ledgers.views.shown import next_page
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_home(request: ActorRequest) -> HttpResponse:
    kinds = [kind_of(code) for code in kinds_within(request.actor.capabilities)]
    shown = {"kinds": kinds, "ledgers": recent_ledgers(request.actor), "now": timezone.now()}
    return render(request, "ledgers/home.html", shown)


@EITHER
@requires(Capability.LEDGERS_USE)
def ledger_new(request: ActorRequest, ledger_kind: str) -> HttpResponse:
    kind = allowed_kind(request, ledger_kind)
    form = LedgerUploadForm(request.POST or None, request.FILES or None)
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now(), "kind": kind.code}
    if attempt(form, keeping.keep_ledger, **act):
        ledger = form.result  # type: ignore[attr-defined] # left by attempt
        if keeping.is_as_before(ledger):
            ledger = checking.check_as_before(ledger=ledger, actor=request.actor, now=act["now"])
            messages.info(request, "列和上次一样，已经按上次的认法检查；认得不对的，可以重新认列。")
        return redirect(next_page(ledger), ledger_id=ledger.pk)
    return render(request, "ledgers/new.html", {"form": form, "kind": kind})


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_template(request: ActorRequest, ledger_kind: str) -> HttpResponse:
    """An empty workbook for who has no ledger yet."""
    kind = allowed_kind(request, ledger_kind)
    content = template(str(kind.code.label), kind.columns)
    name = f"{kind.code.label}-模板.xlsx"
    answer = HttpResponse(content, content_type=files.XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_POST
@requires(Capability.LEDGERS_USE)
def ledger_export_new(request: ActorRequest, ledger_kind: str) -> HttpResponse:
    """Write a ledger out; a short one comes at once, a long one is waited for."""
    kind = allowed_kind(request, ledger_kind)
    now = timezone.now()
    try:
        export = exporting.request_export(kind=kind.code, actor=request.actor, now=now)
        if exporting.is_long(export):
            return redirect("ledger_export", ledger_export_id=export.pk)
        done = exporting.write_export(export=export, actor=request.actor, now=now)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("ledger_home")
    return _file(done)


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_export(request: ActorRequest, ledger_export_id: int) -> HttpResponse:
    """How far a ledger going out has come."""
    own = LedgerExport.objects.visible_to(request.actor).filter(user=request.actor.user_id)
    export = get_object_or_404(own, pk=ledger_export_id)
    return render(request, "ledgers/export.html", {"export": export})


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_export_file(request: ActorRequest, ledger_export_id: int) -> HttpResponse:
    own = LedgerExport.objects.visible_to(request.actor).filter(user=request.actor.user_id)
    return _file(get_object_or_404(own.select_related("file"), pk=ledger_export_id))


def _file(export: LedgerExport) -> HttpResponse:
    """The finished ledger; its file may be gone by now."""
    if export.file is None:
        raise Http404
    return files.response(export.file)


def allowed_kind(request: ActorRequest, code: str) -> Kind:
    """A kind that the post may bring in and take out; any other is not found."""
    if code not in LedgerKind.values or code not in kinds_within(request.actor.capabilities):
        raise Http404
    return kind_of(code)
