import io
import json
from datetime import date

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from gongyuan.organisations.choices import UnitLevel
from gongyuan.policy import asking, rules
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.loader import shipped_paths
from gongyuan.policy.resolution import resolve
from tests.organisations.factories import make_unit
from tests.policy.factories import NOW, make_revision, pack_of

pytestmark = pytest.mark.django_db

MIGRANT = {
    "applicant_kind": "worker",
    "matter_scope": "labour_dispute",
    "aid_form": "arbitration",
    "is_migrant": True,
    "claims": ["unpaid_wages"],
}


def run(*arguments, out=None, **more) -> str:
    out = out or io.StringIO()
    call_command("policy", *arguments, stdout=out, **more)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """Put lines on the standard input: text as it is, anything else as JSON."""

    def give(*lines) -> None:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return give


def answers(*lines, typed, arguments=("--on=2026-03-02",), fails=False) -> list[dict]:
    typed(*lines)
    out = io.StringIO()
    if fails:
        with pytest.raises(SystemExit) as ended:
            run("decide", *arguments, out=out)
        assert ended.value.code == 1
    else:
        run("decide", *arguments, out=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_check_lists_every_shipped_pack():
    printed = run("check")

    assert len(printed.splitlines()) == len(shipped_paths()) == 8
    assert "henan-2015.yaml" in printed


@pytest.mark.parametrize("how", ["{}", "--pack={}"])
def test_check_names_file_place_and_reason_of_a_bad_pack(altered, how):
    bad = altered("henan-2015.yaml", "clauses: [h2.3.exempt]", "clauses: [h9.9]")

    with pytest.raises(CommandError) as refused:
        run("check", how.format(bad))

    assert (
        "henan-2015.yaml：rules.exemptions.migrant_wage.clauses.0：引用了不存在的条款：h9.9"
        in str(refused.value)
    )
    assert refused.value.returncode == 1


def test_check_judges_a_file_beside_the_packs_in_force_and_lists_that_file(altered):
    county = altered("jiangsu-2012.yaml", '"320000"', '"320281"', "county.yaml")
    county.write_text(
        county.read_text("utf-8").replace("pack: jiangsu-2012", "pack: jiangyin-2026", 1), "utf-8"
    )

    printed = run("check", str(county))

    assert len(printed.splitlines()) == 1
    assert printed.startswith("county.yaml：")


def test_check_reports_an_approved_pack_that_no_longer_fits():
    province = make_unit(level=UnitLevel.PROVINCE, region_code="990000")
    approved = {"state": "approved", "approved_by_user_id": 2, "submitted_by_user_id": 1}
    text = pack_of(region="990000", pack_id="own-2090")
    make_revision(unit=province, pack_id="own-2090", text=text, approved_at=NOW, **approved)

    assert "own-2090-v1.yaml：试验工会法律援助意见" in run("check")
    same_day = pack_of(region="990000", pack_id="two-2090")
    make_revision(unit=province, pack_id="two-2090", text=same_day, approved_at=NOW, **approved)
    with pytest.raises(CommandError, match="与 own-2090-v1.yaml 同日生效"):
        run("check")


def test_check_without_a_database_keeps_to_the_shipped_packs():
    def stopped(execute, sql, params, many, context):
        raise OperationalError("stopped")

    told = io.StringIO()
    with connection.execute_wrapper(stopped):
        printed = run("check", stderr=told)

    assert len(printed.splitlines()) == len(shipped_paths())
    assert "数据库不可用" in told.getvalue()


def test_check_of_a_missing_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="absent.yaml：：文件无法读取"):
        run("check", str(tmp_path / "absent.yaml"))


def test_decide_answers_one_line_for_one_line(typed):
    found = answers(
        MIGRANT,
        "",
        {**MIGRANT, "claims": ["economic_compensation"]},
        typed=typed,
        arguments=("--region=410481", "--on=2026-03-02"),
    )

    assert [answer["decision"]["outcome"] for answer in found] == ["grant", "hardship_check"]


