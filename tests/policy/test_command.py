import io
import json

import pytest
from django.core.management import CommandError, call_command

from gongyuan.policy.facts import json_schema
from gongyuan.policy.loader import shipped_paths

MIGRANT = {
    "applicant_kind": "worker",
    "matter_scope": "labour_dispute",
    "aid_form": "arbitration",
    "is_migrant": True,
    "claims": ["unpaid_wages"],
}


def run(*arguments, out=None) -> str:
    out = out or io.StringIO()
    call_command("policy", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """Put lines on the standard input: text as it is, anything else as JSON."""

    def give(*lines) -> None:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return give


def test_check_lists_every_shipped_pack():
    printed = run("check")

    assert len(printed.splitlines()) == len(shipped_paths()) == 5
    assert "henan-2015.yaml" in printed


def test_check_names_file_place_and_reason_of_a_bad_pack(altered):
    bad = altered("henan-2015.yaml", "clauses: [h2.3.exempt]", "clauses: [h9.9]")

    with pytest.raises(CommandError) as refused:
        run("check", f"--pack={bad}")

    assert (
        "henan-2015.yaml：rules.exemptions.migrant_wage.clauses.0：引用了不存在的条款：h9.9"
        in str(refused.value)
    )


def test_decide_answers_one_line_for_one_line(typed):
    typed(MIGRANT, "", {**MIGRANT, "claims": ["economic_compensation"]})

    printed = run("decide", "--region=410481", "--on=2026-03-02")

    answers = [json.loads(line) for line in printed.splitlines()]
    assert [answer["decision"]["outcome"] for answer in answers] == ["grant", "hardship_check"]


def test_decide_answers_bad_lines_too_and_fails_at_the_end(typed):
    typed({"aid_form": "prayer", "workers": 0}, "{not json", MIGRANT)
    out = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        run("decide", "--on=2026-03-02", out=out)

    assert ended.value.code == 1
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert set(answers[0]["error"]) == {"aid_form", "workers"}
    assert answers[1] == {"error": {"": "不是正确的 JSON。"}}
    assert answers[2]["decision"]["outcome"] == "grant"


@pytest.mark.parametrize("arguments", [["--region=xx"], ["--on=1999-01-01"]])
def test_decide_refuses_a_place_or_day_without_policy(arguments):
    with pytest.raises(CommandError):
        run("decide", *arguments)


def test_the_schema_of_facts_is_printed():
    assert json.loads(run("--schema")) == json_schema()
