"""Prepared statements answer as the queries they were made from, for every form and value."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from gongyuan.core.models import Notice
from gongyuan.core.prepared import Prepared, Statements, run_rows, statement_of
from gongyuan.organisations.models import Unit
from gongyuan.people.sessions import SessionStore
from tests.organisations.factories import make_unit
from tests.people.factories import make_user

pytestmark = pytest.mark.django_db


def notices_of(form, user_id, text):
    rows = Notice.objects.filter(user_id=user_id, link__startswith=text).order_by("pk")
    return statement_of(rows.none() if form == "nobody" else rows.values_list("link"))


def told(user, *texts):
    now = timezone.now()
    return [
        Notice.objects.create(
            user_id=user.pk, channel=Notice.Channel.IN_APP, link=text, created_at=now
        )
        for text in texts
    ]


def test_a_statement_is_made_once_and_takes_the_values_of_each_use():
    made = []

    def make(form, **values):
        made.append(form)
        return notices_of(form, **values)

    statements, first, second = Statements(make), make_user(), make_user()
    told(first, "一", "二")
    told(second, "一二")

    def texts(user):
        return run_rows(*statements.filled("all", user_id=user.pk, text="一"))

    assert texts(first) == [("一",)]
    assert texts(second) == [("一二",)]
    assert made == ["all"]


def test_a_value_inside_a_pattern_matches_literally():
    user, statements = make_user(), Statements(notices_of)
    told(user, "100%", "1000", "1_0", "\\n")

    found = {
        text: run_rows(*statements.filled("all", user_id=user.pk, text=text))
        for text in ("100%", "1_0", "\\")
    }

    assert found == {"100%": [("100%",)], "1_0": [("1_0",)], "\\": [("\\n",)]}


def test_an_empty_value_is_part_of_the_form():
    made = []

    def make(form, user_id, place):
        made.append(place)
        rows = Notice.objects.filter(user_id=user_id)
        return statement_of(rows.values_list("pk") if place else rows.none())

    statements, user = Statements(make), make_user()
    told(user, "一")

    def found(place):
        return len(run_rows(*statements.filled("x", user_id=user.pk, place=place)))

    assert [found("1."), found(""), found("2."), found("")] == [1, 0, 1, 0]
    assert len(made) == 2


def test_a_query_that_can_find_nothing_has_no_statement():
    assert run_rows(*Statements(notices_of).filled("nobody", user_id=1, text="一")) == []


def test_prepared_instances_are_those_of_the_query():
    unit, other = make_unit(), make_unit()
    prepared = Prepared(
        lambda unit_id: Unit.objects.filter(pk=unit_id).select_related("parent"), unit_id=int
    )

    found = [prepared.rows(unit_id=one.pk) for one in (unit, other)]

    assert found == [[unit], [other]]
    assert [rows[0].name for rows in found] == [unit.name, other.name]


def test_a_session_is_read_until_it_ends():
    store = SessionStore()
    store["post_id"] = 7
    store.save()
    ended = SessionStore()
    ended["post_id"] = 8
    ended.save()
    row = Session.objects.filter(session_key=ended.session_key)
    row.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert SessionStore(store.session_key)["post_id"] == 7
    assert SessionStore(ended.session_key).get("post_id") is None
    assert SessionStore("0" * 32).get("post_id") is None


def test_days_are_put_in_as_days():
    sent = Statements(lambda form, day, on: ("SELECT %s, %s, %s", (day, on, day)))

    (row,) = run_rows(*sent.filled(None, day=date(2026, 6, 1), on=date(2026, 6, 2)))

    assert row == (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 1))
