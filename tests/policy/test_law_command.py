"""`manage.py law`: lines in, lines out, what is wrong said beside the field; also offline."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.source import ROOT

pytestmark = pytest.mark.django_db

DAYS = {"started_on": "2026-09-28", "count": 5}


def run(monkeypatch, *arguments, given=""):
    out, err = StringIO(), StringIO()
    monkeypatch.setattr(sys, "stdin", StringIO(given))
    code = 0
    try:
        call_command("law", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return out.getvalue().splitlines(), err.getvalue(), code


def test_every_line_has_its_answer_and_a_wrong_one_its_sentence(monkeypatch):
    lines = [json.dumps(DAYS), "", json.dumps(DAYS | {"count": "x"}), "oops", json.dumps(DAYS)]

    said, _, code = run(monkeypatch, "working_days", given="\n".join(lines))

    answers = [json.loads(line) for line in said]
    assert answers[0]["value"] == "2026-10-10"
    assert answers[1] == {"error": {"count": "应当是整数。"}}
    assert answers[2] == {"error": {"": "不是正确的 JSON。"}}
    assert answers[3] == answers[0]
    assert code == 1


def test_one_object_may_be_written_over_many_lines(monkeypatch):
    said, _, code = run(monkeypatch, "working_days", given=json.dumps(DAYS, indent=2))

    assert json.loads(said[0])["value"] == "2026-10-10"
    assert (len(said), code) == (1, 0)


def test_chinese_is_written_as_it_is_read(monkeypatch):
    said, _, _ = run(monkeypatch, "working_days", given=json.dumps(DAYS))

    assert "工作日" in said[0]


@pytest.mark.parametrize("given", ["[]", "5", '"x"', "null"])
def test_what_is_no_object_is_said_to_be_none(monkeypatch, given):
    said, _, code = run(monkeypatch, "working_days", given=given)

    assert json.loads(said[0]) == {"error": {"": "应当是一个 JSON 对象。"}}
    assert code == 1


def test_nothing_on_standard_input_is_said(monkeypatch):
    said, _, code = run(monkeypatch, "working_days")

    assert json.loads(said[0]) == {"error": {"": "没有输入。"}}
    assert code == 1


def test_the_list_gives_name_and_title(monkeypatch):
    said, _, _ = run(monkeypatch, "--list")

    assert "working_days\t工作日" in said
    assert "limitation\t仲裁时效" in said


@pytest.mark.parametrize("arguments", [("--schema", "deadline"), ("deadline", "--schema")])
def test_the_schema_of_an_input_is_a_json_schema(monkeypatch, arguments):
    said, _, _ = run(monkeypatch, *arguments)

    schema = json.loads("\n".join(said))
    assert schema["properties"]["started_on"]["title"] == "起算事件的日期"
    assert "ARB_AWARD" in schema["$defs"]["DeadlineCode"]["enum"]


@pytest.mark.parametrize("arguments", [("no_such",), ("--schema", "no_such"), ()])
def test_an_unknown_name_is_answered_with_the_names_there_are(monkeypatch, arguments):
    with pytest.raises(CommandError, match="economic_compensation") as refused:
        run(monkeypatch, *arguments)

    assert refused.value.returncode == 2


def test_the_regions_figures_are_used_and_an_unverified_one_is_marked(monkeypatch):
    given = {
        "started_on": "2020-01-01",
        "ended_on": "2025-10-01",
        "monthly_wage": 50000,
        "region": "110105",
    }

    said, _, _ = run(monkeypatch, "economic_compensation", given=json.dumps(given))

    answer = json.loads(said[0])
    assert answer["value"] == 6 * 35811
    assert answer["verified"] is False
    assert any("待核" in text for text in answer["warnings"])


@pytest.mark.parametrize("url", ["", "postgresql:///none?host=/nonexistent"])
def test_without_a_database_the_shipped_files_answer_and_a_note_says_so(url):
    kept = {"PATH", "HOME", "LANG", "SYSTEMROOT"}
    told = {name: value for name, value in os.environ.items() if name in kept}
    told |= {"GONGYUAN_DATABASE_URL": url, "GONGYUAN_MODE": "demo"} if url else {}

    done = subprocess.run(
        [sys.executable, "manage.py", "law", "working_days"],
        input=json.dumps(DAYS).encode(),
        capture_output=True,
        cwd=ROOT,
        env=told | {"PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["value"] == "2026-10-10"
    assert "没有连接到数据库" in done.stderr.decode()
