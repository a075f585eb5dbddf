"""Taking in a complaint, by whatever way it came."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import hands_over, record_event
from gongyuan.core.notices import send_text, tell_user
from gongyuan.core.refusals import Refused
from gongyuan.core.transitions import advance
from gongyuan.law.phones import normalised_phone
from gongyuan.matters.rules import CODE_ALPHABET, RANDOM_LENGTH, tracking_code
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import User
from gongyuan.people.privacy import phone_key
from gongyuan.quality.actions.clocks import wind
from gongyuan.quality.choices import ComplaintAbout, ComplaintChannel
from gongyuan.quality.details import NewComplaint
from gongyuan.quality.models import Complaint
from gongyuan.quality.queries import complaints as queries
from gongyuan.quality.rules import complaint as rules
from gongyuan.quality.workflow import WORKFLOW


@transaction.atomic
def lodge_complaint(
    *, complaint: NewComplaint, about_unit: Unit, actor: Actor, now: datetime
) -> Complaint:
    """Take in a complaint, with its number, its code and the days to decide on it.

    《法律援助投诉处理办法》 第二至四条: applicant, recipient or interested party, in writing or by
    word of mouth. One about staff or the office itself goes to the next union up. The same form
    sent twice is one complaint. Refuses what lacks facts or a ground; online anybody may lodge,
    at the counter only a post with the power.
    """
    is_online = complaint.channel == ComplaintChannel.ONLINE
    if not is_online and not actor.can(Capability.COMPLAINTS_LODGE):
        raise PermissionDenied(Capability.COMPLAINTS_LODGE)
    earlier = Complaint.objects.filter(submission_key=complaint.submission_key).first()
    if earlier:
        return earlier
    _refuse_incomplete(complaint)
    goes_up = rules.is_for_the_upper_unit(complaint.accused.kind)
    unit = queries.handling_unit(about_unit, goes_up=goes_up)
    row = _unwritten(complaint, about_unit, unit, actor, now)
    hands_over(row, "quality.complaint.lodge", now=now)
    row = _written(row, now)
    record_event(row, "quality.complaint.lodge", actor=actor, now=now)
    wind(row, now=now)
    _tell(row, now)
    return row


def _refuse_incomplete(complaint: NewComplaint) -> None:
    obstacles = rules.lodging_obstacles(
        facts=complaint.facts,
        grounds=complaint.grounds,
        kind=complaint.complainant.kind,
        has_case=complaint.case is not None,
    )
    for field, sentence in obstacles.items():
        raise Refused(sentence, field=field)


def _unwritten(
    told: NewComplaint, about_unit: Unit, unit: Unit, actor: Actor, now: datetime
) -> Complaint:
    who, accused = told.complainant, told.accused
    is_lawyer = accused.kind == ComplaintAbout.LAWYER
    phone = normalised_phone(who.phone)
    return Complaint(
        unit=unit,
        unit_path=unit.path,
        about_unit=about_unit,
        case=told.case,
        channel=told.channel,
        complainant_kind=who.kind,
        complainant_name=who.name.strip(),
        phone=phone,
        phone_index=phone_key(phone),
        contact_note=who.contact_note.strip(),
        about=accused.kind,
        about_name=(accused.lawyer.name if accused.lawyer else accused.name).strip()[:40],
        lawyer=accused.lawyer if is_lawyer else None,
        accused_user=accused.user or _named_colleague(accused.name, about_unit, now),
        grounds=list(told.grounds),
        facts=told.facts.strip(),
        wish=told.wish.strip(),
        lodged_at=now,
        lodged_by=actor.signature,
        lodged_by_user_id=actor.user_id,
        submission_key=told.submission_key,
    )


def _named_colleague(name: str, unit: Unit, now: datetime) -> User | None:
    """The one colleague of this very name in the office complained about; None else."""
    if not name.strip():
        return None
    called = queries.staff_of(unit, on=timezone.localdate(now)).filter(name=name.strip())
    found = list(called[:2])
    return found[0] if len(found) == 1 else None


def _written(row: Complaint, now: datetime) -> Complaint:
    """The complaint with a number of its unit and a code that nobody else has."""
    year = timezone.localdate(now).year
    row.number = unit_number(unit=row.unit, kind="quality.complaint", series="诉", year=year)
    while True:
        part = "".join(secrets.choice(CODE_ALPHABET) for _ in range(RANDOM_LENGTH))
        row.code = tracking_code(row.unit.region_code, year=year, random_part=part)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            twin = Complaint.objects.filter(submission_key=row.submission_key).first()
            if twin:
                raise Refused("这份投诉刚刚已经收到，请刷新。") from None
            if not Complaint.objects.filter(code=row.code).exists():
                raise
        else:
            return row


def _tell(complaint: Complaint, now: datetime) -> None:
    """Tell those who handle it; the complainant the code, unless it is not safe to write."""
    today = timezone.localdate(now)
    handlers = queries.users_with(Capability.COMPLAINTS_HANDLE, complaint.unit_id, on=today)
    for user_id in handlers:
        if user_id != complaint.accused_user_id:
            tell_user(
                user_id=user_id,
                body=f"收到投诉 {complaint.number}。",
                link=reverse("complaint_detail", args=[complaint.pk]),
                now=now,
            )
    if complaint.phone and not complaint.contact_note:
        body = f"工会收到了您的来信，查询码{complaint.code}。"
        send_text(phone=complaint.phone, body=body, now=now)


@transaction.atomic
def ask_more(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> Complaint:
    """Tell the complainant once everything that is missing, and by when (2.4.04, 第三条).

    The days to decide stand still until it is there. Refuses an empty list.
    """
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "ask_more", actor=actor, now=now, note=note)
    wind(row, now=now)
    tell_complainant(row, "您的来信要补充几样内容，请凭查询码查看。", now)
    return row


@transaction.atomic
def add_to_complaint(*, complaint: Complaint, note: str, actor: Actor, now: datetime) -> Complaint:
    """Take in what the complainant adds, by phone with the code or written down by the office.

    The days to decide on it begin anew. Refuses nothing written.
    """
    row = locked(complaint, actor)
    advance(row, WORKFLOW, "add", actor=actor, now=now, note=note)
    row.added = f"{row.added}\n{note.strip()}".strip()
    row.save(update_fields=["added"])
    wind(row, now=now)
    return row


def locked(complaint: Complaint, actor: Actor) -> Complaint:
    """The complaint again, under lock, among those this actor may act on."""
    rows = Complaint.objects.handled_by(actor).select_related("unit")
    return rows.select_for_update(of=("self",)).get(pk=complaint.pk)


def tell_complainant(complaint: Complaint, body: str, now: datetime) -> None:
    """Text the complainant, in words that name nothing; not where calling is not safe."""
    if complaint.phone and not complaint.contact_note:
        send_text(phone=complaint.phone, body=body, now=now)
