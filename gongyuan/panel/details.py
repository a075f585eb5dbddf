"""Plain values of the team's year: what was done, what is told of an activity or a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import ActivityKind


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing a lawyer did, with the record that shows it; minutes where they are known."""

    kind: str
    day: date
    text: str
    source_kind: str
    source_id: int
    unit_path: str = ""
    minutes: int = 0
    people: int = 0
    is_confirmed: bool = True

    @property
    def label(self) -> str:
        return str(ActivityKind(self.kind).label)


@dataclass(frozen=True, kw_only=True)
class NewActivity:
    """An activity as the lawyer enters it; `submission_key` is the form's."""

    submission_key: UUID
    unit: Unit
    kind: str
    happened_on: date
    minutes: int
    people_count: int = 1
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """A request for service as an enterprise union writes it, with the paper if there is one."""

    submission_key: UUID
    wanted: str
    text: str
    contact: str
    wished_on: date | None = None
    upload: Any = None


@dataclass(frozen=True, kw_only=True)
class ServiceDone:
    """What came of a request: the day, the answer in writing, minutes and how many came."""

    done_on: date
    answer: str
    minutes: int
    people_count: int = 1


@dataclass(frozen=True, kw_only=True)
class Proceeding:
    """What opens a proceeding: the ground, the facts, papers that show them."""

    ground: str
    facts: str
    uploads: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a county reports: its work, typical cases, suggestions, photos and papers."""

    text: str
    typical_cases: str = ""
    suggestions: str = ""
    uploads: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewCourse:
    """A course as it is announced; `submission_key` is the form's, minutes are its length."""

    submission_key: UUID
    kind: str
    title: str
    held_on: date
    begins_at: time
    place: str
    minutes: int
    closes_on: date
    lecturer: str = ""
    about: str = ""
    seats: int | None = None
    for_holders: bool = False
    uploads: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Came:
    """Who came to a course: how long by entry, and lawyers who had not signed up."""

    presence: Mapping[int, str]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewStipends:
    """Stipends paid together, as one voucher tells: yuan by term; `submission_key` is the form's.

    None instead of an amount is the amount of the rule; `why` is the reason of those that differ.
    """

    submission_key: UUID
    yuan: Mapping[int, Decimal | None]
    paid_on: date
    voucher: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class NewCaseSubsidy:
    """What was paid to a lawyer for a case, by which local standard; the key is the form's."""

    submission_key: UUID
    lawyer_id: int
    yuan: Decimal
    paid_on: date
    voucher: str
    source: str
    note: str = ""
