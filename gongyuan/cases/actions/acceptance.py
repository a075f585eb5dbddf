"""An application is accepted, its papers there or promised."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import mark_received
from gongyuan.cases.choices import DocumentKind, MaterialState
from gongyuan.cases.models import Case, OralRecord
from gongyuan.cases.queries import detail
from gongyuan.cases.rules import application as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def sign_oral_record(*, case: Case, actor: Actor, now: datetime) -> OralRecord:
    """Record that the applicant signed the record of an oral application (办法 第十二条).

    Refuses a case without a record, and a record already signed.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_RECEIVE):
        raise PermissionDenied(Capability.CASES_RECEIVE)
    record = OralRecord.objects.filter(case=case).first()
    if record is None:
        raise Refused("这不是口头申请，没有要签字的笔录。")
    if record.signed_at:
        raise Refused("笔录已经签过字。")
    record.signed_at = now
    record.save(update_fields=["signed_at"])
    record_event(
        case, "cases.case.add_paper", actor=actor, now=now, data={"title": "口头申请笔录已签字"}
    )
    return record


@transaction.atomic
def accept_application(
    *,
    case: Case,
    received: Collection[str] = (),
    promised_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> Case:
    """Accept an application for review and issue the receipt with the list of papers.

    `received` are materials seen now. What is compulsory and still missing is promised for a day
    (容缺受理), or it is to be told at once and this refused (法律援助法 第四十三条第二款). An oral
    application is accepted once its record is signed (工会法律援助办法 第十二条).
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "accept"))
    mark_received(case, received)
    _refuse_unsigned(case)
    missing = detail.missing_materials(case)
    today = timezone.localdate(now)
    labels = [material.label for material in missing]
    refuse_if(
        rules.acceptance_obstacles(labels, promised_on=promised_on, today=today),
        field="promised_on",
    )
    advance(case, WORKFLOW, "accept", actor=actor, now=now, accepted_at=now)
    case.materials.filter(pk__in=[material.pk for material in missing]).update(
        status=MaterialState.PROMISED, promised_on=promised_on
    )
    issue_document(case=case, kind=DocumentKind.RECEIPT, actor=actor, now=now)
    return case


def _refuse_unsigned(case: Case) -> None:
    record = OralRecord.objects.filter(case=case).first()
    if record and record.signed_at is None:
        raise Refused("口头申请笔录还没有签字，请打印后请本人签字。")
