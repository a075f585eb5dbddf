"""A thing to do that the worklist shows besides cases."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One thing to do: what, for whom, by when and by which rule, and the page it is done on."""

    route: str
    pk: int
    what: str
    who: str
    due_on: date | None
    source: str
