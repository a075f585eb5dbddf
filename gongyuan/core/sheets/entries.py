"""What an import wrote for a row of a sheet: enough to take it back."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One record created, or changed from what it was."""

    #: Which row of the ledger, in the order in which they were read.
    position: int
    #: app.model, in small letters.
    model: str
    pk: int
    #: Field by field what stood there and what was written; None for a record that was created.
    changes: dict[str, tuple[Any, Any]] | None = None
