"""Who reaches what: every route × every role × records of a sibling, a parent and a stranger, and
every route × every role × own records. Made from the table of routes, so a new one is in it."""

import logging
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from tests import bare, world
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
#: Roles that hold posts; a worker has no account.
ROLES = [role for role in Role if role is not Role.WORKER]
OUT_OF_REACH = {403, 404, 405}
#: Several roles to a test, so that the tests can be shared out evenly.
TOGETHER = [ROLES[start::4] for start in range(4)]
#: What a superior does to the records of a unit below, never to the own ones.
ONLY_BELOW = {"return_acceptance", "return_remarks"}


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """One world for the whole module: what a test does to it is taken back."""
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture(scope="module")
def foreign(lasting):
    """A county with nothing of its own, and what others have: a number of theirs that is also one
    of another kind of its own would look like a leak."""
    tree = make_tree()
    units = {"sibling": tree.other_county, "parent": tree.prefecture, "stranger": tree.stranger}
    found = {whose: world.records(unit) for whose, unit in units.items()}
    for part in world.SHOWN_BELOW:
        found["parent"].pop(part)
    return tree.county, found


@pytest.fixture(scope="module")
def own(lasting):
    """A county, its records, and those of a unit below it."""
    tree = make_tree()
    return tree.county, world.records(tree.county), world.records(tree.township)


@pytest.fixture(autouse=True)
def _asked_often(settings, tmp_path):
    """Thirty thousand refusals need neither be written down nor said on a page."""
    # The second factor has tests of its own; here it would hide a leak behind a redirect.
    settings.SECOND_FACTOR_COMPULSORY = False
    settings.ROOT_URLCONF = "tests.bare"
    settings.MIDDLEWARE = bare.MIDDLEWARE
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.file"
    settings.SESSION_FILE_PATH = tmp_path
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
    bare.OneReading.known.clear()


@contextmanager
def undone():
    """What a role does to the world is taken back before the next role comes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed_in(role, unit):
    """The browser of somebody in a role of a unit, or of nobody."""
    client = Client()
    if role:
        client.force_login(make_post(role=role, unit=unit).user)
    return client


def reaches(client, url, method):
    answer = getattr(client, method)(url)
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login")):
        return False
    return answer.status_code not in OUT_OF_REACH


@pytest.mark.parametrize("roles", [[None], *TOGETHER], ids=str)
def test_no_role_reaches_a_record_of_a_sibling_a_parent_or_a_stranger(foreign, roles):
    county, records = foreign
    for role in roles:
        with undone():
            leaks, tried = leaks_to(signed_in(role, county), records)

        print(f"{tried} requests as {role or 'nobody'}, {len(leaks)} leaks")
        assert tried > 100
        assert not leaks, f"{role}:\n" + "\n".join(leaks)


def leaks_to(client, foreign):
    """What of the records of others the client reaches, and how often it tried."""
    leaks, tried = [], 0
    for whose, known in foreign.items():
        for name, view, url in world.addresses(known, only_foreign=True):
            if getattr(view, "is_public", False):
                continue
            for method in ("get", "post"):
                tried += 1
                if reaches(client, url, method):
                    leaks.append(f"{method} {name} of a {whose}")
    return leaks, tried


@pytest.mark.parametrize("roles", TOGETHER, ids=str)
def test_a_role_without_the_power_is_refused_and_one_with_it_is_not(own, roles):
    county, records, below = own
    for role in roles:
        with undone():
            wrong = wrongly_answered(signed_in(role, county), role, records, below)

        assert not wrong, f"{role}:\n" + "\n".join(wrong)


def wrongly_answered(client, role, own, below):
    """The routes that refuse a role its power, or serve one without it."""
    wrong = []
    for name, parts, view in world.routes():
        powers = getattr(view, "capabilities", None)
        if not powers or set(parts) & world.OF_THE_SESSION:
            continue
        url = world.address(name, parts, below if name in ONLY_BELOW else own)
        status = client.get(url).status_code
        if status == 405:
            status = client.post(url).status_code
        allowed = bool(BY_ROLE[role] & powers)
        if status >= 500 or (allowed and status == 403) or (not allowed and status != 403):
            wrong.append(f"{'with' if allowed else 'without'} {name}: {status}")
    return wrong


def test_every_view_is_public_or_names_a_power_or_is_about_the_own_account():
    unmarked = [
        name
        for name, _, view in world.routes()
        if not getattr(view, "is_public", False)
        and not getattr(view, "is_own_account", False)
        and not getattr(view, "capabilities", None)
    ]

    assert unmarked == []


def test_every_part_of_an_address_is_known_to_the_leak_test(own):
    known = {*own[1], *world.PLAIN, *world.OF_THE_SESSION}
    unknown = {
        f"{name}: {part}"
        for name, parts, view in world.routes()
        for part in parts
        if part not in known and not getattr(view, "is_public", False)
    }

    assert not unknown, unknown
