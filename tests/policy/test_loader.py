from datetime import date

import pytest

from gongyuan.policy import registry
from gongyuan.policy.loader import join_texts, load_packs, shipped_paths
from gongyuan.policy.pack import PacksRefused
from gongyuan.policy.reading import pack_text


def others(*names):
    return [path for path in shipped_paths() if path.name not in names]


def errors_of(paths) -> list[tuple[str, str, str]]:
    with pytest.raises(PacksRefused) as refused:
        load_packs(paths)
    return [(error.file, error.path, error.reason) for error in refused.value.errors]


def test_the_shipped_packs_load_and_cite_only_clauses_of_their_own(shipped):
    assert {pack.id for pack in shipped.packs} == {
        "national-2008",
        "national-2021",
        "national-office",
        "henan-2015",
        "henan-2020",
        "jiangsu-2012",
        "jilin-2015",
        "pingdingshan-2016",
    }
    for pack in shipped.packs:
        for entries in pack.rules.values():
            for entry in entries.values():
                assert set(entry["clauses"]) <= set(pack.clauses)


def test_no_shipped_number_rests_on_a_source_nobody_read(shipped):
    numbers = [
        (pack.id, name, pack.clauses[clause].confidence)
        for pack in shipped.packs
        for section in ("deadlines", "parameters")
        for name, entry in pack.rules.get(section, {}).items()
        for clause in entry["clauses"]
    ]

    assert numbers
    assert {confidence for _, _, confidence in numbers} == {"F", "P", "D"}
    assert {pack for pack, _, confidence in numbers if confidence == "D"} == {"national-office"}


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "reason"),
    [
        (
            "henan-2015.yaml",
            "clauses: [h2.3.exempt]",
            "clauses: [h9.9]",
            "rules.exemptions.migrant_wage.clauses.0",
            "引用了不存在的条款：h9.9",
        ),
        (
            "henan-2015.yaml",
            "id: h2.4",
            "id: h2.2",
            "clauses.5.id",
            "条款编号重复：h2.2",
        ),
        ("henan-2015.yaml", "2015-11-10", "2015-13-40", "effective_from", "不是真实的日期"),
        (
            "henan-2015.yaml",
            "effective_to: null",
            "effective_to: 2015-11-09",
            "effective_to",
            "失效日早于生效日",
        ),
        ("henan-2015.yaml", "issuer: 河南省总工会办公室\n", "", "", "缺少必填项目：issuer"),
        ("henan-2015.yaml", "format: 1", "format: 2", "format", "值不是规定的值"),
        ("henan-2015.yaml", '"410000"', "410000", "region", "值的类型不对"),
        ("henan-2015.yaml", '"410000"', '"410000\\n"', "region", "值的写法不对"),
        ("henan-2015.yaml", "2015-11-10", "0001-01-01", "effective_from", "日期过早"),
        ("henan-2015.yaml", "version: 1", "version: 99999999999", "version", "数值过大"),
        ("henan-2015.yaml", "version: 1", "version: 1.0", "第3行", "不是正确的 YAML：“1.0”是小数"),
        (
            "national-office.yaml",
            "{label: 补正材料天数, value: 7",
            "{label: 补正材料天数, value: 99999999999",
            "rules.parameters.supplement_days.value",
            "数值过大",
        ),
        ("henan-2015.yaml", "pack: henan-2015", 'pack: "henan-2015\\n"', "pack", "值的写法不对"),
        ("henan-2015.yaml", "{id: h2.4", '{id: "h2.4\\n"', "clauses.5.id", "值的写法不对"),
        ("henan-2015.yaml", "version: 1", "version: 1\nwho: x", "", "有不认识的项目：who"),
        (
            "henan-2015.yaml",
            "confidence: F",
            "confidence: X",
            "clauses.0.confidence",
            "值不在允许的范围内：X",
        ),
        (
            "henan-2015.yaml",
            "ground: MIGRANT_WAGE",
            "ground: RICH",
            "rules.exemptions.migrant_wage.ground",
            "值不在允许的范围内：RICH",
        ),
        (
            "henan-2015.yaml",
            "claims: [work_injury]",
            "claims: [work_injuries]",
            "rules.exemptions.migrant_injury.when.claims",
            "没有这样的取值：work_injuries",
        ),
        (
            "henan-2015.yaml",
            "when: {is_migrant: true}",
            "when: {is_foreign: true}",
            "rules.tracks.same_day_migrant.when.is_foreign",
            "没有这一项事实",
        ),
        (
            "henan-2015.yaml",
            "when: {is_marked_major: true}",
            'when: {is_marked_major: ["yes"]}',
            "rules.gravity.marked.when.is_marked_major",
            "应当写 true 或者 false",
        ),
        (
            "henan-2015.yaml",
            "offered_by: same_day_offered",
            "offered_by: no_such_switch",
            "rules.tracks.same_day_migrant",
            "没有参数：no_such_switch",
        ),
        (
            "jiangsu-2012.yaml",
            "{at_least: collective_workers}",
            "{at_least: crowd}",
            "rules.tracks.collective",
            "没有参数：crowd",
        ),
        (
            "jiangsu-2012.yaml",
            "drafting: {check: none",
            "praying: {check: none",
            "rules.forms.praying",
            "没有这样的代码：praying",
        ),
        (
            "jiangsu-2012.yaml",
            "applicants: [union_staff]",
            "applicants: [boss]",
            "rules.scopes.union_staff_duty.applicants",
            "没有这类申请人：boss",
        ),
        (
            "henan-2015.yaml",
            "same_day.AID_REVIEW: {length: 0",
            "normal.AID_REVIEW: {length: 10",
            "rules.deadlines.normal.AID_REVIEW.length",
            "法律援助审查决定：10日（政策包）长于法定的7日（法律援助法第四十三条第一款）",
        ),
        (
            "henan-2015.yaml",
            "same_day.AID_REVIEW: {length: 0, unit: natural_day",
            "normal.AID_REVIEW: {length: 1, unit: working_day",
            "rules.deadlines.normal.AID_REVIEW.unit",
            "法律援助法第四十三条第一款按自然日计，改为工作日遇长假会超过法定期限",
        ),
        (
            "henan-2015.yaml",
            "version: 1",
            "version: 1\nversion: 2",
            "第4行",
            "不是正确的 YAML：“version”写了两次",
        ),
        ("henan-2015.yaml", "version: 1", "version: [1", "第4行", "不是正确的 YAML"),
        (
            "henan-2015.yaml",
            "version: 1",
            "version: 1\n1: x",
            "第4行",
            "不是正确的 YAML：项目名称“1”不是文字",
        ),
    ],
)
def test_a_bad_pack_is_refused_with_file_path_and_reason(altered, name, old, new, path, reason):
    bad = altered(name, old, new)

    found = errors_of([bad, *others(name)])

    assert [(file, place) for file, place, _ in found] == [(name, path)]
    assert found[0][2].startswith(reason)


