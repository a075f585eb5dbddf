"""What is told of an application or found on its review, before it is checked."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongyuan.cases.rules.discussion import Seat
from gongyuan.drafting.details import Agreement, Claim
from gongyuan.organisations.models import Unit
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.policy.choices import AidForm, ApplicantKind, MatterScope


@dataclass(frozen=True, kw_only=True)
class ClaimDetails:
    """One thing asked for; `amount` in yuan, `applicant` the place of whose claim it is, from 0.

    `months` and `monthly_amount` say how the amount came about, where it did so.
    """

    kind: str
    amount: Decimal | None = None
    months: Decimal | None = None
    monthly_amount: Decimal | None = None
    period_from: date | None = None
    period_to: date | None = None
    note: str = ""
    applicant: int | None = None


@dataclass(frozen=True, kw_only=True)
class ApplicantDetails:
    """One of several who apply together, with what this one asks for."""

    person: PersonDetails
    claims: tuple[ClaimDetails, ...]
    is_representative: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentDetails:
    """What somebody agreed to, in the words that were read."""

    purpose: str
    text: str


@dataclass(frozen=True, kw_only=True)
class NewPaper:
    """A paper handed in: an upload, or a file stored before; for one of the materials or none."""

    file: Any
    title: str = ""
    material_code: str = ""


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """A paper of the file, or an upload, and the facts that it shows."""

    facts: tuple[str, ...]
    paper_id: int | None = None
    file: Any = None
    title: str = ""
    is_original: bool = False


@dataclass(frozen=True, kw_only=True)
class AgentDetails:
    """Who acts for an applicant, by what right, with the paper that proves it."""

    kind: str
    name: str
    relation: str
    proof: NewPaper
    identity_number: str = ""
    phone: str = ""
    pass_phrase: str = ""


@dataclass(frozen=True, kw_only=True)
class Application:
    """An application as told on the phone, at the window or by another source.

    `received` are codes of materials seen at the counter; `oral_text` the record taken down when
    the application was made by word of mouth (工会法律援助办法 第十二条).
    """

    submission_key: UUID
    source: str
    applicants: tuple[PersonDetails, ...]
    employer: EmployerDetails
    claims: tuple[ClaimDetails, ...]
    facts_text: str
    applicant_kind: str = ApplicantKind.WORKER
    matter_scope: str = MatterScope.LABOUR_DISPUTE
    aid_form: str = AidForm.ARBITRATION
    hardship_grounds: tuple[str, ...] = ()
    has_severe_infringement_evidence: bool | None = None
    is_emergency: bool = False
    #: A code of policy's reasons of emergency.
    emergency_reason: str = ""
    is_restructuring: bool = False
    region_code: str = ""
    employed_from: date | None = None
    employed_to: date | None = None
    contact_note: str = ""
    #: The lawyer asked for (点援), by name or licence number; empty for none.
    wished_lawyer: str = ""
    #: Places in `applicants` of those who speak for the others; the first when none is named.
    representatives: tuple[int, ...] = ()
    consents: tuple[ConsentDetails, ...] = ()
    received: tuple[str, ...] = ()
    oral_text: str = ""

    @property
    def is_oral(self) -> bool:
        return bool(self.oral_text.strip())


@dataclass(frozen=True, kw_only=True)
class DraftDetails:
    """What is written into a drafted document beside what the case holds.

    `computed` are claims with workings: one takes the place of the case's own claim of its kind.
    `seen_document_id` is the last document of the kind that the writer saw.
    """

    story: str
    organ: str = ""
    computed: tuple[Claim, ...] = ()
    #: Titles of evidence beside the papers of the file.
    more_evidence: tuple[str, ...] = ()
    agreement: Agreement | None = None
    contractor: str = ""
    seen_document_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a reviewing officer holds; `overrule_reason` when it departs from the proposal."""

    outcome: str
    text: str = ""
    overrule_reason: str = ""
    has_conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class MissingItem:
    """One thing to hand in, with the reason it is asked for."""

    label: str
    why: str = ""
    code: str = ""

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "label": self.label, "why": self.why}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the rules propose, in the little that the rules of deciding need of it."""

    outcome: str
    missing: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A discussion to be called: on what, when, where, who leads it and who sits."""

    topic: str
    held_on: date
    chair: str
    seats: tuple[Seat, ...]
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Leader:
    """Who of the leaders is to answer for a case; the account where there is one."""

    name: str
    title: str
    user_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A form as it was filled in: each field with its values."""

    fields: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class HelpRequest:
    """What is asked of a union elsewhere, and which papers of the case go with it."""

    to_unit: Unit
    task: str
    contact: str
    paper_ids: tuple[int, ...] = ()
