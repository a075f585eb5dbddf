"""No page without a way in: from the worklist, links alone lead to every page a post may open."""

import html
import re

import pytest
from django.db import transaction
from django.urls import reverse

from gongyuan.cases.actions.saved_filters import save_filter
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from tests import world
from tests.cases.factories import NOW
from tests.lawyers.factories import make_contact, make_firm, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
#: One of each kind: what the others may open, one of these may too.
ROLES = (
    Role.LEGAL_HEAD,
    Role.WINDOW_CLERK,
    Role.STATISTICIAN,
    Role.SYSTEM_ADMIN,
    Role.AUDITOR,
    Role.LAWYER,
    Role.LAW_FIRM_CONTACT,
    Role.JUSTICE_OFFICER,
    Role.ENTERPRISE_UNION_OFFICER,
    Role.VOLUNTEER,
)
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
#: Far more than a small world has; a crawl that goes on is a calendar without an end.
MOST_PAGES = 500
#: Opened by what is typed or done on another page, or by a number once there is something to count.
BY_FORM = {"desk_search", "unit_search", "cases_done"}
ONCE_THERE_IS = {"inquiry_list", "draw_new", "review_list"}


def pages_without_parts(client, role):
    """The addresses that need no record, which the role may open by asking for them."""
    for name, parts, view in world.routes():
        powers = getattr(view, "capabilities", None)
        if not powers or parts or name in BY_FORM | ONCE_THERE_IS or not powers & BY_ROLE[role]:
            continue
        if client.get(reverse(name)).status_code == 200:
            yield name, reverse(name)


def led_to(client, start):
    """The paths that links lead to, each opened once, those of records of one kind once too."""
    waiting, seen, kinds = [start], set(), set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        path, _, query = address.partition("?")
        tab = "&".join(part for part in query.split("&") if part.startswith("tab="))
        path = f"{path}?{tab}" if tab else path
        kind = re.sub(r"\d+", "0", path)
        if path in seen or (kind != path and kind in kinds):
            continue
        seen.add(path)
        kinds.add(kind)
        answer = client.get(address)
        if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
            waiting += [html.unescape(link) for link in LINK.findall(answer.content.decode())]
    return seen


def _holder(role, unit):
    """Somebody in the role; a lawyer is of the team, a firm's contact of a firm."""
    if role == Role.LAWYER:
        return make_lawyer(unit=unit).user.posts.get()
    if role == Role.LAW_FIRM_CONTACT:
        return Post.objects.get(pk=make_contact(make_firm(), unit=unit).post_id)
    return make_post(role=role, unit=unit)


@pytest.fixture(scope="module")
def tree(django_db_setup, django_db_blocker):
    """A county with one of everything for all roles: what is opened changes nothing for others."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_tree()
        world.records(made.county)
        yield made
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_links_lead_from_the_worklist_to_every_page_a_post_may_open(client, settings, tree, role):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = _holder(role, tree.province)
    client.force_login(post.user)
    save_filter(name="今年", chosen={"track": "late"}, actor=actor_in(post), now=NOW)

    reached = led_to(client, reverse("desk_worklist"))

    assert len(reached) < MOST_PAGES
    missing = [name for name, path in pages_without_parts(client, role) if path not in reached]
    assert not missing, missing


@pytest.mark.parametrize(
    ("route", "entry"),
    [
        ("desk_worklist", "工作台"),
        ("desk_notices", "通知"),
        ("case_list", "法律援助"),
        ("case_filter", "法律援助"),
        ("case_calendar", "日程"),
    ],
)
def test_the_rail_marks_one_place_as_the_current_one(client, tree, route, entry):
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    rail = client.get(reverse(route)).context["navigation"]

    assert [item["label"] for item in rail if item.get("current")] == [entry]


def test_every_role_of_the_other_kinds_may_open_no_more_than_those_tried():
    tried = frozenset().union(*(BY_ROLE[role] for role in ROLES))
    others = set(Role) - set(ROLES) - {Role.WORKER}

    assert all(BY_ROLE[role] <= tried for role in others)
