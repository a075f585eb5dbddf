from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.choices import NominationState, NominationWay, OpinionStep, RoundState
from gongyuan.lawyers.details import Candidate, Word
from gongyuan.lawyers.models import (
    Firm,
    Lawyer,
    Nomination,
    NominationOpinion,
    RecruitmentRound,
)
from gongyuan.lawyers.rules import licence_obstacles
from gongyuan.lawyers.rules import rounds as rules
from gongyuan.lawyers.workflow import NOMINATIONS
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role

#: The verb that passes a nomination up, and the one that sends it back, from each state.
UP = {NominationState.AT_FIRM: "recommend_firm", NominationState.AT_COUNTY: "recommend_county"}
BACK = {
    NominationState.AT_FIRM: "return_to_lawyer",
    NominationState.AT_COUNTY: "return_to_firm",
    NominationState.AT_REVIEW: "return_to_county",
}


@transaction.atomic
def submit_nomination(
    *,
    round: RecruitmentRound,
    candidate: Candidate,
    has_consented: bool,
    actor: Actor,
    now: datetime,
) -> Nomination:
    """Put a lawyer forward: by oneself on the public page, by the firm's contact, by the office.

    平工文〔2016〕28号 附件2第二条 (律师自愿、逐级推荐): it starts with the firm, whose own
    nomination goes up at once. Sent twice it is one. Refuses outside the days of the round, an
    unwilling lawyer, a licence number that is none, a county outside the round, another's firm.
    """
    round = RecruitmentRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    _check_entry(round, candidate, actor, now)
    refuse_if(rules.consent_obstacles(has_consented=has_consented), field="has_consented")
    standing = Nomination.objects.filter(
        round=round, licence_number=candidate.licence_number
    ).exclude(state=NominationState.RETRACTED)
    known = standing.first()
    if known is not None:
        if (known.name, known.firm_id) != (candidate.name.strip(), candidate.firm.pk):
            raise Refused("这个执业证号已经在本次招募中提出。", field="licence_number")
        return known
    is_firm = actor.can(Capability.LAWYERS_OWN_FIRM)
    nomination = _saved(round, candidate, actor, now)
    record_event(nomination, "lawyers.nomination.submit", actor=actor, now=now)
    if is_firm:
        word = Word(text=candidate.statement.strip() or "同意推荐")
        _pass_up(nomination, OpinionStep.FIRM, word, actor, now)
    return nomination


@transaction.atomic
def check_licence(*, nomination: Nomination, actor: Actor, now: datetime) -> Nomination:
    """Enter that a licence was held against the register of the justice bureau, by hand.

    Checked already it stays so. Refuses a firm: it does not check its own.
    """
    nomination = _locked(nomination, actor)
    if actor.can(Capability.LAWYERS_OWN_FIRM):
        raise Refused("执业证由县区核验，不由律所自己核验。")
    if nomination.licence_checked_at is None:
        nomination.licence_checked_at = now
        nomination.licence_checked_by = actor.signature
        nomination.save(update_fields=["licence_checked_at", "licence_checked_by"])
        record_event(nomination, "lawyers.nomination.check_licence", actor=actor, now=now)
    return nomination


@transaction.atomic
def recommend(*, nomination: Nomination, word: Word, actor: Actor, now: datetime) -> Nomination:
    """Pass a nomination up with an opinion: the firm to the county, the county to the review.

    At the county's step its union or its justice bureau speaks; a licence must have been checked.
    Refuses a step that is not the post's, and an empty opinion.
    """
    nomination = _locked(nomination, actor)
    step = step_of(nomination, actor)
    if step is None:
        raise Refused("现在不是由本级推荐。")
    if step != OpinionStep.FIRM:
        checked = nomination.licence_checked_at is not None
        refuse_if(rules.licence_check_obstacles(is_checked=checked))
    _pass_up(nomination, step, word, actor, now)
    return nomination


@transaction.atomic
def add_opinion(
    *, nomination: Nomination, word: Word, is_in_favour: bool, actor: Actor, now: datetime
) -> Nomination:
    """Let the county's other side speak too while the review goes on; each side once.

    Refuses anybody but the county, another state, and a side that has spoken.
    """
    nomination = _locked(nomination, actor)
    step = county_step(nomination, actor)
    if nomination.state != NominationState.AT_REVIEW or nomination.county_id != actor.unit_id:
        raise Refused("只有县区在评审期间可以补充意见。")
    if nomination.opinions.filter(step=step).exists():
        raise Refused("这一方已经发表意见。")
    _keep_opinion(nomination, step, word, actor, now, is_in_favour=is_in_favour)
    record_event(nomination, "lawyers.nomination.add_opinion", actor=actor, now=now, note=word.text)
    return nomination


@transaction.atomic
def send_back(*, nomination: Nomination, note: str, actor: Actor, now: datetime) -> Nomination:
    """Send a nomination one level down, with the reason (逐级推荐).

    What reviewers had said is said anew when it comes up again. Refuses a step that is not the
    post's.
    """
    nomination = _locked(nomination, actor)
    step = step_of(nomination, actor)
    if step is None:
        raise Refused("现在不由本级退回。")
    verb = BACK[NominationState(nomination.state)]
    advance(nomination, NOMINATIONS, verb, actor=actor, now=now, note=note)
    _keep_opinion(nomination, step, Word(text=note), actor, now, is_in_favour=False)
    nomination.reviews.all().delete()
    return nomination


