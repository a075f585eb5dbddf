"""What the handling union does about a complaint, up to its answer."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.actions import mark_lawyer
from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import dismissal_warnings
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import User
from gongyuan.quality.actions.clocks import wind
from gongyuan.quality.actions.documents import issue_document
from gongyuan.quality.actions.lodging import locked, tell_complainant
from gongyuan.quality.choices import ComplaintAbout, ComplaintState, QualityDocumentKind
from gongyuan.quality.details import Verdict
from gongyuan.quality.models import Complaint, Inquiry
from gongyuan.quality.queries import complaints as queries
from gongyuan.quality.queries.documents import complaint_facts
from gongyuan.quality.rules import complaint as rules
from gongyuan.quality.workflow import WORKFLOW


@transaction.atomic
def accept_complaint(
    *, complaint: Complaint, note: str = "", actor: Actor, now: datetime
) -> Complaint:
    """Take a complaint up; the days to end it run from the day it came (2.4.06, 待核)."""
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "accept", actor=actor, now=now, note=note, accepted_at=now)
    wind(row, now=now, starts_on=timezone.localdate(row.lodged_at))
    tell_complainant(row, "您反映的事已经受理，请凭查询码查看。", now)
    return row


@transaction.atomic
def turn_away(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> Complaint:
    """Not take a complaint up, with the reason, which is put in writing (第三条).

    Refuses an empty reason.
    """
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "turn_away", actor=actor, now=now, note=note, answered_at=now)
    wind(row, now=now)
    issue(row, QualityDocumentKind.COMPLAINT_REFUSAL, actor, now, reason=note.strip())
    tell_complainant(row, "您反映的事有了答复，请凭查询码查看。", now)
    return row


@transaction.atomic
def identify(
    *,
    complaint: Complaint,
    lawyer: Lawyer | None = None,
    user: User | None = None,
    actor: Actor,
    now: datetime,
) -> Complaint:
    """Say who it is that a complaint is about: a lawyer, or a colleague of the office.

    From then on that person neither sees nor decides it. Refuses to name oneself: who finds that
    the complaint is about oneself lets a colleague do it; and one already over.
    """
    row = locked(complaint, actor)
    if not actor.can(Capability.COMPLAINTS_HANDLE):
        raise PermissionDenied(Capability.COMPLAINTS_HANDLE)
    if not row.is_open:
        raise Refused("投诉已经了结，不能再改被投诉人。")
    if user is not None and user.pk == actor.user_id:
        raise Refused("投诉的是您本人，请交给同事办理。", field="user")
    if row.about == ComplaintAbout.LAWYER:
        if lawyer is None:
            raise Refused("请选被投诉的律师。", field="lawyer")
        row.lawyer, row.about_name = lawyer, lawyer.name
    else:
        if user is None:
            raise Refused("请选被投诉的人。", field="user")
        row.accused_user, row.about_name = user, user.name
    row.save(update_fields=["lawyer", "accused_user", "about_name"])
    data = {"title": row.about_name}
    record_event(row, "quality.complaint.identify", actor=actor, now=now, data=data)
    return row


@transaction.atomic
def look_into(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> Complaint:
    """Write down what the investigation brought out; refuses nothing written."""
    row = _under_investigation(complaint, actor)
    record_event(row, "quality.complaint.look_into", actor=actor, now=now, note=note)
    return row


@transaction.atomic
def ask_accused(*, complaint: Complaint, question: str, actor: Actor, now: datetime) -> Inquiry:
    """Ask the one complained about, in words of the office that give nobody away.

    Refuses a question with the complainant's name or phone, somebody without an account, and a
    second question while one is unanswered.
    """
    row = _under_investigation(complaint, actor)
    name, phone = row.complainant_name, row.phone
    refuse_if(rules.question_obstacles(question, name=name, phone=phone), field="question")
    to_user = row.accused_user_id or (row.lawyer.user_id if row.lawyer else None)
    if to_user is None:
        raise Refused("被投诉人没有账号，请当面或者电话了解，再记录调查情况。")
    if row.inquiries.filter(stated_at=None).exists():
        raise Refused("上一次的询问还没有答复。")
    inquiry = Inquiry.objects.create(
        complaint=row,
        to_user_id=to_user,
        question=question.strip(),
        asked_at=now,
        asked_by=actor.office[:200],
    )
    record_event(row, "quality.complaint.ask", actor=actor, now=now, note=question)
    link = reverse("inquiry_answer", args=[inquiry.pk])
    tell_user(user_id=to_user, body=f"{actor.office}向您了解情况，请答复。", link=link, now=now)
    return inquiry


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, answer: str, actor: Actor, now: datetime) -> Inquiry:
    """State one's side, once; refuses nothing written and a second answer."""
    rows = Inquiry.objects.handled_by(actor).select_related("complaint")
    row = rows.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if row.stated_at is not None:
        raise Refused("已经答复过了，要补充请联系询问的单位。")
    if not answer.strip():
        raise Refused("请写明情况。", field="answer")
    row.answer, row.stated_at = answer.strip(), now
    row.save(update_fields=["answer", "stated_at"])
    record_event(row.complaint, "quality.complaint.state", actor=actor, now=now, note=answer)
    return row


