"""Kinds of documents that an office may have its own template for, of every domain.

Upper domains add theirs when the applications are ready; `DocumentTemplate.kind` is the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongyuan.cases.document_fields import FIELDS
from gongyuan.core.documents.fields import Field

BUILT_IN = Path(__file__).resolve().parent / "document_templates"


@dataclass(frozen=True, kw_only=True)
class TemplateKind:
    """One kind: its fields, and the DOCX that is used where no office has its own."""

    code: str
    label: str
    fields: tuple[Field, ...]
    built_in: Path


_KINDS: dict[str, TemplateKind] = {
    kind.value: TemplateKind(
        code=kind.value, label=str(kind.label), fields=fields, built_in=BUILT_IN / f"{kind}.docx"
    )
    for kind, fields in FIELDS.items()
}


def add_kinds(kinds: Iterable[TemplateKind]) -> None:
    """Let offices have their own template of these too; a code stands for one kind only."""
    for kind in kinds:
        known = _KINDS.setdefault(kind.code, kind)
        if known != kind:
            raise ValueError(f"two kinds of documents are called {kind.code}")


def find_kind(code: str) -> TemplateKind | None:
    """The kind of this code; None where an office cannot have its own template."""
    return _KINDS.get(code)


def kind_of(code: str) -> TemplateKind:
    """The kind of a template that is kept; it was checked when it was uploaded."""
    return _KINDS[code]


def all_kinds() -> list[TemplateKind]:
    """Every kind, those of a case first."""
    return list(_KINDS.values())
