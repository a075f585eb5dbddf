from pathlib import Path

from gongyuan.core.documents.rendering import render
from gongyuan.drafting.details import Draft
from gongyuan.drafting.facts import document_facts

TEMPLATES = Path(__file__).parent / "document_templates"


def written(draft: Draft) -> bytes:
    """The document as DOCX, ready to be corrected, printed and signed."""
    return render(TEMPLATES / f"{draft.kind}.docx", document_facts(draft))
