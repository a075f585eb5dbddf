"""An application that another unit is to handle goes there, with all that was told."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.application import application_number
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.major import carry_gravity
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.actions.search import index_case
from gongyuan.cases.choices import DocumentKind, MoveOf
from gongyuan.cases.models import Applicant, Case, Claim, EvidenceTie, Material, Paper
from gongyuan.cases.rules import decision as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.models import WorkerRegistration


@transaction.atomic
def transfer_case(*, case: Case, to_unit: Unit, note: str, actor: Actor, now: datetime) -> Case:
    """Hand an application to the unit that is to handle it, with everything told so far.

    The worker tells nothing twice and keeps the tracking code: the new case belongs to the same
    matter, starts as submitted there and is returned (法律援助法 第三十八条). Refuses the own unit
    and one dissolved, and an empty reason.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    today = timezone.localdate(now)
    is_closed = bool(to_unit.closed_on and to_unit.closed_on <= today)
    refuse_if(
        rules.transfer_obstacles(case.unit_id, to_unit.pk, is_closed=is_closed), field="to_unit"
    )
    data = {"title": to_unit.name, "to_unit_id": to_unit.pk}
    advance(case, WORKFLOW, "transfer", actor=actor, now=now, note=note, data=data)
    deadlines.cancel_deadlines(case=case, now=now)
    case.supplements.filter(answered_at=None).update(answered_at=now)
    sent = _sent_on(case, to_unit, now)
    _send_letter(case, sent, actor, now)
    record_event(
        sent, "cases.case.submit", actor=actor, now=now, note=f"由{case.unit.name}移送：{note}"
    )
    deadlines.set_deadline(
        case=sent, code=deadlines.REVIEW, starts_on=today, kept_by=MoveOf.OFFICE, now=now
    )
    carry_gravity(case=case, sent=sent, actor=actor, now=now)
    tell_applicants(case, f"您的申请已转给{to_unit.name}办理，查询码不变。", now=now)
    index_case(sent)
    return sent


def _send_letter(case: Case, sent: Case, actor: Actor, now: datetime) -> None:
    """The letter stays in the sender's file and lies in the receiver's from the start."""
    letter = issue_document(case=case, kind=DocumentKind.TRANSFER_LETTER, actor=actor, now=now)
    Paper.objects.create(
        case=sent,
        file=letter.file,
        title=f"{letter.title} {letter.number}"[:120],
        catalogue_code=letter.paper.catalogue_code,
        added_at=now,
        added_by=case.unit.name,
    )


def _sent_on(case: Case, to_unit: Unit, now: datetime) -> Case:
    sent = Case.objects.create(
        **_copied(case),
        unit=to_unit,
        unit_path=to_unit.path,
        application_number=application_number(to_unit, timezone.localdate(now)),
        is_fast_track=case.is_fast_track,
        is_major=case.is_major,
        applied_at=now,
        submission_key=uuid4(),
    )
    places: dict[int, Applicant] = {}
    for old in case.applicants.all():
        places[old.pk] = Applicant.objects.create(
            case=sent,
            worker_id=old.worker_id,
            position=old.position,
            is_representative=old.is_representative,
        )
        WorkerRegistration.objects.get_or_create(
            worker_id=old.worker_id,
            unit=to_unit,
            defaults={"unit_path": to_unit.path, "since": now},
        )
    for claim in Claim.objects.filter(case=case).order_by("pk"):
        owner = places.get(claim.applicant_id) if claim.applicant_id else None
        claim.pk, claim.case, claim.applicant = None, sent, owner
        claim.save(force_insert=True)
    _copy_papers(case, sent)
    return sent


def _copy_papers(case: Case, sent: Case) -> None:
    """The same files hang on both cases; what the office issued stays with the office."""
    materials: dict[int, Material] = {}
    for material in Material.objects.filter(case=case).order_by("pk"):
        old = material.pk
        material.pk, material.case = None, sent
        material.save(force_insert=True)
        materials[old] = material
    for paper in Paper.objects.filter(case=case, document=None, is_inner=False).order_by("pk"):
        owner = materials.get(paper.material_id) if paper.material_id else None
        ties = list(paper.ties.all())
        paper.pk, paper.case, paper.material = None, sent, owner
        paper.save(force_insert=True)
        for tie in ties:
            tie.pk, tie.case, tie.paper = None, sent, paper
        EvidenceTie.objects.bulk_create(ties)


def _copied(case: Case) -> dict[str, Any]:
    """What another unit needs to take the case over without asking the worker again."""
    names = (
        "employer_id", "matter_id", "source", "is_oral", "applicant_kind", "matter_scope",
        "aid_form", "claim_kinds", "hardship_grounds", "is_migrant",
        "has_severe_infringement_evidence", "is_emergency", "emergency_reason",
        "is_restructuring", "people_count", "applicant_label", "facts_text", "claim_amount",
        "region_code", "employed_from", "employed_to", "contact_note",
    )  # fmt: skip
    return {name: getattr(case, name) for name in names}