def test_a_number_may_not_cite_a_clause_known_from_memory_only(altered):
    bad = altered(
        "national-2008.yaml", "unit: person, clauses: [arb7]", "unit: person, clauses: [u13]"
    )

    assert errors_of([bad, *others(bad.name)]) == [
        (
            bad.name,
            "rules.parameters.collective_workers.clauses.0",
            "条款 u13 未见原文，不得作为数值的依据",
        )
    ]


def test_a_rule_may_not_outlive_the_parameter_it_names(altered):
    ended = altered("national-office.yaml", "effective_to: null", "effective_to: 2025-12-31")

    found = errors_of([ended, *others(ended.name)])

    assert sorted(found) == [
        ("henan-2015.yaml", "rules.tracks.same_day_hardship", "没有参数：same_day_offered"),
        ("henan-2015.yaml", "rules.tracks.same_day_migrant", "没有参数：same_day_offered"),
    ]


@pytest.mark.parametrize(
    ("length", "room", "errors"),
    [
        ("10", "", [("rules.deadlines.normal.AID_REPLACE.length", "期限比 法律援助法 的规定宽")]),
        ("10", ", law_leaves_room: true", []),
        ("5", "", []),
        ("3", "", []),
    ],
)
def test_a_local_deadline_is_stricter_than_the_pack_above_or_says_that_law_leaves_room(
    altered, length, room, errors
):
    """A length of the law itself is kept by the law's own table, whatever a pack says."""
    above = altered(
        "national-2021.yaml",
        "normal.AID_REVIEW: {",
        "normal.AID_REPLACE: {length: 5, unit: working_day, clauses: [a43.1]}\n"
        "    normal.AID_REVIEW: {",
    )
    local = altered(
        "henan-2015.yaml",
        "same_day.AID_REVIEW: {length: 0, unit: natural_day,",
        f"normal.AID_REPLACE: {{length: {length}, unit: working_day{room},",
    )
    paths = [above, local, *others(above.name, local.name)]

    if errors:
        found = errors_of(paths)
        assert [(place, reason[:14]) for _, place, reason in found] == [
            (place, reason[:14]) for place, reason in errors
        ]
    else:
        assert load_packs(paths).named("henan-2015")


