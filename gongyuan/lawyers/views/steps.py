"""What a post may do with a nomination now: the buttons of its page."""

from dataclasses import dataclass

from django.urls import reverse

from gongyuan.lawyers.actions.nominations import step_of
from gongyuan.lawyers.actions.reviews import side_of
from gongyuan.lawyers.choices import NominationState as S
from gongyuan.lawyers.models import Nomination
from gongyuan.lawyers.workflow import NOMINATIONS
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@dataclass(frozen=True, kw_only=True)
class Step:
    label: str
    url: str


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
    if step is not None and nomination.state != S.AT_REVIEW:
        found.append(("nomination_recommendation", "推荐"))
    if nomination.state == S.AT_REVIEW and is_round and _may_review(nomination, actor):
        found.append(("nomination_review", "评审"))
    if nomination.state == S.AT_REVIEW and nomination.county_id == actor.unit_id and not is_round:
        found.append(("nomination_opinion", "补充县区意见"))
    if nomination.state == S.IN_NOTICE and is_round and actor.can(Capability.ROUNDS_MANAGE):
        found.append(("nomination_objection", "登记公示异议"))
    if step is not None:
        found.append(("nomination_return", "退回"))
    found += _submitters(nomination, actor) if has_part or actor.is_lawyer else []
    return [Step(label=label, url=reverse(route, args=[nomination.pk])) for route, label in found]


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
