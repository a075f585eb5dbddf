"""What a drafted document says, as told or taken from a case."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.law.calculation import Result


@dataclass(frozen=True, kw_only=True)
class Person:
    """A worker who asks; what is empty has not been told and is left to be written by hand."""

    name: str
    sex: str = ""
    birth_date: date | None = None
    identity_number: str = ""
    address: str = ""
    #: Where letters reach the person, if elsewhere.
    mailing_address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Company:
    """The employer, or another unit that is liable."""

    name: str
    uscc: str = ""
    address: str = ""
    legal_representative: str = ""
    #: 董事长, 经理, …
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing asked for: `text` says what (支付经济补偿), `amount` in yuan where it is money.

    `result` are the workings when a calculator was used; `kind` is a code of policy's claims.
    """

    text: str
    kind: str
    amount: Decimal | None = None
    result: Result | None = None
    #: Whose claim it is, where several ask together.
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence: what it shows, whether the original is there, sheets."""

    title: str
    proves: str = ""
    is_original: bool = False
    pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A mediation agreement that was not kept (劳动争议调解仲裁法第十六条)."""

    made_by: str
    made_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything a document needs; each kind takes what is its own."""

    kind: str
    applicants: tuple[Person, ...]
    respondents: tuple[Company, ...]
    claims: tuple[Claim, ...]
    story: str = ""
    evidence: tuple[Evidence, ...] = ()
    #: The arbitration commission, court or office that it goes to.
    organ: str = ""
    agreement: Agreement | None = None
    #: 施工总承包单位: pays first for its subcontractors (保障农民工工资支付条例第三十条).
    contractor: str = ""
