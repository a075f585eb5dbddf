"""The pages that are measured: who opens what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from bench.people import COMMON_NAME, RARE_NAME
from gongyuan.cases.models import Case
from gongyuan.organisations.models import Unit

#: Posts of `bench.province`: the busiest county, its prefecture, the province, a lawyer there.
COUNTY, PREFECTURE, PROVINCE, LAWYER = (
    "legal_head-410121",
    "legal_head-410100",
    "legal_head-410000",
    "lawyer-bench",
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its address (made when the database is known), and what is posted to it."""

    name: str
    username: str
    address: Callable[[], str]
    posted: dict[str, str] = field(default_factory=dict)
    #: Lists keep to 30 KB of HTML.
    is_list: bool = False


def _list_from(share: float) -> str:
    """The case list from a place deep in the history on, by key."""
    newest = Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    return f"{reverse('case_list')}?before={int(newest * share)}"


#: Days back to the first of the days whose decisions are listed, and to the last.
PAST_MONTH = (760, 730)


def _decided(days: tuple[int, int]) -> str:
    """The case list narrowed to decisions of a month long ago."""
    first, last = (timezone.localdate() - timedelta(days=number) for number in days)
    return f"{reverse('case_list')}?decided_from={first}&decided_to={last}"


def _case(state: str) -> str:
    rows = Case.objects.filter(unit__region_code="410121", state=state).order_by("-pk")
    return reverse("case_detail", args=[rows.values_list("pk", flat=True)[0]])


def _table() -> str:
    unit = Unit.objects.get(region_code="410000")
    return reverse("return_table", args=[unit.pk, timezone.localdate().year])


def _worklist(tab: str = "") -> str:
    return reverse("desk_worklist") + (f"?tab={tab}" if tab else "")


def _page(
    name: str, username: str, address: Callable[[], str], *, is_list: bool = False, q: str = ""
) -> Page:
    posted = {"q": q} if q else {}
    return Page(name=name, username=username, address=address, is_list=is_list, posted=posted)


PAGES = (
    _page("worklist, county head", COUNTY, _worklist, is_list=True),
    _page("worklist, whole unit", COUNTY, lambda: _worklist("unit"), is_list=True),
    _page("worklist, lawyer", LAWYER, _worklist, is_list=True),
    _page("stuck below, prefecture", PREFECTURE, lambda: _worklist("below"), is_list=True),
    _page("stuck below, province", PROVINCE, lambda: _worklist("below"), is_list=True),
    _page("units below, province", PROVINCE, lambda: reverse("desk_below")),
    _page("case list, county", COUNTY, lambda: reverse("case_list"), is_list=True),
    _page("case list, province", PROVINCE, lambda: reverse("case_list"), is_list=True),
    _page("case list, deep", PROVINCE, lambda: _list_from(0.3), is_list=True),
    _page("case list, late", PROVINCE, lambda: reverse("case_list") + "?track=late", is_list=True),
    _page("case list, month decided", PROVINCE, lambda: _decided(PAST_MONTH), is_list=True),
    _page("case page, handling", COUNTY, lambda: _case("handling")),
    _page("case page, reviewing", COUNTY, lambda: _case("awaiting_decision")),
    _page("search, rare name", COUNTY, lambda: reverse("desk_search"), q=RARE_NAME),
    _page("search, rare, province", PROVINCE, lambda: reverse("desk_search"), q=RARE_NAME),
    _page("search, common name", PROVINCE, lambda: reverse("desk_search"), q=COMMON_NAME),
    _page("table of 003, province", PROVINCE, _table),
    _page("portal home", "", lambda: reverse("portal_home")),
)
EMPTY = _page("empty view", "", lambda: reverse("bench_empty"))
SIGNED_IN = _page("empty, signed in", COUNTY, lambda: reverse("bench_empty_signed_in"))
BY_NAME = {page.name: page for page in (*PAGES, SIGNED_IN, EMPTY)}
#: Those that are asked for as fast as a server answers.
FAST = (
    "empty view",
    "empty, signed in",
    "worklist, county head",
    "case list, province",
    "portal home",
)