@pytest.mark.parametrize(
    ("entry", "place", "reason"),
    [
        ("normal.AID_PRAYER: {length: 1", "normal.AID_PRAYER", "没有这个期限代码：AID_PRAYER"),
        (
            "normal.AID_OBJECTION: {length: 6, law_leaves_room: true",
            "normal.AID_OBJECTION.length",
            "对不予或者终止援助决定的异议审查：6日（政策包）长于法定的5日",
        ),
        (
            "normal.SUE_WORKER: {length: 10",
            "normal.SUE_WORKER.length",
            "不服仲裁裁决起诉由",
        ),
    ],
)
def test_a_deadline_that_law_does_not_know_or_does_not_allow_is_refused(
    altered, entry, place, reason
):
    bad = altered("henan-2015.yaml", "same_day.AID_REVIEW: {length: 0", entry)

    found = errors_of([bad, *others(bad.name)])

    assert [(name, path) for name, path, _ in found] == [(bad.name, f"rules.deadlines.{place}")]
    assert found[0][2].startswith(reason)


def test_two_files_of_one_pack_may_follow_each_other_but_not_overlap(altered):
    first = altered("henan-2015.yaml", "effective_to: null", "effective_to: 2020-12-31", "a.yaml")
    second = altered("henan-2015.yaml", "2015-11-10", "2021-01-01", "b.yaml")
    touching = altered("henan-2015.yaml", "2015-11-10", "2020-12-31", "c.yaml")
    rest = others("henan-2015.yaml")

    assert len(load_packs([first, second, *rest]).named("henan-2015")) == 2
    assert errors_of([first, touching, *rest]) == [
        ("c.yaml", "effective_from", "与 a.yaml 的生效期间重叠（同为 henan-2015）")
    ]


def test_two_packs_of_one_place_and_day_may_not_give_the_same_value(altered):
    twin = altered("henan-2015.yaml", "pack: henan-2015", "pack: henan-twin", "twin.yaml")

    found = errors_of([twin, *shipped_paths()])

    assert (
        "twin.yaml",
        "rules.exemptions.migrant_wage",
        "与 henan-2015.yaml 同日生效，对同一项作了规定",
    ) in found


def test_every_error_of_every_file_is_reported_at_once(altered):
    henan = altered("henan-2015.yaml", "confidence: F", "confidence: X")
    jiangsu = altered("jiangsu-2012.yaml", "clauses: [j11]", "clauses: [j99]")

    found = errors_of([henan, jiangsu, *others(henan.name, jiangsu.name)])

    assert {file for file, _, _ in found} == {"henan-2015.yaml", "jiangsu-2012.yaml"}


def test_a_missing_file_and_a_file_in_another_encoding_are_named(tmp_path):
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("标题".encode("gbk"))

    found = errors_of([tmp_path / "absent.yaml", latin])

    assert [file for file, _, _ in found] == ["absent.yaml", "latin.yaml"]
    assert found[0][2].startswith("文件无法读取")
    assert found[1][2] == "文件不是 UTF-8 编码"


