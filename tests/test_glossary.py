"""docs/glossary.md and the code name the same things by the same words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Choices

import gongyuan
from gongyuan.cases.actions.deadlines import OWN_ROWS
from gongyuan.core import events
from gongyuan.law.deadline_table import deadline_table
from gongyuan.people.capabilities import Capability
from gongyuan.policy.registry import current_packs
from tests.source import ROOT

PAGE = ROOT / "docs" / "glossary.md"
TEXT = PAGE.read_text(encoding="utf-8")
PAIR = re.compile(r"`([\w.]+)` ([^·|`]+?)(?= ·| \||$)")


def rows(heading: str, text: str = TEXT) -> Iterator[list[str]]:
    """The rows of every table of the page whose first column is headed so."""
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not set(cells[0]) <= {"-"}:
            yield cells


def unquoted(cell: str) -> str:
    return cell.strip("`")


def own_models() -> dict[str, str]:
    """Every model of ours with its term; the tables of history belong to their models."""
    return {
        model.__name__: str(model._meta.verbose_name)
        for model in apps.get_models()
        if model.__module__.startswith("gongyuan.") and not hasattr(model, "pgh_tracked_model")
    }


def vocabularies() -> dict[str, list[dict[str, str]]]:
    """Every class of choices by name, with its values and labels; two domains may share a name."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for module in walk_packages(gongyuan.__path__, "gongyuan."):
        if ".migrations" in module.name or ".management" in module.name:
            continue
        for item in classes_of(vars(import_module(module.name)), module.name):
            if issubclass(item, Choices) and len(item):
                labels = {str(value): str(label) for value, label in item.choices}
                found[item.__qualname__].append(labels)
    return found


def classes_of(names: Mapping[str, Any], module: str, inside: str = "") -> Iterator[type]:
    """The classes a module defines, those inside its classes too."""
    for item in list(names.values()):
        is_own = isinstance(item, type) and item.__module__ == module
        if is_own and item.__qualname__.startswith(inside):
            yield item
            yield from classes_of(vars(item), module, f"{item.__qualname__}.")


def by_code(cells: Iterator[list[str]]) -> dict[str, str]:
    return {unquoted(row[0]): row[1] for row in cells}


def test_every_model_is_named_with_its_term_and_no_other() -> None:
    assert by_code(rows("model")) == own_models()


def test_every_vocabulary_is_named_with_all_its_values_and_no_other() -> None:
    written: dict[str, list[dict[str, str]]] = defaultdict(list)
    for name, _, values, _ in rows("vocabulary"):
        written[unquoted(name)].append(dict(PAIR.findall(values)))

    assert written == vocabularies()


def test_every_capability_is_named_and_no_other() -> None:
    assert set(by_code(rows("capability"))) == {str(power) for power in Capability}


def test_every_event_stands_under_its_kind_with_its_label() -> None:
    written = {unquoted(kind): dict(PAIR.findall(codes)) for kind, _, codes in rows("event kind")}
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for code in events.registered():
        known[code.kind][code.code] = code.label

    assert written == known


def test_every_deadline_is_named_with_its_label() -> None:
    known = {rule.code: rule.label for rule in deadline_table().rows}
    own = {code: label for code, (label, _) in OWN_ROWS.items()}

    assert by_code(rows("deadline code")) == known
    assert dict(PAIR.findall(_line("Of the offices' own"))) == own


def test_every_parameter_of_the_packs_is_named() -> None:
    known = {
        code: parameter["label"]
        for pack in current_packs().packs
        for code, parameter in pack.rules.get("parameters", {}).items()
    }

    assert by_code(rows("parameter")) == known


def test_one_identifier_has_one_term_and_one_term_one_identifier() -> None:
    found, listed = collisions(), {unquoted(row[0]) for row in rows("word")}

    assert found - listed == set()
    assert listed - found == set(), "listed as meaning two things, but no longer does"


@pytest.mark.parametrize("heading", ["model", "vocabulary", "capability", "deadline code"])
def test_nothing_stands_twice(heading: str) -> None:
    names = [(row[0], row[2] if heading == "vocabulary" else "") for row in rows(heading)]

    assert len(names) == len(set(names))


def test_a_table_is_read_row_by_row() -> None:
    text = (
        "| model | term |\n|---|---|\n| `Case` | 案件 |\n\n| other | term |\n|---|---|\n| x | y |"
    )

    assert list(rows("model", text)) == [["`Case`", "案件"]]
    assert PAIR.findall("`a_b` 甲乙 · `c` 丙（丁） |") == [("a_b", "甲乙"), ("c", "丙（丁）")]


def _line(beginning: str) -> str:
    line = next(line for line in TEXT.splitlines() if line.startswith(beginning))
    return line.replace(",", " ·").rstrip(".")


def collisions() -> set[str]:
    """Identifiers with two terms and terms with two identifiers, over models and vocabularies."""
    terms, identifiers = defaultdict(set), defaultdict(set)

    def note(identifier: str, term: Any) -> None:
        terms[identifier].add(term)
        identifiers[term].add(identifier)

    for name, term in own_models().items():
        note(re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(), term)
    for classes in vocabularies().values():
        for values in classes:
            for value, label in values.items():
                note(value.lower(), label)
    for name, term, *_ in rows("vocabulary"):
        identifiers[term].add(unquoted(name))
    return {
        word
        for known in (terms, identifiers)
        for word, meanings in known.items()
        if len(meanings) > 1
    }