def test_a_line_may_say_its_own_place_and_day(typed):
    old, new, elsewhere = answers(
        {"region": "410481", "date": "2015-11-09", "facts": MIGRANT},
        {"region": "410481", "date": "2015-11-10", "facts": MIGRANT},
        {"region": "320281", **MIGRANT},
        typed=typed,
    )

    assert (old["track"]["kind"], new["track"]["kind"]) == ("normal", "fast")
    assert (elsewhere["region_code"], elsewhere["on"]) == ("320281", "2026-03-02")
    assert elsewhere["reasons"][0]["clauses"][0]["citation"] == "苏工发[2012]8号第9项"


def test_an_answer_is_that_of_the_rules_with_its_parts_at_hand(typed, shipped):
    [answer] = answers(
        {"region": "410481", "date": "2026-03-02", "facts": {**MIGRANT, "workers": 12}}, typed=typed
    )

    facts = ApplicationFacts.from_json({**MIGRANT, "workers": 12})
    same = rules.evaluate(facts, resolve(shipped, "410481", date(2026, 3, 2))).to_json()
    assert {name: answer[name] for name in same} == same
    assert answer["outcome"] == "grant"
    assert answer["grounds"] == ["MIGRANT_WAGE"]
    assert answer["reasons"] == same["decision"]["reasons"]
    assert answer["missing"] == []
    assert {"h2.3.exempt", "h2.3.fast", "n3.4.1", "h2.3.major", "arb7", "u12.1"} <= {
        clause["clause"] for clause in answer["clauses"]
    }
    assert answer["deadlines"]["AID_REVIEW"]["length"] == 0
    assert answer["gravity"]["is_major"] is True


def test_the_facts_still_missing_are_named(typed):
    [answer] = answers({"facts": {}}, typed=typed)

    assert answer["outcome"] == "need_more_facts"
    assert [fact["field"] for fact in answer["missing"]] == [
        "applicant_kind",
        "aid_form",
        "matter_scope",
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ({"aid_form": "prayer", "workers": 0}, {"aid_form", "workers"}),
        ("{not json", {""}),
        ("[" * 5000, {""}),
        ("9" * 5000, {""}),
        ("[1]", {""}),
        ("null", {""}),
        ({"facts": [1]}, {"facts"}),
        ({"facts": MIGRANT, "place": "x"}, {"place"}),
        ({"facts": MIGRANT, "workers": 3}, {"workers"}),
        ({"region": "41", "facts": MIGRANT}, {"region"}),
        ({"region": 410481, "facts": MIGRANT}, {"region"}),
        ({"region": "４１０４８１", "facts": MIGRANT}, {"region"}),
        ({"region": "4104811", "facts": MIGRANT}, {"region"}),
        ({"date": "2026-02-30", "facts": MIGRANT}, {"date"}),
        ({"date": "20260302", "facts": MIGRANT}, {"date"}),
        ({"date": 20260302, "facts": MIGRANT}, {"date"}),
        ({"date": "1995-01-01", "facts": MIGRANT}, {"date"}),
        ({"region": "x", "date": "y", "facts": {"workers": 0}}, {"region", "date", "workers"}),
        ('{"region": "\\ud800"}', {"region"}),
    ],
)
def test_a_bad_line_is_answered_too_and_the_command_fails_at_the_end(typed, line, fields):
    bad, good = answers(line, MIGRANT, typed=typed, fails=True)

    assert set(bad["error"]) == fields
    assert all(sentence.endswith("。") for sentence in bad["error"].values())
    assert good["outcome"] == "grant"


@pytest.mark.parametrize("arguments", [["--region=xx"], ["--on=1999-01-01"]])
def test_decide_refuses_a_place_or_day_without_policy(arguments):
    with pytest.raises(CommandError):
        run("decide", *arguments)


