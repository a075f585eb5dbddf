"""`make diagrams`: the states of a case as a picture, drawn from the table that governs them."""

import os
import sys
from pathlib import Path

import django

from dev.paths import ROOT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("GONGYUAN_MODE", "test")
os.environ.setdefault("GONGYUAN_DATABASE_URL", "postgresql:///nothing-is-read-from-it")
django.setup()

from gongyuan.cases.choices import CaseState  # noqa: E402 - Django must know its settings first
from gongyuan.cases.workflow import WORKFLOW  # noqa: E402
from gongyuan.core import events  # noqa: E402
from gongyuan.people.capabilities import BY_ROLE, Capability  # noqa: E402

PAGE = ROOT / "docs" / "case-workflow.md"
HEAD = """# How a case goes

Made by `make diagrams` from `gongyuan/cases/workflow.py`; change the table, not this page.

From application to archive, the way most cases go:

"""
MAIN_WAY = (
    "accept",
    "propose",
    "grant",
    "assign",
    "accept_assignment",
    "sign_mandate",
    "close",
    "submit_file",
    "archive",
)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{Path(PAGE).relative_to(ROOT)}")
    return 0


def page() -> str:
    """The page as the table has it now: the main way, every transition, who may do what."""
    main_way = [WORKFLOW.find(name) for name in MAIN_WAY]
    first = main_way[0]
    drawn = [
        f"    {source} --> {step.target}: {step.label}"
        for previous, step in zip([None, *main_way], main_way, strict=False)
        for source in ([previous.target] if previous else sorted(first.sources))
    ]
    everything = [
        f"    {source} --> {step.target}: {step.label}"
        for step in WORKFLOW.transitions
        for source in sorted(step.sources, key=list(CaseState).index)  # type: ignore[arg-type] # a state
    ]
    parts = [HEAD, _diagram(drawn, _states_in(drawn), "LR")]
    parts.append("\nEvery state and every verb:\n\n")
    parts.append(_diagram(everything, list(CaseState), "TB"))
    ends = "、".join(state.label for state in CaseState if _is_end(state))
    parts.append(f"\nNo line leads out of {ends}: a case ends there.\n")
    parts += ["\n## The verbs\n\n", _table()]
    return "".join(parts)


def _states_in(lines: list[str]) -> list[CaseState]:
    return [
        state
        for state in CaseState
        if any(f" {state} " in f"{line.split(':')[0]} " for line in lines)
    ]


def _diagram(lines: list[str], states: list[CaseState], direction: str) -> str:
    names = [f'    state "{state.label}" as {state}' for state in states]
    ends = [f"    {state} --> [*]" for state in states if _is_end(state)]
    body = [*names, f"    [*] --> {CaseState.SUBMITTED}: 提交申请", *lines, *ends]
    return "\n".join(
        ["```mermaid", "stateDiagram-v2", f"    direction {direction}", *body, "```\n"]
    )


def _is_end(state: CaseState) -> bool:
    return not any(state in step.sources for step in WORKFLOW.transitions)


def _table() -> str:
    rows = [
        "| verb | on the button | from | to | power | roles | whose move then |",
        "|---|---|---|---|---|---|---|",
    ]
    for step in WORKFLOW.transitions:
        code = events.find(WORKFLOW.event_code(step.name))
        sources = "、".join(WORKFLOW.labels[s] for s in CaseState if s in step.sources)
        roles = "、".join(
            role.label for role, powers in BY_ROLE.items() if Capability(step.capability) in powers
        )
        move = code.move_of.label if code.move_of is not None else "—"  # type: ignore[attr-defined] # MoveOf
        cells = [f"`{step.name}`", step.label, sources, WORKFLOW.labels[step.target]]
        cells += [f"`{step.capability}`", roles or "（系统）", move]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
