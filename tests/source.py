"""What the house tests look for in source text; each finder takes a path and its text and says what
is wrong, so that it can be shown a wrong text too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gongyuan"

MOST_LINES, MOST_FUNCTION_LINES, MOST_VIEW_LINES = 300, 40, 25
MOST_PARAMETERS, MOST_TEMPLATE_LINES = 5, 100
BANNED_NAMES = {"utils", "helpers", "manager", "service", "services", "base", "common", "misc"}
DOCUMENTED = {"rules", "queries", "actions"}
DOCUMENTED_DOMAINS = {"law", "policy"}
#: Packages of megabytes that few requests need; only files that are loaded late themselves name
#: them at their head.
HEAVY = {"PIL", "docx", "docxtpl", "icalendar", "pypdf", "python_calamine", "segno", "xlsxwriter"}
LOADED_LATE = ("gongyuan/core/documents/", "gongyuan/desk/demo/")
SCOPES = ("visible_to(", "handled_by(", "overseen_by(")


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def templates() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def roles(path: Path) -> set[str]:
    """The file's place in its domain: its stem, or the folder it lies in (`actions/…`)."""
    return {path.stem, *path.parts[2:-1]}


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(path: Path, text: str) -> list[str]:
    faults = []
    if text.count("\n") > MOST_LINES:
        faults.append(f"{path}: {text.count(chr(10))} lines")
    most = MOST_VIEW_LINES if "views" in roles(path) else MOST_FUNCTION_LINES
    for node in functions(text):
        if length(node) > most:
            faults.append(f"{path}:{node.name}: {length(node)} lines, at most {most}")
    return faults


def too_many_parameters(path: Path, text: str) -> list[str]:
    faults = []
    for node in functions(text):
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        counted = [n for n in names if n not in ("self", "cls", "actor", "now", "today", "request")]
        defaults = sum(d is not None for d in node.args.kw_defaults) if "core" in path.parts else 0
        if "views" not in roles(path) and len(counted) - defaults > MOST_PARAMETERS:
            faults.append(f"{path}:{node.name}: {len(counted)} parameters")
    return faults


def banned_names(path: Path, text: str) -> list[str]:
    return [f"{path}: a module called {name}" for name in sorted(roles(path) & BANNED_NAMES)]


def undocumented(path: Path, text: str) -> list[str]:
    domain = path.parts[1]
    if not (roles(path) & DOCUMENTED or domain in DOCUMENTED_DOMAINS):
        return []
    return [
        f"{path}:{node.name}: no docstring"
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]


def fetches_without_scope(path: Path, text: str) -> list[str]:
    """In views every fetch starts with what the actor may see or handle."""
    if "views" not in roles(path) or path.parts[1] == "core":
        return []
    faults = []
    for found in re.finditer(r"\.objects\b\s*\.?\s*([a-z_]+\()?", text):
        if found.group(1) not in SCOPES:
            line = text.count("\n", 0, found.start()) + 1
            faults.append(f"{path}:{line}: .objects without a scope")
    return faults


def state_written(path: Path, text: str) -> list[str]:
    if path.as_posix() == "gongyuan/core/transitions.py":
        return []
    return [
        f"{path}:{number}: writes a state"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"\.state\s*=[^=]", line) or re.search(r"\.update\([^)]*\bstate\s*=", line)
    ]


def utc_dates(path: Path, text: str) -> list[str]:
    return [
        f"{path}:{number}: a date of the UTC instant"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"\bnow(\(\))?\.date\(\)|date\.today\(\)|datetime\.now\(", line)
    ]


def unexplained_exceptions(path: Path, text: str) -> list[str]:
    """A silenced check says why."""
    return [
        f"{path}:{number}: {line.strip()[-60:]}"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"# (noqa(: [A-Z0-9, ]+)?|type: ignore(\[[a-z-, ]+\])?)\s*$", line)
    ]


def loaded_early(path: Path, text: str) -> list[str]:
    if path.as_posix().startswith(LOADED_LATE):
        return []
    faults = []
    for node in ast.parse(text).body:
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        heavy = {name.partition(".")[0] for name in named} & HEAVY
        faults += [f"{path}:{node.lineno}: {name} is loaded by every process" for name in heavy]
    return faults


def left_to_do(path: Path, text: str) -> list[str]:
    words = "TO" + "DO", "FIX" + "ME", "X" + "XX", "Not" + "ImplementedError"
    return [
        f"{path}:{number}: {word}"
        for number, line in enumerate(text.splitlines(), 1)
        for word in words
        if re.search(rf"\b{word}\b", line)
    ]


def unsafe_templates(path: Path, text: str) -> list[str]:
    faults = []
    if text.count("\n") > MOST_TEMPLATE_LINES:
        faults.append(f"{path}: {text.count(chr(10))} lines")
    if re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", text):
        faults.append(f"{path}: inline script or style")
    if re.search(r"<(script|img|link|iframe|form)\b[^>]*(src|href|action)=\"(https?:)?//", text):
        faults.append(f"{path}: a resource of a third party")
    return faults


def parts_misnamed(path: Path, text: str) -> list[str]:
    """`_part.html` has the root id `part`."""
    if not path.stem.startswith("_"):
        return []
    first = re.search(r"<[a-z][^>]*\bid=\"([^\"]+)\"", text)
    name = path.stem.removeprefix("_").replace("_", "-")
    if first is None or first.group(1) not in (name, path.stem.removeprefix("_")):
        return [f"{path}: its root id is not {name}"]
    return []
