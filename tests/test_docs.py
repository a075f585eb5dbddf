"""What the documents name exists, and what a deployment can set is documented."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.urls import get_resolver
from PIL import Image

from dev.commands import COMMANDS
from dev.diagrams import page as workflow_page
from gongyuan.core.models import Event
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from tests.source import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PACKS = ROOT / "gongyuan" / "policy" / "packs"
OPERATOR = ROOT / "docs" / "guides" / "operator.md"
TOLD = [*sorted((ROOT / "config").glob("*.py")), *sorted((ROOT / "dev").glob("*.py"))]
#: Read, but set by the system or by the tools themselves.
NOT_OURS = {"PATH", "DJANGO_SETTINGS_MODULE", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"}
ENVIRONMENT = re.compile(r"environ(?:\.get|\.setdefault)?[\[(]\s*\"([A-Z_]+)\"")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
SCREENS_LIMIT = 3 * 1024 * 1024

by_document = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


def quoted(text: str) -> Iterator[str]:
    """Everything in code type: the lines of blocks, and words between backticks."""
    for block in FENCE.findall(text):
        yield from (line.partition(" #")[0] for line in block.splitlines())
    yield from QUOTED.findall(FENCE.sub("", text))


def missing_paths(text: str) -> list[str]:
    """Paths of this repository named in code type that are not there."""
    tops = "|".join(re.escape(p.name) for p in ROOT.iterdir() if p.is_dir() and p.name[0] != ".")
    pattern = re.compile(rf"(?<![\w/.-])(?:{tops})/[\w./-]*[\w/]|\.ci/\w+")
    named = {found for words in quoted(text) for found in pattern.findall(words)}
    made = ("var/", "cases/actions/", "people/capabilities/")  # made by running, or shortened
    return sorted(
        name for name in named if not name.startswith(made) and not (ROOT / name).exists()
    )


def unknown_make_targets(text: str) -> list[str]:
    named = {
        target
        for words in quoted(text)
        for run in re.findall(r"\bmake ((?:[a-z-]+ ?)+)", words)
        for target in run.split()
    }
    known = set(COMMANDS) | {"demo"}
    return sorted(named - known)


def unknown_commands(text: str) -> list[str]:
    """Commands of `manage.py` and of `python3 -m dev` that do not exist."""
    managed, offered = set(), set()
    for words in quoted(text):
        managed |= set(re.findall(r"(?:manage\.py|-m dev manage) ([a-z_]+)", words))
        offered |= set(re.findall(r"-m dev ([a-z-]+)", words))
    return sorted((managed - set(get_commands())) | (offered - set(COMMANDS)))


def unknown_powers_and_roles(text: str) -> list[str]:
    """Words such as `cases.assign` in the first part of which there are powers, and role words."""
    known = {str(power) for power in Capability}
    firsts = "|".join(sorted({power.partition(".")[0] for power in known}))
    powers = re.compile(rf"({firsts})\.[a-z_]+")
    files = re.compile(r".*\.(py|md|html|yaml)|.*\(")
    named = {w for w in quoted(text) if powers.fullmatch(w) and not files.fullmatch(w)}
    return sorted(named - known)


def unknown_names_of_pages(text: str) -> list[str]:
    """Url names in `name="…"`."""
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    return sorted(set(re.findall(r"\bname=\"(\w+)\"\)", text)) - known)


@by_document
def test_every_path_named_exists(path: Path) -> None:
    assert missing_paths(path.read_text(encoding="utf-8")) == []


@by_document
def test_every_command_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert unknown_make_targets(text) == []
    assert unknown_commands(text) == []


@by_document
def test_every_power_and_page_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert unknown_powers_and_roles(text) == []
    assert unknown_names_of_pages(text) == []


@by_document
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if ":" not in link]
    targets = [link.partition("#")[0] for link in links]

    assert [link for link in targets if not (path.parent / link).exists()] == []


@by_document
def test_every_variable_named_is_read(path: Path) -> None:
    named = set(re.findall(r"\bGONGYUAN_[A-Z_]+\b", path.read_text(encoding="utf-8")))

    assert named - variables_read() == set()


def variables_read() -> set[str]:
    found = {name for path in TOLD for name in ENVIRONMENT.findall(path.read_text())}
    return found - NOT_OURS


def test_every_variable_that_is_read_is_in_the_operators_guide() -> None:
    text = OPERATOR.read_text(encoding="utf-8")

    assert len(variables_read()) > 10
    assert [name for name in sorted(variables_read()) if f"`{name}`" not in text] == []


def test_the_operators_guide_names_roles_and_parameters_that_exist() -> None:
    section = OPERATOR.read_text(encoding="utf-8").partition("## 角色和账号")[2]
    named = set(re.findall(r"`([a-z_]+)`", section.partition("\n## ")[0]))

    packs = "\n".join(path.read_text("utf-8") for path in PACKS.glob("*.yaml"))
    parameters = set(re.findall(r"^ +([a-z_]+):", packs, re.MULTILINE))
    roles = {str(role) for role in Role}

    assert named & roles
    assert named <= roles | parameters


def test_the_readme_shows_pictures_of_every_main_size() -> None:
    shown = re.findall(
        r"!\[[^]]+\]\((docs/screens/[\w-]+\.png)\)", (ROOT / "README.md").read_text()
    )

    assert len(shown) == 4
    for name in shown:
        with Image.open(ROOT / name) as picture:
            assert picture.width >= 390, name


def test_the_pictures_are_small_enough_to_be_kept() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "docs" / "screens").glob("*.png")]

    assert len(sizes) == 30
    assert sum(sizes) <= SCREENS_LIMIT


def test_the_diagram_of_a_case_is_that_of_the_table() -> None:
    drawn = (ROOT / "docs" / "case-workflow.md").read_text(encoding="utf-8")

    assert drawn == workflow_page(), "make diagrams"


@pytest.mark.django_db
def test_the_first_account_of_the_operators_guide_can_be_opened() -> None:
    text = OPERATOR.read_text(encoding="utf-8")
    line = next(row for row in text.splitlines() if "manage.py install" in row)

    call_command(*shlex.split(line.partition("manage.py ")[2]))

    post = Post.objects.get()
    assert post.unit.name == "河南省总工会"
    assert actor_in(post).can(Capability.PEOPLE_MANAGE_ACCOUNTS)
    assert Event.objects.filter(code="people.user.create").count() == 1


def test_what_is_wrong_is_found() -> None:
    wrong = "`make sing` and `make run`, `manage.py dance`, `gongyuan/nowhere.py`, `cases.steal`"

    assert unknown_make_targets(wrong) == ["sing"]
    assert unknown_commands(wrong) == ["dance"]
    assert missing_paths(wrong) == ["gongyuan/nowhere.py"]
    assert unknown_powers_and_roles(wrong) == ["cases.steal"]
    assert unknown_names_of_pages('path("", name="no_such_page")') == ["no_such_page"]
    assert os.environ.get("GONGYUAN_MODE") == "test"
