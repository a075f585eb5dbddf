from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import DocumentKind, MandateKind, MoveOf
from gongyuan.cases.models import Case, Mandate
from gongyuan.cases.queries.assignment import current_assignment
from gongyuan.cases.rules import mandate as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor


@transaction.atomic
def sign_mandate(
    *, case: Case, kind: MandateKind, signed_on: date, actor: Actor, now: datetime
) -> Mandate:
    """Record the signed entrustment and make the power of attorney; the handling begins.

    办理法律援助案件程序规定 第二十七条: within 5 days, which is met by this. Admitting, waiving,
    changing claims and settling need a special mandate (民事诉讼法 第六十二条). Refuses a day
    before the lawyer accepted or in the future, and a state in which none is awaited.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "sign_mandate"))
    assignment = current_assignment(case)
    if assignment is None or assignment.accepted_at is None:
        raise Refused("还没有律师接受指派。")
    today = timezone.localdate(now)
    accepted_on = timezone.localdate(assignment.accepted_at)
    refuse_if(
        rules.mandate_obstacles(signed_on, accepted_on=accepted_on, today=today), field="signed_on"
    )
    mandate = Mandate.objects.create(
        case=case,
        assignment=assignment,
        kind=MandateKind(kind),
        signed_on=signed_on,
        recorded_at=now,
        recorded_by=actor.signature,
    )
    title = mandate.get_kind_display()
    advance(case, WORKFLOW, "sign_mandate", actor=actor, now=now, data={"title": title})
    deadlines.meet_deadlines(case=case, codes=[deadlines.RETAINER], now=now)
    deadlines.set_deadline(
        case=case, code=deadlines.PROGRESS, starts_on=today, kept_by=MoveOf.LAWYER, now=now
    )
    issue_document(case=case, kind=DocumentKind.POWER_OF_ATTORNEY, actor=actor, now=now)
    tell_applicants(case, "委托手续办好了，律师开始办理。", now=now)
    return mandate
