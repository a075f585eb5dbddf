from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.choices.vocabulary import INNER_DOCUMENTS
from gongyuan.cases.models import Case, DocumentDraft, OfficialDocument, Paper
from gongyuan.cases.queries.writing import Written, write_document
from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.models import File
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: The word after the 机关代字 in the number, and where the document lies in the file.
SERIES: dict[DocumentKind, tuple[str, str]] = {
    DocumentKind.RECEIPT: ("受", "08"),
    DocumentKind.SUPPLEMENT_NOTICE: ("补", "08"),
    DocumentKind.ORAL_RECORD: ("口", "04"),
    DocumentKind.GRANT_DECISION: ("决", "10"),
    DocumentKind.REFUSAL_DECISION: ("不", "10"),
    DocumentKind.ASSIGNMENT_LETTER: ("指", "11"),
    DocumentKind.POWER_OF_ATTORNEY: ("委", "12"),
    DocumentKind.TERMINATION_DECISION: ("终", "24"),
    DocumentKind.CLOSING_REPORT: ("结", "25"),
    DocumentKind.FILE_CATALOGUE: ("目", "02"),
    DocumentKind.REGISTRATION_SHEET: ("登", "03"),
    DocumentKind.APPLICATION_FORM: ("申表", "04"),
    DocumentKind.APPROVAL_SHEET: ("审", "09"),
    DocumentKind.SERVICE_RECEIPT: ("送", "10"),
    DocumentKind.ENTRUSTMENT_AGREEMENT: ("约", "12"),
    DocumentKind.INTERVIEW_RECORD: ("谈", "13"),
    DocumentKind.RISK_NOTICE: ("险", "13"),
    DocumentKind.PROGRESS_NOTICE: ("进", "23"),
    DocumentKind.TRANSFER_LETTER: ("移", "10"),
    DocumentKind.REPLACEMENT_APPROVAL: ("换审", "24"),
    DocumentKind.REPLACEMENT_NOTICE: ("换", "24"),
    DocumentKind.SUBSIDY_SHEET: ("补贴", "28"),
    DocumentKind.DISCUSSION_MINUTES: ("议", "09"),
    DocumentKind.OVERSIGHT_NOTICE: ("督", "23"),
    DocumentKind.MAJOR_REPORT: ("报", "23"),
    DocumentKind.LAWYER_REPORT: ("律报", "23"),
    DocumentKind.COLLABORATION_LETTER: ("协", "11"),
    DocumentKind.ARBITRATION_APPLICATION: ("仲", "15"),
    DocumentKind.PAYMENT_ORDER: ("支", "15"),
    DocumentKind.WAGE_COMPLAINT: ("诉", "15"),
    DocumentKind.CLAIM_LIST: ("求", "15"),
    DocumentKind.EVIDENCE_LIST: ("证", "17"),
}


@transaction.atomic
def issue_document(
    *,
    case: Case,
    kind: DocumentKind,
    content: bytes | None = None,
    issuer: Unit | None = None,
    replaces: OfficialDocument | None = None,
    actor: Actor,
    now: datetime,
) -> OfficialDocument:
    """Issue a numbered document on a case and lay it into the case's file.

    `content` is the DOCX of one that was drafted; any other is filled in from the case. `issuer` is
    the union whose document it is, when it is not the one that handles the case. `replaces` is
    the issued document that this one takes the place of. What was worded beforehand is used up.
    The number is gap-free per unit, kind and year (GB/T 9704-2012); the caller's transaction gives
    it back when anything later is refused.
    """
    kind = DocumentKind(kind)
    series, catalogue_code = SERIES[kind]
    number = _numbered(issuer or case.unit, kind, series, now)
    written = Written(content=content) if content else _written(case, kind, number, replaces, now)
    stored = _stored(f"{kind.label} {number}", written.content, actor=actor, now=now)
    document = OfficialDocument.objects.create(
        case=case,
        kind=kind,
        number=number,
        title=kind.label,
        file=stored,
        issued_at=now,
        issued_by=actor.signature,
        replaces=replaces,
        template=written.template,
        parts=written.parts,
    )
    _lay_in(document, catalogue_code, actor, now)
    return document


def _written(
    case: Case, kind: DocumentKind, number: str, replaces: OfficialDocument | None, now: datetime
) -> Written:
    replaced = replaces.number if replaces else ""
    written = write_document(case, kind, number=number, replaces=replaced, now=now)
    DocumentDraft.objects.filter(case=case, kind=kind).delete()
    return written


def _lay_in(document: OfficialDocument, catalogue_code: str, actor: Actor, now: datetime) -> None:
    """Put a document into its case's file, the office's deliberations into the inner one."""
    is_inner = document.kind in INNER_DOCUMENTS
    title = f"{document.title} {document.number}"
    Paper.objects.create(
        case=document.case,
        file=document.file,
        title=title,
        catalogue_code=catalogue_code,
        document=document,
        is_inner=is_inner,
        added_at=now,
        added_by=actor.office or actor.name,
    )
    said = {"title": title} | ({"is_inner": True} if is_inner else {})
    record_event(document.case, "cases.case.issue_document", actor=actor, now=now, data=said)


def _numbered(office: Unit, kind: DocumentKind, series: str, now: datetime) -> str:
    year = timezone.localdate(now).year
    return unit_number(unit=office, kind=kind, series=series, year=year)


def _stored(title: str, content: bytes, *, actor: Actor, now: datetime) -> File:
    return files.store_bytes(
        content,
        name=f"{title}.docx",
        kind=files.DOCX,
        by=actor.office or actor.name,
        now=now,
    )
