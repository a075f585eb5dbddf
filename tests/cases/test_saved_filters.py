"""Filters an account keeps by name, and the pages that narrow the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.actions import saved_filters
from gongyuan.cases.actions.saved_filters import delete_filter, rename_filter, save_filter
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import SavedFilter
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def post(client, tree):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    return post


def whoever_holds(post):
    return Actor(name="", user_id=post.user_id, post_id=post.pk)


def words(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return text


def test_a_filter_is_saved_from_the_list_and_stands_above_it(client, tree, post):
    make_case(unit=tree.county, state=CaseState.GRANTED)
    chosen = {"state": "granted", "applied_from": "20260101"}
    page = words(client.get(reverse("case_list"), chosen))
    where = reverse("case_saved_filters") + "?state=granted&amp;applied_from=2026-01-01"
    assert f'href="{where}"' in page

    asked = words(client.get(where.replace("&amp;", "&")))
    assert "保存：待指派，申请 2026-01-01 起" in asked
    answer = client.post(where.replace("&amp;", "&"), {"name": "今年待指派"})

    assert answer.url == reverse("case_list") + "?state=granted&applied_from=2026-01-01"
    listed = words(client.get(answer.url))
    assert "今年待指派</a>" in listed
    assert 'aria-current="page">今年待指派' in listed
    assert SavedFilter.objects.get().chosen == {"state": "granted", "applied_from": "2026-01-01"}


def test_a_word_typed_to_find_somebody_is_never_in_a_filter(client, tree, post):
    make_case(unit=tree.county)

    page = words(client.post(reverse("case_list") + "?track=fast", {"text": "王建国"}))

    assert "保存这个筛选" not in page
    assert "text=" not in page.replace('name="text"', "")
    answer = client.post(
        reverse("case_saved_filters") + "?track=fast&text=王建国&q=王建国", {"name": "快"}
    )
    assert answer.status_code == 302
    assert SavedFilter.objects.get().chosen == {"track": "fast"}


def test_saved_filters_belong_to_the_account_alone(client, tree, post):
    other = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    saved = save_filter(
        name="别人的", chosen={"track": "late"}, actor=whoever_holds(other), now=NOW
    )

    assert "别人的" not in words(client.get(reverse("case_list")))
    assert "别人的" not in words(client.get(reverse("case_saved_filters")))
    for route in ("case_saved_filter", "case_saved_filter_deletion"):
        assert client.post(reverse(route, args=[saved.pk]), {"name": "改"}).status_code == 404
    assert SavedFilter.objects.get().name == "别人的"


def test_a_saved_filter_is_renamed_and_deleted(client, tree, post):
    saved = save_filter(name="旧名", chosen={"track": "late"}, actor=whoever_holds(post), now=NOW)
    where = reverse("case_saved_filter", args=[saved.pk])
    assert 'value="旧名"' in words(client.get(where))

    client.post(where, {"name": "新名"})
    assert "新名" in words(client.get(reverse("case_saved_filters")))
    client.post(reverse("case_saved_filter_deletion", args=[saved.pk]))

    assert "还没有保存的筛选" in words(client.get(reverse("case_saved_filters")))


def test_what_cannot_be_kept_is_refused_in_words(monkeypatch, post):
    actor = whoever_holds(post)
    first = save_filter(name="一", chosen={"track": "late"}, actor=actor, now=NOW)
    assert save_filter(name="一", chosen={"track": "late"}, actor=actor, now=NOW) == first
    second = save_filter(name="二", chosen={"track": "fast"}, actor=actor, now=NOW)

    with pytest.raises(Refused, match="已经有这个名称"):
        save_filter(name="一", chosen={"track": "fast"}, actor=actor, now=NOW)
    with pytest.raises(Refused, match="已经有这个名称"):
        rename_filter(saved=second, name="一", actor=actor, now=NOW)
    with pytest.raises(Refused, match="还没有选条件"):
        save_filter(name="空", chosen={}, actor=actor, now=NOW)
    monkeypatch.setattr(saved_filters, "MOST_SAVED", 2)
    with pytest.raises(Refused, match="最多保存2个"):
        save_filter(name="三", chosen={"track": "fast"}, actor=actor, now=NOW)
    delete_filter(saved=first, actor=actor, now=NOW)
    delete_filter(saved=first, actor=actor, now=NOW)
    rename_filter(saved=second, name="二", actor=actor, now=NOW)

    assert list(SavedFilter.objects.values_list("name", flat=True)) == ["二"]


def test_the_list_costs_as_many_queries_with_twelve_filters_as_with_none(client, tree, post):
    make_case(unit=tree.county)
    counts = []
    for filters in ([], range(12)):
        for number in filters:
            save_filter(
                name=str(number), chosen={"track": "late"}, actor=whoever_holds(post), now=NOW
            )
        with CaptureQueriesContext(connection) as queries:
            words(client.get(reverse("case_list")))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 5


def test_the_page_of_all_filters_keeps_what_is_chosen_and_offers_units_and_lawyers(
    client, tree, post
):
    lawyer = make_lawyer(unit=tree.county)
    chosen = {"claim": "overtime", "unit": str(tree.township.pk), "lawyer": str(lawyer.pk)}

    page = words(client.get(reverse("case_filter"), chosen))

    for name, value in chosen.items():
        assert f'<option value="{value}" selected>' in page, name
    listed = words(client.get(reverse("case_list"), chosen))
    assert f"律师 {lawyer.name}" in listed
    assert tree.township.short_name in listed
    assert f'<input type="hidden" name="lawyer" value="{lawyer.pk}">' in listed


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"applied_from": "20261301"}, "没有这一天"),
        ({"applied_from": "99991231"}, "年份不对"),
        ({"applied_to": "99991231", "applied_from": "00010101"}, "年份不对"),
        ({"applied_from": "20260601", "applied_to": "20260501"}, "申请日期的止日早于起日"),
        ({"unit": "999999999"}, "没有这个单位"),
        ({"unit": "x"}, "没有这个单位"),
        ({"lawyer": "999999999"}, "没有这位律师"),
        ({"lawyer": "²"}, "没有这位律师"),
        ({"claim": "nonsense"}, "选择一个有效的选项"),
    ],
)
def test_a_filter_that_cannot_be_is_told_beside_the_field_and_kept(client, post, wrong, told):
    page = words(client.get(reverse("case_list"), wrong))

    assert told in page
    assert "筛选案件" in page
    if "applied_from" in wrong:
        assert f'value="{wrong["applied_from"]}"' in page


def test_units_and_lawyers_out_of_sight_are_none(client, tree, post):
    stranger = make_lawyer(unit=tree.stranger)

    for wrong in ({"unit": tree.other_county.pk}, {"lawyer": stranger.pk}):
        assert "筛选案件" in words(client.get(reverse("case_list"), wrong))


def test_a_lawyer_narrows_the_own_cases_without_units_or_lawyers(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)
    make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)

    page = words(client.get(reverse("case_filter")))

    assert "承办律师" not in page
    assert "请求类别" in page
    assert "共 1 件" in words(client.get(reverse("case_list"), {"applied_to": "21991231"}))
