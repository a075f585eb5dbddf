"""Lawyers, members, volunteers, unions and institutions by what was typed, by one statement for all
texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongyuan.desk.finding import short_lists
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_post, make_user, make_volunteer

pytestmark = pytest.mark.django_db
NOBODY = {"lawyers": [], "members": [], "volunteers": [], "units": [], "institutions": []}


def test_each_text_finds_its_own_whatever_was_typed_before():
    tree = make_tree()
    head = actor_in(make_post(role=Role.LEGAL_HEAD, unit=tree.county))
    lawyer = make_lawyer(unit=tree.county, name="秋一百", initials="qyb", has_account=False)
    member = make_user(name="秋百川", initials="qbc")
    make_post(unit=tree.county, user=member)
    make_post(unit=tree.other_county, user=make_user(name="秋百草", initials="qbcao"))
    volunteer = make_volunteer(unit=tree.county, name="秋风", initials="qf")
    station = make_institution(unit=tree.county, name="秋水职工法律援助站", kind="station")
    expected = {
        "秋": {"members": [member], "volunteers": [volunteer]},
        "秋一": {"lawyers": [lawyer]},
        "秋百": {"members": [member]},
        "QY": {"lawyers": [lawyer]},
        "qb": {"members": [member]},
        "秋水": {"institutions": [station]},
        "qsz": {"institutions": [station]},
        " 秋风 ": {"volunteers": [volunteer]},
        lawyer.licence_number: {"lawyers": [lawyer]},
        tree.county.short_name: {"units": [tree.county]},
        tree.county.region_code: {"units": [tree.county]},
        tree.county.region_code[:4]: {},
        "总工会": {},
        "100%": {},
        "%": {},
        "": {},
    }

    for _ in range(2):
        for text, wanted in expected.items():
            with CaptureQueriesContext(connection) as sent:
                found = short_lists(head, text)
            assert {**found, "units": found["units"][:1]} == NOBODY | wanted, text
            assert len(sent) <= 1


def test_who_may_not_read_the_registers_finds_nobody():
    tree = make_tree()
    make_volunteer(unit=tree.county, name="秋风")
    make_lawyer(unit=tree.county, name="秋一百")
    other = make_lawyer(unit=tree.county)

    assert short_lists(actor_in(other.user.posts.get()), "秋") == NOBODY
