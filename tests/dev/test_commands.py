"""What `make` offers, and that continuous integration uses nothing else."""

import os
import re
import subprocess

import pytest

from dev.commands import COMMANDS
from dev.paths import ROOT

TARGETS = ["run", "test", "check", "fmt", "lock", "env", "stop", "clean", "reset"]
TARGETS += ["test-database", "test-external", "bench", "screens", "diagrams"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_make_target_only_calls_the_command_of_its_name(target: str) -> None:
    # As if typed by hand: the suite itself may run under make, which tells its children so.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    planned = subprocess.run(
        ["make", "--dry-run", target, "ARGS=", "PYTHON=python3"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert planned.stdout.split() == ["python3", "-m", "dev", target]
    assert target in COMMANDS


def test_every_line_of_the_makefile_calls_dev() -> None:
    recipes = re.findall(r"^\t(.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert recipes
    assert all(recipe.startswith("@$(PYTHON) -m dev ") for recipe in recipes)


def test_continuous_integration_calls_only_make() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    known = re.compile(r"make [a-z-]+ \|\| result=1|set .*|cd .*|result=0|exit .*")

    assert [line for line in commands if not known.fullmatch(line)] == []
    assert [line.split()[1] for line in commands if line.startswith("make")] == [
        "check",
        "test",
        "test-external",
    ]


def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    result = subprocess.run(
        ["python3", "-m", "dev", "sing"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert "invalid choice: 'sing'" in result.stderr
    assert "test-database" in result.stderr
