from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from gongyuan.desk.choices import MOVES_OF_ROLE
from gongyuan.desk.queries import MOST_COUNTED, late_count
from gongyuan.people.capabilities import Capability

#: Label, route, the power that shows it, and whether a line is drawn above.
RAIL = (
    ("工作台", "desk_worklist", Capability.DESK_USE, False),
    ("法律援助", "case_list", Capability.CASES_READ, False),
    ("职工", "worker_list", Capability.PEOPLE_READ, False),
    ("用人单位", "employer_list", Capability.PEOPLE_READ, False),
    ("律师团", "lawyer_panel", Capability.LAWYERS_READ, True),
    ("统计报送", "return_list", Capability.REPORTING_READ, True),
    ("组织网络", "organisation_tree", Capability.ORGANISATIONS_READ, False),
    ("账号", "staff_list", Capability.PEOPLE_MANAGE_ACCOUNTS, False),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The left rail: only what the post can use."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.capabilities:
        return {}
    items = []
    for label, route, capability, starts_group in RAIL:
        url = _url(route) if actor.can(capability) else None
        if url:
            current = request.path == url or request.path.startswith(url.rstrip("/") + "/")
            items.append(
                {
                    "label": label,
                    "url": url,
                    "current": current,
                    "starts_group": starts_group,
                    "count": _late(actor) if route == "desk_worklist" else None,
                }
            )
    return {"navigation": items}


def _late(actor: Any) -> str:
    """How many of the post's cases are late, as the rail shows it; empty for none."""
    if actor.role not in MOVES_OF_ROLE:
        return ""
    late = late_count(actor, today=timezone.localdate())
    return f"{MOST_COUNTED}+" if late > MOST_COUNTED else str(late or "")


def _url(route: str) -> str | None:
    try:
        return reverse(route)
    except NoReverseMatch:
        return None
