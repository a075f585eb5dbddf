"""Coverage (组建率): its targets, who sets them, what is counted, and what a page costs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.organisations.actions.coverage import enter_target
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.moves import move_unit
from gongyuan.organisations.choices import InstitutionKind, UnitKind, UnitLevel
from gongyuan.organisations.models import CoverageTarget, Unit
from gongyuan.organisations.queries import coverage as queries
from gongyuan.organisations.queries.coverage_map import regions
from gongyuan.organisations.queries.coverage_page import coverage_page
from gongyuan.organisations.queries.targets import entries, targets_for
from gongyuan.organisations.rules import coverage as rules
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
DAY = date(2026, 6, 1)
CENTRES = queries.Series(level=UnitLevel.COUNTY, kind=InstitutionKind.CENTRE)
STATIONS = queries.Series(level=UnitLevel.TOWNSHIP, kind=InstitutionKind.STATION)
NO_GOAL = rules.Goal(due=None, coming=None)


@pytest.fixture
def tree():
    return make_tree()


def officer(unit, role=Role.LEGAL_OFFICER):
    return make_actor(role=role, unit=unit)


def enter(unit, *, actor=None, now=NOW, **values):
    told = {
        "level": UnitLevel.TOWNSHIP,
        "kind": InstitutionKind.STATION,
        "year": 2026,
        "percent": 70,
        "source": "省总〔2026〕1号",
        "reason": "三年行动计划",
        **values,
    }
    return enter_target(target=rules.NewTarget(**told), actor=actor or officer(unit), now=now)


def target(percent, year=2026, level=UnitLevel.TOWNSHIP):
    return rules.Target(
        level=level,
        kind=InstitutionKind.STATION,
        due_on=date(year, 12, 31),
        percent=percent,
        source="文件",
        is_verified=True,
    )


@pytest.mark.parametrize(
    ("percent", "covered", "total", "missing"),
    [(60, 6, 10, 0), (60, 5, 10, 1), (85, 8, 10, 1), (100, 0, 3, 3), (80, 0, 0, 0), (0, 0, 5, 0)],
)
def test_part_of_a_union_is_a_whole_one(percent, covered, total, missing):
    assert rules.shortfall(percent=percent, covered=covered, total=total) == missing


def test_a_target_holds_from_its_day_until_the_next_one():
    found = [target(60, 2024), target(80, 2025)]
    goal = {
        day: rules.goal(found, level=UnitLevel.TOWNSHIP, kind=InstitutionKind.STATION, on=day)
        for day in (date(2024, 12, 30), date(2024, 12, 31), date(2025, 12, 31))
    }

    before, first, last = goal.values()
    assert (before.due, before.asked.percent) == (None, 60)
    assert (first.due.percent, first.coming.percent) == (60, 80)
    assert (last.due.percent, last.coming) == (80, None)


def test_the_nearest_word_holds_and_what_was_taken_back_does_not():
    assert rules.binding([target(90), target(70)]) == [target(90)]
    assert rules.binding([target(None), target(70)]) == []


def test_a_prefectures_target_stands_before_its_provinces_for_its_own_network(tree):
    enter(tree.province)
    enter(tree.prefecture, percent=90, source="市总〔2026〕2号")

    city = targets_for(tree.county, on=DAY)
    rest = targets_for(tree.province, on=DAY)

    assert [(one.percent, one.source, one.set_by) for one in city] == [
        (90, "市总〔2026〕2号", "东山市总工会")
    ]
    assert [one.percent for one in rest] == [70]
    assert targets_for(tree.stranger, on=DAY) == []


def test_an_entry_is_never_changed_and_a_later_one_takes_its_place(tree):
    first = enter(tree.province)
    enter(tree.province, percent=75, reason="提高要求")

    assert [one.percent for one in targets_for(tree.province, on=DAY)] == [75]
    assert [one.percent for one in entries(tree.province)] == [75, 70]
    assert [e.note for e in events_of(first)] == ["三年行动计划"]
    for change in (
        lambda: CoverageTarget.objects.update(percent=1),
        lambda: CoverageTarget.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_target_can_be_taken_back(tree):
    enter(tree.province)

    enter(tree.province, percent=None, reason="改由市州设定")

    assert targets_for(tree.province, on=DAY) == []
    with pytest.raises(Refused, match="不用撤回"):
        enter(tree.province, percent=None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"level": UnitLevel.PROVINCE}, "level"),
        ({"level": UnitLevel.PRIMARY}, "level"),
        ({"kind": InstitutionKind.CENTRE}, "kind"),
        ({"year": 2007}, "year"),
        ({"year": 2037}, "year"),
        ({"source": " "}, "source"),
        ({"reason": " "}, "note"),
    ],
)
def test_a_target_is_for_a_level_below_by_a_year_that_can_be(tree, values, field):
    with pytest.raises(Refused) as refused:
        enter(tree.province, **values)

    assert refused.value.field == field
    assert not CoverageTarget.objects.exists()


def test_nobody_asks_for_less_than_the_superior_or_for_what_stands(tree):
    enter(tree.province)

    with pytest.raises(Refused, match="不能低于上级要求的70%"):
        enter(tree.prefecture, percent=69)
    enter(tree.prefecture, percent=80)
    with pytest.raises(Refused, match="没有变化"):
        enter(tree.prefecture, percent=80)


def test_in_jiangsu_nobody_asks_for_less_than_the_notice():
    province = make_unit(level=UnitLevel.PROVINCE, region_code="320000")

    with pytest.raises(Refused, match=r"苏工发\[2012\]8号第5项"):
        enter(province, year=2014, percent=89)


def test_only_provinces_and_prefectures_set_targets(tree):
    with pytest.raises(Refused, match="由省、市州总工会设定"):
        enter(tree.county)
    industrial = make_unit(
        level=UnitLevel.PREFECTURE, parent=tree.province, kind=UnitKind.INDUSTRIAL
    )
    with pytest.raises(Refused, match="由省、市州总工会设定"):
        enter(industrial)
    with pytest.raises(PermissionDenied):
        enter(tree.province, actor=officer(tree.province, Role.STATISTICIAN))
    closed = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province, closed_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="已撤销"):
        enter(closed)


def share(unit, series, on):
    path = queries.paths_on(unit.stretches.all(), [on])[on]
    return queries.coverage_on(path=path, series=series, on=on)


def test_the_federations_with_an_open_institution_of_the_kind_are_counted(tree):
    make_institution(unit=tree.county, opened_on=date(2012, 1, 1), closed_on=date(2014, 1, 1))
    make_institution(unit=tree.other_county, kind=InstitutionKind.STATION)
    make_institution(unit=tree.other_county, opened_on=date(2013, 1, 1))
    make_institution(unit=tree.other_county, opened_on=date(2013, 1, 1))
    make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture, kind=UnitKind.INDUSTRIAL)
    make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture, closed_on=date(2011, 1, 1))

    assert share(tree.prefecture, CENTRES, date(2012, 12, 31)).rate == Decimal("0.5")
    assert share(tree.prefecture, CENTRES, date(2013, 12, 31)).rate == 1
    after = queries.unions_listed(path=tree.prefecture.path, series=CENTRES, on=date(2014, 12, 31))
    assert [one.unit for one in after] == [tree.county]
    before = share(tree.prefecture, CENTRES, date(2010, 1, 1))
    assert (before.covered, before.total) == (0, 3)
    assert share(tree.township, CENTRES, DAY).rate is None


def test_an_association_of_a_townships_unions_counts_and_an_enterprise_does_not(tree):
    make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, kind=UnitKind.ASSOCIATION)
    make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, kind=UnitKind.DIRECT)

    assert share(tree.county, STATIONS, DAY).total == 3


def test_the_shares_of_all_levels_agree_with_those_asked_one_by_one(tree):
    make_institution(unit=tree.county)
    make_institution(unit=tree.township, kind=InstitutionKind.STATION)
    enter(tree.province, year=2025)

    found = queries.overview(
        path=tree.province.path, on=DAY, targets=targets_for(tree.province, on=DAY)
    )

    assert [(one.level, s.covered, s.total, s.shortfall) for one, s in found] == [
        (UnitLevel.PREFECTURE, 0, 1, None),
        (UnitLevel.COUNTY, 1, 2, None),
        (UnitLevel.TOWNSHIP, 1, 2, 1),
    ]
    for series, counted in found:
        alone = share(tree.province, series, DAY)
        assert (alone.covered, alone.total) == (counted.covered, counted.total)


def shown(unit, series):
    found = regions(path=unit.path, level=unit.level, series=series, on=DAY, goal=NO_GOAL)
    return {
        region.name: [(t.full_name, t.coverage.covered, t.coverage.total) for t in region.tiles]
        for region in found
    }


def test_a_province_sees_its_counties_and_a_prefecture_its_townships(tree):
    make_institution(unit=tree.township, kind=InstitutionKind.STATION)
    led = make_unit(
        level=UnitLevel.COUNTY, parent=tree.province, name="直管市总工会", region_code="990900"
    )
    make_unit(level=UnitLevel.TOWNSHIP, parent=led, name="北镇总工会")

    assert shown(tree.province, STATIONS) == {
        "东山市总工会": [("临河县总工会", 1, 2)],
        "": [("直管市总工会", 0, 1)],
    }
    assert shown(tree.prefecture, STATIONS) == {
        "临河县总工会": [("柳镇总工会", 1, 1), ("杨镇总工会", 0, 1)]
    }
    assert shown(tree.county, STATIONS) == {"": [("柳镇总工会", 1, 1), ("杨镇总工会", 0, 1)]}
    assert shown(tree.province, CENTRES) == {
        "东山市总工会": [("临河县总工会", 0, 1), ("石桥县总工会", 0, 1)],
        "": [("直管市总工会", 0, 1)],
    }


def test_gaps_come_in_pages_in_the_order_of_the_tree(tree):
    for _ in range(60):
        make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county)
    found = queries.unions_listed(path=tree.county.path, series=STATIONS, on=DAY)

    first, after = queries.unions_page(found, after="")
    second, end = queries.unions_page(found, after=after)

    assert (len(first), len(second), end) == (50, 12, "")
    assert [one.path for one in [*first, *second]] == sorted(
        Unit.objects.filter(level=UnitLevel.TOWNSHIP).values_list("path", flat=True)
    )


def queries_of(unit, on=DAY):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        coverage_page(unit, series=STATIONS, on=on)
    return len(captured)


def test_the_page_asks_the_same_of_one_union_and_of_thirty(tree):
    enter(tree.province)
    few = queries_of(tree.province)
    for number in range(30):
        county = make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture)
        town = make_unit(level=UnitLevel.TOWNSHIP, parent=county)
        if number % 2:
            make_institution(unit=town, kind=InstitutionKind.STATION)

    assert queries_of(tree.province) == few == 7


def test_the_years_end_with_the_day_asked_for(tree):
    make_institution(unit=tree.township, kind=InstitutionKind.STATION, opened_on=date(2025, 6, 1))
    found = queries.year_by_year(
        stretches=tree.county.stretches.all(), series=STATIONS, on=DAY, targets=[]
    )

    assert [day for day, _ in found][-2:] == [date(2025, 12, 31), DAY]
    assert len(found) == 10
    assert [one.covered for _, one in found][-3:] == [0, 1, 1]


def test_a_union_that_changed_its_level_is_counted_and_drawn_at_that_of_the_day(tree):
    town = tree.township
    town.level = UnitLevel.PRIMARY
    with effective_from(date(2026, 3, 1)):
        town.save(update_fields=["level"])

    def total(on):
        return coverage_page(tree.county, series=STATIONS, on=on).share.total

    assert (total(date(2026, 2, 28)), total(date(2026, 3, 1))) == (2, 1)


def test_what_bound_a_union_before_it_moved_binds_it_on_those_days(tree):
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province, name="西山市总工会")
    enter(other, year=2025, percent=90)
    move_unit(
        unit=tree.county,
        parent=other,
        actor=officer(tree.province),
        now=NOW,
        note="划转",
        moved_on=date(2026, 3, 1),
    )
    tree.county.refresh_from_db()

    def aims(on):
        due = coverage_page(tree.county, series=STATIONS, on=on).share.goal.due
        return due and due.percent

    assert (aims(date(2026, 2, 28)), aims(date(2026, 3, 1))) == (None, 90)
