"""When a case may be closed, and which day it counts as closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.cases.choices import ClaimOutcome, MoveOf, StageKind
from gongyuan.cases.rules.handling import PastStage
from gongyuan.cases.rules.next_deadlines import FATAL

#: How claims end that no proceeding has answered; what was given stands in a proceeding's result.
LEFT_OUTCOMES = (ClaimOutcome.WITHDRAWN, ClaimOutcome.REJECTED)
#: Clocks of the aid itself, which closing ends; the others are the worker's rights.
SERVICE_CLOCKS = ("AID_", "PROGRESS", "LAWYER_ANSWER", "UNION_")


@dataclass(frozen=True, kw_only=True)
class OpenDeadline:
    """A deadline still to be met, as far as closing asks for it."""

    code: str
    label: str
    due_on: date
    kept_by: str


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    """What there is of a case on the day it is to be closed."""

    stages: tuple[PastStage, ...]
    deadlines: tuple[OpenDeadline, ...] = ()
    #: Labels of compulsory materials promised for later (容缺) or missing.
    missing_papers: tuple[str, ...] = ()


def closing_obstacles(facts: ClosingFacts) -> list[str]:
    """Say everything that is still open and keeps a case from being closed.

    A proceeding without its result, a deadline of the worker's rights, a compulsory paper that
    was promised (法律援助法 第四十四条第二款: 事后补充材料). The deadlines of others (the
    employer's days to annul) do not keep it.
    """
    found = []
    if not facts.stages:
        found.append("还没有登记任何程序（协商、调解、仲裁或者诉讼）。")
    for stage in facts.stages:
        if stage.concluded_on is None:
            found.append(f"“{StageKind(stage.kind).label}”还没有结果。")
    found += [
        f"期限“{row.label}”（{row.due_on:%Y-%m-%d}）还没有了结。{_who_lets_go(row)}"
        for row in facts.deadlines
        if is_right(row)
    ]
    found += [f"材料“{label}”还没有补交。" for label in facts.missing_papers]
    return found


def _who_lets_go(deadline: OpenDeadline) -> str:
    return "职工表示不办的，律师申报，由工会经办人核实后了结。" if deadline.code in FATAL else ""


def is_right(deadline: OpenDeadline) -> bool:
    """Whether a deadline guards a right of the worker (仲裁法 第四十八条), not a service."""
    return deadline.kept_by != MoveOf.OUTSIDE and not deadline.code.startswith(SERVICE_CLOCKS)


def outcome_obstacles(unanswered: Sequence[str], outcome: str) -> list[str]:
    """Why a case cannot be closed with these claims: nobody has said what became of them.

    法律援助法 第五十条 (办理情况报告): every claim of a closed case has its outcome. `unanswered`
    are labels; `outcome` is the one for them all, given at the closing, empty when none is.
    """
    if unanswered and outcome not in LEFT_OUTCOMES:
        return [f"还没有结果的请求：{'、'.join(unanswered)}。请选怎样了结。"]
    return []


def handing_in_obstacles(objectable_until: date | None, *, today: date) -> list[str]:
    """Why a file cannot be handed in yet: the worker may still object to the end of the aid.

    法律援助法 第四十九条: an objection may undo the end. `objectable_until` is its last day, None
    when there is nothing to object to.
    """
    if objectable_until and today <= objectable_until:
        day = f"{objectable_until:%Y-%m-%d}"
        return [f"职工在{day}以前可以对终止提出异议，过了这一天再交卷。"]
    return []


def closing_day(stages: Sequence[PastStage]) -> date | None:
    """The day a case counts as closed (结案日): the last document received, agreement or payment.

    办理法律援助案件程序规定（2012年）第三十四条, 现行条文待核. None while no proceeding has ended;
    a terminated case closes on the day of that decision, which is not asked here.
    """
    ended = [stage.concluded_on for stage in stages if stage.concluded_on]
    return max(ended, default=None)


def amount_obstacles(recovered: Decimal | None) -> list[str]:
    """Say why this cannot be the money recovered, in yuan (法律援助法 第五十条, 办理情况报告)."""
    return ["到位金额不能是负数。"] if recovered is not None and recovered < 0 else []


def amount_warnings(recovered: Decimal | None, awarded: Decimal | None) -> list[str]:
    """What is possible but looks wrong, in yuan: more recovered than awarded (第五十条)."""
    if recovered is not None and recovered > (awarded or Decimal(0)):
        return ["到位的金额多于支持的金额，请核对。"]
    return []


def is_performed(recovered: Decimal | None, awarded: Decimal | None) -> bool:
    """Whether all that was awarded has come, in yuan, so that nothing is left to enforce.

    民事诉讼法 第二百五十条.
    """
    return awarded is not None and recovered is not None and recovered >= awarded
