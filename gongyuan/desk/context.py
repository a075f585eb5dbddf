from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from gongyuan.core.counting import shown_count
from gongyuan.desk.beside import work_lines
from gongyuan.desk.choices import MOVES_OF_ROLE
from gongyuan.desk.covering import covered_work, is_covered
from gongyuan.desk.tallies import Tallies, tallies
from gongyuan.organisations.queries.places import place_from
from gongyuan.people.capabilities import Capability
from gongyuan.policy.entry_rules import is_leading, missing_year
from gongyuan.policy.in_force import current_calendar

#: Headings of the rail, and under each: label, route, the power that shows it.
RAIL: dict[str, tuple[tuple[str, str, Capability], ...]] = {
    "": (
        ("工作台", "desk_worklist", Capability.DESK_USE),
        ("通知", "desk_notices", Capability.DESK_USE),
        ("我的服务", "own_service", Capability.PEOPLE_OWN_SERVICE),
    ),
    "办案": (
        ("我的案件", "lawyer_cases", Capability.CASES_HANDLE),
        ("咨询", "consultation_list", Capability.CONSULTATIONS_READ),
        ("法律援助", "case_list", Capability.CASES_READ),
        ("重大案件", "major_cases", Capability.CASES_OVERSEE),
        ("转交", "hand_up_list", Capability.CASES_HAND_UP),
        ("异地协作", "collaboration_list", Capability.CASES_COLLABORATE),
        ("日程", "case_calendar", Capability.CASES_READ),
        ("服务质量", "quality_home", Capability.QUALITY_READ),
        ("评估和询问", "quality_mine", Capability.QUALITY_ANSWER),
    ),
    "职工和人员": (
        ("职工", "worker_list", Capability.PEOPLE_READ),
        ("用人单位", "employer_list", Capability.PEOPLE_READ),
        ("人员", "member_list", Capability.PEOPLE_READ_STAFF),
        ("值班", "duty_home", Capability.DUTY_READ),
        ("账号", "staff_list", Capability.PEOPLE_MANAGE_ACCOUNTS),
    ),
    "律师": (
        ("律师团", "lawyer_panel", Capability.LAWYERS_READ),
        ("本所", "firm_own", Capability.LAWYERS_OWN_FIRM),
        ("我的聘任", "lawyer_own", Capability.LAWYERS_GO_ONLINE),
        ("志愿团年度", "year_ledger_list", Capability.LAWYERS_READ),
        ("我的一年", "my_year", Capability.PANEL_OWN),
        ("服务申请", "request_list", Capability.PANEL_REQUEST),
        ("培训", "course_list", Capability.PANEL_ATTEND),
    ),
    "组织和统计": (
        ("组织网络", "organisation_tree", Capability.ORGANISATIONS_READ),
        ("协作记录", "coordination_list", Capability.COORDINATION_READ),
        ("统计报送", "return_list", Capability.REPORTING_READ),
        ("台账", "ledger_home", Capability.LEDGERS_USE),
        ("政策规则", "policy_packs", Capability.POLICY_READ),
    ),
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The left rail: only what the post can use."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.capabilities:
        return {}
    # A view that has counted for itself leaves its counts on the request.
    counted = getattr(request, "tallies", None) or tallies(actor, today=timezone.localdate())
    items: list[dict[str, Any]] = []
    for group, entries in RAIL.items():
        for label, route, capability in entries:
            if actor.can(capability):
                item = {"label": label, "url": _address(route, get_script_prefix()), "group": group}
                items.append({**item, **_count(route, actor, counted)})
    # Of two entries one of which lies under the other, only the nearer is where one is.
    above = [item for item in items if request.path.startswith(item["url"])]
    if above:
        max(above, key=lambda item: len(item["url"]))["current"] = True
    return {"navigation": items}


@cache
def _address(route: str, prefix: str) -> str:
    """Where a page of the rail lies below `prefix`; every page shows some twenty of them."""
    return reverse(route)


#: Where whoever enters the calendar is reminded of next year's.
REMINDING = {"desk_worklist", "policy_packs", "policy_calendar"}


def calendar_hint(request: HttpRequest) -> dict[str, Any]:
    """From November on, ask those who may enter it for the arrangement of next year.

    It asks the database nothing: who acts and what is in force is known already.
    """
    actor = getattr(request, "actor", None)
    shown_on = request.resolver_match.url_name if request.resolver_match else None
    if shown_on not in REMINDING or actor is None:
        return {}
    if not actor.can(Capability.POLICY_ENTER_CALENDAR):
        return {}
    posts = getattr(request, "held_posts", ())
    unit = next((post.unit for post in posts if post.pk == actor.post_id), None)
    if unit is None or not is_leading(actor, place_from(unit)):
        return {}
    year = missing_year(current_calendar(), today=timezone.localdate())
    if year is None:
        return {}
    return {"calendar_hint": {"year": year, "url": reverse("policy_calendar_entry")}}


def work_beside(request: HttpRequest) -> dict[str, Any]:
    """On the worklist, what awaits this post's unit besides cases, the soonest day first, and the
    work of absent colleagues."""
    counted = getattr(request, "tallies", None)
    if counted is None:
        return {}
    covering = {"work_covered": covered_work(request), "is_covered": is_covered(request)}
    if not counted.beside:
        return covering
    actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    lines = work_lines(actor, today=timezone.localdate(), only=counted.beside)
    shown = [(line, reverse(line.route, args=[line.pk])) for line in lines]
    return {**covering, "work_beside": shown}


def _count(route: str, actor: Any, counted: Tallies) -> dict[str, str]:
    """What the rail counts beside an entry, and what the number means; nothing for none."""
    if route == "desk_worklist" and actor.role in MOVES_OF_ROLE:
        return {"count": _shown(counted.late), "count_label": "件已超期"}
    if route == "desk_notices":
        return {"count": _shown(counted.unread), "count_label": "条未读"}
    return {}


def _shown(count: int) -> str:
    return shown_count(count) if count else ""
