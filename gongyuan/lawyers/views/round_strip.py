"""What comes next with a recruitment round, and what a post may do with it now."""

from datetime import date
from typing import Any

from django.urls import reverse

from gongyuan.lawyers.choices import NominationState, RoundState
from gongyuan.lawyers.models import RecruitmentRound
from gongyuan.lawyers.rules import rounds as rules
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: What may be done with a round in a state: the address and its words, the main thing first.
STEPS = {
    RoundState.PREPARED: (
        ("round_call", "发布招募"),
        ("round_edit", "修改"),
        ("round_cancellation", "取消招募"),
    ),
    RoundState.CALLED: (
        ("nomination_new", "提出人选"),
        ("round_announcement", "公示人选"),
        ("round_cancellation", "取消招募"),
    ),
    RoundState.ANNOUNCED: (("round_completion", "批量聘任"),),
}
#: Folded: nobody is to press it in passing.
RARE = ("round_cancellation",)
STAGES = ("起草", "报名推荐", "公示", "聘任")
AT = {RoundState.PREPARED: 0, RoundState.CALLED: 1, RoundState.ANNOUNCED: 2}
#: On the way to the review.
BELOW = (NominationState.AT_FIRM, NominationState.AT_COUNTY, NominationState.RETURNED)


def round_strip(
    round: RecruitmentRound, counts: dict[str, int], actor: Actor, *, today: date
) -> dict[str, Any]:
    """The strip of a round's page: how far it is, what comes next by when, the buttons, and why
    the others are not there. `counts`: nominations by state, and of objections not looked into."""
    is_ours = round.unit_id == actor.unit_id and actor.can(Capability.ROUNDS_MANAGE)
    refused = _obstacles(round, counts, today)
    wanted = STEPS.get(RoundState(round.state), ()) if is_ours else _guests(round, actor)
    words, due = _next(round, counts, today)
    return {
        "is_ours": is_ours,
        "stages": _stages(round),
        **_buttons(round, wanted, refused),
        "next": words,
        "due": due,
    }


def _buttons(
    round: RecruitmentRound, wanted: tuple[tuple[str, str], ...], refused: dict[str, list[str]]
) -> dict[str, list[dict[str, str]]]:
    """The steps that may be taken, those folded away, and those that may not with the reason."""
    found: dict[str, list[dict[str, str]]] = {"links": [], "more": [], "blocked": []}
    for route, label in wanted:
        if refused.get(route):
            found["blocked"].append({"label": label, "reason": refused[route][0]})
            continue
        place = "more" if route in RARE else "links"
        found[place].append({"label": label, "url": reverse(route, args=[round.pk])})
    return found


def _guests(round: RecruitmentRound, actor: Actor) -> tuple[tuple[str, str], ...]:
    """What firms, counties and lawyers may do with the round of a union above them."""
    if round.state != RoundState.CALLED or not actor.can(Capability.NOMINATIONS_SUBMIT):
        return ()
    if actor.is_lawyer:
        return (("portal_come_forward", "我要报名"),)
    return (("nomination_new", "提出人选"),)


def _obstacles(
    round: RecruitmentRound, counts: dict[str, int], today: date
) -> dict[str, list[str]]:
    """Why a step may not be taken now, by its address."""
    entry = rules.entry_obstacles(
        is_called=round.state == RoundState.CALLED,
        opens_on=round.opens_on,
        closes_on=round.closes_on,
        today=today,
    )
    facts = rules.NoticeFacts(
        ends_on=round.notice_until,
        unsettled=counts["unsettled"],
        candidates=counts[NominationState.IN_NOTICE],
    )
    return {
        "nomination_new": entry,
        "portal_come_forward": entry,
        "round_announcement": rules.announcing_obstacles(
            closes_on=round.closes_on, passed=counts[NominationState.PASSED], today=today
        ),
        "round_completion": rules.completion_obstacles(facts, today=today),
    }


def _stages(round: RecruitmentRound) -> list[dict[str, str]]:
    if round.state == RoundState.CANCELLED:
        return []
    now = AT.get(RoundState(round.state), len(STAGES))
    return [
        {"label": label, "state": "done" if at < now else "now" if at == now else "next"}
        for at, label in enumerate(STAGES)
    ]


def _next(round: RecruitmentRound, counts: dict[str, int], today: date) -> tuple[str, date | None]:
    """What comes next in a sentence, and the day it goes by."""
    if round.state == RoundState.PREPARED:
        return "核对公告和日期，发布招募", None
    if round.state == RoundState.ANNOUNCED:
        return f"{counts[NominationState.IN_NOTICE]} 人公示，期满聘任", round.notice_until
    if round.state == RoundState.COMPLETED:
        return f"聘任了 {counts[NominationState.APPOINTED]} 人", None
    if round.state == RoundState.CANCELLED:
        return "招募已取消", None
    if today <= round.closes_on:
        return "报名、推荐、评审，截止后公示", round.closes_on
    return _after_entry(counts), None


def _after_entry(counts: dict[str, int]) -> str:
    if counts[NominationState.AT_REVIEW]:
        return f"报名已截止，还有 {counts[NominationState.AT_REVIEW]} 人待联合评审"
    below = sum(counts[state] for state in BELOW)
    if below:
        return f"报名已截止，还有 {below} 人在律所、县区"
    if counts[NominationState.PASSED]:
        return f"{counts[NominationState.PASSED]} 人评审通过，可以公示"
    return "报名已截止，没有评审通过的人选"
