"""One of everything that has an address, in a unit: what the leak tests try to reach."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.choices import AppointmentKind, CaseState, DocumentKind, MoveOf, StageKind
from gongyuan.cases.models import (
    Appointment,
    Case,
    CaseExport,
    Deadline,
    DocumentTemplate,
    EvidenceTie,
    Message,
    Paper,
    SavedFilter,
    Stage,
)
from gongyuan.cases.queries.document_templates import BUILT_IN
from gongyuan.core import files
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.keeping_factories import keeping_records
from tests.cases.major_factories import side_records
from tests.cases.roll_factories import roll_records
from tests.consultations.factories import consultation_records
from tests.duty.factories import duty_records
from tests.lawyers.factories import make_lawyer, team_records
from tests.ledgers.factories import ledger_records
from tests.organisations.factories import make_agreement, make_institution
from tests.organisations.network_factories import network_records
from tests.panel.factories import panel_records
from tests.people.desk_factories import desk_records
from tests.people.factories import make_employer, make_post, make_worker, people_records
from tests.policy.factories import make_revision
from tests.quality.factories import quality_records

#: Parts of an address that name no record of a unit, and what to try there.
PLAIN: dict[str, tuple[str, ...]] = {
    "outcome": ("grant",),
    "deed": ("acceptance", "cost", "confirmation"),
    "step": ("accept", "merge", "offer", "notify", "send_back", "uphold", "state", "renew"),
    "number": ("1",),
    "form": ("docx",),
    "verb": ("uphold", "return_to_review", "withdraw"),
    "pack": ("national-2021",),
    "clause_id": ("43",),
    "year": ("2026",),
    "indicator": ("stand_alone",),
    "level": ("county",),
    "sheet": ("table",),
    "draft": ("claim_list",),
    "document": ("registration_sheet",),
    "figure": ("minimum_wage_month",),
    "version": ("1",),
    "ledger_kind": ("units",),
    "row_outcome": ("new",),
    "photo": ("found",),
}

#: Records that every member of staff may see, whatever the unit.
SHARED = {"employer_id", "firm_id", "other_employer_id"}

#: Records of a union that the unions below it may see too: they are told of them.
SHOWN_BELOW = {"course_id", "course_paper_id"}

#: Addresses that only the holder's own session gives a meaning to.
OF_THE_SESSION = {"session_id", "token", "key", "material_code"}


def routes() -> Iterator[tuple[str, list[str], Any]]:
    """Every named address: its name, the names of its parts, its view."""
    yield from _walk(get_resolver())


def _walk(
    resolver: Any, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, list[str], Any]]:
    for pattern in resolver.url_patterns:
        parts = above | {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, parts)
        elif pattern.name:
            yield pattern.name, sorted(parts), pattern.callback


def records(unit: Unit) -> dict[str, int]:
    """One record of each kind in a unit, by the name its id has in addresses."""
    lawyer = make_lawyer(unit=unit)
    worker = make_worker(unit=unit)
    case = make_case(unit=unit, state=CaseState.HANDLING, lawyer=lawyer, worker=worker)
    post = make_post(role=Role.WINDOW_CLERK, unit=unit)
    document = issue_document(
        case=Case.objects.get(pk=case.pk),
        kind=DocumentKind.GRANT_DECISION,
        actor=system(),
        now=NOW,
    )
    return {
        "case_id": case.pk,
        "document_id": document.pk,
        "template_id": _template(unit).pk,
        "paper_id": _paper(case).pk,
        "tie_id": EvidenceTie.objects.create(
            case=case, paper=_paper(case), fact="双方存在劳动关系", tied_at=NOW
        ).pk,
        "stage_id": Stage.objects.create(
            case=case,
            unit_path=unit.path,
            kind=StageKind.ARBITRATION,
            filed_on=timezone.localdate(NOW),
        ).pk,
        "appointment_id": _appointment(case).pk,
        "deadline_id": _deadline(case).pk,
        **roll_records(case),
        **keeping_records(case),
        "message_id": Message.objects.create(
            case=case, is_from_worker=True, text="问一下", written_at=NOW, written_by="职工"
        ).pk,
        "worker_id": worker.pk,
        "employer_id": make_employer().pk,
        "unit_id": unit.pk,
        "institution_id": make_institution(unit=unit).pk,
        "agreement_id": make_agreement(unit=unit).pk,
        **network_records(unit),
        "lawyer_id": lawyer.pk,
        "firm_id": lawyer.firm_id,
        **team_records(unit, lawyer),
        "post_id": post.pk,
        "revision_id": make_revision(unit=unit).pk,
        "user_id": post.user_id,
        "filter_id": SavedFilter.objects.create(
            user_id=post.user_id, name="今年", chosen={"state": "granted"}, saved_at=NOW
        ).pk,
        "export_id": CaseExport.objects.create(
            user_id=post.user_id, post=post, total=1, asked_at=NOW
        ).pk,
        **ledger_records(post),
        **consultation_records(unit),
        **quality_records(unit),
        **panel_records(unit),
        **people_records(unit, worker, post.user),
        **duty_records(unit),
        **desk_records(unit),
        **side_records(case),
    }


def _template(unit: Unit) -> DocumentTemplate:
    content = (BUILT_IN / f"{DocumentKind.RECEIPT}.docx").read_bytes()
    stored = files.store_bytes(content, name="x.docx", kind=files.DOCX, by="", now=NOW)
    return DocumentTemplate.objects.create(
        unit=unit,
        unit_path=unit.path,
        kind=DocumentKind.RECEIPT,
        version=1,
        file=stored,
        uploaded_at=NOW,
        uploaded_by="经办",
    )


def _paper(case: Case) -> Paper:
    stored = files.store_bytes(b"%PDF-1.4", name="x.pdf", kind=files.PDF, by="", now=NOW)
    return Paper.objects.create(
        case=case, file=stored, title="工资条", catalogue_code="17", added_at=NOW, added_by="职工"
    )


def _appointment(case: Case) -> Appointment:
    return Appointment.objects.create(
        case=case,
        unit=case.unit,
        unit_path=case.unit_path,
        kind=AppointmentKind.MEETING,
        starts_at=NOW,
        made_at=NOW,
        made_by="经办",
        changed_at=NOW,
    )


def _deadline(case: Case) -> Deadline:
    day = timezone.localdate(NOW)
    return Deadline.objects.create(
        case=case,
        code="SUE_WORKER",
        label="起诉",
        kept_by=MoveOf.LAWYER,
        starts_on=day,
        due_on=day,
        source="劳动争议调解仲裁法第四十八条",
    )


def addresses(known: dict[str, int], *, only_foreign: bool) -> Iterator[tuple[str, Any, str]]:
    """The addresses of the records, with name and view; those without a record's id are left out,
    and with `only_foreign` those whose record everybody may see."""
    for name, parts, view in routes():
        ids = [part for part in parts if part in known]
        if not ids or (only_foreign and set(ids) <= SHARED):
            continue
        yield name, view, address(name, parts, known)


def address(name: str, parts: list[str], known: dict[str, int]) -> str:
    """An address of this name; plain parts are tried in turn until one fits."""
    plain = next((part for part in parts if part in PLAIN and part not in known), None)
    for value in PLAIN[plain] if plain else ("",):
        arguments = {part: known.get(part, PLAIN.get(part, ("",))[0]) for part in parts}
        if plain:
            arguments[plain] = value
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise LookupError(f"tests/world.py does not know how to address {name} {parts}")
