"""Fifty thousand unions cost a page of the tree what five hundred cost: queries, bytes, and the
rows the server reads, as it says itself."""

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.organisations.actions.units import allot_ids, count_children
from gongyuan.organisations.models import Unit
from tests.organisations.factories import make_unit
from tests.people.factories import make_post

FEW, MANY = 500, 50_000
PER_TOWNSHIP = 450
#: Rows touched when the tree of five hundred is read from end to end, superiors with it.
WHOLE_SMALL_TREE = FEW + 250
#: A page of as many unions as one holds, each with a branch to open.
FULL_PAGE_BYTES = 36_000
TEMPLATE = """
    INSERT INTO organisations_unit (id, name, short_name, initials, kind, level, parent_id, path,
        region_code, document_prefix, phone, address, children_count, former_names, search)
    SELECT id, '第' || n || '村工会', n || '村', '', 'enterprise', 'primary', %s,
        %s || id || '/', lpad((%s + n)::text, 12, '9'), '', '', '', 0, '{}',
        ('''第' || n || ''':1 ''村工'':2 ''' || n || '村'':3')::tsvector
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS fresh (id, n)
"""


def fill(county: Unit, number: int) -> list[Unit]:
    """Villages under townships under a county, and as many again directly under the county."""
    towns = [
        make_unit(level="township", parent=county, name=f"第{n}镇总工会")
        for n in range(max(number // 2 // PER_TOWNSHIP, 1))
    ]
    for parent, share in [(county, number // 2), *((t, number // 2 // len(towns)) for t in towns)]:
        with connection.cursor() as cursor:
            cursor.execute(TEMPLATE, [parent.pk, parent.path, parent.pk * 1000, allot_ids(share)])
    make_unit(level="primary", parent=towns[0], name="桃花源村工会", kind="enterprise")
    count_children([county.pk, *(town.pk for town in towns)])
    return towns


def plans(queries: list[dict[str, str]]) -> Iterator[dict]:
    with connection.cursor() as cursor:
        for query in queries:
            sent = str(query["sql"])
            # What follows from the key of one record is planned for any key, and grows with none.
            if "organisations_" in sent and sent.startswith("SELECT") and "$1" not in sent:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sent}")
                answer = cursor.fetchone()[0]
                yield (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


def rows_touched(plan: dict) -> int:
    """Rows read at the leaves, those thrown away included."""
    below = plan.get("Plans", [])
    if below:
        return sum(rows_touched(one) for one in below)
    removed = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return int((plan["Actual Rows"] + removed) * plan["Actual Loops"])


def cost(client, url: str) -> dict[str, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code == 200
    touched = list(plans(queries.captured_queries))
    return {
        "queries": len(queries),
        "bytes": len(answer.content),
        "rows": sum(rows_touched(plan) for plan in touched),
    }


def pages(county: Unit, town: Unit) -> dict[str, str]:
    first = reverse("unit_detail", args=[county.pk])
    codes = list(
        Unit.objects.filter(parent=county, level="primary")
        .order_by("region_code", "pk")
        .values_list("region_code", "pk")[:150]
    )
    code, pk = codes[120]
    return {
        "county": first,
        "further on": f"{first}?after={code}-{pk}",
        "township": reverse("unit_detail", args=[town.pk]),
        "leaf": reverse(
            "unit_detail", args=[Unit.objects.filter(parent=town, kind="enterprise").first().pk]
        ),
        "search": reverse("unit_search") + "?q=桃花源",
        "wide search": reverse("unit_search") + "?q=村",
        "start": reverse("organisation_tree"),
        "move": reverse("unit_move", args=[town.pk]) + "?q=桃花源",
    }


def costs_of_pages(client, county: Unit, town: Unit) -> dict[str, dict[str, int]]:
    post = make_post(unit=county)
    client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {name: cost(client, url) for name, url in pages(county, town).items()}


def planted(root: Unit, name: str, number: int) -> tuple[Unit, Unit]:
    county = make_unit(level="county", parent=root, name=name)
    town = fill(county, number)[0]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE organisations_unit, organisations_unitstretch")
    return county, town


@pytest.mark.django_db
def test_no_page_of_the_tree_costs_more_at_fifty_thousand_unions_than_at_five_hundred(client):
    root = make_unit(level="province", name="大省总工会")
    small = planted(root, "小县总工会", FEW)
    alone = costs_of_pages(client, *small)
    large = planted(root, "大县总工会", MANY)
    assert Unit.objects.count() > MANY

    for county, town in (small, large):
        for name, most in costs_of_pages(client, county, town).items():
            least, place = alone[name], (county.name, name)
            assert most["queries"] == least["queries"], place
            lightest = max(least["bytes"] * 1.1 + 2000, FULL_PAGE_BYTES)
            assert most["bytes"] <= lightest, (place, least, most)
            assert most["rows"] <= max(least["rows"] * 1.5, WHOLE_SMALL_TREE), (place, least, most)
