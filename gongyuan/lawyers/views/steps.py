"""What a post may do with a nomination now: the buttons of its page, and what comes next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gongyuan.lawyers.actions.nominations import county_step, step_of
from gongyuan.lawyers.actions.reviews import side_of
from gongyuan.lawyers.choices import NominationState as S
from gongyuan.lawyers.choices import OpinionStep
from gongyuan.lawyers.models import Nomination
from gongyuan.lawyers.workflow import NOMINATIONS
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

RARE = ("nomination_retraction", "nomination_opinion")


@dataclass(frozen=True, kw_only=True)
class Step:
    label: str
    url: str
    #: Folded: it is seldom taken, or takes something back.
    is_rare: bool = False


def steps_for(nomination: Nomination, actor: Actor) -> list[Step]:
    """The steps open to a post in the order they are taken; the first is the main one."""
    found: list[tuple[str, str]] = []
    is_firm = actor.can(Capability.LAWYERS_OWN_FIRM)
    is_round = nomination.round.unit_id == actor.unit_id
    may_recommend = actor.can(Capability.NOMINATIONS_RECOMMEND)
    has_part = is_firm or is_round or nomination.county_id == actor.unit_id
    is_checked = nomination.licence_checked_at is not None
    if may_recommend and has_part and not is_firm and not is_checked:
        found.append(("nomination_licence", "核验执业证"))
    step = step_of(nomination, actor) if has_part else None
    if step is not None and nomination.state != S.AT_REVIEW and not must_check(step, nomination):
        found.append(("nomination_recommendation", "推荐"))
    if nomination.state == S.AT_REVIEW and is_round and _may_review(nomination, actor):
        found.append(("nomination_review", "评审"))
    if nomination.state == S.IN_NOTICE and is_round and actor.can(Capability.ROUNDS_MANAGE):
        found.append(("nomination_objection", "登记公示异议"))
    if step is not None:
        found.append(("nomination_return", "退回"))
    found += _submitters(nomination, actor) if has_part or actor.is_lawyer else []
    found += _other_side(nomination, actor)
    return [
        Step(label=label, url=reverse(route, args=[nomination.pk]), is_rare=route in RARE)
        for route, label in found
    ]


def must_check(step: OpinionStep, nomination: Nomination) -> bool:
    """Whether the licence has to be held against the register before this step's word."""
    return step != OpinionStep.FIRM and nomination.licence_checked_at is None


def way_up(nomination: Nomination) -> dict[str, Any]:
    """How far a nomination has come on its way up, and what it waits for, in a sentence."""
    state = S(nomination.state)
    place = PLACES.get(state, len(LEVELS))
    steps = [
        {"label": label, "state": "done" if at < place else "now" if at == place else "next"}
        for at, label in enumerate(LEVELS)
    ]
    has_way = state in PLACES or state == S.APPOINTED
    return {"way": steps if has_way else [], "waits": _waits(nomination, state)}


#: The levels of a nomination (律师自愿、逐级推荐), and at which one it stands in a state.
LEVELS = ("律所推荐", "县区推荐", "联合评审", "公示", "聘任")
PLACES = {
    S.RETURNED: 0,
    S.AT_FIRM: 0,
    S.AT_COUNTY: 1,
    S.AT_REVIEW: 2,
    S.PASSED: 3,
    S.IN_NOTICE: 3,
}


def _waits(nomination: Nomination, state: S) -> str:
    county = nomination.county.short_name
    if state == S.AT_COUNTY and nomination.licence_checked_at is None:
        return f"等{county}核验执业证，再推荐"
    round = nomination.round
    until = f"{round.notice_until:%Y-%m-%d}" if round.notice_until else "期满"
    words = {
        S.RETURNED: "等本人补正后重新提交",
        S.AT_FIRM: "等律所推荐；收到盖章推荐表的，由经办人代为登记",
        S.AT_COUNTY: f"等{county}推荐",
        S.AT_REVIEW: "等总工会、司法局双方评审",
        S.PASSED: "等市级公示",
        S.IN_NOTICE: f"公示到{until}，期满没有成立的异议就聘任",
    }
    return words.get(state, "")


def _other_side(nomination: Nomination, actor: Actor) -> list[tuple[str, str]]:
    """The county's other side may speak too while the review goes on; each side once."""
    is_county = nomination.county_id == actor.unit_id != nomination.round.unit_id
    may = actor.can(Capability.NOMINATIONS_RECOMMEND)
    if nomination.state != S.AT_REVIEW or not (is_county and may):
        return []
    step = county_step(nomination, actor)
    has_spoken = nomination.opinions.filter(step=step).exists()
    return [] if has_spoken else [("nomination_opinion", "补充县区意见")]


def _may_review(nomination: Nomination, actor: Actor) -> bool:
    if not actor.can(Capability.NOMINATIONS_REVIEW):
        return False
    return not nomination.reviews.filter(side=side_of(actor)).exists()


def _submitters(nomination: Nomination, actor: Actor) -> list[tuple[str, str]]:
    if not actor.can(Capability.NOMINATIONS_SUBMIT):
        return []
    found = []
    if NOMINATIONS.allows(nomination.state, "hand_in_again"):
        found.append(("nomination_again", "重新提交"))
    if NOMINATIONS.allows(nomination.state, "retract"):
        found.append(("nomination_retraction", "撤回推荐"))
    return found
