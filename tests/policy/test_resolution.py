from datetime import date

import pytest

from gongyuan.policy import regions
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.resolution import MissingRule, resolve

DAY = date(2026, 3, 2)
NATIONAL = ("national-2008", "national-office", "national-2021")
IN_HENAN = (*NATIONAL, "henan-2015", "henan-2020")
IN_PINGDINGSHAN = (*IN_HENAN, "pingdingshan-2016")


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("410481", ("410481", "410400", "410000", "000000")),
        ("410400", ("410400", "410000", "000000")),
        ("410000", ("410000", "000000")),
        ("000000", ("000000",)),
        ("", ("000000",)),
        ("222401001", ("222401", "222400", "220000", "000000")),
        ("419001", ("419001", "419000", "410000", "000000")),
    ],
)
def test_a_place_stands_under_its_prefecture_province_and_the_nation(code, levels):
    assert regions.chain(code) == levels


@pytest.mark.parametrize("code", ["41", "41048x", "河南", "４１０４８１", "-41048"])
def test_what_is_no_division_code_is_refused(shipped, code):
    with pytest.raises(ValueError, match="不是行政区划代码"):
        resolve(shipped, code, DAY)


def test_every_value_names_the_pack_and_the_clause_it_came_from(henan):
    for entry in henan.entries.values():
        assert entry.pack in {ref.pack for ref in henan.packs}
        assert entry.clauses
        assert all(clause.pack == entry.pack for clause in entry.clauses)

    assert henan.require("exemptions", "migrant_wage").pack == "henan-2015"
    assert henan.require("exemptions", "special_group").pack == "national-2021"
    assert henan.require("forms", "drafting").pack == "national-2008"
    assert henan.require("parameters", "supplement_days").pack == "national-office"


def test_the_nearer_pack_prevails_and_what_it_covers_stays_visible(henan, jiangsu, nation):
    assert [entry.pack for entry in henan.require("exemptions", "migrant_wage").beneath] == [
        "national-2021",
        "national-2008",
    ]
    assert jiangsu.require("forms", "drafting").pack == "jiangsu-2012"
    assert nation.require("forms", "drafting").pack == "national-2008"


def test_a_pack_does_not_reach_into_another_province(henan, jiangsu, nation):
    assert "jiangsu-2012" not in {ref.pack for ref in henan.packs}
    assert "henan-2015" not in {ref.pack for ref in jiangsu.packs}
    assert not {"henan-2015", "jiangsu-2012"} & {ref.pack for ref in nation.packs}


@pytest.mark.parametrize(
    ("on", "packs"),
    [
        (date(2015, 11, 9), {"national-2008", "national-office"}),
        (date(2015, 11, 10), {"national-2008", "national-office", "henan-2015"}),
        (date(2015, 11, 11), {"national-2008", "national-office", "henan-2015"}),
        (date(2016, 5, 19), {"national-2008", "national-office", "henan-2015"}),
        (date(2016, 5, 20), {*IN_PINGDINGSHAN} - {"henan-2020", "national-2021"}),
        (date(2020, 7, 20), {*IN_PINGDINGSHAN} - {"henan-2020", "national-2021"}),
        (date(2020, 7, 21), {*IN_PINGDINGSHAN} - {"national-2021"}),
        (date(2021, 12, 31), {*IN_PINGDINGSHAN} - {"national-2021"}),
        (date(2022, 1, 1), {*IN_PINGDINGSHAN}),
        (date(2022, 1, 2), {*IN_PINGDINGSHAN}),
    ],
)
def test_a_pack_holds_from_its_first_day(shipped, on, packs):
    assert {ref.pack for ref in resolve(shipped, "410481", on).packs} == packs


def test_a_pack_holds_through_its_last_day(altered):
    ended = altered("henan-2015.yaml", "effective_to: null", "effective_to: 2025-12-31")
    packs = load_packs([ended, *(p for p in shipped_paths() if p.name != ended.name)])

    last = resolve(packs, "410000", date(2025, 12, 31))
    after = resolve(packs, "410000", date(2026, 1, 1))

    assert "henan-2015" in {ref.pack for ref in last.packs}
    assert "henan-2015" not in {ref.pack for ref in after.packs}


def test_a_county_pack_prevails_over_its_province_key_by_key(altered):
    county = altered("jiangsu-2012.yaml", '"320000"', '"410481"', "county.yaml")
    packs = load_packs([county, *(p for p in shipped_paths() if p.name != "jiangsu-2012.yaml")])

    here = resolve(packs, "410481", DAY)
    next_door = resolve(packs, "410482", DAY)

    assert here.require("exemptions", "migrant_wage").pack == "jiangsu-2012"
    assert here.require("measures", "oversight").pack == "henan-2015"
    assert next_door.require("exemptions", "migrant_wage").pack == "henan-2015"


def test_a_day_before_any_pack_has_no_policy(shipped):
    with pytest.raises(MissingRule, match="没有对 410481 生效的政策包"):
        resolve(shipped, "410481", date(2008, 8, 10))
