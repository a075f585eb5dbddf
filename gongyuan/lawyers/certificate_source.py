"""What the certificate of appointment is made from: offices' own templates are kept above.

The domain that keeps them says when the product starts where one is found; without it, and where
no office has its own, the built-in one is used.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gongyuan.organisations.models import Unit

BUILT_IN = Path(__file__).resolve().parent / "document_templates" / "certificate.docx"
#: Given the union that appoints and the day: the template to fill in.
Finder = Callable[[Unit, date], Path | bytes]
_finders: list[Finder] = []


def find_with(finder: Finder) -> None:
    """Let `certificate_source` ask this finder."""
    if finder not in _finders:
        _finders.append(finder)


def certificate_source(unit: Unit, *, on: date) -> Path | bytes:
    """The template of the certificate in force for a union on a day."""
    return _finders[-1](unit, on) if _finders else BUILT_IN
