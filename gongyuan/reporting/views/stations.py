from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest
from gongyuan.reporting import station_sheet
from gongyuan.reporting.choices import StationLife
from gongyuan.reporting.forms import StationFilter
from gongyuan.reporting.queries import stations as queries

MOST_DIGITS = 18


@dataclass(frozen=True, kw_only=True)
class _Asked:
    unit: Unit
    silence: queries.Silence | None
    life: str
    today: date
    form: StationFilter

    @property
    def found(self) -> QuerySet[AidInstitution]:
        if self.silence is None:
            raise Http404
        return queries.stations_by_life(
            path=self.unit.path, silence=self.silence, today=self.today, life=self.life
        )


@require_safe
@requires(Capability.REPORTING_READ)
def station_activity(request: ActorRequest) -> HttpResponse:
    """The stations of a union and those below with their last activity, silent ones first."""
    asked = _asked(request)
    shown: dict[str, Any] = {"asked": asked}
    if asked.silence is not None:
        lives = queries.lives(path=asked.unit.path, silence=asked.silence, today=asked.today)
        paginator = Paginator(asked.found, queries.PAGE)
        # Their number is known already.
        paginator.count = {"": lives.total, "silent": lives.silent, "live": lives.live}[asked.life]
        page = paginator.get_page(request.GET.get("page"))
        rows = [{"one": one, "days": _days(one, asked.today)} for one in page.object_list]
        shown |= {"lives": lives, "page": page, "rows": rows}
    return render(request, "reporting/stations.html", shown)


@require_safe
@requires(Capability.REPORTING_READ)
def station_activity_export(request: ActorRequest) -> HttpResponse:
    asked = _asked(request)
    name = f"{asked.unit.short_name}站点活动（{asked.today}）.xlsx"
    answer = HttpResponse(station_sheet.written(asked.found.iterator()), content_type=files.XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _asked(request: ActorRequest) -> _Asked:
    """The union within sight and which of its stations; at first the own one's silent ones."""
    wanted = request.GET.get("unit", "") or str(request.actor.unit_id)
    if not (wanted.isascii() and wanted.isdecimal()) or len(wanted) > MOST_DIGITS:
        raise Http404
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=int(wanted))
    life = request.GET.get("life", StationLife.SILENT)
    form = StationFilter({"life": life, "unit": unit.pk})
    today = timezone.localdate()
    return _Asked(
        unit=unit,
        silence=queries.silence_for(unit, today=today),
        life=form.cleaned_data["life"] if form.is_valid() else "",
        today=today,
        form=form,
    )


def _days(station: AidInstitution, today: date) -> int | None:
    """Days since the last activity; None where there never was one."""
    last: date | None = station.last_active  # type: ignore[attr-defined] # annotated by the query
    return (today - last).days if last else None
