"""A case is discussed together: called, held, concluded, with numbered minutes (集体讨论)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.telling import signature
from gongyuan.cases.choices import DecisionOutcome, DocumentKind
from gongyuan.cases.choices.major import DiscussionStance
from gongyuan.cases.details import Meeting
from gongyuan.cases.models import Case, Discussion, DiscussionMember
from gongyuan.cases.queries import discussion as queries
from gongyuan.cases.rules import discussion as rules
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def convene_discussion(*, case: Case, meeting: Meeting, actor: Actor, now: datetime) -> Discussion:
    """Call people together to discuss a case (豫工办〔2015〕28号 二（三）: 集体讨论).

    Each with an account is told. Refuses a case that is over, a second open discussion, fewer
    members than the policy asks for (major_discussion_members, 待核), one named twice, a chair who
    does not sit, and anybody with a known interest in the case.
    """
    case = _locked(case, actor)
    if not case.is_open:
        raise Refused("案件已经办完，不用再讨论。")
    if case.discussions.filter(concluded_at=None).exists():
        raise Refused("上一次讨论还没有形成结论，请先记完。")
    today = timezone.localdate(now)
    found = rules.convening_obstacles(
        meeting.seats,
        queries.parties_of(case, today=today),
        least=queries.least_members(case, today=today),
        chair=meeting.chair,
    )
    for field, reasons in found.items():
        refuse_if(reasons, field=field)
    row = Discussion.objects.create(
        case=case,
        topic=meeting.topic.strip(),
        held_on=meeting.held_on,
        place=meeting.place.strip(),
        chair=meeting.chair.strip(),
        convened_at=now,
        convened_by=signature(actor),
    )
    _seat(row, meeting.seats, now)
    title = f"{meeting.held_on:%Y-%m-%d}，{len(meeting.seats)}人"
    record_event(case, "cases.case.convene_discussion", actor=actor, now=now, data={"title": title})
    return row


def _seat(row: Discussion, seats: Sequence[rules.Seat], now: datetime) -> None:
    DiscussionMember.objects.bulk_create(
        DiscussionMember(
            discussion=row, user_id=seat.user_id, name=seat.name, office=seat.office[:100]
        )
        for seat in seats
    )
    link = reverse("case_detail", args=[row.case_id])
    body = f"{row.case.number} 定于{row.held_on:%m月%d日}集体讨论，请准备意见。"
    for seat in seats:
        if seat.user_id:
            tell_user(user_id=seat.user_id, body=body, link=link, now=now)


@transaction.atomic
def give_opinion(
    *,
    member: DiscussionMember,
    stance: str,
    opinion: str,
    has_conflict: bool = False,
    actor: Actor,
    now: datetime,
) -> DiscussionMember:
    """Write down what a member holds; given again before the conclusion, it replaces the first.

    Refuses whoever declares an interest in the case (回避, who is then to be recused), one who was
    recused, an empty opinion, and a discussion that is concluded.
    """
    member = _member(member, actor)
    if has_conflict:
        reason = f"{member.name}与本案有利害关系，应当回避，不能发表意见；请登记回避。"
        raise Refused(reason, field="has_conflict")
    if stance not in DiscussionStance.values:
        raise Refused("请选一种主张。", field="stance")
    if not opinion.strip():
        raise Refused("请写明意见。", field="opinion")
    member.stance, member.opinion, member.given_at = stance, opinion.strip(), now
    member.save(update_fields=["stance", "opinion", "given_at"])
    record_event(
        member.discussion.case,
        "cases.case.give_opinion",
        actor=actor,
        now=now,
        data={"title": member.name},
    )
    return member


@transaction.atomic
def recuse_member(
    *, member: DiscussionMember, note: str, actor: Actor, now: datetime
) -> DiscussionMember:
    """Let a member withdraw for an interest in the case; what this one held counts no longer.

    Refuses an empty reason, and a discussion that is concluded.
    """
    member = _member(member, actor)
    title = {"title": member.name}
    record_event(
        member.discussion.case,
        "cases.case.recuse_member",
        actor=actor,
        now=now,
        note=note,
        data=title,
    )
    member.recused_at, member.recusal_note = now, note.strip()[:200]
    member.stance, member.opinion, member.given_at = "", "", None
    member.save(update_fields=["recused_at", "recusal_note", "stance", "opinion", "given_at"])
    return member


@transaction.atomic
def conclude_discussion(
    *, discussion: Discussion, outcome: str, conclusion: str, actor: Actor, now: datetime
) -> Discussion:
    """Conclude a discussion and issue its numbered minutes, which lie in the inner file.

    `outcome` is what was held to be decided, empty for anything else; the head still decides.
    Refuses while a member has not spoken, with too few left, without a conclusion, before the day
    it is held on, and a second conclusion.
    """
    case = _locked(discussion.case, actor)
    row = Discussion.objects.select_for_update().get(pk=discussion.pk, case=case)
    if row.concluded_at:
        raise Refused("这次讨论已经形成结论。")
    if outcome and outcome not in DecisionOutcome.values:
        raise Refused("没有这种讨论结果。", field="outcome")
    today = timezone.localdate(now)
    refuse_if(rules.held_obstacles(row.held_on, today=today))
    members = list(row.members.filter(recused_at=None))
    silent = [one.name for one in members if one.given_at is None]
    least = queries.least_members(case, today=today)
    refuse_if(
        rules.conclusion_obstacles(silent, len(members), least=least, conclusion=conclusion),
        field=None if silent or len(members) < least else "conclusion",
    )
    row.outcome, row.conclusion, row.concluded_at = outcome, conclusion.strip(), now
    row.save(update_fields=["outcome", "conclusion", "concluded_at"])
    row.document = issue_document(
        case=case, kind=DocumentKind.DISCUSSION_MINUTES, actor=actor, now=now
    )
    row.save(update_fields=["document"])
    record_event(case, "cases.case.conclude_discussion", actor=actor, now=now)
    return row


def _locked(case: Case, actor: Actor) -> Case:
    if not actor.can(Capability.CASES_DISCUSS):
        raise PermissionDenied(Capability.CASES_DISCUSS)
    rows = Case.objects.handled_by(actor).select_related("unit__parent", "employer")
    return rows.select_for_update(of=("self",)).get(pk=case.pk)


def _member(member: DiscussionMember, actor: Actor) -> DiscussionMember:
    """The member of an open discussion, its case under lock."""
    discussion = Discussion.objects.get(pk=member.discussion_id)
    case = _locked(discussion.case, actor)
    row = case.discussions.select_for_update().get(pk=discussion.pk)
    if row.concluded_at:
        raise Refused("这次讨论已经形成结论，不能再改。")
    found = row.members.get(pk=member.pk)
    if found.recused_at:
        raise Refused(f"{found.name}已经回避。")
    found.discussion = row
    row.case = case
    return found
