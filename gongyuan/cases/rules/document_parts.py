"""Which parts of a document an officer may word anew before it has its number, and how they read.

The rest (who, what was decided, days, clauses that the law asks for) comes from the case alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongyuan.cases.choices import CLOSED_STATES, CaseState
from gongyuan.cases.choices import DocumentKind as Kind

LONGEST_PART = 5000


@dataclass(frozen=True, kw_only=True)
class Part:
    """One free part; of `is_listed` ones each line is a row by itself."""

    name: str
    label: str
    is_listed: bool = False


_FACTS = Part(name="facts_words", label="补写的事实")
_REASONS = Part(name="reasons", label="理由，一行一条", is_listed=True)
_CLOSING = Part(name="closing_words", label="结尾加写的话")
_WHY_REPLACED = Part(name="replacement_reason", label="更换的理由")

_PARTS: dict[Kind, tuple[Part, ...]] = {
    Kind.ORAL_RECORD: (Part(name="oral_text", label="笔录"),),
    Kind.GRANT_DECISION: (_FACTS, _REASONS),
    Kind.REFUSAL_DECISION: (_FACTS, _REASONS, Part(name="decision_note", label="决定的说明")),
    Kind.TERMINATION_DECISION: (_FACTS, Part(name="termination_reason", label="终止的理由")),
    Kind.CLOSING_REPORT: (Part(name="closing_summary", label="办理结果"),),
    Kind.REGISTRATION_SHEET: (
        Part(name="facts_text", label="情况"),
        Part(name="handling_words", label="处理"),
    ),
    Kind.APPLICATION_FORM: (Part(name="facts_text", label="案情概述"),),
    Kind.APPROVAL_SHEET: (Part(name="review_words", label="审查意见"),),
    Kind.ENTRUSTMENT_AGREEMENT: (Part(name="agreed_words", label="另外议定"),),
    Kind.INTERVIEW_RECORD: (
        Part(name="interview_text", label="受援人陈述"),
        Part(name="interview_wish", label="受援人的要求"),
    ),
    Kind.RISK_NOTICE: (Part(name="risks", label="风险，一行一条", is_listed=True),),
    Kind.TRANSFER_LETTER: (Part(name="transfer_reason", label="移送的理由"),),
    Kind.REPLACEMENT_APPROVAL: (
        _WHY_REPLACED,
        Part(name="officer_words", label="工作人员审核意见"),
    ),
    Kind.REPLACEMENT_NOTICE: (_WHY_REPLACED,),
}

_OPEN = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.SUPPLEMENTING,
        CaseState.UNDER_REVIEW,
        CaseState.AWAITING_DECISION,
        CaseState.REFUSED,
        CaseState.UNDER_OBJECTION,
        CaseState.GRANTED,
    }
)
_WITH_LAWYER = frozenset(
    {CaseState.ASSIGNED, CaseState.MANDATING, CaseState.HANDLING, CaseState.SUSPENDED}
)
_AT_WORK = frozenset({CaseState.MANDATING, CaseState.HANDLING, CaseState.SUSPENDED})
_UNSEALED = CLOSED_STATES - {CaseState.ARCHIVED}
_UNDECIDED = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.SUPPLEMENTING,
        CaseState.UNDER_REVIEW,
        CaseState.AWAITING_DECISION,
    }
)

#: Documents that somebody issues when they are wanted, with the states in which they are.
BY_HAND: dict[Kind, frozenset[CaseState]] = {
    Kind.REGISTRATION_SHEET: _OPEN | _WITH_LAWYER,
    Kind.APPLICATION_FORM: _OPEN | _WITH_LAWYER,
    Kind.APPROVAL_SHEET: (_OPEN | _WITH_LAWYER | _UNSEALED) - {CaseState.SUBMITTED},
    Kind.SERVICE_RECEIPT: _OPEN | _WITH_LAWYER | _UNSEALED,
    Kind.ENTRUSTMENT_AGREEMENT: _AT_WORK,
    Kind.INTERVIEW_RECORD: _AT_WORK,
    Kind.RISK_NOTICE: _AT_WORK,
    Kind.PROGRESS_NOTICE: frozenset({CaseState.HANDLING, CaseState.SUSPENDED}),
    Kind.TRANSFER_LETTER: frozenset({CaseState.TRANSFERRED}),
    Kind.REPLACEMENT_APPROVAL: _WITH_LAWYER,
    Kind.REPLACEMENT_NOTICE: _WITH_LAWYER | {CaseState.GRANTED},
    Kind.SUBSIDY_SHEET: _UNSEALED,
}

#: Documents that a verb issues: what is free in them may be worded while the verb is awaited.
BY_VERB: dict[Kind, frozenset[CaseState]] = {
    Kind.RECEIPT: frozenset({CaseState.SUBMITTED}),
    Kind.SUPPLEMENT_NOTICE: frozenset({CaseState.SUBMITTED, CaseState.UNDER_REVIEW}),
    Kind.GRANT_DECISION: _UNDECIDED | {CaseState.UNDER_OBJECTION},
    Kind.REFUSAL_DECISION: _UNDECIDED,
    Kind.ASSIGNMENT_LETTER: frozenset({CaseState.GRANTED}),
    Kind.TERMINATION_DECISION: _WITH_LAWYER | {CaseState.GRANTED},
    Kind.CLOSING_REPORT: frozenset({CaseState.HANDLING}),
}

#: What the lawyer of a case may issue.
OF_LAWYER = frozenset(
    {
        Kind.ENTRUSTMENT_AGREEMENT,
        Kind.INTERVIEW_RECORD,
        Kind.RISK_NOTICE,
        Kind.PROGRESS_NOTICE,
    }
)
#: What carries a decision: worded and replaced only by those who may decide.
OF_DECISION = frozenset({Kind.GRANT_DECISION, Kind.REFUSAL_DECISION, Kind.TERMINATION_DECISION})
#: What a new version may take the place of: not the catalogue, which the archive makes once.
REPLACEABLE = frozenset({*BY_HAND, *BY_VERB, Kind.ORAL_RECORD, Kind.POWER_OF_ATTORNEY})


def parts_of(kind: Kind) -> tuple[Part, ...]:
    """The parts of a document of this kind that may be worded anew; the closing words of all."""
    return (*_PARTS.get(kind, ()), _CLOSING) if kind in REPLACEABLE else ()


def part_texts(kind: Kind, facts: Mapping[str, Any]) -> dict[str, str]:
    """The free parts as they would be printed from the case, each as text for a form."""
    return {part.name: _as_text(part, facts.get(part.name, "")) for part in parts_of(kind)}


def reworded(kind: Kind, facts: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The facts with the free parts as they were worded; a name that is no free part is ignored."""
    known = dict(facts)
    for part in parts_of(kind):
        if part.name in texts:
            known[part.name] = _as_rows(texts[part.name]) if part.is_listed else texts[part.name]
    return known


