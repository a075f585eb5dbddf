from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.queries.below import stuck_by_unit
from gongyuan.cases.queries.handlers import find_unit
from gongyuan.cases.queries.lists import case_lines
from gongyuan.cases.queries.search import find_cases
from gongyuan.consultations.queries.lists import find_consultations
from gongyuan.core.access import requires
from gongyuan.core.counting import shown_count
from gongyuan.core.notices import inbox, mark_read
from gongyuan.core.requests import EITHER
from gongyuan.core.search import has_words
from gongyuan.desk import queries
from gongyuan.desk.choices import Kind, Stuck, Tab
from gongyuan.desk.finding import short_lists
from gongyuan.desk.lines import found_cases, found_employers, found_workers, groups_of
from gongyuan.desk.tallies import Tallies, tallies
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.queries import find_employers, find_workers
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.DESK_USE)
def worklist(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    asked = _asked(request)
    counted = tallies(request.actor, today=today, tab=asked.tab)
    request.tallies = counted  # type: ignore[attr-defined] # the rail shows them too
    page = _work_page(request, asked, today)
    context = {
        "now": now,
        "today": today,
        "tab": asked.tab,
        "asked": asked,
        "page": page,
        # A lawyer answers and reports on pages of one's own: two taps from here.
        "groups": groups_of(
            page, now=now, route="lawyer_case" if request.actor.is_lawyer else "case_detail"
        ),
        "count": _count(request, asked, counted),
        "tabs": [_tab_item(t, n, current=t is asked.tab) for t, n in counted.tabs.items()],
        "may_batch": _may_batch(request, asked),
        "kinds": [_kind_item(kind, n, asked) for kind, n in counted.kinds.items()],
        "dateless": shown_count(counted.dateless) if counted.dateless else "",
    }
    return render(request, "desk/worklist.html", context)


def _work_page(request: ActorRequest, asked: "_Asked", today: date) -> queries.WorkPage:
    return queries.work_page(
        request.actor,
        asked.tab,
        today=today,
        narrowed=asked.narrowed,
        below=asked.below,
        after=request.GET.get("after", ""),
    )


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the address asks of the worklist; what means nothing is as if it were not there."""

    tab: Tab
    narrowed: queries.Narrowed
    unit: Unit | None

    @property
    def below(self) -> str:
        return self.unit.path if self.unit else ""

    @property
    def kind(self) -> Kind | None:
        return self.narrowed.kind


def _asked(request: ActorRequest) -> _Asked:
    wanted = request.GET
    tabs = queries.tabs_of(request.actor)
    tab = next((t for t in tabs if t == wanted.get("tab")), Tab.MINE)
    stuck = next((one for one in Stuck if one == wanted.get("stuck")), Stuck.LATE)
    if tab is Tab.BELOW:
        unit = find_unit(request.actor, wanted.get("unit", ""))
        return _Asked(tab=tab, narrowed=queries.Narrowed(stuck=stuck), unit=unit)
    kind = next((kind for kind in Kind if kind == wanted.get("kind")), None)
    stuck = stuck if stuck is Stuck.DATELESS else Stuck.LATE
    return _Asked(tab=tab, narrowed=queries.Narrowed(kind=kind, stuck=stuck), unit=None)


def _may_batch(request: ActorRequest, asked: _Asked) -> bool:
    """Several cases at once, where one looks at what others are to do."""
    powers = {Capability.CASES_ASSIGN, Capability.CASES_SERVE}
    return asked.tab in (Tab.UNIT, Tab.WAITING) and bool(request.actor.capabilities & powers)


def _count(request: ActorRequest, asked: _Asked, counted: Tallies) -> str:
    """How many the list holds; of a part of what is stuck below, counted for itself."""
    if asked.kind is not None and asked.narrowed.stuck is Stuck.LATE:
        return shown_count(counted.kinds.get(asked.kind, 0))
    if asked.unit is None and asked.narrowed.stuck is Stuck.LATE:
        return shown_count(counted.tabs[asked.tab])
    return shown_count(
        queries.count(
            request.actor,
            asked.tab,
            narrowed=asked.narrowed,
            below=asked.below,
            today=timezone.localdate(),
        )
    )


def _tab_item(tab: Tab, count: int, *, current: bool) -> dict[str, object]:
    url = f"{reverse('desk_worklist')}?tab={tab}"
    return {"label": tab.label, "url": url, "count": shown_count(count), "current": current}


def _kind_item(kind: Kind, count: int, asked: _Asked) -> dict[str, object]:
    """A kind of work as a link; the one that is chosen leads back to all."""
    current = kind is asked.kind
    url = f"{reverse('desk_worklist')}?tab={asked.tab}" + ("" if current else f"&kind={kind}")
    return {"label": kind.label, "url": url, "count": shown_count(count), "current": current}


@require_safe
@requires(Capability.CASES_OVERSEE)
def below(request: ActorRequest) -> HttpResponse:
    """What is late or has no deadline in the units below, unit by unit."""
    now = timezone.now()
    lines = stuck_by_unit(request.actor, today=timezone.localdate(now))
    late = sum(line.late for line in lines)
    dateless = sum(line.dateless for line in lines)
    context = {"lines": lines, "late": late, "dateless": dateless, "now": now}
    return render(request, "desk/below.html", context)


@EITHER
@requires(Capability.DESK_USE)
def search(request: ActorRequest) -> HttpResponse:
    """Find by name, number, phone tail…; asked by POST, so that no personal word is in a URL."""
    text = request.POST.get("q", "").strip()[:60]
    context = {
        "search_text": text,
        "is_search": True,
        "asked": bool(text),
        "has_words": has_words(text),
    }
    if text:
        context |= _found(request.actor, text)
    return render(request, "desk/search.html", context)


def _found(actor: Actor, text: str) -> dict[str, Any]:
    """What the words find within sight, and its lines."""
    cases = case_lines(find_cases(actor, text))
    # Their sealed numbers are not shown, so they are not opened.
    workers = list(find_workers(actor, text).only("name", "birth_date"))
    employers = list(find_employers(actor, text))
    return {
        **short_lists(actor, text),
        "consultations": _consultations(actor, text),
        "cases": cases,
        "workers": workers,
        "employers": employers,
        "case_lines": found_cases(cases),
        "worker_lines": found_workers(workers),
        "employer_lines": found_employers(employers),
    }


def _consultations(actor: Actor, text: str) -> list[Any]:
    if not actor.can(Capability.CONSULTATIONS_READ):
        return []
    return list(find_consultations(actor, text, today=timezone.localdate()))


@EITHER
@requires(Capability.DESK_USE)
def notices(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        mark_read(user_id=request.actor.user_id, now=now)
    found = inbox(user_id=request.actor.user_id)
    return render(request, "desk/notices.html", {"notices": found, "now": now})
