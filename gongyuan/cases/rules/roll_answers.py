"""The answers of one award to the claims of hundreds: one for all of a kind, and the exceptions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongyuan.cases.choices import ClaimOutcome
from gongyuan.law.amounts import amount_obstacles, parsed_amount

#: What may be answered to everybody at once; 部分支持 has an amount for each.
FOR_ALL = (ClaimOutcome.SUPPORTED, ClaimOutcome.REJECTED, ClaimOutcome.WITHDRAWN)
_WORDS = re.compile(r"[\s，、；;：:]+")


@dataclass(frozen=True, kw_only=True)
class RollClaim:
    """A claim as it is named in a line: whose (place on the roll, name), what, how many yuan."""

    claim_id: int
    position: str
    name: str
    kind_label: str
    claimed: Decimal | None


@dataclass(frozen=True, kw_only=True)
class RollAnswer:
    outcome: str
    awarded: Decimal | None


def answer_for_all(claim: RollClaim, outcome: str) -> RollAnswer:
    """What one outcome for everybody means for a claim: supported is all that was claimed.

    劳动争议调解仲裁法 第四十三条: an award answers each claim.
    """
    gives = outcome == ClaimOutcome.SUPPORTED
    return RollAnswer(outcome=outcome, awarded=claim.claimed if gives else None)


def read_exceptions(
    text: str, claims: Sequence[RollClaim]
) -> tuple[dict[int, RollAnswer], list[str]]:
    """Answers that differ, a line each: 12 部分支持 8000, or 王某 经济补偿 不支持; and the faults.

    Amounts in yuan. A line names the applicant by place on the roll or by name, the kind of claim
    where there are several, and the outcome or the amount; of an amount alone the outcome
    follows. Faults are sentences with the number of the line (劳动争议调解仲裁法 第四十三条).
    """
    found: dict[int, RollAnswer] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = [word for word in _WORDS.split(line.strip()) if word]
        if not words:
            continue
        claim, answer, wrong = _read_line(words, claims)
        if claim is None or answer is None:
            faults.append(f"第{number}行：{wrong}")
        elif claim.claim_id in found:
            faults.append(f"第{number}行：{claim.name}的{claim.kind_label}前面已经写过。")
        else:
            found[claim.claim_id] = answer
    return found, faults


def _read_line(
    words: Sequence[str], claims: Sequence[RollClaim]
) -> tuple[RollClaim | None, RollAnswer | None, str]:
    claim, wrong = _claim_named(words, claims)
    if claim is None:
        return None, None, wrong
    outcomes = {str(outcome.label): outcome for outcome in ClaimOutcome}
    named = next((outcomes[word] for word in words[1:] if word in outcomes), None)
    rest = [w for w in words[1:] if w not in outcomes and w != claim.kind_label]
    if len(rest) > 1:
        return claim, None, f"看不懂“{rest[1]}”，请写：序号 结果 金额。"
    obstacles = amount_obstacles(rest[0]) if rest else []
    if obstacles:
        return claim, None, f"“{rest[0]}”：{obstacles[0]}"
    amount = parsed_amount(rest[0]) if rest else None
    if named is None and amount is None:
        return claim, None, "请写结果或者支持的金额。"
    return claim, _answer(claim, named, amount), ""


def _answer(claim: RollClaim, named: ClaimOutcome | None, amount: Decimal | None) -> RollAnswer:
    if named is None:
        is_part = claim.claimed is not None and amount is not None and amount < claim.claimed
        named = ClaimOutcome.PARTLY if is_part else ClaimOutcome.SUPPORTED
    if named == ClaimOutcome.SUPPORTED and amount is None:
        amount = claim.claimed
    return RollAnswer(outcome=named, awarded=amount)


def _claim_named(words: Sequence[str], claims: Sequence[RollClaim]) -> tuple[RollClaim | None, str]:
    who = words[0]
    theirs = [claim for claim in claims if who in (claim.position, claim.name)]
    if not theirs:
        return None, f"名单里没有序号或者姓名是“{who}”的申请人。"
    if len({claim.position for claim in theirs}) > 1:
        return None, f"有几名申请人叫{who}，请写名单上的序号。"
    named = [claim for claim in theirs if claim.kind_label in words[1:]] or theirs
    if len(named) > 1:
        return None, f"{who}有{len(named)}项请求，请写明是哪一项。"
    return named[0], ""
