"""苏工发[2012]8号 二 played over 2012–2014: a province builds its network by the real actions.

Each sentence of the notice stands beside what it comes to.
"""

from datetime import UTC, date, datetime, time

import pytest

from gongyuan.organisations import actions
from gongyuan.organisations.choices import InstitutionForm, InstitutionKind, UnitKind, UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries import coverage as queries
from gongyuan.organisations.queries.coverage_map import regions
from gongyuan.organisations.queries.targets import targets_for
from gongyuan.organisations.rules import InstitutionDetails, UnitDetails
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
CENTRES = queries.Series(level=UnitLevel.COUNTY, kind=InstitutionKind.CENTRE)
CITY_CENTRES = queries.Series(level=UnitLevel.PREFECTURE, kind=InstitutionKind.CENTRE)
STATIONS = queries.Series(level=UnitLevel.TOWNSHIP, kind=InstitutionKind.STATION)
END_OF_2012, END_OF_2013, END_OF_2014 = (date(year, 12, 31) for year in (2012, 2013, 2014))
CITIES = {"320200": "甲市总工会", "320300": "乙市总工会"}
COUNTIES = {
    "320213": ("320200", "甲市东区总工会"),
    "320281": ("320200", "丙市总工会"),
    "320302": ("320300", "乙市西区总工会"),
    "320321": ("320300", "丁县总工会"),
}
#: Ten townships, streets and zones: the last is a development zone.
TOWNSHIPS = [
    ("320213001", "东一街道总工会"),
    ("320213002", "东二街道总工会"),
    ("320281100", "柳镇总工会"),
    ("320281101", "杨镇总工会"),
    ("320302001", "西一街道总工会"),
    ("320302002", "西二街道工会联合会"),
    ("320321100", "桃镇总工会"),
    ("320321101", "李镇总工会"),
    ("320321200", "杏乡总工会"),
    ("320321400", "丁县经济开发区总工会"),
]


def morning(day: date) -> datetime:
    return datetime.combine(day, time(1), tzinfo=UTC)


class Province:
    """The unions of the notice, and who acts in them."""

    def __init__(self) -> None:
        rows = [(self._details("320000", "江苏省总工会", UnitLevel.PROVINCE), "")]
        rows += [
            (self._details(code, name, UnitLevel.PREFECTURE), "320000")
            for code, name in CITIES.items()
        ]
        rows += [
            (self._details(code, name, UnitLevel.COUNTY), city)
            for code, (city, name) in COUNTIES.items()
        ]
        rows += [
            (self._details(code, name, UnitLevel.TOWNSHIP), code[:6]) for code, name in TOWNSHIPS
        ]
        self.units = actions.found_unions(
            unions=rows, actor=system(), now=morning(date(2011, 6, 1))
        )
        self.root = self.units["320000"]

    @staticmethod
    def _details(code: str, name: str, level: str) -> UnitDetails:
        kind = UnitKind.ASSOCIATION if name.endswith("联合会") else UnitKind.FEDERATION
        return UnitDetails(
            name=name,
            short_name=name[:4],
            level=level,
            kind=kind,
            region_code=code,
            phone="0510-6000000",
            opened_on=date(2005, 1, 1),
        )

    def opens(self, code: str, on: date, form: str = InstitutionForm.STAND_ALONE) -> AidInstitution:
        """The union's own officer registers its centre or station on the day it opens."""
        unit = self.units[code]
        kind = InstitutionKind.STATION if len(code) > 6 else InstitutionKind.CENTRE
        details = InstitutionDetails(
            name=f"{unit.name}{kind.label}",
            kind=kind,
            form=form,
            head_name="试某某",
            phone="0510-6000001",
            opened_on=on,
        )
        return actions.register_institution(
            unit=unit, details=details, actor=self.officer(unit), now=morning(on)
        )

    @staticmethod
    def officer(unit: Unit):
        return make_actor(role=Role.LEGAL_OFFICER, unit=unit)

    def coverage(self, series: queries.Series, on: date, unit: Unit | None = None):
        unit = unit or self.root
        targets = targets_for(unit, on=on)
        path = queries.paths_on(unit.stretches.all(), [on])[on]
        return dict(queries.overview(path=path, on=on, targets=targets))[series]


@pytest.fixture
def province() -> Province:
    return Province()


def build_2012(province: Province) -> None:
    for code in CITIES:
        province.opens(code, date(2012, 3, 1))
    for code in list(COUNTIES)[:3]:
        # 法律援助中心可以单独设立，也可以与困难职工帮扶中心合署办公
        province.opens(code, date(2012, 5, 2), InstitutionForm.CO_LOCATED)
    for code, _ in TOWNSHIPS[:6]:
        province.opens(code, date(2012, 9, 3))


def test_centres_of_cities_and_counties_reach_all_by_the_end_of_2012(province):
    build_2012(province)

    # 市、县（市、区）工会全面建立工会法律援助中心。
    assert province.coverage(CITY_CENTRES, date(2012, 2, 29)).percent == 0
    assert province.coverage(CITY_CENTRES, END_OF_2012).percent == 100
    before = province.coverage(CENTRES, date(2012, 11, 30))
    assert (before.covered, before.total, before.percent) == (3, 4, 75)
    # Not due yet, and the one still missing is told while there is time.
    assert before.goal.due is None
    assert (before.goal.asked.percent, before.shortfall) == (100, 1)
    left = queries.unions_listed(path=province.root.path, series=CENTRES, on=date(2012, 11, 30))
    assert [(one.name, one.unit.phone) for one in left] == [("丁县总工会", "0510-6000000")]

    province.opens("320321", date(2012, 12, 20))

    # 2012年底，市、县（市、区）工会法律援助中心组建率要达到100%。
    at_the_end = province.coverage(CENTRES, END_OF_2012)
    assert (at_the_end.percent, at_the_end.shortfall) == (100, 0)
    assert at_the_end.goal.due.source == "苏工发[2012]8号第4项"


