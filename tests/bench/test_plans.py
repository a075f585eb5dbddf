"""Lists of cases are read by the indexes made for them.

On some thousand cases the planner would read and sort the whole table; it is told not to. Which
index it takes then is what it takes of a million.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.generate import fill, finish, found
from bench.province import Size
from gongyuan.cases.choices import CaseState
from gongyuan.cases.queries.filters import CaseFilter
from gongyuan.cases.queries.lists import case_page
from gongyuan.consultations.choices import Topic
from gongyuan.consultations.models.consultation_indexes import COMMON
from gongyuan.consultations.queries.lists import ConsultationFilter, listed
from gongyuan.desk.choices import Tab
from gongyuan.desk.tallies import tallies
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role, SpecialGroup
from gongyuan.people.queries.register import list_workers
from tests.people.factories import make_actor

CASES = 2_000
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SMALL = Size(prefectures=2, counties=6, townships=12, lawyers=20)
MARCH = (date(2025, 3, 1), date(2025, 3, 31))


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            bare = cursor.connection
            # Other tests have drawn numbers, and given numbers start where the drawn ones end.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('policy_decisionrecord', 'id'), 1, false)"
            )
            world = found(bare, CASES, now=NOW, size=SMALL)
            fill(world, range(CASES), bare)
            finish(world, bare)
            cursor.execute("ANALYZE cases_case")
            for name in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{name} = off")
        yield
        transaction.set_rollback(True)


def head_of(code: str) -> Actor:
    return make_actor(role=Role.LEGAL_HEAD, unit=Unit.objects.get(region_code=code))


def plan_of(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {statement}")
        return "\n".join(row[0] for row in cursor.fetchall())


def plan_of_rows(chosen: CaseFilter, actor: Actor, **keys: str) -> str:
    """The plan by which a page of the list finds its rows."""
    with CaptureQueriesContext(connection) as sent:
        case_page(actor, chosen, today=TODAY, **keys)
    return plan_of(next(one["sql"] for one in sent if "cases_case" in str(one["sql"])))


@pytest.mark.usefixtures("province", "db")
@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        ({"applied_from": MARCH[0], "applied_to": MARCH[1]}, "case_by_application"),
        ({"decided_from": MARCH[0], "decided_to": MARCH[1]}, "case_by_decision"),
        ({"closed_from": MARCH[0], "closed_to": MARCH[1]}, "case_by_closing"),
        ({"state": CaseState.TERMINATED.value}, "case_by_state"),
        ({"state": CaseState.UNDER_OBJECTION.value}, "case_by_state"),
        ({"track": "major"}, "case_major"),
        ({"track": "late"}, "case_open"),
        ({"order": "due"}, "case_open_by_deadline"),
    ],
    ids=str,
)
def test_a_list_narrowed_for_a_province_is_read_by_its_index(
    chosen: dict[str, Any], index: str
) -> None:
    plan = plan_of_rows(CaseFilter(**chosen), head_of("410000"))

    assert index in plan, plan
    assert "Seq Scan on cases_case" not in plan


@pytest.mark.usefixtures("province", "db")
@pytest.mark.parametrize("span", ["applied", "decided", "closed"])
def test_a_deep_page_of_a_span_begins_where_the_last_ended(span: str) -> None:
    chosen = CaseFilter(**{f"{span}_from": date(2020, 1, 1)})
    actor = head_of("410000")
    first = case_page(actor, chosen, today=TODAY)

    rows = plan_of_rows(chosen, actor, before=first.older_than)

    # The position bounds the index, it does not merely sort out what was read.
    (bounds,) = re.findall(r"Index Cond: (.*(?:applied_at|decided_at|closed_on).*)", rows)
    assert bounds.count(" <= ") == 1


@pytest.mark.usefixtures("province", "db")
def test_workers_of_a_special_group_are_found_without_the_others() -> None:
    head = head_of("410000")

    for group in SpecialGroup:
        plan = list_workers(head, standing=group).explain()
        assert f"worker_{group} on" in plan, plan


@pytest.mark.usefixtures("province", "db")
def test_a_topic_few_ask_about_is_found_without_the_others() -> None:
    head = head_of("410000")

    for topic in set(Topic) - set(COMMON):
        with CaptureQueriesContext(connection) as sent:
            listed(head, ConsultationFilter(topic=topic), now=NOW)
        plan = plan_of(sent[-1]["sql"])
        assert "consultation_rare_topic on" in plan, plan


@pytest.mark.usefixtures("province", "db")
def test_what_awaits_a_post_is_counted_state_by_state_by_one_plan_and_its_index() -> None:
    with CaptureQueriesContext(connection) as sent:
        tallies(head_of("410121"), today=TODAY, tab=Tab.MINE)

    plan = plan_of(sent[-1]["sql"])

    (bounds,) = re.findall(r"Only Scan using case_open_by_kind.*\n *Index Cond: (.*)", plan)
    assert "each.value" in bounds, plan
    assert "Seq Scan on cases_case" not in plan
