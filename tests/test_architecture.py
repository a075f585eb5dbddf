"""The house's own rules: where things stand, how large they are, what they may touch."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import source

FINDERS = [
    source.too_long,
    source.too_many_parameters,
    source.banned_names,
    source.undocumented,
    source.fetches_without_scope,
    source.state_written,
    source.utc_dates,
    source.unexplained_exceptions,
    source.loaded_early,
    source.left_to_do,
]

WRONG = [
    (source.too_long, "gongyuan/cases/queries/x.py", "x = 1\n" * 301),
    (source.too_long, "gongyuan/cases/actions.py", "def f():\n" + "    x = 1\n" * 40),
    (source.too_long, "gongyuan/cases/views/x.py", "def f(request):\n" + "    x = 1\n" * 25),
    (source.too_many_parameters, "gongyuan/cases/actions.py", "def f(*, a, b, c, d, e, g): ..."),
    (source.banned_names, "gongyuan/cases/utils.py", ""),
    (source.banned_names, "gongyuan/cases/actions/helpers.py", ""),
    (source.undocumented, "gongyuan/cases/rules.py", "def f(): ..."),
    (source.undocumented, "gongyuan/law/x.py", "def f(): ..."),
    (source.fetches_without_scope, "gongyuan/cases/views.py", "Case.objects.all()"),
    (source.fetches_without_scope, "gongyuan/cases/views/x.py", "Case.objects.filter(pk=1)"),
    (source.state_written, "gongyuan/cases/actions.py", "case.state = 'closed'"),
    (source.state_written, "gongyuan/cases/actions.py", "Case.objects.update(state='closed')"),
    (source.utc_dates, "gongyuan/cases/actions.py", "day = now.date()"),
    (source.utc_dates, "gongyuan/cases/actions.py", "day = date.today()"),
    (source.unexplained_exceptions, "gongyuan/x.py", "x = 1  # noqa: E501"),
    (source.unexplained_exceptions, "gongyuan/x.py", "x = 1  # type: ignore[arg-type]"),
    (source.loaded_early, "gongyuan/core/files.py", "from PIL import Image"),
    (source.loaded_early, "gongyuan/core/sheets/x.py", "import xlsxwriter.utility"),
    (source.left_to_do, "gongyuan/x.py", "# TO" + "DO: later"),
]


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
def test_the_source_keeps_the_rule(finder):
    faults = [fault for path, text in source.sources() for fault in finder(path, text)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("finder", "path", "text"), WRONG)
def test_the_rule_catches_what_breaks_it(finder, path, text):
    assert finder(Path(path), text)


IMPORTS_THAT_BREAK_A_CONTRACT = [
    ("gongyuan/core/numbers.py", "import gongyuan.people.models", "Domains only look down"),
    ("gongyuan/unheard_of/__init__.py", "", "Domains only look down"),
    ("gongyuan/people/models/worker.py", "import gongyuan.people.queries", "files only look down"),
    ("gongyuan/law/amounts.py", "import django.conf", "Rules are pure"),
    ("gongyuan/desk/context.py", "import gongyuan.cases.views", "Views and forms are private"),
]


def contracts_on(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_are_kept():
    result = contracts_on(source.ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("path", "line", "contract"), IMPORTS_THAT_BREAK_A_CONTRACT)
def test_a_contract_catches_the_import_that_breaks_it(tmp_path, path, line, contract):
    ignored = shutil.ignore_patterns("__pycache__", "static", "*.docx", "data")
    shutil.copytree(source.PACKAGE, tmp_path / "gongyuan", ignore=ignored)
    shutil.copy(source.ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / path
    target.parent.mkdir(exist_ok=True)
    with target.open("a", encoding="utf-8") as broken:
        broken.write(f"\n{line}\n")

    result = contracts_on(tmp_path)

    assert result.returncode != 0
    assert any(contract in row and "BROKEN" in row for row in result.stdout.splitlines()), (
        result.stdout
    )
