"""What the worklist shows of the team besides cases: nominations, online registrations."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongyuan.core.work import Awaiting, WorkLine
from gongyuan.lawyers.choices import NominationState as S
from gongyuan.lawyers.choices import OnlineState, ReviewSide, RoundState
from gongyuan.lawyers.models import (
    Improvement,
    Nomination,
    NominationReview,
    OnlineRegistration,
    RecruitmentRound,
)
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role

WHAT = {S.AT_FIRM: "推荐本所律师", S.AT_COUNTY: "推荐志愿律师人选", S.AT_REVIEW: "评审志愿律师人选"}
SOURCE = "平工文〔2016〕28号附件2第二条"


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """The nominations that wait for this post's word, calls a firm has not answered, registrations
    to be verified, and for a lawyer what to answer; none for those without the power."""
    if actor.can(Capability.NOMINATIONS_RECOMMEND):
        yield Awaiting(
            name="nominations_beside",
            rows=lambda: _nominations(actor),
            read=("round",),
            order=("round__closes_on", "pk"),
            line=_nomination,
        )
    if actor.can(Capability.LAWYERS_OWN_FIRM):
        yield Awaiting(
            name="calls_beside",
            rows=lambda: _calls(actor, today),
            order=("closes_on", "pk"),
            line=_call,
        )
    if actor.can(Capability.LAWYERS_EDIT):
        yield Awaiting(
            name="online_beside",
            rows=lambda: _registrations(actor),
            read=("lawyer",),
            order=("pk",),
            line=_registration,
        )
    if actor.can(Capability.LAWYERS_GO_ONLINE):
        yield Awaiting(
            name="improvements_beside",
            rows=lambda: _improvements(actor),
            order=("due_on", "pk"),
            line=_improvement,
        )


def _nominations(actor: Actor) -> QuerySet[Nomination]:
    """A firm: its own at its step; the county: those at its step; the round's own union and
    bureau: those their side has not reviewed."""
    seen = Nomination.objects.handled_by(actor)
    if actor.can(Capability.LAWYERS_OWN_FIRM):
        return seen.filter(state=S.AT_FIRM)
    is_justice = actor.role == Role.JUSTICE_OFFICER
    side = ReviewSide.JUSTICE_SIDE if is_justice else ReviewSide.UNION_SIDE
    spoken = NominationReview.objects.filter(nomination=OuterRef("pk"), side=side)
    unit = actor.unit_id or 0
    at_county = Q(state=S.AT_COUNTY, county_id=unit)
    at_review = Q(~Exists(spoken), state=S.AT_REVIEW, round__unit_id=unit)
    return seen.filter(at_county | at_review)


def _calls(actor: Actor, today: date) -> QuerySet[RecruitmentRound]:
    """Rounds that take nominations and in which the firm has put nobody forward yet."""
    ours = Nomination.objects.visible_to(actor).filter(round=OuterRef("pk"))
    rows = RecruitmentRound.objects.visible_to(actor).filter(state=RoundState.CALLED)
    return rows.filter(~Exists(ours), opens_on__lte=today, closes_on__gte=today)


def _registrations(actor: Actor) -> QuerySet[OnlineRegistration]:
    return OnlineRegistration.objects.handled_by(actor).filter(state=OnlineState.APPLIED_FOR)


def _improvements(actor: Actor) -> QuerySet[Improvement]:
    return Improvement.objects.handled_by(actor).filter(answered_on=None, closed_on=None)


def _nomination(row: Nomination) -> WorkLine:
    what = WHAT[S(row.state)]
    return WorkLine(
        route="nomination_detail", pk=row.pk, what=what, who=row.name, due_on=None, source=SOURCE
    )


def _call(row: RecruitmentRound) -> WorkLine:
    return WorkLine(
        route="round_detail",
        pk=row.pk,
        what="推荐志愿律师",
        who=row.title,
        due_on=row.closes_on,
        source=SOURCE,
    )


def _registration(row: Any) -> WorkLine:
    return WorkLine(
        route="online_detail",
        pk=row.pk,
        what="核验线上服务律师",
        who=row.lawyer.name,
        due_on=None,
        source="豫工文〔2020〕40号三(三)3",
    )


def _improvement(asked: Any) -> WorkLine:
    return WorkLine(
        route="improvement_answer",
        pk=asked.pk,
        what="答复改进意见",
        who="我的聘任",
        due_on=asked.due_on,
        source="平工文〔2016〕28号附件1六",
    )
