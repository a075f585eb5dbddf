"""An answer of the packs worded for a page, in the order and the words of a case's own page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import Override, due_on
from gongyuan.policy import wording
from gongyuan.policy.answers import DeadlineOverride, Evaluation
from gongyuan.policy.asking import Asked, clauses_of
from gongyuan.policy.choices import ApprovalLevel, Refusal
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.pack import ClauseRef, PackSet

#: The deadline that runs from the day of the application itself.
FROM_APPLICATION = "AID_REVIEW"


@dataclass(frozen=True, kw_only=True)
class DeadlineLine:
    """A deadline of the packs: its length in words, from what event, and the day where known."""

    code: str
    label: str
    length: str
    event: str
    due_on: date | None
    clauses: tuple[ClauseRef, ...]


def simulated(asked: Asked, answer: Evaluation, packs: PackSet) -> dict[str, Any]:
    """Everything a page shows of an answer.

    Keys: title, refusal, reasons, missing, advice, materials, deadlines, measures, approval,
    versions (pack id to version, for links to clauses), packs and clauses.
    """
    told = answer.decision
    versions = {ref.pack: ref.version for ref in answer.packs}
    known = {(pack.id, pack.version): pack for pack in packs.packs}
    approval = answer.approval
    return {
        "title": wording.title_of(answer.to_json()),
        "outcome": told.outcome,
        "refusal": Refusal(told.refusal).label if told.refusal else "",
        "reasons": [*told.reasons, *answer.track.reasons, *answer.gravity.reasons],
        "missing": told.missing,
        "advice": told.advice,
        "papers_may_follow": told.papers_may_follow,
        "materials": answer.materials,
        "track": answer.track,
        "gravity": answer.gravity,
        "deadlines": [_deadline(given, asked) for _, given in sorted(answer.deadlines.items())],
        "approval": approval and [ApprovalLevel(level).label for level in approval.levels],
        "approval_clauses": approval.clauses if approval else (),
        "versions": versions,
        "packs": [known[ref.pack, ref.version] for ref in reversed(answer.packs)],
        "clauses": clauses_of(answer),
    }


def _deadline(given: DeadlineOverride, asked: Asked) -> DeadlineLine:
    rows = [row for row in law.deadline_table().rows if row.code == given.code]
    rule = _rule(given.code, asked)
    day = None
    if rule and given.code == FROM_APPLICATION:
        length = Override(given.length, law.Unit(given.unit), given.source, given.is_verified)
        day = due_on(rule, asked.on, current_calendar(), (), length).due_on
    return DeadlineLine(
        code=given.code,
        label=wording.deadline_label(given.code),
        length=wording.length_in_words({"length": given.length, "unit": given.unit}),
        event=rows[0].event if rows else "",
        due_on=day,
        clauses=given.clauses,
    )


def _rule(code: str, asked: Asked) -> law.DeadlineRule | None:
    try:
        return law.deadline_table().rule(
            code, on=asked.on, region=asked.region_code[:6] or law.NATION
        )
    except law.UnknownDeadline:
        return None
