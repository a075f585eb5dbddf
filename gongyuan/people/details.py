"""What somebody tells about a person or an employer, before it is checked."""

from dataclasses import dataclass
from datetime import date

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
