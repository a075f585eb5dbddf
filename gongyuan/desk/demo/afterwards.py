"""What is asked in the demonstration once cases are over: return visits, complaints, a sample."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.people.actor import Actor, system, visitor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from gongyuan.quality.actions.complaints import accept_complaint, ask_accused, look_into
from gongyuan.quality.actions.lodging import lodge_complaint
from gongyuan.quality.actions.reviews import assign_reviewer, enter_standard
from gongyuan.quality.actions.samples import draw_sample
from gongyuan.quality.actions.visits import open_visit, record_visit
from gongyuan.quality.choices import (
    ANSWERS_OF,
    ComplainantKind,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintGround,
    VisitQuestion,
    VisitWay,
)
from gongyuan.quality.details import Accused, Complainant, NewComplaint, NewDraw, NewStandard
from gongyuan.quality.models import Complaint, ReturnVisit, SampleDraw
from gongyuan.quality.queries.lawyers import last_lawyer
from gongyuan.quality.queries.reviews import reviewers_for, suggested_sheet
from gongyuan.quality.queries.visits import cases_to_visit
from gongyuan.quality.rules.review import Item, reviewer_obstacles

DRAWN, REVIEWERS = 3, 2


def ask_afterwards(*, random: Random, now: datetime) -> None:
    """Let workers say how it was, one complain, and the head's office draw a sample."""
    head = actor_in(Post.objects.select_related("user", "unit").get(user__username="head"))
    for over in cases_to_visit(today=timezone.localdate(now)):
        open_visit(case=over, actor=system(), now=now)
    _visit(head, random, now)
    own = Case.objects.handled_by(head).exclude(closed_on=None).order_by("pk")
    case = own.first()
    if case is None:
        return
    _complain(case, head, now)
    _draw(head, now)


def _visit(head: Actor, random: Random, now: datetime) -> None:
    due = ReturnVisit.objects.handled_by(head).order_by("pk")
    for visit in due[: due.count() // 2]:
        answers = {str(one): str(random.choice(ANSWERS_OF[one][:2])) for one in VisitQuestion}
        answers[VisitQuestion.MONEY_ASKED] = str(ANSWERS_OF[VisitQuestion.MONEY_ASKED][0])
        record_visit(
            visit=visit,
            answers=answers,
            way=VisitWay.CALL,
            note_was_read=True,
            actor=head,
            now=now,
        )


def _complain(case: Case, head: Actor, now: datetime) -> None:
    worker = case.applicants.select_related("worker").order_by("position")[0].worker
    told = NewComplaint(
        submission_key=UUID(int=case.pk),
        channel=ComplaintChannel.ONLINE,
        complainant=Complainant(
            name=worker.name, phone=worker.phone, kind=ComplainantKind.RECIPIENT
        ),
        accused=Accused(kind=ComplaintAbout.LAWYER, lawyer=last_lawyer(case)),
        grounds=(ComplaintGround.NOT_TOLD,),
        facts="开庭以后一个多月没有人告诉我办到哪里了，打电话也没有人接。",
        case=case,
    )
    at = now - timedelta(days=6)
    row = lodge_complaint(complaint=told, about_unit=case.unit, actor=visitor(), now=at)
    row = accept_complaint(complaint=row, actor=head, now=now - timedelta(days=4))
    _investigate(row, head, now)


def _investigate(row: Complaint, head: Actor, now: datetime) -> None:
    at = now - timedelta(days=3)
    look_into(complaint=row, note="查阅案卷：开庭后没有进展记录。", actor=head, now=at)
    if row.lawyer and row.lawyer.user_id:
        question = "开庭以后为什么没有通报进展？"
        ask_accused(complaint=row, question=question, actor=head, now=at)


def _draw(head: Actor, now: datetime) -> SampleDraw:
    known = suggested_sheet()
    items = tuple(Item(code=f"item_{place}", **row) for place, row in enumerate(known["items"], 1))
    standard = NewStandard(title="演示用评估标准", source=known["source"], items=items)
    enter_standard(standard=standard, actor=head, now=now)
    unit = Post.objects.select_related("unit").get(pk=head.post_id or 0).unit
    yesterday = timezone.localdate(now) - timedelta(days=1)
    asked = NewDraw(
        covered_unit=unit,
        period_from=yesterday - timedelta(days=730),
        period_to=yesterday,
        seed="演示 03 11 17 22 28 33",
        size=DRAWN,
    )
    draw = draw_sample(draw=asked, actor=head, now=now)
    review = draw.reviews.order_by("pk")[0]
    known_ones = reviewers_for(review, head)
    free = [one for one, facts in known_ones if not reviewer_obstacles(facts)]
    for lawyer in free[:REVIEWERS]:
        assign_reviewer(review=review, lawyer=lawyer, actor=head, now=now)
    return draw
