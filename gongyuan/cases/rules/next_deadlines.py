"""The legal deadlines that come of a case's proceedings, and who may let one go."""

from dataclasses import dataclass
from datetime import date

from gongyuan.cases.choices import AwardFinality, MoveOf, StageKind, StageResult
from gongyuan.cases.rules.handling import GIVING, Conclusion

#: The year in which arbitration must be asked for, and that of wages (仲裁法 第二十七条).
LIMITATIONS = frozenset({"LIMIT_ARB", "LIMIT_ARB_WAGE"})
#: What opening a stage does: which deadlines it keeps, and which it makes pointless.
MET_BY_OPENING: dict[StageKind, frozenset[str]] = {
    StageKind.ARBITRATION: LIMITATIONS,
    StageKind.FIRST_INSTANCE: frozenset({"SUE_WORKER"}),
    StageKind.SECOND_INSTANCE: frozenset({"APPEAL"}),
    StageKind.ENFORCEMENT: frozenset({"EXEC_APPLY", "EXEC_PRESERVED"}),
}
ENDED_BY_OPENING: dict[StageKind, frozenset[str]] = {
    StageKind.ARBITRATION: frozenset({"MED_ARB_REVIEW", "MED_COURT_CONF"}),
    StageKind.FIRST_INSTANCE: frozenset(
        {"EXEC_APPLY", "EXEC_PRESERVED", "REVOKE_EMPLOYER", "MED_ARB_REVIEW", "MED_COURT_CONF"}
    ),
    StageKind.SECOND_INSTANCE: frozenset({"EXEC_APPLY", "EXEC_PRESERVED"}),
}
#: Deadlines of others that run while a stage is open and end with it.
RUNNING_IN: dict[StageKind, frozenset[str]] = {
    StageKind.MEDIATION: frozenset({"MED_END", "MED_TO_ARBITRATION"}),
    StageKind.ARBITRATION: frozenset({"ARB_ACCEPT", "ARB_AWARD", "EVIDENCE"}),
    StageKind.FIRST_INSTANCE: frozenset({"COURT_FILE", "EVIDENCE"}),
    StageKind.SECOND_INSTANCE: frozenset({"APPEAL_TRIAL", "EVIDENCE"}),
}
#: Letting one of these pass loses the right; a second person confirms that it may.
FATAL = frozenset(
    {
        *LIMITATIONS,
        "SUE_WORKER",
        "APPEAL",
        "EXEC_APPLY",
        "EXEC_PRESERVED",
        "INJ_WORKER",
        "INJ_REEXAM",
    }
)


@dataclass(frozen=True, kw_only=True)
class NextDeadline:
    """A deadline to open: code of the table of law, the day that starts it, and whose it is."""

    code: str
    starts_on: date
    kept_by: MoveOf


def is_final(finality: str) -> bool:
    """Whether an award is final: one that mixes both kinds is not (法释〔2020〕26号 第二十条)."""
    return finality == AwardFinality.FINAL


def deadlines_on_filing(kind: str, filed_on: date, accepted_on: date | None) -> list[NextDeadline]:
    """The deadlines of others that a filing starts.

    劳动人事争议仲裁办案规则 第三十条, 劳动争议调解仲裁法 第四十三条; the court's days to file and
    to judge (民事诉讼法 第一百二十六、一百八十三条); for mediation from two
    different starts: 仲裁法 第十四条 from receipt, 协商调解规定 第二十九条 from acceptance.
    """
    if kind == StageKind.ARBITRATION and accepted_on is None:
        return [_outside("ARB_ACCEPT", filed_on)]
    if kind == StageKind.ARBITRATION and accepted_on:
        return [_outside("ARB_AWARD", accepted_on)]
    if kind == StageKind.FIRST_INSTANCE and accepted_on is None:
        return [_outside("COURT_FILE", filed_on)]
    if kind == StageKind.SECOND_INSTANCE and accepted_on:
        return [_outside("APPEAL_TRIAL", accepted_on)]
    if kind == StageKind.MEDIATION:
        found = [_outside("MED_TO_ARBITRATION", filed_on)]
        return found + ([_outside("MED_END", accepted_on)] if accepted_on else [])
    return []


def deadlines_on_conclusion(kind: str, conclusion: Conclusion) -> list[NextDeadline]:
    """The next legal deadlines after a proceeding, each from the day its article names.

    Suit in 15 days of an award, final or not (劳动争议调解仲裁法 第四十八、五十条); the employer's
    30 days to annul only a final one (第四十九条); appeal (民事诉讼法 第一百七十一条); enforcement
    of what has taken effect (第二百五十条); review or confirmation of a mediated agreement
    (办案规则 第七十四条, 民事诉讼法 第二百零五条).
    """
    received = conclusion.concluded_on
    if kind == StageKind.MEDIATION:
        agreed = conclusion.result in {StageResult.MEDIATED, StageResult.SETTLED}
        codes = ("MED_ARB_REVIEW", "MED_COURT_CONF") if agreed else ()
        return [_lawyer(code, received) for code in codes]
    if conclusion.result == StageResult.AWARD:
        found = [_lawyer("SUE_WORKER", received)]
        if not is_final(conclusion.finality):
            return found
        return found + [_outside("REVOKE_EMPLOYER", received)] + _enforcement(conclusion)
    if conclusion.result == StageResult.JUDGMENT and kind == StageKind.FIRST_INSTANCE:
        return [_lawyer("APPEAL", received)]
    if conclusion.result in {StageResult.JUDGMENT, StageResult.MEDIATED}:
        return _enforcement(conclusion)
    return []


def deadlines_on_waiver(
    code: str, *, due_on: date, performance_due_on: date | None, has_award: bool
) -> list[NextDeadline]:
    """What follows when nobody sues or appeals: the document takes effect and can be enforced.

    Two years from the last day for performance, or from its effect (民事诉讼法 第二百五十条).
    """
    if code not in {"SUE_WORKER", "APPEAL"} or not has_award:
        return []
    return [_lawyer("EXEC_APPLY", performance_due_on or due_on)]


def deadlines_on_effect(effective_on: date, *, is_preserved: bool) -> list[NextDeadline]:
    """What else runs once a document has taken effect: 3 months to enforce what was preserved
    before the arbitration (法释〔2020〕26号 第四十九条)."""
    return [_lawyer("EXEC_PRESERVED", effective_on)] if is_preserved else []


def needs_second_person(code: str) -> bool:
    """Whether one person reports and another confirms that a deadline is settled.

    The right is lost with it (劳动争议调解仲裁法 第二十七、四十八条; 民事诉讼法 第一百七十一、
    二百五十条; 工伤保险条例 第十七条).
    """
    return code in FATAL


def confirming_obstacles(*, is_own: bool) -> list[str]:
    """Say why this person may not confirm: nobody is one's own second person (工会自定)."""
    return ["自己申报的要由另一个人确认。"] if is_own else []


def _enforcement(conclusion: Conclusion) -> list[NextDeadline]:
    if not any(answer.outcome in GIVING for answer in conclusion.answers):
        return []
    return [_lawyer("EXEC_APPLY", conclusion.performance_due_on or conclusion.concluded_on)]


def _outside(code: str, starts_on: date) -> NextDeadline:
    return NextDeadline(code=code, starts_on=starts_on, kept_by=MoveOf.OUTSIDE)


def _lawyer(code: str, starts_on: date) -> NextDeadline:
    return NextDeadline(code=code, starts_on=starts_on, kept_by=MoveOf.LAWYER)
