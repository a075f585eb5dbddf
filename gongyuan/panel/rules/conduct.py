"""Taking a membership away: grounds, hearing, who decides (平工文〔2016〕28号 附件2 第五条).

The notice gives the grounds only. The statement of the lawyer before and the review after the
decision follow what decency and 行政处罚法 第四十五条 show; their days are the union's own (待核).
"""

from collections.abc import Sequence
from datetime import date

from gongyuan.panel.choices import ConductGround

#: The policy's parameter that makes a ground hold at a place; that of complaints is a number.
GROUND_KEYS: dict[str, str] = {
    ConductGround.PUNISHED: "panel_ground_punished",
    ConductGround.SUBSTITUTED: "panel_ground_substituted",
    ConductGround.HARMED_NAME: "panel_ground_harmed_name",
    ConductGround.BLUNDER: "panel_ground_blunder",
    ConductGround.KEPT_SILENT: "panel_ground_unreported",
    ConductGround.COMPLAINED_OF: "panel_complaints",
}
#: Below this a statement of facts says nothing; the form's own bound.
LEAST_WORDS = 10
LONGEST_FACTS = 5000


def opening_obstacles(
    ground: str, *, facts: str, verified: int, limit: int | None
) -> dict[str, str]:
    """What keeps a proceeding from being opened, by field.

    附件2 第五条（六）: complaints are a ground when so many (`limit`) were found true.
    """
    found = {}
    words = facts.strip()
    if len(words) < LEAST_WORDS:
        found["facts"] = f"请写明时间、经过，至少{LEAST_WORDS}个字。"
    elif len(words) > LONGEST_FACTS:
        found["facts"] = f"最多{LONGEST_FACTS}个字。"
    if ground == ConductGround.COMPLAINED_OF and (limit is None or verified < limit):
        found["ground"] = f"属实的投诉有{verified}次，没有达到{limit or '规定的'}次。"
    return found


def opens_by_itself(*, verified: int, limit: int | None, known: int) -> bool:
    """Whether verified complaints open a proceeding without anybody's doing.

    附件2 第五条（六）. `known`: how many there were when the last proceeding on this ground was
    opened, 0 without one; the same complaints never open a second.
    """
    return limit is not None and verified >= limit and verified > known


def notifying_obstacles(shown: int) -> list[str]:
    """Why a lawyer may not be told yet: `shown`, how many papers, remarks or verified complaints
    speak for the ground, is none (附件2 第五条; 先有证据再告知)."""
    return [] if shown else ["还没有证据。先加证据，再告知律师。"]


def hearing_obstacles(
    *, record: str, has_statement: bool, due_on: date | None, today: date
) -> list[str]:
    """Why the office may not go on without the lawyer's word: the days for it are not over.

    A record of what was said in person is that word.
    """
    if record.strip() or has_statement:
        return []
    if due_on is not None and today <= due_on:
        return [f"律师可以陈述到{due_on:%Y-%m-%d}；当面听取了陈述的，请写记录。"]
    return []


def deciding_obstacles(
    *, decider: int | None, opener: int | None, proposer: int | None
) -> list[str]:
    """Why somebody may not decide: whoever opened or proposed a proceeding does not decide it."""
    if decider is None:
        return ["由有账号的负责人决定。"]
    if decider in {person for person in (opener, proposer) if person is not None}:
        return ["立案、提出意见的人不能作决定，请另一位负责人决定。"]
    return []


def reviewing_obstacles(
    *, reviewer: int | None, decider: int | None, proposer: int | None
) -> list[str]:
    """Why somebody may not review a decision: whoever made or proposed it does not review it."""
    if reviewer is None:
        return ["由有账号的负责人复核。"]
    if reviewer in {person for person in (decider, proposer) if person is not None}:
        return ["作出决定、提出意见的人不能复核，请另一位负责人或者上级工会复核。"]
    return []


def hand_over_obstacles(numbers: Sequence[str]) -> list[str]:
    """Why a membership may not end yet: these cases are still in the lawyer's hand.

    法律援助法 第五十五条: the worker must not be left without a lawyer.
    """
    if not numbers:
        return []
    return [
        f"还有{len(numbers)}件案件没有移交：{'、'.join(numbers[:10])}。先换律师，或者逐件写明不换的理由。"
    ]


def objection_obstacles(*, due_on: date | None, today: date) -> list[str]:
    """Why a lawyer may not ask for review any more: the days for it are over (待核)."""
    if due_on is not None and today > due_on:
        return [f"申请复核的期限到{due_on:%Y-%m-%d}，已经过了。"]
    return []