def test_the_schema_of_a_line_is_printed_and_accepts_what_the_command_accepts():
    schema = json.loads(run("--schema"))

    assert schema == asking.line_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"region", "date", "facts"}
    for line in (
        {"region": "410481", "date": "2026-03-02", "facts": MIGRANT},
        {"facts": {}},
        MIGRANT,
        {"region": "320281", **MIGRANT},
    ):
        jsonschema.validate(line, schema)
    for line in (
        {"region": "41", "facts": {}},
        {"date": "2026", "facts": {}},
        {"facts": {"workers": 0}},
        {"facts": MIGRANT, "workers": 3},
        {"place": "x"},
        [],
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(line, schema)


def test_explain_names_pack_clause_and_confidence_and_what_was_replaced():
    printed = run("explain", "410481", "exemptions.migrant_wage", "--on=2026-03-02")

    lines = printed.splitlines()
    assert lines[0] == "410481，2026-03-02，自近至远："
    assert [line.split()[0] for line in lines[1:7]] == [
        "pingdingshan-2016",
        "henan-2020",
        "henan-2015",
        "national-2021",
        "national-office",
        "national-2008",
    ]
    assert "出自 henan-2015 第1版：豫工办〔2015〕28号二(三) [h2.3.exempt，F 已读全文]" in printed
    assert "取代 national-2021 第1版：法律援助法第四十二条第（三）项 [a42.3" in printed
    assert "取代 national-2008 第1版：工会法律援助办法第十条第二款 [u10.2，P 已读原文" in printed
    assert len([line for line in lines if line.startswith("exemptions.")]) == 1


def test_explain_without_a_key_tells_every_value_in_force(shipped):
    printed = run("explain", "410481", "--on=2026-03-02")

    told = {line.split()[0] for line in printed.splitlines() if line and line[0].islower()}
    assert told == set(resolve(shipped, "410481", date(2026, 3, 2)).entries)
    assert "工会自定（待核） [own，D 工会自定或者推断，待核]" in printed


def test_explain_of_a_section_keeps_to_it_and_of_a_day_to_the_packs_of_the_day():
    before = run("explain", "410481", "tracks", "--on=2020-07-20")
    after = run("explain", "410481", "tracks", "--on=2020-07-21")

    assert "tracks.wage_green_channel" not in before
    assert "tracks.wage_green_channel" in after
    assert "deadlines." not in after


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "写法"),
        (["410481", "no.such"], "没有关于“no.such”的规定"),
        (["xx"], "不是行政区划代码"),
        (["410481", "--on=1999-01-01"], "没有对 410481 生效的政策包"),
    ],
)
def test_explain_refuses_what_it_cannot_explain(arguments, reason):
    with pytest.raises(CommandError, match=reason):
        run("explain", *arguments)


def test_diff_tells_head_clauses_and_rules_in_words(altered):
    changed = altered(
        "henan-2015.yaml", "length: 0, unit: natural_day", "length: 1, unit: natural_day"
    )
    text = changed.read_text("utf-8").replace("免除经济困难审查。}", "免除审查。}", 1)
    text = text.replace("version: 1", "version: 2", 1)
    text = text.replace("    oversight: {label: 重点督办, clauses: [h2.3.major]}\n", "")
    changed.write_text(text, "utf-8")

    lines = run("diff", "henan-2015@1", str(changed)).splitlines()

    assert lines == [
        "修改 版本：1 → 2",
        "修改 条款 h2.3.exempt：内容：简化审查程序，对申请支付劳动报酬、工伤赔偿的农民工，"
        "免除经济困难审查。 → 简化审查程序，对申请支付劳动报酬、工伤赔偿的农民工，免除审查。",
        "去掉 measures.oversight 重大案件的措施：重点督办："
        "名称 重点督办；依据 豫工办〔2015〕28号二(三)",
        "修改 deadlines.same_day.AID_REVIEW 期限：法律援助审查决定（当日办理）："
        "长度：当日 → 1日（自然日）",
    ]


def test_diff_of_two_documents_names_what_only_one_of_them_says():
    printed = run("diff", "henan-2015", "jiangsu-2012")

    assert "增加 条款 j11：苏工发[2012]8号第11项" in printed
    assert "去掉 tracks.same_day_migrant" in printed
    assert "修改 exemptions.migrant_wage" in printed


def test_diff_of_a_pack_with_itself_finds_nothing():
    assert run("diff", "jilin-2015", "jilin-2015@1").strip() == "两个包没有差别。"


@pytest.mark.parametrize("arguments", [["henan-2015"], ["a", "b"], ["henan-2015@9", "henan-2015"]])
def test_diff_refuses_packs_that_do_not_exist(arguments):
    with pytest.raises(CommandError):
        run("diff", *arguments)
