from datetime import UTC, date, datetime

import pytest

from gongyuan.organisations import actions, queries
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.institutions import PublishedInstitution
from gongyuan.organisations.queries.units import PAGE
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
DAY = date(2026, 6, 1)


@pytest.fixture
def tree():
    return make_tree()


def test_a_post_sees_its_own_unit_and_all_below_and_nothing_else(tree):
    make_institution(unit=tree.prefecture)
    own = make_institution(unit=tree.county)
    below = make_institution(unit=tree.township)
    make_institution(unit=tree.other_county)
    make_institution(unit=tree.stranger)
    actor = make_actor(unit=tree.county)

    assert set(Unit.objects.visible_to(actor)) == {
        tree.county,
        tree.township,
        tree.other_township,
    }
    assert set(AidInstitution.objects.visible_to(actor)) == {own, below}
    assert set(AidInstitution.objects.handled_by(actor)) == {own, below}


def test_a_unit_whose_id_begins_alike_is_not_in_the_subtree(tree):
    longer = Unit.objects.create(
        pk=int(f"{tree.stranger.pk}0"),
        name="甲",
        short_name="甲",
        level="province",
        region_code="970000",
        path=f"{tree.stranger.pk}0/",
    )

    assert longer not in Unit.objects.visible_to(make_actor(unit=tree.stranger))


@pytest.mark.parametrize("who", [visitor(), Actor(name="律师", role=Role.LAWYER)])
def test_who_has_no_place_in_the_tree_sees_nothing_of_it(tree, who):
    make_institution(unit=tree.county)

    assert not Unit.objects.visible_to(who).exists()
    assert not AidInstitution.objects.visible_to(who).exists()
    assert queries.units_found("柳镇", actor=who).units == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳镇", ["柳镇总工会"]),
        ("柳", ["柳镇总工会"]),
        ("镇总工会", ["柳镇总工会", "杨镇总工会"]),
        ("lz", ["柳镇总工会"]),
        ("YZ", ["杨镇总工会"]),
        ("ｙｚ", ["杨镇总工会"]),
        ("9901211", ["柳镇总工会", "杨镇总工会"]),
        ("石桥", []),
        ("总工会", []),
        ("", []),
        ("'; --", []),
        ("' | 'q", []),
        ("zgh", []),
        ("%", []),
    ],
)
def test_units_are_found_by_name_initials_and_place_code_within_sight(tree, text, names):
    found = queries.units_found(text, actor=make_actor(unit=tree.county))

    assert [unit.name for unit in found.units] == names


def test_initials_are_found_from_any_character_on(tree):
    unit = make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, name="长春市朝阳区总工会")

    assert queries.units_found("cyq", actor=make_actor(unit=tree.county)).units == [unit]


def test_a_search_that_finds_too_much_says_so(tree):
    for number in range(201):
        make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, name=f"桃花{number}镇总工会")

    hits = queries.units_found("桃花", actor=make_actor(unit=tree.county))

    assert (len(hits.units), hits.is_cut) == (200, True)


def test_pages_of_children_follow_on_without_a_gap(tree):
    for number in range(PAGE + 20):
        make_unit(
            level=UnitLevel.TOWNSHIP,
            parent=tree.other_county,
            name=f"第{number}镇",
            region_code=f"9901221{number % 7:02d}",
        )

    first = queries.children_page(tree.other_county)
    second = queries.children_page(tree.other_county, after=first.next_after)

    assert (len(first.units), len(second.units), second.next_after) == (PAGE, 20, "")
    assert len({unit.pk for unit in first.units + second.units}) == PAGE + 20
    codes = [unit.region_code for unit in first.units + second.units]
    assert codes == sorted(codes)


@pytest.mark.parametrize("after", ["x", "-", "9-x", f"9-{'9' * 30}", "9-²", "-0"])
def test_a_mistyped_place_in_the_list_starts_from_the_beginning(tree, after):
    assert queries.children_page(tree.county, after=after) == queries.children_page(tree.county)


def test_the_roster_of_a_day_has_those_open_that_day(tree):
    actor = make_actor(unit=tree.county)
    early = make_institution(unit=tree.county, opened_on=date(2010, 1, 1))
    late = make_institution(unit=tree.township, opened_on=date(2013, 1, 1))
    make_institution(unit=tree.other_county, opened_on=date(2010, 1, 1))
    actions.close_institution(
        institution=early, closed_on=date(2014, 1, 1), actor=actor, now=NOW, note="合并"
    )

    def roster(day):
        rows = queries.institutions_open_on(path=tree.county.path, day=day)
        return [row.institution for row in rows]

    assert roster(date(2009, 12, 31)) == []
    assert roster(date(2012, 12, 31)) == [early]
    assert roster(date(2013, 12, 31)) == [early, late]
    assert roster(date(2014, 1, 1)) == [late]


def test_the_roster_is_one_query(tree, django_assert_num_queries):
    for _ in range(30):
        make_institution(unit=tree.county)

    with django_assert_num_queries(1):
        rows = [
            (row.name, row.get_form_display(), row.head_name, row.phone, row.unit.name)
            for row in queries.institutions_open_on(path=tree.province.path, day=DAY)
        ]

    assert len(rows) == 30


def test_the_public_finds_the_nearest_first_and_no_persons_name(tree):
    make_institution(unit=tree.prefecture, name="市中心", head_name="张某某")
    make_institution(unit=tree.other_county, name="邻县中心")
    make_institution(unit=tree.county, name="县中心", functions=["aid"], hours="工作日")
    make_institution(unit=tree.township, name="镇站", kind="station")
    make_institution(unit=tree.county, name="旧中心", closed_on=date(2020, 1, 1))
    make_institution(unit=tree.stranger, name="外省中心")

    published = queries.published_institutions(region_code="990121100", day=DAY)

    assert [one.name for one in published] == ["镇站", "县中心", "市中心", "邻县中心"]
    assert published[1].functions == ["法律援助"]
    assert not {"head_name", "head"} & set(PublishedInstitution.__dataclass_fields__)
    assert "张某某" not in str(published)


@pytest.mark.parametrize("code", ["", "x", "9", "'", "９９"])
def test_a_code_that_is_none_finds_nothing(tree, code):
    make_institution(unit=tree.county)

    assert queries.published_institutions(region_code=code, day=DAY) == []
