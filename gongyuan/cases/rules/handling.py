"""What may follow what in a case's proceedings, and the deadlines that come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongyuan.cases.choices import (
    AwardFinality,
    ClaimOutcome,
    StageKind,
    StageResult,
)

ENFORCEABLE = frozenset(
    {StageResult.AWARD, StageResult.JUDGMENT, StageResult.MEDIATED, StageResult.RULING}
)
_PARTING = {StageResult.SETTLED, StageResult.PERFORMED, StageResult.WITHDRAWN}
RESULTS_OF: dict[StageKind, frozenset[StageResult]] = {
    StageKind.NEGOTIATION: frozenset(_PARTING | {StageResult.FAILED}),
    StageKind.MEDIATION: frozenset(_PARTING | {StageResult.MEDIATED, StageResult.FAILED}),
    StageKind.ARBITRATION: frozenset(_PARTING | {StageResult.AWARD, StageResult.MEDIATED}),
    StageKind.FIRST_INSTANCE: frozenset(
        _PARTING | {StageResult.JUDGMENT, StageResult.RULING, StageResult.MEDIATED}
    ),
    StageKind.SECOND_INSTANCE: frozenset(
        _PARTING | {StageResult.JUDGMENT, StageResult.RULING, StageResult.MEDIATED}
    ),
    StageKind.ENFORCEMENT: frozenset(_PARTING | {StageResult.RULING, StageResult.FAILED}),
}
#: Results on which every claim is answered one by one.
DECIDING = frozenset(
    {
        StageResult.AWARD,
        StageResult.JUDGMENT,
        StageResult.MEDIATED,
        StageResult.SETTLED,
        StageResult.PERFORMED,
    }
)
GIVING = frozenset({ClaimOutcome.SUPPORTED, ClaimOutcome.PARTLY})


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What is told when a case enters a proceeding; days are Beijing days."""

    kind: str
    filed_on: date
    body: str = ""
    number: str = ""
    accepted_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StageDetails:
    """What becomes known while a proceeding goes on; `hearing_at` is aware."""

    body: str = ""
    number: str = ""
    accepted_on: date | None = None
    hearing_at: datetime | None = None
    hearing_place: str = ""


@dataclass(frozen=True, kw_only=True)
class PastStage:
    """A stage there has been, as far as the next one asks for it."""

    kind: str
    filed_on: date
    concluded_on: date | None = None
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimAnswer:
    """What a proceeding gave on one claim; amounts in yuan, None where it is not money."""

    claim_id: int
    label: str
    outcome: str
    claimed: Decimal | None = None
    awarded: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """How a proceeding ended; `concluded_on` is the day the document was received."""

    concluded_on: date
    result: str
    answers: tuple[ClaimAnswer, ...] = ()
    finality: str = ""
    performance_due_on: date | None = None
    note: str = ""


def filing_obstacles(
    filing: Filing, past: Sequence[PastStage], *, today: date
) -> dict[str, list[str]]:
    """Everything wrong with entering a proceeding, by field; empty when it may be entered.

    One proceeding at a time; a suit follows an award unless the note says why none is needed
    (劳动争议调解仲裁法 第五条; 法释〔2020〕26号 第十五条), a second instance follows a first
    (民事诉讼法 第一百七十一条), enforcement a document that can be enforced (第二百五十条).
    """
    found: dict[str, list[str]] = {"kind": _order(filing, past), "filed_on": []}
    if filing.filed_on > today:
        found["filed_on"].append("提交日期晚于今天，请核对。")
    found["accepted_on"] = acceptance_obstacles(filing.filed_on, filing.accepted_on, today=today)
    before = _predecessor(filing.kind, past)
    if before and before.concluded_on and filing.filed_on < before.concluded_on:
        label = StageKind(before.kind).label
        found["filed_on"].append(
            f"提交日期早于收到{label}文书的{before.concluded_on:%Y-%m-%d}，请核对。"
        )
    return {field: reasons for field, reasons in found.items() if reasons}


def acceptance_obstacles(filed_on: date, accepted_on: date | None, *, today: date) -> list[str]:
    """Say why a body cannot have accepted on this day (劳动争议调解仲裁法 第二十九条)."""
    if accepted_on is None:
        return []
    if accepted_on > today:
        return ["立案日期晚于今天，请核对。"]
    if accepted_on < filed_on:
        return ["立案日期早于提交日期，请核对。"]
    return []


