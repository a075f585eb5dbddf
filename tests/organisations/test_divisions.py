from collections import Counter

from gongyuan.organisations import queries
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.rules import level_obstacles, region_code_obstacles

ABOVE = {"prefecture": "province", "county": "prefecture", "township": "county"}


def test_the_file_holds_jilin_yanbians_townships_and_pingdingshan():
    rows = queries.divisions()

    counts = Counter((row.level, row.code[:2]) for row in rows)
    assert counts == {
        ("province", "22"): 1,
        ("province", "41"): 1,
        ("prefecture", "22"): 9,
        ("prefecture", "41"): 1,
        ("county", "22"): 69,
        ("county", "41"): 12,
        ("township", "22"): 118,
    }
    assert {row.code[:4] for row in rows if row.level == "township"} == {"2224"}
    assert {row.code[:4] for row in rows if row.level == "county" and row.code[:2] == "41"} == {
        "4104"
    }


def test_every_place_has_its_own_code_and_a_place_above_it():
    by_code = {row.code: row for row in queries.divisions()}

    assert len(by_code) == len(queries.divisions())
    for row in queries.divisions():
        assert region_code_obstacles(row.code) == []
        if row.level == "province":
            assert row.parent == ""
        else:
            above = by_code[row.parent]
            assert above.level == ABOVE[row.level]
            assert row.code.startswith(above.code.rstrip("0"))


def test_the_unions_are_named_as_unions_are():
    details = {union.region_code: union for union, _ in queries.unions_of_divisions()}

    names = {code: union.name for code, union in details.items()}
    assert names["220000"] == "吉林省总工会"
    assert names["222400"] == "延边朝鲜族自治州总工会"
    assert names["222406"] == "和龙市总工会"
    assert names["222406002"] == "光明街道总工会"
    assert names["410402"] == "平顶山市新华区总工会"
    assert names["410481"] == "舞钢市总工会"
    prefixes = ("222400", "222406", "410400", "410000", "220000")
    assert [details[code].document_prefix for code in prefixes] == [
        "延工援",
        "和工援",
        "平工援",
        "豫工援",
        "吉工援",
    ]


def test_a_forest_bureau_or_a_farm_has_a_union_of_its_own_and_no_federation():
    kinds = {union.name: union.kind for union, _ in queries.unions_of_divisions()}

    assert kinds["和龙林业局工会"] == kinds["敖东鹿场工会"] == UnitKind.DIRECT
    assert kinds["老头沟镇总工会"] == UnitKind.FEDERATION


def test_no_two_unions_of_a_province_begin_their_documents_alike():
    letters = [(u.region_code[:2], u.document_prefix) for u, _ in queries.unions_of_divisions()]

    assert len(set(letters)) == len(letters)


def test_every_union_stands_below_its_superior_in_the_file():
    seen = {"": None}
    for union, above in queries.unions_of_divisions():
        reasons = level_obstacles(kind=union.kind, level=union.level, parent_level=seen[above])
        assert reasons == []
        seen[union.region_code] = UnitLevel(union.level)
