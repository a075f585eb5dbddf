"""Complaints that are handled elsewhere, or together with another, or no more."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.quality.actions.clocks import wind
from gongyuan.quality.actions.complaints import count_on_lawyer, issue
from gongyuan.quality.actions.lodging import locked, tell_complainant
from gongyuan.quality.choices import ComplaintAbout, ComplaintState, QualityDocumentKind
from gongyuan.quality.details import OutsideAnswer, Receipt
from gongyuan.quality.models import Complaint
from gongyuan.quality.rules import complaint as rules
from gongyuan.quality.workflow import WORKFLOW


@transaction.atomic
def forward_complaint(
    *, complaint: Complaint, office: str, note: str = "", actor: Actor, now: datetime
) -> Complaint:
    """Send a complaint on to the justice department of the same level, with a letter.

    Complaints about aid by unions are handled there since 2025-06-15 (《法律援助投诉处理办法》,
    司法部令第149号, 2.4.05). Refuses an office without a name.
    """
    row = locked(complaint, actor)
    if not office.strip():
        raise Refused("请写明转往哪个司法行政机关。", field="office")
    row.forwarded_to = office.strip()[:100]
    advance(
        row,
        WORKFLOW,
        "forward",
        actor=actor,
        now=now,
        note=note,
        data={"title": row.forwarded_to},
        forwarded_to=row.forwarded_to,
        forwarded_at=now,
    )
    wind(row, now=now)
    issue(row, QualityDocumentKind.COMPLAINT_FORWARDING, actor, now, phone=row.phone)
    tell_complainant(row, "您反映的事已经转给司法行政机关处理，请凭查询码查看。", now)
    return row


@transaction.atomic
def record_receipt(
    *, complaint: Complaint, receipt: Receipt, actor: Actor, now: datetime
) -> Complaint:
    """Enter the receipt of the justice department (回执), once.

    Refuses a complaint that was not forwarded, a second receipt, and a day before the letter or
    still to come.
    """
    row = locked(complaint, actor)
    if row.state != ComplaintState.FORWARDED:
        raise Refused(f"现在是“{row.get_state_display()}”，没有等回执。")
    if row.receipt_on is not None:
        raise Refused("回执已经登记过了。")
    _refuse_day(row, receipt.received_on, now, field="received_on")
    row.receipt_number, row.receipt_on = receipt.number.strip()[:60], receipt.received_on
    row.save(update_fields=["receipt_number", "receipt_on"])
    data = {"title": row.receipt_number} if row.receipt_number else {}
    record_event(row, "quality.complaint.record_receipt", actor=actor, now=now, data=data)
    return row


@transaction.atomic
def record_answer(
    *, complaint: Complaint, answer: OutsideAnswer, actor: Actor, now: datetime
) -> Complaint:
    """Enter what the justice department found; a verified one counts on the lawyer too.

    Refuses nothing written, a day before the letter or still to come, and a verified complaint
    about a lawyer who has not been identified.
    """
    row = locked(complaint, actor)
    if not answer.finding.strip():
        raise Refused("请写明处理结果。", field="finding")
    if answer.is_verified and row.about == ComplaintAbout.LAWYER and row.lawyer_id is None:
        raise Refused("请先确认被投诉的律师是谁。")
    refuse_if(WORKFLOW.obstacles(row.state, "record_answer"))
    _refuse_day(row, answer.answered_on, now, field="answered_on")
    advance(
        row,
        WORKFLOW,
        "record_answer",
        actor=actor,
        now=now,
        note=answer.finding,
        data={"is_verified": answer.is_verified},
        is_verified=answer.is_verified,
        finding=answer.finding.strip(),
        decided_at=now,
        decided_by=row.forwarded_to,
        answered_at=now,
    )
    wind(row, now=now)
    count_on_lawyer(row, actor, now)
    return row


def _refuse_day(row: Complaint, day: date, now: datetime, *, field: str) -> None:
    sent = timezone.localdate(row.forwarded_at or now)
    if not sent <= day <= timezone.localdate(now):
        raise Refused(f"日期应当在转办日{sent:%Y-%m-%d}和今天之间。", field=field)


@transaction.atomic
def merge_complaint(
    *, complaint: Complaint, into: Complaint, note: str = "", actor: Actor, now: datetime
) -> Complaint:
    """Handle a repeated complaint together with the one before (第三条, 同一事项可以合并).

    What it says is added to the other. Refuses itself, another unit's, and one that is over.
    """
    row, other = _both(complaint, into, actor)
    obstacles = rules.merging_obstacles(
        is_same=complaint.pk == into.pk,
        unit_is_same=other is not None,
        other_state=other.state if other else "",
    )
    refuse_if(obstacles, field="into")
    if other is None:
        return row
    advance(
        row,
        WORKFLOW,
        "merge",
        actor=actor,
        now=now,
        note=note,
        data={"title": other.number},
        merged_into=other,
    )
    wind(row, now=now)
    words = f"{row.number}：{row.facts}"
    other.added = f"{other.added}\n{words}".strip()
    other.save(update_fields=["added"])
    return row


def _both(
    complaint: Complaint, into: Complaint, actor: Actor
) -> tuple[Complaint, Complaint | None]:
    """Both under lock, in one order, so that two merges the other way round wait for each other."""
    rows = Complaint.objects.handled_by(actor).filter(pk__in=[complaint.pk, into.pk])
    locked_rows = rows.select_related("unit").select_for_update(of=("self",)).order_by("pk")
    held = {row.pk: row for row in locked_rows}
    if complaint.pk not in held:
        raise Complaint.DoesNotExist
    return held[complaint.pk], held.get(into.pk)


@transaction.atomic
def drop_complaint(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> Complaint:
    """Note that the complainant takes the complaint back, and why; refuses an empty reason."""
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "drop", actor=actor, now=now, note=note)
    wind(row, now=now)
    return row


@transaction.atomic
def reveal_phone(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> str:
    """Return the complainant's phone in clear and put on record who asked for it and why.

    Refuses a missing reason, and a complaint without a phone.
    """
    row = locked(complaint, actor)
    if not row.phone:
        raise Refused("没有留电话。")
    record_event(row, "quality.complaint.reveal", actor=actor, now=now, note=note)
    return row.phone
