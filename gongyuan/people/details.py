"""What somebody tells about a person or an employer, before it is checked."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.choices import Employment


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """A worker as told at the window or on the phone; empty means not told."""

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    #: Both follow from the identity number where there is one.
    sex: str = ""
    birth_date: date | None = None
    ethnic_group: str = ""
    language: str = ""
    household: str = ""
    is_migrant: bool = False
    is_union_member: bool | None = None
    special_groups: tuple[str, ...] = ()
    contact_note: str = ""


@dataclass(frozen=True, kw_only=True)
class EmployerDetails:
    """An employer as told; the code is often not known to the worker."""

    name: str
    uscc: str = ""
    industry: str = ""
    region_code: str = ""
    address: str = ""
    legal_representative: str = ""
    phone: str = ""
    size: str = ""


@dataclass(frozen=True, kw_only=True)
class PostDetails:
    """A post as an administrator describes it."""

    unit: Unit
    role: str
    starts_on: date
    ends_on: date | None = None
    employment: str = Employment.FULL_TIME
    institution: AidInstitution | None = None


@dataclass(frozen=True, kw_only=True)
class CertificateDetails:
    """A certificate as it is read from the paper; without a last day it never ends."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class VolunteerDetails:
    """A volunteer as told on the form of application."""

    name: str
    kind: str
    phone: str
    skills: str
    available: str
    consented_on: date
    joined_on: date
    organisation: str = ""
    platform_number: str = ""


@dataclass(frozen=True, kw_only=True)
class HoursDetails:
    """What a volunteer did on a day; `hours` in whole and half hours."""

    day: date
    starts_at: time
    hours: Decimal
    service: str
    place: str = ""
    over_note: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestDetails:
    """For whom an account is asked, with which role and for how long."""

    submission_key: UUID
    unit: Unit
    name: str
    role: str
    starts_on: date
    reason: str
    employment: str = Employment.FULL_TIME
    expires_on: date | None = None
    certificate: CertificateDetails | None = None
