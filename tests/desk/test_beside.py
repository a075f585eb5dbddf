"""What awaits a post besides cases is read by one statement, the same as kind by kind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongyuan.core.work import Awaiting, by_name, in_order
from gongyuan.core.work import work_lines as kind_by_kind
from gongyuan.desk import beside
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests import world
from tests.organisations.factories import make_tree
from tests.people.factories import make_post


@pytest.mark.parametrize(
    "role", [Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.LAWYER, Role.SYSTEM_ADMIN]
)
def test_one_statement_finds_what_a_query_a_kind_would_find(db, role):
    tree = make_tree()
    world.records(tree.county)
    actor = actor_in(make_post(role=role, unit=tree.county))
    today = timezone.localdate()
    kinds = [kind for one in beside.SOURCES for kind in one.awaiting(actor, today=today)]

    with CaptureQueriesContext(connection) as sent:
        found = beside.work_lines(actor, today=today)

    assert len(sent) <= 1
    assert found == in_order(kind_by_kind(kinds))
    assert {kind.name for kind in kinds} == set(beside.beside(actor, today=today))
    if role == Role.LEGAL_HEAD:
        assert len(found) > 5


def test_two_kinds_of_one_name_are_refused():
    kind = Awaiting(name="twice", rows=lambda: None, order=("pk",), line=lambda row: row)
    with pytest.raises(ValueError, match="twice"):
        by_name([kind, kind])
