"""What is told of a complaint, an attempt to reach somebody, a draw: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from gongyuan.cases.models import Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.models import User
from gongyuan.quality.rules.review import Item, Line


@dataclass(frozen=True, kw_only=True)
class Accused:
    """Whom or what a complaint is about, as far as it is known when it comes in."""

    kind: str
    name: str = ""
    lawyer: Lawyer | None = None
    user: User | None = None


@dataclass(frozen=True, kw_only=True)
class Complainant:
    """Who complains, how to reach that person, and when it is safe to call."""

    name: str
    phone: str
    kind: str
    contact_note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewComplaint:
    """A complaint as it was told; `submission_key` is the form's, so that twice sent is once."""

    submission_key: UUID
    channel: str
    complainant: Complainant
    accused: Accused
    grounds: tuple[str, ...]
    facts: str
    wish: str = ""
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the head found: verified or not, what was established, what is done about it."""

    is_verified: bool
    finding: str
    measures: str = ""


@dataclass(frozen=True, kw_only=True)
class OutsideAnswer:
    """What the justice department answered, and on which day."""

    answered_on: date
    is_verified: bool
    finding: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The receipt of the justice department for a forwarded complaint."""

    received_on: date
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class NewStandard:
    """A score sheet as an office sets it; without lines there is no grade, without a difference
    no third reviewer."""

    title: str
    source: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...] = ()
    difference: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewDraw:
    """What a draw is asked for; `excluded` gives reasons by case number."""

    covered_unit: Unit
    period_from: date
    period_to: date
    seed: str
    size: int | None = None
    share_percent: int | None = None
    excluded: Mapping[str, str] = field(default_factory=dict)
