"""Which legal deadlines come of what happens beside the proceedings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongyuan.cases.choices import WITH_UNTIL, MoveOf, OccurrenceKind
from gongyuan.cases.rules.next_deadlines import LIMITATIONS, NextDeadline
from gongyuan.policy.choices import ClaimKind

K = OccurrenceKind
#: Claims to wages, whose year runs from the end of the employment (仲裁法 第二十七条第四款).
WAGES = frozenset({ClaimKind.UNPAID_WAGES, ClaimKind.OVERTIME})
#: Claims whose wrong is known on the day the employment ends; of others that day says nothing.
ENDINGS = frozenset({ClaimKind.UNLAWFUL_DISMISSAL, ClaimKind.ECONOMIC_COMPENSATION})

_OPENS: dict[K, tuple[tuple[str, MoveOf], ...]] = {
    K.INJURED: (("INJ_WORKER", MoveOf.LAWYER), ("INJ_EMPLOYER", MoveOf.OUTSIDE)),
    K.INJURY_FILED: (("INJ_ACCEPT", MoveOf.OUTSIDE),),
    K.INJURY_ACCEPTED: (("INJ_DECIDE", MoveOf.OUTSIDE),),
    K.ASSESSMENT_FILED: (("INJ_ASSESS", MoveOf.OUTSIDE),),
    K.ASSESSED: (("INJ_REEXAM", MoveOf.LAWYER),),
    K.PAY_ORDER_FILED: (("PAY_ORDER_NOTICE", MoveOf.OUTSIDE),),
    K.PAY_ORDER_ACCEPTED: (("PAY_ORDER_ISSUE", MoveOf.OUTSIDE),),
    K.PAY_ORDER_SERVED: (("PAY_ORDER_ANSWER", MoveOf.OUTSIDE),),
}
MEETS: dict[K, frozenset[str]] = {
    K.INJURY_FILED: frozenset({"INJ_WORKER", "INJ_EMPLOYER"}),
    K.INJURY_ACCEPTED: frozenset({"INJ_ACCEPT"}),
    K.INJURY_DECIDED: frozenset({"INJ_DECIDE"}),
    K.ASSESSED: frozenset({"INJ_ASSESS"}),
    K.REASSESSMENT_FILED: frozenset({"INJ_REEXAM"}),
    K.PAY_ORDER_ACCEPTED: frozenset({"PAY_ORDER_NOTICE"}),
    K.PAY_ORDER_SERVED: frozenset({"PAY_ORDER_ISSUE"}),
}


@dataclass(frozen=True, kw_only=True)
class OccurrenceDetails:
    """What is told of an occurrence; days are Beijing days."""

    kind: str
    happened_on: date
    until_on: date | None = None
    note: str = ""


def occurrence_obstacles(details: OccurrenceDetails, *, today: date) -> dict[str, list[str]]:
    """Say by field what cannot be: a day to come, a missing or an impossible second day.

    The days to prove are fixed by whoever ordered it, so that they are told and not reckoned
    (劳动争议调解仲裁法 第三十九条 asks for proof within the time given).
    """
    found: dict[str, list[str]] = {"happened_on": [], "until_on": []}
    if details.happened_on > today:
        found["happened_on"].append("日期晚于今天，请核对。")
    if details.kind in WITH_UNTIL and details.until_on is None:
        found["until_on"].append("请写明到哪一天。")
    if details.until_on is not None and details.kind not in WITH_UNTIL:
        found["until_on"].append("这件事没有第二个日期，不用填。")
    if details.until_on is not None and details.until_on < details.happened_on:
        found["until_on"].append("第二个日期不能早于前一个日期。")
    return {field: reasons for field, reasons in found.items() if reasons}


def deadlines_on_occurrence(
    details: OccurrenceDetails,
    *,
    claims: Collection[str],
    running: Collection[str],
    is_arbitrated: bool,
) -> list[NextDeadline]:
    """The deadlines that an occurrence starts, or starts anew, each by the row of the law.

    工伤保险条例 第十七、二十条; 劳动能力鉴定管理办法 第十九条; 民事诉讼法 第二百二十六至
    二百二十八条; the year to ask for arbitration with its interruption, of wages from the end of
    the employment (劳动争议调解仲裁法 第二十七条), none any more once arbitration was asked for.
    `running` are the codes of open deadlines, `claims` the kinds claimed.
    """
    kind, day = OccurrenceKind(details.kind), details.happened_on
    opened = [_of(code, day, keeper) for code, keeper in _OPENS.get(kind, ())]
    if is_arbitrated:
        return opened
    if kind == K.WRONG_KNOWN:
        opened.append(_of("LIMIT_ARB", day, MoveOf.LAWYER))
    elif kind == K.EMPLOYMENT_ENDED:
        codes = [
            *(["LIMIT_ARB_WAGE"] if WAGES & set(claims) else []),
            *(["LIMIT_ARB"] if ENDINGS & set(claims) else []),
        ]
        opened += [_of(code, day, MoveOf.LAWYER) for code in codes]
    elif kind == K.CLAIM_RAISED:
        codes = sorted(LIMITATIONS & set(running)) or ["LIMIT_ARB"]
        opened += [_of(code, day, MoveOf.LAWYER) for code in codes]
    return opened


def _of(code: str, starts_on: date, kept_by: MoveOf) -> NextDeadline:
    return NextDeadline(code=code, starts_on=starts_on, kept_by=kept_by)