def part_obstacles(kind: Kind, texts: Mapping[str, str]) -> list[str]:
    """Why these words will not do: one that is too long, or a list left without a line."""
    found = []
    for part in parts_of(kind):
        text = texts.get(part.name, "")
        if len(text) > LONGEST_PART:
            found.append(f"“{part.label}”太长，最多 {LONGEST_PART} 个字。")
        if part.is_listed and part.name in texts and not text.strip():
            found.append(f"“{part.label}”不能空着。")
    return found


def is_unsealed(state: str) -> bool:
    """Whether the file of a case in this state still takes documents."""
    return state != CaseState.ARCHIVED


def kinds_to_issue(state: str, *, is_lawyer: bool) -> list[Kind]:
    """What may be issued by hand in this state, by this hand."""
    return [kind for kind in BY_HAND if not issue_obstacles(kind, state, is_lawyer=is_lawyer)]


def kinds_to_word(state: str, *, is_lawyer: bool, may_decide: bool) -> list[Kind]:
    """What a verb may issue next, so that its free parts may be worded now; none for a lawyer."""
    if is_lawyer:
        return []
    barred = frozenset() if may_decide else OF_DECISION
    return [kind for kind, states in BY_VERB.items() if state in states and kind not in barred]


def kinds_to_replace(*, is_lawyer: bool, may_decide: bool) -> frozenset[Kind]:
    """What this hand may issue a new version of."""
    if is_lawyer:
        return OF_LAWYER
    return REPLACEABLE if may_decide else REPLACEABLE - OF_DECISION


def issue_obstacles(kind: Kind, state: str, *, is_lawyer: bool) -> list[str]:
    """Why this document cannot be issued by hand now, by this hand; empty when it can."""
    if kind not in BY_HAND or (is_lawyer and kind not in OF_LAWYER):
        return [f"{kind.label}不在这里出具。"]
    if state not in BY_HAND[kind]:
        return [f"案件“{CaseState(state).label}”，现在不能出具{kind.label}。"]
    return []


def _as_text(part: Part, fact: Any) -> str:
    if not part.is_listed:
        return str(fact)
    return "\n".join(f"{row['text']}{row.get('clause', '')}" for row in fact or [])


def _as_rows(text: str) -> list[dict[str, str]]:
    lines = [line.strip() for line in text.splitlines()]
    return [{"text": line, "clause": ""} for line in lines if line]
