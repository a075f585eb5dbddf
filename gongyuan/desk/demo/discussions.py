"""Major cases are discussed together before they are decided, in the demo as in life."""

from datetime import datetime

from django.utils import timezone

from gongyuan.cases.actions.discussion import (
    conclude_discussion,
    convene_discussion,
    give_opinion,
)
from gongyuan.cases.choices import DecisionOutcome
from gongyuan.cases.choices.major import DiscussionStance
from gongyuan.cases.details import Meeting
from gongyuan.cases.models import Case
from gongyuan.cases.queries.discussion import discussion_duty
from gongyuan.cases.rules.discussion import Seat
from gongyuan.people.actor import Actor

SEATS = (
    ("赵卫东", "分管副主席"),
    ("孙丽华", "法律工作部部长"),
    ("马俊", "公职律师"),
    ("高敏", "权益保障部部长"),
    ("罗建平", "办公室主任"),
)
OPINIONS = ("事实清楚，材料能够相互印证。", "人数较多，应当尽快办理。", "同意承办人的审查意见。")


def discuss_if_due(case: Case, outcome: str, *, head: Actor, now: datetime) -> None:
    """Call people together, let each speak and conclude, where the packs ask for it."""
    if not discussion_duty(case):
        return
    seats = tuple(Seat(name=name, office=office) for name, office in SEATS)
    meeting = Meeting(
        topic="是否给予援助以及怎样办理",
        held_on=timezone.localdate(now),
        chair=SEATS[0][0],
        seats=seats,
        place="三楼会议室",
    )
    discussion = convene_discussion(case=case, meeting=meeting, actor=head, now=now)
    is_refusal = outcome == DecisionOutcome.REFUSE
    stance = DiscussionStance.FOR_REFUSAL if is_refusal else DiscussionStance.FOR_GRANT
    for place, member in enumerate(discussion.members.order_by("pk")):
        give_opinion(
            member=member,
            stance=stance,
            opinion=OPINIONS[place % len(OPINIONS)],
            actor=head,
            now=now,
        )
    conclude_discussion(
        discussion=discussion,
        outcome=outcome,
        conclusion="一致同意审查意见，由负责人决定并报告上级。",
        actor=head,
        now=now,
    )
