"""What somebody tells of a firm, a lawyer or a nomination, before it is checked."""

from dataclasses import dataclass
from datetime import date

from gongyuan.core.models import File
from gongyuan.lawyers.models import Firm
from gongyuan.organisations.models import Unit


@dataclass(frozen=True, kw_only=True)
class FirmDetails:
    """A law firm as the office writes it down; empty means not told."""

    name: str
    uscc: str = ""
    licence_number: str = ""
    head_name: str = ""
    contact_name: str = ""
    phone: str = ""
    address: str = ""
    region_code: str = ""


@dataclass(frozen=True, kw_only=True)
class LawyerDetails:
    """What may be corrected of a lawyer; firm, photo and discipline have actions of their own."""

    name: str
    licence_number: str
    phone: str = ""
    office_phone: str = ""
    specialities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    practising_since: date | None = None
    home_unit: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A lawyer as put forward in a round."""

    name: str
    firm: Firm
    licence_number: str
    county: Unit
    phone: str = ""
    specialities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    practising_since: date | None = None
    statement: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A penalty or disciplinary measure as read in its source."""

    kind: str
    decided_on: date
    body: str
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """A round as it is drafted."""

    year: int
    title: str
    quota: int
    call: str
    opens_on: date
    closes_on: date
    serves_from: date


@dataclass(frozen=True, kw_only=True)
class Word:
    """An opinion with the stamped paper it was given on, when there is one."""

    text: str
    file: File | None = None