def conclusion_obstacles(
    conclusion: Conclusion, stage: PastStage, *, accepted_on: date | None, today: date
) -> dict[str, list[str]]:
    """Everything wrong with ending a proceeding this way, by field; empty when it may end.

    Possible days; a result that this kind of proceeding can have; every claim answered, no amount
    below zero; an award is final or not (劳动争议调解仲裁法 第四十七条).
    """
    kind = StageKind(stage.kind)
    found: dict[str, list[str]] = {"concluded_on": [], "result": [], "performance_due_on": []}
    if conclusion.concluded_on > today:
        found["concluded_on"].append("收到文书的日期晚于今天，请核对。")
    if conclusion.concluded_on < (accepted_on or stage.filed_on):
        found["concluded_on"].append("收到文书的日期早于提交或者立案日期，请核对。")
    if conclusion.result not in RESULTS_OF[kind]:
        found["result"].append(f"{kind.label}不会有这种结果，请另选。")
    due = conclusion.performance_due_on
    if due and due < conclusion.concluded_on:
        found["performance_due_on"].append("履行期限早于收到文书的日期，请核对。")
    if conclusion.result == StageResult.AWARD and conclusion.finality not in AwardFinality.values:
        found["finality"] = ["请照裁决书写明是不是终局裁决，起诉和撤销的期限不同。"]
    found["answers"] = _answer_obstacles(conclusion)
    return {field: reasons for field, reasons in found.items() if reasons}


def conclusion_warnings(conclusion: Conclusion) -> list[str]:
    """What is possible but looks wrong, to be shown, not refused: more awarded than claimed.

    Amounts in yuan. The days to appeal against a ruling (裁定) are not in the table of law.
    """
    found = [
        f"{answer.label}：支持的金额多于请求的金额，请核对。"
        for answer in conclusion.answers
        if answer.claimed is not None
        and answer.awarded is not None
        and answer.awarded > answer.claimed
    ]
    if conclusion.result == StageResult.RULING:
        found.append("裁定能否上诉、几日内上诉，请照裁定书办理，系统没有计算。")
    return found


def progress_obstacles(text: str, happened_on: date, *, today: date) -> list[str]:
    """Say why this is no report of progress (法律援助法 第四十六条, 通报进展情况)."""
    found = []
    if not text.strip():
        found.append("请写明有什么进展。")
    if happened_on > today:
        found.append("日期晚于今天，请核对。")
    return found


def _order(filing: Filing, past: Sequence[PastStage]) -> list[str]:
    still = next((stage for stage in past if stage.concluded_on is None), None)
    if still is not None:
        return [f"“{StageKind(still.kind).label}”还没有结果，先登记它的结果。"]
    has = {stage.kind for stage in past}
    if filing.kind == StageKind.FIRST_INSTANCE and StageKind.ARBITRATION not in has:
        if not filing.note.strip():
            return ["一审之前没有仲裁结果；依法可以直接起诉的，请在说明里写明依据。"]
    elif filing.kind == StageKind.SECOND_INSTANCE and not _can_be_appealed(past):
        return ["二审之前没有一审的判决或者裁定，先登记一审。"]
    elif filing.kind == StageKind.ARBITRATION and _is_awarded(past):
        return ["已有仲裁的裁决或者调解书，不能就同一请求再申请仲裁。"]
    elif filing.kind == StageKind.ENFORCEMENT and not any(s.result in ENFORCEABLE for s in past):
        return ["还没有可以申请执行的裁决、判决、裁定或者调解书。"]
    return []


def _can_be_appealed(past: Sequence[PastStage]) -> bool:
    return any(
        stage.kind == StageKind.FIRST_INSTANCE
        and stage.result in {StageResult.JUDGMENT, StageResult.RULING}
        for stage in past
    )


def _is_awarded(past: Sequence[PastStage]) -> bool:
    return any(
        stage.kind == StageKind.ARBITRATION
        and stage.result in {StageResult.AWARD, StageResult.MEDIATED}
        for stage in past
    )


def _predecessor(kind: str, past: Sequence[PastStage]) -> PastStage | None:
    if kind == StageKind.ENFORCEMENT:
        return next((stage for stage in reversed(past) if stage.result in ENFORCEABLE), None)
    before = {
        StageKind.FIRST_INSTANCE: StageKind.ARBITRATION,
        StageKind.SECOND_INSTANCE: StageKind.FIRST_INSTANCE,
    }.get(StageKind(kind))
    return next((stage for stage in reversed(past) if stage.kind == before), None)


def _answer_obstacles(conclusion: Conclusion) -> list[str]:
    found = []
    for answer in conclusion.answers:
        if answer.awarded is not None and answer.awarded < 0:
            found.append(f"{answer.label}：金额不能是负数。")
        elif answer.outcome in GIVING and answer.claimed is not None and answer.awarded is None:
            found.append(f"{answer.label}：请填写支持的金额。")
        elif answer.outcome not in GIVING and answer.awarded:
            found.append(f"{answer.label}：没有支持，就不应有支持的金额。")
        if conclusion.result in DECIDING and answer.outcome == ClaimOutcome.PENDING:
            found.append(f"{answer.label}：请选结果。")
    return found
