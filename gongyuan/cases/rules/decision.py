"""What stands in the way of a review, a decision, an objection: pure functions."""

from collections.abc import Sequence
from datetime import date

from gongyuan.cases.choices import DecisionOutcome, TerminationGround
from gongyuan.cases.details import Opinion, Proposal
from gongyuan.policy.choices import ApprovalLevel

#: What the rules may propose besides a decision: the check comes first, or facts are missing.
HARDSHIP_CHECK = "hardship_check"
NEED_MORE_FACTS = "need_more_facts"


def review_obstacles(opinion: Opinion, proposal: Proposal) -> list[str]:
    """Why a reviewer's opinion cannot be taken (法律援助法 第四十三条).

    Who has an interest in the case does not review it; without facts nobody can; departing from
    the proposal needs a reason.
    """
    if opinion.has_conflict:
        return ["审查人与本案有利害关系，应当回避，请交由其他人员审查。"]
    return decision_obstacles(opinion.outcome, proposal, overrule_reason=opinion.overrule_reason)


def decision_obstacles(outcome: str, proposal: Proposal, *, overrule_reason: str) -> list[str]:
    """Why this cannot be decided now (法律援助法 第四十三、四十四条).

    The facts are not known, or the decision departs from the proposal and says no reason.
    """
    if proposal.outcome == NEED_MORE_FACTS:
        wanted = "；".join(proposal.missing) or "申请的事实"
        return [f"事实不全，还不能作出决定。先弄清：{wanted}。"]
    if proposal.outcome == outcome or overrule_reason.strip():
        return []
    if proposal.outcome == HARDSHIP_CHECK:
        return ["还没有核查经济困难，请填核查结果；不核查就决定的，要写明理由。"]
    proposed = DecisionOutcome(proposal.outcome).label
    return [f"系统建议“{proposed}”，作出不同决定要写明理由。"]


def is_for_the_head(levels: Sequence[str]) -> bool:
    """Whether the last word is the head's, by the levels of approval of the pack (工会自定, 待核).

    Without a level, or with the counter's or the officer's alone, whoever reviews decides. No
    post of a vice-chair exists and no shipped pack asks for one: the head then stands for it.
    """
    return bool({ApprovalLevel.HEAD, ApprovalLevel.VICE_CHAIR}.intersection(levels))


def level_obstacles(levels: Sequence[str], *, is_reviewed: bool) -> list[str]:
    """Why the head cannot decide yet: a level before has not spoken (工会自定的审批层级, 待核).

    `levels` in order, as the pack gives them for the form of aid; the counter's level is its
    acceptance, without which nothing can be decided anyway.
    """
    if ApprovalLevel.OFFICER in levels and is_for_the_head(levels) and not is_reviewed:
        return ["还没有审查意见：先由法律部工作人员提出审查意见，再由负责人决定。"]
    return []


def hurry_obstacles(seen: int | None, latest: int | None) -> list[str]:
    """Why a decision taken on an old page cannot stand: another review came since (法律援助法
    第四十三条). `seen` is the review shown to the decider, None when the page did not say.
    """
    if seen is not None and seen != latest:
        return ["打开这一页以后有了新的审查意见，请看过再决定。"]
    return []


def objection_obstacles(
    *, today: date, until: date | None, already_reviewed: bool, text: str
) -> list[str]:
    """Why an objection cannot be raised (法律援助法 第四十九条; the window: 工会自定).

    `until` is its last day, None when no rule limits it; one review of one decision.
    """
    found = []
    if already_reviewed:
        found.append("上一级工会已经复核过这个决定，不能再次提出异议；情况有变化的可以重新申请。")
    if until and today > until:
        found.append(f"提出异议的期限到{until:%Y-%m-%d}为止，已经过了；可以重新申请。")
    if not text.strip():
        found.append("要写明对决定哪里有异议。")
    return found


def termination_obstacles(ground: str, reason: str) -> list[str]:
    """Why aid cannot be ended this way: eight grounds, with reason (法律援助法 第四十八条)."""
    found = []
    if ground not in TerminationGround.values:
        found.append("要选一种法定的终止情形。")
    if not reason.strip():
        found.append("要写明终止的事实和理由。")
    return found


def transfer_obstacles(from_unit: int, to_unit: int, *, is_closed: bool) -> list[str]:
    """Why a case cannot go to that unit: itself, or one dissolved (法律援助法 第三十八条)."""
    if from_unit == to_unit:
        return ["不能移送给本单位。"]
    return ["这个单位已经撤销，请选接续的单位。"] if is_closed else []


def decided_already(by: str, label: str, at_text: str) -> str:
    """Tell the second of two officers who decided, what and when (法律援助法 第四十三条)."""
    return f"{by}已于{at_text}作出“{label}”的决定，这次没有改动。"
