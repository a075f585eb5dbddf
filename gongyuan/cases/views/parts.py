"""What the page of a case shows of assignment, handling, closing and archive."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from gongyuan.cases.choices import CLOSED_STATES, CaseState
from gongyuan.cases.models import (
    Appointment,
    Archive,
    ArchiveAppraisal,
    ArchiveBook,
    ArchiveSupplement,
    Assignment,
    Closing,
    DeadlineReport,
    Decision,
    FileCheck,
    Message,
    ProgressReport,
    Termination,
)
from gongyuan.cases.queries import calendar, closing, handling, roll
from gongyuan.cases.queries.printing import can_print
from gongyuan.cases.queries.speaking import speaking
from gongyuan.cases.queries.whole import WholeCase
from gongyuan.cases.rules import catalogue
from gongyuan.cases.rules.closing import closing_obstacles
from gongyuan.cases.views import major_parts, page
from gongyuan.drafting.choices import DraftKind
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

_BEFORE_ASSIGNMENT = {
    CaseState.SUBMITTED,
    CaseState.SUPPLEMENTING,
    CaseState.UNDER_REVIEW,
    CaseState.AWAITING_DECISION,
    CaseState.REFUSED,
    CaseState.UNDER_OBJECTION,
    CaseState.TRANSFERRED,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.WITHDRAWN,
}


def handling_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts of assignment, mandate, proceedings and progress; before the grant only messages."""
    case = whole.case
    words = {"case_messages": whole.all(Message)[::-1]}
    workers = [row.worker for row in whole.applicants]
    if case.state in _BEFORE_ASSIGNMENT:
        return words | speaking(workers, None)
    offers = whole.all(Assignment)
    current = next((row for row in offers if row.ended_at is None), None)
    return {
        "assignments": offers,
        "assignment": current,
        "mandate": getattr(current, "mandate", None),
        "stages": whole.stages,
        "claim_rows": handling.answered_claims(whole.claims, whole.stages),
        "progress": whole.all(ProgressReport),
        "is_assignable": True,
        **words,
        **speaking(workers, current.lawyer.languages if current else None),
    }


def closing_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_closing` and `_archive`: what is open, what the file holds, what is sealed."""
    case = whole.case
    if case.state == CaseState.HANDLING:
        facts = closing.facts_of(whole.stages, whole.deadlines, whole.materials)
        return {"closing_obstacles": closing_obstacles(facts)}
    if case.state not in CLOSED_STATES:
        return {}
    return {
        "closing": whole.first(Closing),
        "check_rows": _file_check(whole),
        "file_check": whole.first(FileCheck),
        **_sealed(whole),
    }


def _file_check(whole: WholeCase) -> list[catalogue.CheckRow]:
    offers = whole.all(Assignment)
    path = closing.path_of(
        whole.case,
        stages=whole.stages,
        was_decided=whole.first(Decision) is not None,
        was_assigned=bool(offers),
        has_mandate=any(getattr(row, "mandate", None) for row in offers),
        was_terminated=whole.first(Termination) is not None,
    )
    filed = [(paper.catalogue_code, paper.title) for paper in whole.rows["filed"]]
    return catalogue.check_rows(path, filed)


def _sealed(whole: WholeCase) -> dict[str, Any]:
    """Facts for `sealed`: the file, its merged PDF, what was appended, what was held of it."""
    archive = whole.first(Archive)
    if archive is None:
        return {}
    return {
        "archive": archive,
        "book": whole.first(ArchiveBook),
        "late": whole.all(ArchiveSupplement),
        "appraisals": whole.all(ArchiveAppraisal),
        "can_bind": can_print(),
    }


def calendar_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_appointments`: the hours of the case, and whether this post may set them."""
    case = whole.case
    rows = whole.all(Appointment)
    is_own = actor.is_lawyer or case.unit_id == actor.unit_id
    reported = {row.deadline_id: row for row in whole.all(DeadlineReport)}
    return {
        "appointments": rows,
        "postponing": calendar.postponing(case, rows, now=now),
        "may_schedule": is_own and case.is_open and actor.can(Capability.CASES_SCHEDULE),
        "rights": handling.rights_of(whole.deadlines, reported, actor),
    }


def roll_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Facts for `_people`: whether it is a collective, represented, and where the roll is."""
    case = whole.case
    return {
        "is_large": roll.is_large(case),
        "is_collective": case.people_count > 1 and roll.is_collective(case),
        "representative_note": roll.representative_note(case, whole.applicants),
        "roll_url": reverse("case_roll", args=[case.pk]),
    }


def drafting_parts(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """The documents that this post may draft for the workers of the case."""
    case = whole.case
    may = actor.can(Capability.CASES_DRAFT) and case.is_open
    is_own = actor.is_lawyer or case.unit_id == actor.unit_id
    return {"drafts": DraftKind.choices if may and is_own else []}


ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "assign": ("case_assignment", ()),
    "replace": ("case_replacement", ()),
    "accept_assignment": ("lawyer_offer", ()),
    "decline_assignment": ("lawyer_refusal", ()),
    "sign_mandate": ("case_mandate", ()),
    "suspend": ("case_suspension", ()),
    "resume": ("case_resumption", ()),
    "close": ("lawyer_closing", ()),
    "submit_file": ("case_file", ()),
    "return_file": ("case_file_return", ()),
    "return_terminated_file": ("case_file_return", ()),
    "archive": ("case_archive", ()),
}


def register() -> None:
    """Add these parts and verbs to the page of a case, once."""
    if handling_parts not in page.PARTS:
        page.PARTS += [handling_parts, closing_parts, drafting_parts, calendar_parts, roll_parts]
        page.PARTS += major_parts.PARTS
        page.ROUTES.update(ROUTES)
