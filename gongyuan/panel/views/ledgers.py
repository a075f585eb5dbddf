"""The team's ledgers for the office."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import tabs
from gongyuan.panel.forms.office import LedgerFilterForm
from gongyuan.panel.models import YearlyLedger
from gongyuan.panel.queries import ledgers as queries
from gongyuan.panel.queries.appraisal import figures_of
from gongyuan.panel.views.page import TABS
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

READ = ("lawyer__firm", "unit", "term__unit")
EITHER_READS = (Capability.LAWYERS_READ, Capability.PANEL_OWN)


@require_safe
@requires(Capability.LAWYERS_READ)
def ledger_list(request: ActorRequest) -> HttpResponse:
    """Every term with its ledger and what the year has come to so far."""
    form = LedgerFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    today = timezone.localdate()
    found = queries.ledger_terms(request.actor, state=state, today=today)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    terms = list(page.object_list)
    rows = queries.ledger_rows(terms, today=today)
    figures = figures_of(terms, until=today)
    shown = {
        "form": form,
        "page": page,
        "rows": [(row, figures[row.term.pk]) for row in rows],
        "tabs": tabs(TABS, request.actor, "year_ledger_list"),
        "now": timezone.now(),
    }
    return render(request, "panel/ledger_list.html", shown)


@require_safe
@requires(*EITHER_READS)
def ledger_detail(request: ActorRequest, year_ledger_id: int) -> HttpResponse:
    """One ledger: its signed versions, and what has come since the last."""
    ledger = _ledger(request, year_ledger_id)
    today = timezone.localdate()
    row = queries.ledger_rows([ledger.term], today=today)[0]
    figures = figures_of([ledger.term], until=today)[ledger.term_id]
    shown = {
        "ledger": ledger,
        "row": row,
        "versions": queries.versions_of(ledger).prefetch_related("documents"),
        "figures": figures,
        "groups": queries.lines_by_kind(figures.lines),
        "now": timezone.now(),
    }
    return render(request, "panel/ledger.html", shown)


@require_safe
@requires(*EITHER_READS)
def ledger_version(request: ActorRequest, year_ledger_id: int, number: int) -> HttpResponse:
    """A signed version as it was then."""
    ledger = _ledger(request, year_ledger_id)
    version = get_object_or_404(queries.versions_of(ledger), number=number)
    lines = version.lines.order_by("happened_on", "pk")
    groups = queries.lines_by_kind(lines)
    shown = {"ledger": ledger, "version": version, "groups": groups, "now": timezone.now()}
    return render(request, "panel/ledger_version.html", shown)


@require_safe
@requires(*EITHER_READS)
def ledger_file(request: ActorRequest, year_ledger_id: int, number: int, form: str) -> HttpResponse:
    """A signed version as DOCX, or as PDF where one was made."""
    version = get_object_or_404(
        queries.versions_of(_ledger(request, year_ledger_id)), number=number
    )
    if form == "pdf":
        pdf = getattr(version, "pdf", None)
        if pdf is None:
            raise Http404
        return files.response(pdf.file)
    document = version.documents.select_related("file").order_by("-pk").first()
    if document is None:
        raise Http404
    return files.response(document.file)


def _ledger(request: ActorRequest, year_ledger_id: int) -> YearlyLedger:
    rows = YearlyLedger.objects.visible_to(request.actor).select_related(*READ)
    found: YearlyLedger = get_object_or_404(rows, pk=year_ledger_id)
    return found
