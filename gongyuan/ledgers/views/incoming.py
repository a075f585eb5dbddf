"""One ledger on its way in: its columns, its bad rows, the import, and taking it back."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt
from gongyuan.ledgers.actions import checking, importing, keeping, undoing
from gongyuan.ledgers.choices import RowOutcome, Standing
from gongyuan.ledgers.forms.ledgers import AlikeForm, DefaultsForm, RowForm, SheetForm, UndoForm
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.models import Ledger
from gongyuan.ledgers.queries import rows as row_queries
from gongyuan.ledgers.queries.ledgers import days_kept
from gongyuan.ledgers.views.shown import counts_shown, next_page, progress_shown
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: Outcomes with a list of their own.
LISTED = {one.value for one in RowOutcome} - {RowOutcome.BAD}


SENT = re.compile(r"row(\d{1,9})-sent", re.ASCII)


def _ledger(request: ActorRequest, ledger_id: int) -> Ledger:
    rows = Ledger.objects.visible_to(request.actor).select_related("unit", "file", "progress")
    return get_object_or_404(rows, pk=ledger_id)


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_detail(request: ActorRequest, ledger_id: int) -> HttpResponse:
    """Where a ledger stands and what is next; looks again by itself while a job is at work."""
    ledger = _ledger(request, ledger_id)
    if ledger.standing == Standing.TO_MATCH:
        return redirect("ledger_columns", ledger_id=ledger.pk)
    shown = {
        "ledger": ledger,
        "kind": kind_of(ledger.kind),
        "counts": counts_shown(ledger),
        "progress": progress_shown(ledger),
        "days_kept": days_kept(ledger.unit, now=timezone.now()),
        "now": timezone.now(),
    }
    return render(request, "ledgers/detail.html", shown)


@EITHER
@requires(Capability.LEDGERS_USE)
def ledger_columns(request: ActorRequest, ledger_id: int) -> HttpResponse:
    """What the columns mean; settled, a short ledger is checked at once."""
    ledger = _ledger(request, ledger_id)
    if ledger.standing not in keeping.MATCHABLE or ledger.file is None:
        return redirect("ledger_detail", ledger_id=ledger.pk)
    kind, data = kind_of(ledger.kind), request.POST or None
    sheets = [
        SheetForm(data, said=one, kind=kind, prefix=f"sheet{place}")
        for place, one in enumerate(row_queries.with_examples(ledger))
    ]
    defaults = DefaultsForm(data, kind=kind, initial=ledger.defaults, prefix="all")
    refusals = [ledger.fault] if ledger.fault and not data else []
    # Each of them, so that all say what is wrong.
    if data and not [form for form in (*sheets, defaults) if not form.is_valid()]:
        refusals = _match(request, ledger, sheets, defaults)
        if not refusals:
            return redirect(next_page(ledger), ledger_id=ledger.pk)
    shown = {"ledger": ledger, "kind": kind, "sheets": sheets, "defaults": defaults}
    return render(request, "ledgers/columns.html", {**shown, "refusals": refusals})


def _match(
    request: ActorRequest, ledger: Ledger, sheets: list[SheetForm], defaults: DefaultsForm
) -> list[str]:
    """Settle the columns and check what is short; the reasons why not, none when done."""
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    try:
        matched = keeping.match_columns(
            ledger=ledger,
            meant=[sheet.meant() for sheet in sheets],
            wanted=[sheet.wanted() for sheet in sheets],
            defaults=defaults.cleaned_data,
            **act,
        )
    except Refused as refusal:
        return refusal.reasons
    if not keeping.is_long(matched):
        checking.check_ledger(ledger=matched, **act)
    ledger.refresh_from_db()
    return []


@EITHER
@requires(Capability.LEDGERS_USE)
def ledger_mending(request: ActorRequest, ledger_id: int) -> HttpResponse:
    """The bad rows, some on a page, each to be mended where it stands."""
    ledger = _ledger(request, ledger_id)
    if ledger.standing != Standing.TO_MEND:
        return redirect("ledger_detail", ledger_id=ledger.pk)
    alike = row_queries.alike_faults(ledger, kind_of(ledger.kind))
    if "alike" in request.POST:
        return _mend_alike(request, ledger, AlikeForm(request.POST, alike=alike))
    if "doubles" in request.POST:
        return _take_in(request, ledger, {}, row_queries.doubles(ledger))
    if request.method == "POST":
        return _mend(request, ledger)
    return render(request, "ledgers/mending.html", _to_mend(request, ledger, alike))


def _to_mend(
    request: ActorRequest, ledger: Ledger, alike: list[row_queries.Alike]
) -> dict[str, Any]:
    """What several rows have in common, and a page of the others."""
    # What is mended together above need not stand below row by row, unless somebody wants it so.
    together = set() if "each" in request.GET else row_queries.covered(ledger, alike)
    found = row_queries.bad_rows(ledger, after=_place(request), without=together)
    rows = found[: row_queries.MENDED_AT_ONCE]
    return {
        "ledger": ledger,
        "forms": [_row_form(ledger, row) for row in rows],
        "after": _place(request),
        "next_after": rows[-1].position if len(found) > len(rows) else None,
        "alike": AlikeForm(alike=alike) if alike else None,
        "together": len(together),
        "doubles": len(row_queries.doubles(ledger)),
        "widespread": row_queries.widespread(ledger, kind_of(ledger.kind), alike=alike),
    }


def _row_form(ledger: Ledger, row: Any) -> RowForm:
    """What was typed so far, with what is wrong beside each cell."""
    texts = row_queries.texts_of(row)
    form = RowForm(
        {f"row{row.position}-{name}": text for name, text in texts.items()},
        row=row,
        kind=kind_of(ledger.kind),
    )
    form.say_faults(
        (name, f"{row_queries.cell_of(ledger, row, name)}：{reason}") for name, reason in row.faults
    )
    return form


def _mend(request: ActorRequest, ledger: Ledger) -> HttpResponse:
    kind = kind_of(ledger.kind)
    # Rows that were not on the page when it was sent are left as they are.
    places = [int(found[1]) for name in request.POST if (found := SENT.fullmatch(name))]
    rows = row_queries.bad_rows_at(ledger, places)
    forms = [RowForm(request.POST, row=row, kind=kind) for row in rows]
    sent = [form for form in forms if form.is_valid()]
    mended = {form.row.position: form.texts() for form in sent}
    left_out = [form.row.position for form in sent if form.cleaned_data["is_left_out"]]
    return _take_in(request, ledger, mended, left_out)


def _mend_alike(request: ActorRequest, ledger: Ledger, form: AlikeForm) -> HttpResponse:
    """The same mistake of several rows at once."""
    mended = form.mended() if form.is_valid() else {}
    if not mended:
        messages.warning(request, "没有改动：先写要改成什么，再点“一起改”。")
        return redirect("ledger_mending", ledger_id=ledger.pk)
    return _take_in(request, ledger, mended, [])


def _take_in(
    request: ActorRequest, ledger: Ledger, mended: dict[int, dict[str, str]], left_out: list[int]
) -> HttpResponse:
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    try:
        ledger = checking.mend_rows(ledger=ledger, mended=mended, left_out=left_out, **act)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("ledger_detail", ledger_id=ledger.pk)
    bad = ledger.count(RowOutcome.BAD)
    if not bad:
        messages.success(request, "都改好了，可以导入。")
        return redirect("ledger_detail", ledger_id=ledger.pk)
    messages.warning(request, f"已存，还有{bad}行要改。")
    return redirect("ledger_mending", ledger_id=ledger.pk)


@require_safe
@requires(Capability.LEDGERS_USE)
def ledger_rows(request: ActorRequest, ledger_id: int, row_outcome: str) -> HttpResponse:
    """What importing would do to which rows: the dry run, by outcome."""
    ledger = _ledger(request, ledger_id)
    if row_outcome not in LISTED:
        raise Http404
    after, kind = _place(request), kind_of(ledger.kind)
    rows = row_queries.rows_shown(ledger, kind, outcome=row_outcome, after=after)
    shown: dict[str, Any] = {"ledger": ledger, "rows": rows[: row_queries.PAGE]}
    shown["outcome"] = RowOutcome(row_outcome)
    shown["count"] = ledger.count(row_outcome)
    if len(rows) > row_queries.PAGE:
        shown["next_after"] = row_queries.position_at_end(ledger, outcome=row_outcome, after=after)
    return render(request, "ledgers/rows.html", shown)


@require_POST
@requires(Capability.LEDGERS_USE)
def ledger_import(request: ActorRequest, ledger_id: int) -> HttpResponse:
    return _do(request, ledger_id, importing.ask_import)


@require_POST
@requires(Capability.LEDGERS_USE)
def ledger_discard(request: ActorRequest, ledger_id: int) -> HttpResponse:
    return _do(request, ledger_id, keeping.discard_ledger)


def _do(request: ActorRequest, ledger_id: int, action: Any) -> HttpResponse:
    ledger = _ledger(request, ledger_id)
    try:
        action(ledger=ledger, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    return redirect("ledger_detail", ledger_id=ledger.pk)


@EITHER
@requires(Capability.LEDGERS_USE)
def ledger_undo(request: ActorRequest, ledger_id: int) -> HttpResponse:
    """Take an import back, with the reason; the rows in use are named."""
    ledger = _ledger(request, ledger_id)
    if ledger.standing != Standing.IMPORTED:
        return redirect("ledger_detail", ledger_id=ledger.pk)
    form = UndoForm(request.POST or None)
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    if attempt(form, undoing.ask_undo, ledger=ledger, **act):
        return redirect("ledger_detail", ledger_id=ledger.pk)
    return render(request, "ledgers/undo.html", {"ledger": ledger, "form": form})


def _place(request: ActorRequest) -> int:
    """The position after which a page begins; 0 for what is none."""
    typed = request.GET.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
