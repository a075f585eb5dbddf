from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.reporting import paper, queries, workbook
from gongyuan.reporting.choices import BY_CODE, COLUMNS, INDICATORS
from gongyuan.reporting.views.scope import Chosen, choose, years

ROSTER_PAGE = 100


@require_safe
@requires(Capability.REPORTING_READ)
def return_table(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    return table_page(request, choose(request, unit_id, year))


@require_safe
@requires(Capability.REPORTING_READ)
def return_print(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    return render(request, "reporting/print.html", _shown(chosen))


@require_safe
@requires(Capability.REPORTING_READ)
def return_export(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    content = workbook.workbook(
        unit=chosen.unit,
        cells=chosen.table().cells,
        roster=chosen.roster().iterator(chunk_size=2000),
        as_at=f"截至 {timezone.localtime(chosen.as_at):%Y-%m-%d %H:%M}",
    )
    answer = HttpResponse(content, content_type=workbook.CONTENT_TYPE)
    name = f"{paper.title(chosen.unit)}（{year}年）.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@requires(Capability.REPORTING_READ)
def return_roster(request: ActorRequest, unit_id: int, year: int) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    page = Paginator(chosen.roster(), ROSTER_PAGE).get_page(request.GET.get("page"))
    headings = workbook.ROSTER_HEADINGS[1:]
    rows = [list(zip(headings, workbook.roster_texts(r), strict=True)) for r in page.object_list]
    shown = {
        "chosen": chosen,
        "page": page,
        "rows": rows,
        "headings": headings,
        "place": paper.place_name(chosen.unit),
    }
    return render(request, "reporting/roster.html", shown)


@require_safe
@requires(Capability.REPORTING_READ)
def return_cell(
    request: ActorRequest, unit_id: int, year: int, indicator: str, level: str
) -> HttpResponse:
    chosen = choose(request, unit_id, year)
    part = request.GET.get("part", "")
    row = BY_CODE.get(indicator)
    if row is None or level not in COLUMNS or (part and part not in row.parts):
        raise Http404
    cell = queries.open_cell(
        unit=chosen.unit, year=year, indicator=row, level=UnitLevel(level), today=chosen.today
    )
    shown = {"chosen": chosen, "cell": cell, "part": row.parts.get(part, ""), "now": chosen.now}
    shown |= _counted(request, cell, part) | _frozen(chosen, cell, part)
    return render(request, "reporting/cell.html", shown)


def table_page(request: ActorRequest, chosen: Chosen) -> HttpResponse:
    """The page of a table, which the pages of its verbs come back to."""
    shown = _shown(chosen)
    shown |= {
        "years": years(chosen.now),
        "progress": queries.progress(chosen.unit, chosen.year, today=chosen.today),
        "roster_count": chosen.roster().count(),
        "definitions": INDICATORS,
        "verbs": _verbs(request, chosen),
    }
    return render(request, "reporting/table.html", shown)


def _shown(chosen: Chosen) -> dict[str, Any]:
    table = chosen.table()
    return {
        "chosen": chosen,
        "now": chosen.now,
        "place": paper.place_name(chosen.unit),
        "title": paper.title(chosen.unit),
        "columns": COLUMNS.values(),
        "groups": paper.groups(table.cells),
        "notes": paper.notes(chosen.year),
        "outside": paper.outside_text(table.outside),
        "changes": paper.changes(table.cells),
    }


def _counted(request: ActorRequest, cell: queries.Cell, part: str) -> dict[str, Any]:
    """The lists of a cell: records, a page of each kind, and figures entered by hand."""
    records = queries.cell_records(cell, part=part)
    lists = [_listed(request, place, one) for place, one in enumerate(records.lists)]
    count, handed = sum(one["count"] for one in lists), Decimal(0)
    shown: dict[str, Any] = {
        "lists": lists,
        "count": count,
        "may_open": request.actor.can(Capability.CASES_READ),
        "may_read": request.actor.can(Capability.CONSULTATIONS_READ),
    }
    if records.entered is not None:
        handed = queries.entered_total(records.entered)
        shown["entered"] = queries.entered_rows(cell.indicator, records.entered)
        shown |= {"entered_total": queries.number_text(handed), "has_entered": bool(handed)}
    return shown | {"total": queries.number_text(count + handed)}


def _listed(request: ActorRequest, place: int, counted: queries.CountedList) -> dict[str, Any]:
    """A page of one list, with the address of the next; each list has its own pages."""
    name = f"after{place or ''}"
    page = queries.record_page(counted, after=request.GET.get(name, ""))
    asked = request.GET.copy()
    asked[name] = page.next_after
    return {
        "title": queries.TITLES.get(counted.listed_as, ""),
        "headings": queries.HEADINGS[counted.listed_as],
        "page": page,
        "count": counted.records.count(),
        "next_url": f"?{asked.urlencode()}" if page.next_after else "",
    }


def _frozen(chosen: Chosen, cell: queries.Cell, part: str) -> dict[str, Any]:
    if chosen.unit_return is None or not chosen.is_frozen:
        return {}
    figures = queries.frozen_cell(chosen.unit_return, cell)
    return {"submitted": paper.frozen_text(cell, figures, part)}


def _verbs(request: ActorRequest, chosen: Chosen) -> dict[str, str]:
    """The addresses of what this post may do with this return now."""
    actor, unit, filed = request.actor, chosen.unit, chosen.unit_return
    address = (unit.pk, chosen.year)
    is_own = queries.units_filled_by(actor, chosen.year).filter(pk=unit.pk).exists()
    is_below = queries.is_reviewed_by(unit, chosen.year, unit_id=actor.unit_id)
    may_submit = actor.can(Capability.REPORTING_SUBMIT)
    verbs = {}
    if is_own and not chosen.is_frozen and actor.can(Capability.REPORTING_FILL):
        verbs["figures"] = reverse("return_figures", args=address)
    if is_own and not chosen.is_frozen and may_submit:
        verbs["submission"] = reverse("return_submission", args=address)
    if is_below and may_submit and filed and chosen.is_frozen:
        verbs["remarks"] = reverse("return_remarks", args=address)
        if not filed.accepted_at:
            verbs["acceptance"] = reverse("return_acceptance", args=address)
    return verbs
