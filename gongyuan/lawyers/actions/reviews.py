from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.choices import NominationState, NoticeWay, ReviewSide
from gongyuan.lawyers.models import FirmContact, Nomination, NominationReview, NoticeObjection
from gongyuan.lawyers.queries.policy import REVIEW_POINTS, parameter
from gongyuan.lawyers.rules import rounds as rules
from gongyuan.lawyers.workflow import NOMINATIONS
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role


@transaction.atomic
def review_nomination(
    *,
    nomination: Nomination,
    score: int,
    is_pass: bool,
    opinion: str = "",
    is_free: bool,
    actor: Actor,
    now: datetime,
) -> NominationReview:
    """Give one side's score, vote and opinion; when both have spoken the nomination is decided.

    平工文〔2016〕28号 附件2第二条: union and justice bureau select together, so both must pass it.
    `is_free` is the reviewer's word to have no interest. Refuses an interest, a post that is not
    the round's own, a side that has spoken, and a score beyond the policy's full mark.
    """
    rows = Nomination.objects.handled_by(actor).select_for_update(of=("self",))
    nomination = rows.select_related("round__unit", "lawyer").get(pk=nomination.pk)
    if nomination.round.unit_id != actor.unit_id:
        raise Refused("评审由招募的工会和同级司法局进行。")
    refuse_if(NOMINATIONS.obstacles(nomination.state, "pass_review"))
    side = side_of(actor)
    if nomination.reviews.filter(side=side).exists():
        raise Refused(f"{side.label}已经评审。")
    refuse_if(rules.reviewer_obstacles(_reviewer(nomination, actor, is_free=is_free)))
    refuse_if(rules.score_obstacles(score, full_mark(nomination)), field="score")
    review = NominationReview.objects.create(
        nomination=nomination,
        side=side,
        score=score,
        is_pass=is_pass,
        opinion=opinion.strip(),
        given_at=now,
        given_by=actor.signature,
        user_id=actor.user_id,
    )
    told = {"title": side.label}
    record_event(nomination, "lawyers.nomination.review", actor=actor, now=now, data=told)
    _decide(nomination, actor, now)
    return review


def _decide(nomination: Nomination, actor: Actor, now: datetime) -> None:
    """Close the review once both sides have spoken."""
    votes = dict(nomination.reviews.values_list("side", "is_pass"))
    outcome = rules.joint_outcome(votes.get(one) for one in ReviewSide)
    if outcome is not None:
        verb = "pass_review" if outcome else "fail_review"
        advance(nomination, NOMINATIONS, verb, actor=actor, now=now)


def side_of(actor: Actor) -> ReviewSide:
    """For which of the two a post speaks."""
    is_justice = actor.role == Role.JUSTICE_OFFICER
    return ReviewSide.JUSTICE_SIDE if is_justice else ReviewSide.UNION_SIDE


def full_mark(nomination: Nomination) -> int:
    """The full mark of a review by the policy of the round's union.

    Refuses where no policy gives one: nothing is guessed.
    """
    round = nomination.round
    found = parameter(round.unit, REVIEW_POINTS, on=round.opens_on)
    if found is None:
        raise Refused("当地政策没有规定评审满分，请先在政策规则里确定。")
    return int(found.value)


@transaction.atomic
def record_objection(
    *,
    nomination: Nomination,
    way: NoticeWay,
    received_on: date,
    text: str,
    objector: str = "",
    actor: Actor,
    now: datetime,
) -> NoticeObjection:
    """Take down an objection to somebody in a public notice; the objector may stay unnamed.

    The same words of the same day are one. Refuses outside the notice's days.
    """
    nomination = _in_notice(nomination, actor)
    round = nomination.round
    starts, ends = round.notice_from, round.notice_until
    if starts is None or ends is None or not starts <= received_on <= ends:
        raise Refused("收到日期应当在公示期内。", field="received_on")
    found, is_new = NoticeObjection.objects.get_or_create(
        nomination=nomination,
        way=way,
        received_on=received_on,
        text=text.strip(),
        defaults={"objector": objector.strip()},
    )
    if is_new:
        record_event(nomination, "lawyers.nomination.object", actor=actor, now=now)
    return found


@transaction.atomic
def settle_objection(
    *,
    objection: NoticeObjection,
    is_upheld: bool,
    finding: str,
    actor: Actor,
    now: datetime,
) -> NoticeObjection:
    """Enter what was found of an objection; upheld, the lawyer is not appointed (公示异议).

    Settled once: refuses a second time.
    """
    nomination = _in_notice(objection.nomination, actor)
    objection = NoticeObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if objection.is_upheld is not None:
        raise Refused("这件异议已经核查。")
    objection.is_upheld, objection.finding = is_upheld, finding.strip()
    objection.decided_on = timezone.localdate(now)
    objection.decided_by = actor.signature
    objection.save(update_fields=["is_upheld", "finding", "decided_on", "decided_by"])
    record_event(
        nomination,
        "lawyers.nomination.settle_objection",
        actor=actor,
        now=now,
        note=finding,
        data={"title": "成立" if is_upheld else "不成立"},
    )
    if is_upheld:
        advance(nomination, NOMINATIONS, "turn_down", actor=actor, now=now, note=finding)
    return objection


def _in_notice(nomination: Nomination, actor: Actor) -> Nomination:
    rows = Nomination.objects.handled_by(actor).filter(round__unit_id=actor.unit_id or 0)
    found = rows.select_for_update(of=("self",)).select_related("round").get(pk=nomination.pk)
    if found.state != NominationState.IN_NOTICE:
        raise Refused("只有公示中的人选可以登记、核查异议。")
    return found


def _reviewer(nomination: Nomination, actor: Actor, *, is_free: bool) -> rules.ReviewerFacts:
    user, lawyer = actor.user_id or 0, nomination.lawyer
    firms = FirmContact.objects.current_of(actor).filter(firm_id=nomination.firm_id)
    spoken = nomination.opinions.filter(user_id=user, is_in_favour=True)
    return rules.ReviewerFacts(
        is_the_nominee=lawyer is not None and lawyer.user_id == user,
        acts_for_the_firm=firms.exists(),
        recommended_before=spoken.exists(),
        reviewed_for_the_other_side=nomination.reviews.filter(user_id=user).exists(),
        says_free_of_interest=is_free,
    )