@transaction.atomic
def hand_in_again(
    *, nomination: Nomination, statement: str, actor: Actor, now: datetime
) -> Nomination:
    """Hand in what was sent back to the lawyer, mended. Refuses after the round's last day."""
    nomination = _locked(nomination, actor)
    _check_open(nomination.round, now)
    mended = statement.strip() or nomination.statement
    advance(nomination, NOMINATIONS, "hand_in_again", actor=actor, now=now, statement=mended)
    return nomination


@transaction.atomic
def retract_nomination(
    *, nomination: Nomination, note: str, actor: Actor, now: datetime
) -> Nomination:
    """Take a nomination back, with the reason. Refuses once the review is over."""
    nomination = _locked(nomination, actor)
    advance(nomination, NOMINATIONS, "retract", actor=actor, now=now, note=note)
    return nomination


def step_of(nomination: Nomination, actor: Actor) -> OpinionStep | None:
    """Whose word a nomination waits for, if it is this post's to say it; None when it is not.

    The firm's word may be entered by the county or the city from the stamped paper.
    """
    is_firm = actor.can(Capability.LAWYERS_OWN_FIRM)
    if nomination.state == NominationState.AT_FIRM:
        return OpinionStep.FIRM if actor.can(Capability.NOMINATIONS_RECOMMEND) else None
    if is_firm or not actor.can(Capability.NOMINATIONS_RECOMMEND):
        return None
    if nomination.state == NominationState.AT_COUNTY and nomination.county_id == actor.unit_id:
        return county_step(nomination, actor)
    if nomination.state == NominationState.AT_REVIEW and nomination.round.unit_id == actor.unit_id:
        return OpinionStep.CITY
    return None


def county_step(nomination: Nomination, actor: Actor) -> OpinionStep:
    """Which word a post of the county gives: its union's or its justice bureau's; the city's where
    the round's own union stands in for a county."""
    if nomination.county_id == nomination.round.unit_id:
        return OpinionStep.CITY
    is_justice = actor.role == Role.JUSTICE_OFFICER
    return OpinionStep.COUNTY_JUSTICE if is_justice else OpinionStep.COUNTY_UNION


def _check_entry(
    round: RecruitmentRound, candidate: Candidate, actor: Actor, now: datetime
) -> None:
    _check_open(round, now)
    refuse_if(licence_obstacles(candidate.licence_number), field="licence_number")
    if not candidate.county.path.startswith(round.unit_path):
        raise Refused("所在县区不在本次招募的范围内。", field="county")
    if actor.can(Capability.LAWYERS_OWN_FIRM):
        if not Firm.objects.visible_to(actor).filter(pk=candidate.firm.pk).exists():
            raise Refused("只能推荐本所的律师。", field="firm")
    elif actor.unit_path and not RecruitmentRound.objects.visible_to(actor).filter(pk=round.pk):
        raise Refused("不是本地区的招募。")


def _check_open(round: RecruitmentRound, now: datetime) -> None:
    refuse_if(
        rules.entry_obstacles(
            is_called=round.state == RoundState.CALLED,
            opens_on=round.opens_on,
            closes_on=round.closes_on,
            today=timezone.localdate(now),
        )
    )


def _saved(
    round: RecruitmentRound, candidate: Candidate, actor: Actor, now: datetime
) -> Nomination:
    is_self = not actor.can(Capability.NOMINATIONS_RECOMMEND)
    return Nomination.objects.create(
        round=round,
        way=NominationWay.SELF_NAMED if is_self else NominationWay.BY_FIRM,
        state=NominationState.AT_FIRM,
        lawyer=Lawyer.objects.filter(licence_number=candidate.licence_number).first(),
        name=candidate.name.strip(),
        firm=candidate.firm,
        licence_number=candidate.licence_number,
        phone=candidate.phone,
        practising_since=candidate.practising_since,
        specialities=list(candidate.specialities),
        languages=list(candidate.languages),
        county=candidate.county,
        county_path=candidate.county.path,
        statement=candidate.statement.strip(),
        handed_in_at=now,
        handed_in_by=actor.signature,
        consented_at=now,
    )


def _pass_up(
    nomination: Nomination, step: OpinionStep, word: Word, actor: Actor, now: datetime
) -> None:
    verb = UP.get(NominationState(nomination.state))
    if verb is None:
        raise Refused("现在不是推荐，是评审。")
    advance(nomination, NOMINATIONS, verb, actor=actor, now=now, note=word.text)
    _keep_opinion(nomination, step, word, actor, now, is_in_favour=True)


def _keep_opinion(
    nomination: Nomination,
    step: OpinionStep,
    word: Word,
    actor: Actor,
    now: datetime,
    *,
    is_in_favour: bool,
) -> None:
    NominationOpinion.objects.create(
        nomination=nomination,
        step=step,
        is_in_favour=is_in_favour,
        text=word.text.strip()[:500],
        file=word.file,
        given_at=now,
        given_by=actor.signature,
        user_id=actor.user_id,
    )


def _locked(nomination: Nomination, actor: Actor) -> Nomination:
    rows = Nomination.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("round").get(pk=nomination.pk)
