from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.queries.lists import case_lines
from gongyuan.cases.queries.search import find_cases
from gongyuan.core.access import requires
from gongyuan.core.counting import shown_count
from gongyuan.core.notices import inbox, mark_read
from gongyuan.desk import queries
from gongyuan.desk.choices import Tab
from gongyuan.desk.lines import found_cases, found_employers, found_workers, groups_of
from gongyuan.people.capabilities import Capability
from gongyuan.people.queries import find_employers, find_workers
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.DESK_USE)
def worklist(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    tabs = queries.tabs_of(request.actor)
    tab = next((t for t in tabs if t == request.GET.get("tab")), Tab.MINE)
    counted = queries.tallies(request.actor, today=today, has_tabs=True)
    request.tallies = counted  # type: ignore[attr-defined] # the rail shows them too
    counts = counted.tabs
    page = queries.work_page(request.actor, tab, today=today, after=request.GET.get("after", ""))
    context = {
        "now": now,
        "today": today,
        "tab": tab,
        "page": page,
        "groups": groups_of(page, now=now),
        "count": counts[tab],
        "tabs": [_tab_item(t, counts[t], current=t is tab) for t in tabs],
    }
    return render(request, "desk/worklist.html", context)


def _tab_item(tab: Tab, count: int, *, current: bool) -> dict[str, object]:
    url = f"{reverse('desk_worklist')}?tab={tab}"
    return {"label": tab.label, "url": url, "count": shown_count(count), "current": current}


@require_http_methods(["GET", "POST"])
@requires(Capability.DESK_USE)
def search(request: ActorRequest) -> HttpResponse:
    """Find by name, number, phone tail…; asked by POST, so that no personal word is in a URL."""
    text = request.POST.get("q", "").strip()[:60]
    cases = case_lines(find_cases(request.actor, text)) if text else []
    # Their sealed numbers are not shown, so they are not opened.
    shown = find_workers(request.actor, text).only("name", "birth_date")
    workers = list(shown) if text else []
    employers = list(find_employers(request.actor, text)) if text else []
    context = {
        "search_text": text,
        "asked": bool(text),
        "cases": cases,
        "workers": workers,
        "employers": employers,
        "case_lines": found_cases(cases),
        "worker_lines": found_workers(workers),
        "employer_lines": found_employers(employers),
    }
    return render(request, "desk/search.html", context)


@require_http_methods(["GET", "POST"])
@requires(Capability.DESK_USE)
def notices(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        mark_read(user_id=request.actor.user_id, now=now)
    found = inbox(user_id=request.actor.user_id)
    return render(request, "desk/notices.html", {"notices": found, "now": now})
