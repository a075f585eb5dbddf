"""The way through a document: which pages there are, in which order, and where it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongyuan.drafting.choices import DraftKind

_WHOLE = ("claims", "you", "employer", "facts", "evidence")
STEPS: dict[DraftKind, tuple[str, ...]] = {
    DraftKind.ARBITRATION_APPLICATION: _WHOLE,
    DraftKind.WAGE_COMPLAINT: _WHOLE,
    DraftKind.PAYMENT_ORDER: _WHOLE,
    DraftKind.CLAIM_LIST: ("claims", "you", "employer"),
    DraftKind.EVIDENCE_LIST: ("claims", "you", "employer", "evidence"),
}
#: Those of whom no more than a name stands in the document.
NAMES_ONLY = frozenset({DraftKind.CLAIM_LIST, DraftKind.EVIDENCE_LIST})


@dataclass(frozen=True, kw_only=True)
class About:
    """What a document is for, and what happens to it: each sentence with its article."""

    what_for: str
    hand_in: tuple[str, ...]


ABOUT: dict[DraftKind, About] = {
    DraftKind.ARBITRATION_APPLICATION: About(
        what_for="和单位谈不拢，请仲裁委员会裁决。仲裁不收费。",
        hand_in=(
            "交到干活的地方或者单位所在地的劳动人事争议仲裁委员会（劳动争议调解仲裁法第二十一条）。",
            "按被申请人的人数交副本（劳动争议调解仲裁法第二十八条）。",
            "一般要在知道权利被侵害之日起一年内申请；还在职时被拖欠的工资，离职后一年内都可以"
            "（劳动争议调解仲裁法第二十七条）。",
            "仲裁委员会收到以后五日内告诉您受不受理（劳动争议调解仲裁法第二十九条）。",
        ),
    ),
    DraftKind.WAGE_COMPLAINT: About(
        what_for="单位拖欠工资，请人社部门责令它付。不收费，不用先仲裁。",
        hand_in=(
            "交到干活的地方的人力资源和社会保障局（劳动保障监察）。",
            "欠薪行为过了两年没有投诉的，不再查处；一直拖着没有付的，从拖欠结束时起算"
            "（劳动保障监察条例第二十条）。",
        ),
    ),
    DraftKind.PAYMENT_ORDER: About(
        what_for="欠薪清楚、没有争议，或者有调解协议单位不履行，请法院直接命令它付。",
        hand_in=(
            "交到法院。单位收到支付令十五日内不付也不提异议的，可以申请强制执行。",
            "单位提出异议，程序就终结：凭调解协议申请的，可以直接起诉；没有调解协议的，要先仲裁"
            "（最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十三条）。",
        ),
    ),
    DraftKind.CLAIM_LIST: About(
        what_for="把要求的每一笔钱列清楚，附上怎么算的。谈判、调解、找律师都用得上。",
        hand_in=("和单位谈、到调解委员会、见律师时带上。",),
    ),
    DraftKind.EVIDENCE_LIST: About(
        what_for="列出手里的证据，写明哪些该由单位证明。",
        hand_in=("和申请书一起交，原件自己留好，开庭时带上。",),
    ),
}


def mark(kind: DraftKind, step: str) -> str:
    """What is noted when a page of this document is filled in: some ask less than others."""
    if step in ("you", "employer") and kind in NAMES_ONLY:
        return f"{step}-name"
    if step == "facts" or (step == "employer" and kind == DraftKind.WAGE_COMPLAINT):
        return f"{step}-{kind}"
    return step


def _enough(kind: DraftKind, step: str) -> set[str]:
    """The marks that make a page superfluous: another document may have asked as much or more."""
    own = mark(kind, step)
    if step == "employer" and kind != DraftKind.WAGE_COMPLAINT:
        return {own, step, mark(DraftKind.WAGE_COMPLAINT, step)}
    return {own, step} if step == "you" else {own}


def next_step(kind: DraftKind, told: Mapping[str, Any], after: str = "") -> str:
    """The first page not filled in yet, beginning behind `after`; "" when all are."""
    done = set(told.get("done") or ())
    steps = STEPS[kind]
    later = steps[steps.index(after) + 1 :] if after in steps else steps
    return next((step for step in later if not done & _enough(kind, step)), "")


def step_before(kind: DraftKind, step: str) -> str:
    """The page before one; "" before the first."""
    steps = STEPS[kind]
    place = steps.index(step)
    return steps[place - 1] if place else ""