def test_stations_of_townships_streets_and_zones_reach_sixty_eighty_and_ninety(province):
    build_2012(province)

    # 乡镇（街道）、开发区职工法律援助站组建率，2012年底达到60%，
    first = province.coverage(STATIONS, END_OF_2012)
    assert (first.covered, first.total, first.percent, first.shortfall) == (6, 10, 60, 0)
    assert first.goal.due.source == "苏工发[2012]8号第5项"
    assert (first.goal.coming.percent, first.goal.coming.due_on) == (80, END_OF_2013)

    province.opens(TOWNSHIPS[6][0], date(2013, 4, 1))
    # 2013年底达到80%: sixty are still asked all through the year, eighty from its last day.
    assert province.coverage(STATIONS, date(2013, 12, 30)).shortfall == 0
    late = province.coverage(STATIONS, END_OF_2013)
    assert (late.percent, late.goal.due.percent, late.shortfall) == (70, 80, 1)
    # 开发区工会普遍建立职工法律援助站: a zone counts as a township does.
    province.opens(TOWNSHIPS[9][0], date(2013, 12, 31))
    assert province.coverage(STATIONS, END_OF_2013).shortfall == 0

    province.opens(TOWNSHIPS[7][0], date(2014, 6, 3))
    # 2014年底达到90%。
    last = province.coverage(STATIONS, END_OF_2014)
    assert (last.percent, last.shortfall, last.goal.coming) == (90, 0, None)
    assert province.coverage(STATIONS, date(2026, 1, 1)).goal.due.percent == 90


def test_a_station_closed_in_2014_changes_nothing_about_2012(province):
    build_2012(province)
    closed = AidInstitution.objects.get(unit=province.units[TOWNSHIPS[0][0]])
    day = date(2014, 7, 1)
    actions.close_institution(
        institution=closed,
        closed_on=day,
        actor=province.officer(closed.unit),
        now=morning(day),
        note="并入邻近街道的站。",
    )

    assert province.coverage(STATIONS, END_OF_2012).percent == 60
    assert province.coverage(STATIONS, END_OF_2013).covered == 6
    assert province.coverage(STATIONS, END_OF_2014).covered == 5
    years = queries.year_by_year(
        stretches=province.root.stretches.all(),
        series=STATIONS,
        on=END_OF_2014,
        targets=targets_for(province.root, on=END_OF_2014),
    )
    by_year = {day.year: (one.covered, one.total) for day, one in years}
    assert [by_year[year] for year in (2011, 2012, 2013, 2014)] == [
        (0, 10),
        (6, 10),
        (6, 10),
        (5, 10),
    ]


def test_points_in_villages_and_enterprises_are_no_stations_of_townships(province):
    town = province.units[TOWNSHIPS[9][0]]
    day = date(2012, 6, 1)
    works = actions.create_unit(
        details=UnitDetails(
            name="试验机械厂工会",
            short_name="试验机械",
            level=UnitLevel.PRIMARY,
            kind=UnitKind.ENTERPRISE,
            region_code=town.region_code,
            opened_on=day,
        ),
        parent=town,
        actor=province.officer(town),
        now=morning(day),
    )
    # 村（社区）和规模以上企业推进建立职工法律援助点: a point does not make the zone covered.
    actions.register_institution(
        unit=works,
        details=InstitutionDetails(
            name="试验机械厂职工法律援助点",
            kind=InstitutionKind.POINT,
            form=InstitutionForm.STAND_ALONE,
            head_name="试某某",
            phone="0510-6000002",
            opened_on=day,
        ),
        actor=province.officer(works),
        now=morning(day),
    )

    assert province.coverage(STATIONS, END_OF_2012).covered == 0


def test_the_map_of_the_province_is_the_sum_of_its_cities(province):
    build_2012(province)
    targets = targets_for(province.root, on=END_OF_2012)
    goal = province.coverage(STATIONS, END_OF_2012).goal

    found = regions(
        path=province.root.path,
        level=province.root.level,
        series=STATIONS,
        on=END_OF_2012,
        goal=goal,
    )

    assert [(one.name, one.coverage.covered, one.coverage.total) for one in found] == [
        ("甲市总工会", 4, 4),
        ("乙市总工会", 2, 6),
    ]
    assert [(t.full_name, t.state) for t in found[1].tiles] == [
        ("乙市西区总工会", "all"),
        ("丁县总工会", "none"),
    ]
    # 乙市 alone lacks two of its six to reach sixty per cent, the province as a whole none.
    assert found[1].coverage.shortfall == 2
    summed = [sum(getattr(one.coverage, name) for one in found) for name in ("covered", "total")]
    assert summed == [6, 10]
    assert province.coverage(STATIONS, END_OF_2012).percent == 60
    assert targets