@transaction.atomic
def decide_complaint(
    *, complaint: Complaint, verdict: Verdict, actor: Actor, now: datetime
) -> Complaint:
    """Find a complaint verified or not; the days to answer begin.

    A verified one counts on the lawyer (平工文〔2016〕28号 附件2 第五条（六）). Refuses a verdict
    without what was found, a verified one without measures, and one about a lawyer or a colleague
    who has not been identified.
    """
    row = locked(complaint, actor)
    for field, sentence in rules.verdict_obstacles(
        verdict.finding, verdict.measures, is_verified=verdict.is_verified
    ).items():
        raise Refused(sentence, field=field)
    if verdict.is_verified and row.about == ComplaintAbout.LAWYER and row.lawyer_id is None:
        raise Refused("请先确认被投诉的律师是谁。")
    advance(
        row,
        WORKFLOW,
        "decide",
        actor=actor,
        now=now,
        note=verdict.finding,
        data={"is_verified": verdict.is_verified},
        is_verified=verdict.is_verified,
        finding=verdict.finding.strip(),
        measures=verdict.measures.strip(),
        decided_at=now,
        decided_by=actor.signature,
    )
    wind(row, now=now)
    count_on_lawyer(row, actor, now)
    return row


@transaction.atomic
def reply(*, complaint: Complaint, note: str = "", actor: Actor, now: datetime) -> Complaint:
    """Answer the complainant in writing (答复), in the days that run from the finding."""
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "reply", actor=actor, now=now, note=note, answered_at=now)
    wind(row, now=now)
    issue(row, QualityDocumentKind.COMPLAINT_REPLY, actor, now)
    tell_complainant(row, "您反映的事有了答复，请凭查询码查看。", now)
    return row


def issue(
    complaint: Complaint, kind: QualityDocumentKind, actor: Actor, now: datetime, **more: Any
) -> None:
    """Issue a document on a locked complaint and put that on record."""
    document = issue_document(
        about=complaint,
        kind=kind,
        facts=complaint_facts(complaint) | more,
        unit=complaint.unit,
        actor=actor,
        now=now,
    )
    title = f"{kind.label} {document.number}"
    record_event(
        complaint, "quality.complaint.issue_document", actor=actor, now=now, data={"title": title}
    )


def count_on_lawyer(complaint: Complaint, actor: Actor, now: datetime) -> None:
    """Mark a verified complaint on its lawyer, and tell the unions that appointed this lawyer
    when the policy of their place ends a membership for so many."""
    if not complaint.is_verified or complaint.lawyer is None:
        return
    mark_lawyer(
        lawyer=complaint.lawyer,
        kind=MarkKind.VERIFIED_COMPLAINT,
        text=f"{complaint.number}，{'、'.join(queries.ground_labels(complaint))}",
        unit=complaint.unit,
        source=complaint,
        actor=actor,
        now=now,
    )
    today = timezone.localdate(now)
    units = queries.appointing_units(complaint.lawyer, on=today)
    for unit in Unit.objects.filter(pk__in=units):
        for sentence in dismissal_warnings(complaint.lawyer, unit.region_code, on=today):
            _warn(complaint.lawyer, unit, sentence, now)


def _warn(lawyer: Lawyer, unit: Unit, sentence: str, now: datetime) -> None:
    today, link = timezone.localdate(now), reverse("lawyer_detail", args=[lawyer.pk])
    for user_id in queries.users_with(Capability.COMPLAINTS_DECIDE, unit.pk, on=today):
        tell_user(user_id=user_id, body=f"{lawyer.name}律师：{sentence}", link=link, now=now)


def _under_investigation(complaint: Complaint, actor: Actor) -> Complaint:
    if not actor.can(Capability.COMPLAINTS_HANDLE):
        raise PermissionDenied(Capability.COMPLAINTS_HANDLE)
    row = locked(complaint, actor)
    if row.state != ComplaintState.INVESTIGATING:
        raise Refused(f"现在是“{row.get_state_display()}”，不在调查。")
    return row