@pytest.mark.parametrize("text", ["", "只是一句话", "- 1\n- 2", "a: &a [*a]", "[" * 5000, "\x00"])
def test_what_is_no_pack_at_all_is_refused_and_does_not_break(text):
    with pytest.raises(PacksRefused) as refused:
        join_texts([pack_text("odd.yaml", text)])

    assert refused.value.errors[0].file == "odd.yaml"


def test_a_bad_reload_keeps_the_running_set_and_a_good_one_replaces_it(altered):
    running = registry.current_packs()
    bad = altered("henan-2015.yaml", "clauses: [h2.3.exempt]", "clauses: [h9.9]")
    good = altered("henan-2015.yaml", "version: 1", "version: 2", "good.yaml")
    rest = others("henan-2015.yaml")

    with pytest.raises(PacksRefused):
        registry.reload_packs([bad, *rest])
    assert registry.current_packs() is running

    try:
        registry.reload_packs([good, *rest])
        assert registry.current_packs().named("henan-2015")[0].version == 2
    finally:
        registry.reload_packs()
    assert registry.current_packs() == running


def test_a_next_version_ends_the_one_before_on_its_eve(altered):
    second = altered("henan-2015.yaml", "version: 1", "version: 2", "second.yaml")
    second.write_text(second.read_text("utf-8").replace("2015-11-10", "2027-01-01", 1), "utf-8")

    first, next_one = load_packs([second, *shipped_paths()]).named("henan-2015")

    assert (first.version, first.effective_to, first.is_succeeded) == (1, date(2026, 12, 31), True)
    assert (next_one.version, next_one.effective_to) == (2, None)
    assert first.is_in_force(date(2026, 12, 31))
    assert not first.is_in_force(date(2027, 1, 1))
    assert next_one.is_in_force(date(2027, 1, 1))


def test_a_version_that_begins_on_the_same_day_takes_the_place_of_the_one_before(altered):
    second = altered("henan-2015.yaml", "version: 1", "version: 2", "second.yaml")

    packs = load_packs([second, *shipped_paths()])

    in_force = [pack for pack in packs.named("henan-2015") if pack.is_in_force(date(2026, 3, 2))]
    assert [pack.version for pack in in_force] == [2]


def test_an_older_version_may_not_begin_after_a_newer_one(altered):
    second = altered("henan-2015.yaml", "version: 1", "version: 2", "second.yaml")
    second.write_text(second.read_text("utf-8").replace("2015-11-10", "2015-11-01", 1), "utf-8")

    assert [(path, reason[:2]) for _, path, reason in errors_of([second, *shipped_paths()])] == [
        ("effective_from", "与 ")
    ]


def test_a_county_may_not_use_the_code_of_its_provinces_pack(altered):
    county = altered("henan-2015.yaml", "version: 1", "version: 2", "county.yaml")
    text = county.read_text("utf-8").replace('"410000"', '"410481"')
    county.write_text(text.replace("2015-11-10", "2027-01-01", 1), "utf-8")

    assert errors_of([county, *shipped_paths()])[0] == (
        "county.yaml",
        "pack",
        "henan-2015 是 410000 的政策包代码，不能用于 410481",
    )


def test_a_parameter_may_be_carried_on_by_the_next_version_of_its_pack(altered):
    second = altered("national-office.yaml", "version: 1", "version: 2", "second.yaml")
    text = second.read_text("utf-8").replace("2008-08-11", "2027-01-01", 1)
    second.write_text(text, "utf-8")
    dropped = altered("national-office.yaml", "version: 1", "version: 2", "dropped.yaml")
    line = next(row for row in text.splitlines() if "same_day_offered" in row)
    dropped.write_text(text.replace(line + "\n", ""), "utf-8")

    assert load_packs([second, *shipped_paths()])
    assert {path for _, path, _ in errors_of([dropped, *shipped_paths()])} == {
        "rules.tracks.same_day_hardship",
        "rules.tracks.same_day_migrant",
    }
