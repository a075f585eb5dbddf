"""A document as it would be written from its case now: facts, words put in, template."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.models import (
    Case,
    DocumentDraft,
    DocumentPrint,
    DocumentTemplate,
    OfficialDocument,
)
from gongyuan.cases.queries.document_templates import template_source
from gongyuan.cases.queries.documents import document_facts
from gongyuan.cases.queries.form_facts import LINE, form_facts
from gongyuan.cases.queries.major_documents import major_facts
from gongyuan.cases.rules import document_parts as rules
from gongyuan.core.documents.reading import text_lines
from gongyuan.core.documents.rendering import render

#: Stands where the number will be while there is none.
NO_NUMBER = "（出具时编号）"
#: What is filled in only when the document is issued.
PERSONAL = ("identity_numbers", "phones", "addresses")
HIDDEN = "（出具时填入）"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A document's DOCX, the office's own template it was made from, if any, and words put in."""

    content: bytes
    template: DocumentTemplate | None = None
    parts: dict[str, str] = field(default_factory=dict)


def printed_facts(case: Case, kind: DocumentKind, *, now: datetime) -> dict[str, Any]:
    """Everything a document of this kind says of its case, except its number."""
    return document_facts(case, kind, now=now) | major_facts(case, kind) | form_facts(case, kind)


def write_document(
    case: Case, kind: DocumentKind, *, number: str, replaces: str = "", now: datetime
) -> Written:
    """Write a document with this number; free parts as somebody worded them beforehand."""
    parts = _words_put_in(case, kind)
    facts = rules.reworded(kind, printed_facts(case, kind, now=now), parts)
    facts |= {"number": number, "replaces": replaces}
    source, own = template_source(case.unit, kind, today=timezone.localdate(now))
    return Written(content=render(source, facts), template=own, parts=parts)


def draft_of(case: Case, kind: DocumentKind) -> DocumentDraft | None:
    """The words put in for a document that is not issued yet."""
    return DocumentDraft.objects.filter(case=case, kind=kind).first()


def draft_text(case: Case, kind: DocumentKind, *, now: datetime) -> list[str]:
    """The text of a document as it stands, line by line, without number and personal numbers.

    Those are opened with the document itself, which is written down; looking at words is not.
    """
    facts = rules.reworded(kind, printed_facts(case, kind, now=now), _words_put_in(case, kind))
    hidden = {name: HIDDEN for name in PERSONAL if facts.get(name, LINE) != LINE}
    source, _ = template_source(case.unit, kind, today=timezone.localdate(now))
    return text_lines(render(source, facts | hidden | {"number": NO_NUMBER, "replaces": ""}))


def _words_put_in(case: Case, kind: DocumentKind) -> dict[str, str]:
    draft = draft_of(case, kind)
    return dict(draft.parts) if draft else {}


def draft_parts(case: Case, kind: DocumentKind, *, now: datetime) -> dict[str, str]:
    """The free parts as they stand: worded beforehand, else as the case has them."""
    draft = draft_of(case, kind)
    known = rules.part_texts(kind, printed_facts(case, kind, now=now))
    return known | {
        name: text for name, text in (draft.parts if draft else {}).items() if name in known
    }


def latest_of_kind(case: Case, kind: DocumentKind) -> OfficialDocument | None:
    """The document of this kind issued last."""
    return case.documents.filter(kind=kind).order_by("-pk").first()


def document_rows(
    documents: list[OfficialDocument],
    prints: Mapping[int, DocumentPrint],
    *,
    replaceable: Collection[str],
) -> list[dict[str, Any]]:
    """Documents with their versions (which each replaces, by which it was replaced) and PDF."""
    by_id = {row.pk: row for row in documents}
    later = {row.replaces_id: row for row in documents if row.replaces_id}
    return [
        {
            "document": row,
            "replaces": by_id.get(row.replaces_id) if row.replaces_id else None,
            "replaced_by": later.get(row.pk),
            "print": prints.get(row.pk),
            "may_replace": row.kind in replaceable,
        }
        for row in documents
    ]
