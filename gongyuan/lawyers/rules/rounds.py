"""Recruiting a team: when it is open, who may speak, when both sides have, when it is complete."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ReviewerFacts:
    """Who reviews, held against the one reviewed."""

    is_the_nominee: bool = False
    acts_for_the_firm: bool = False
    recommended_before: bool = False
    reviewed_for_the_other_side: bool = False
    says_free_of_interest: bool = True


@dataclass(frozen=True, kw_only=True)
class NoticeFacts:
    """How far a public notice has come: its last day, objections not looked into, seats."""

    ends_on: date | None
    unsettled: int
    candidates: int


def call_obstacles(*, quota: int, opens_on: date, closes_on: date, serves_from: date) -> list[str]:
    """Say why a round cannot be run so (平工文〔2016〕28号 附件1二, 每年聘任一次)."""
    found = []
    if quota < 1:
        found.append("名额至少一名。")
    if closes_on < opens_on:
        found.append("报名截止日早于开始日。")
    if serves_from <= closes_on:
        found.append("聘期应当在报名截止以后开始，中间还要评审和公示。")
    return found


def entry_obstacles(*, is_called: bool, opens_on: date, closes_on: date, today: date) -> list[str]:
    """Say why nobody can be put forward in a round today; its last day is in it."""
    if not is_called or today < opens_on:
        return [f"还没有开始报名，报名自{opens_on:%Y-%m-%d}起。"]
    if today > closes_on:
        return [f"报名已于{closes_on:%Y-%m-%d}截止。"]
    return []


def licence_check_obstacles(*, is_checked: bool) -> list[str]:
    """Say that a licence must have been held against the register by hand before it goes up."""
    return [] if is_checked else ["请先核验执业证，再推荐。"]


def consent_obstacles(*, has_consented: bool) -> list[str]:
    """Say that nobody is put forward unasked (附件2第二条, 律师自愿)."""
    return [] if has_consented else ["律师本人没有表示自愿，不能推荐。"]


def reviewer_obstacles(facts: ReviewerFacts) -> list[str]:
    """Say why somebody may not review a nomination: two sides, each free of interest.

    附件2第二条: union and justice bureau select together, so neither speaks for both.
    """
    found = []
    if facts.is_the_nominee:
        found.append("不能评审自己。")
    if facts.acts_for_the_firm:
        found.append("该律师所在律所的联系人不能评审。")
    if facts.recommended_before:
        found.append("在下级推荐时已经发表意见，请换一位评审。")
    if facts.reviewed_for_the_other_side:
        found.append("已经代表另一方评审，请换一位评审。")
    if not facts.says_free_of_interest:
        found.append("与该律师有利害关系的，请换一位评审。")
    return found


def score_obstacles(score: int, full: int) -> list[str]:
    """Say why a score is none; `full` is the policy's (待核 until the union fixes it)."""
    return [] if 0 <= score <= full else [f"评分应当在0到{full}分之间。"]


def joint_outcome(votes: Iterable[bool | None]) -> bool | None:
    """Whether a nomination passes: both sides must say so; None while one has not spoken."""
    spoken = list(votes)
    if any(vote is None for vote in spoken):
        return None
    return all(spoken)


def choice_obstacles(*, chosen: int, quota: int) -> list[str]:
    """Say why these many cannot be announced."""
    if not chosen:
        return ["请选出公示的人选。"]
    if chosen > quota:
        return [f"选了{chosen}名，名额只有{quota}名。"]
    return []


def announcing_obstacles(*, closes_on: date, passed: int, today: date) -> list[str]:
    """Say why nobody can be announced yet: the last day of entry is over first, and somebody has
    passed the joint review."""
    found = []
    if today <= closes_on:
        found.append(f"报名到{closes_on:%Y-%m-%d}为止，截止以后才能公示。")
    if not passed:
        found.append("还没有评审通过的人选。")
    return found


def completion_obstacles(facts: NoticeFacts, *, today: date) -> list[str]:
    """Say why those in the notice cannot be appointed yet: it runs through its last day."""
    found = []
    if facts.ends_on is None or today <= facts.ends_on:
        until = f"{facts.ends_on:%Y-%m-%d}" if facts.ends_on else "最后一日"
        found.append(f"公示到{until}为止，期满以后才能聘任。")
    if facts.unsettled:
        found.append(f"还有{facts.unsettled}件公示异议没有核查。")
    if not facts.candidates:
        found.append("没有可以聘任的人选。")
    return found
