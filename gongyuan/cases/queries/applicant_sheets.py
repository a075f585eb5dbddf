"""What a roll of applicants from Excel would do, found out without doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongyuan.cases.details import ApplicantDetails
from gongyuan.cases.models import Applicant, Case
from gongyuan.cases.queries.roll import claim_words, limits_at
from gongyuan.cases.rules import roll as rules
from gongyuan.cases.sheets.columns import COLUMNS, SHEET
from gongyuan.cases.sheets.reading import RollRow, read_roll
from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Fault
from gongyuan.core.sheets.guards import workbook_obstacles
from gongyuan.law.identity import normalised_code
from gongyuan.law.phones import normalised_phone
from gongyuan.organisations.models import Unit
from gongyuan.people.details import PersonDetails
from gongyuan.people.models import Worker
from gongyuan.people.privacy import identity_key, mask_name
from gongyuan.policy.choices import AidForm


@dataclass(frozen=True, kw_only=True)
class SheetPlan:
    """The people a roll would bring and every bad cell; nobody as long as one cell is bad."""

    rows: Sequence[RollRow]
    faults: Sequence[Fault]

    @property
    def people(self) -> list[ApplicantDetails]:
        return [row.details for row in self.rows if row.details]

    @property
    def total(self) -> Decimal:
        """The yuan that all ask for together."""
        asked = (claim.amount for one in self.people for claim in one.claims)
        return sum((amount for amount in asked if amount is not None), Decimal(0))

    @property
    def representatives(self) -> list[str]:
        return [one.person.name for one in self.people if one.is_representative]


def shown(one: ApplicantDetails) -> dict[str, Any]:
    """One of the people for the preview: name, claims in words with their yuan; no numbers."""
    return {
        "name": one.person.name,
        "is_representative": one.is_representative,
        "claims": [{"words": claim_words(c), "amount": c.amount} for c in one.claims],
    }


def template() -> bytes:
    """The empty workbook that people fill in."""
    return writing.template(SHEET, COLUMNS)


def sheet_plan(content: bytes, *, unit: Unit, case: Case | None = None, today: date) -> SheetPlan:
    """What a workbook would bring to a case, or to one still to be made at a unit.

    Faults: cells that cannot be read, a person twice or already in the case, a number that the
    register has under another name, more people than one sheet may bring, too few or too many
    representatives. All or nothing: the caller takes nobody while there is one.
    """
    obstacles = workbook_obstacles(content)
    if obstacles:
        faults = [Fault(sheet="", row=0, column="", value="", reason=why) for why in obstacles]
        return SheetPlan(rows=[], faults=faults)
    rows, faults = read_roll(content, today=today)
    faults += _twice(rows)
    faults += _there_already(rows, case)
    faults += _named_otherwise(rows)
    if not faults:
        faults = _as_a_whole(rows, unit, case, today)
    return SheetPlan(
        rows=rows, faults=sorted(faults, key=lambda f: (f.sheet, f.row, len(f.column), f.column))
    )


def person_key(person: PersonDetails) -> tuple[str, ...]:
    """What makes two rows one person: the identity number, else name and telephone."""
    number = normalised_code(person.identity_number)
    return (number,) if number else (person.name, normalised_phone(person.phone))


def _twice(rows: Sequence[RollRow]) -> list[Fault]:
    first: dict[tuple[str, ...], RollRow] = {}
    faults = []
    for row in rows:
        if row.details is None:
            continue
        key = person_key(row.details.person)
        if key in first:
            other = first[key].read
            where = f"第{other.number}行{other.text('name')}"
            faults.append(row.read.fault(_told(row), f"与{where}是同一个人，名单里只能有一行。"))
        first.setdefault(key, row)
    return faults


def _told(row: RollRow) -> str:
    """The column that says who somebody is."""
    return "identity_number" if row.read.text("identity_number") else "name"


def _there_already(rows: Sequence[RollRow], case: Case | None) -> list[Fault]:
    if case is None:
        return []
    there = {
        person_key(
            PersonDetails(
                name=one.worker.name,
                identity_number=one.worker.identity_number,
                phone=one.worker.phone,
            )
        )
        for one in Applicant.objects.filter(case=case).select_related("worker")
    }
    return [
        row.read.fault(_told(row), f"{row.details.person.name}已经是本案申请人，请从名单里删去。")
        for row in rows
        if row.details and person_key(row.details.person) in there
    ]


def _named_otherwise(rows: Sequence[RollRow]) -> list[Fault]:
    """Rows whose number the register has under another name: one of the two is written wrong."""
    by_key = {
        key: row
        for row in rows
        if row.details and (key := identity_key(row.details.person.identity_number))
    }
    known = Worker.objects.filter(identity_index__in=list(by_key)).only("name", "identity_index")
    faults = []
    for worker in known:
        row = by_key[bytes(worker.identity_index or b"")]
        if row.details and worker.name != row.details.person.name.strip():
            reason = f"这个号码已经登记在“{mask_name(worker.name)}”名下，请看身份证原件。"
            faults.append(row.read.fault("identity_number", reason))
    return faults


def _as_a_whole(rows: Sequence[RollRow], unit: Unit, case: Case | None, today: date) -> list[Fault]:
    brought = sum(1 for row in rows if row.details and row.details.is_representative)
    there = Applicant.objects.filter(case=case, is_representative=True).count() if case else 0
    found = rules.representative_obstacles(
        brought + there,
        people=len(rows) + (case.people_count if case else 0),
        aid_form=case.aid_form if case else AidForm.ARBITRATION,
        limits=limits_at(unit, today),
    )
    if len(rows) > rules.MOST_APPLICANTS:
        found.append(f"一次最多导入{rules.MOST_APPLICANTS}人，这份名单有{len(rows)}人，请分几次。")
    return [Fault(sheet="", row=0, column="", value="", reason=reason) for reason in found]


def known_elsewhere(plan: SheetPlan, unit: Unit, case: Case | None) -> list[str]:
    """Names of those on the roll who have another case at the unit; shown, never in the way."""
    keys = [key for one in plan.people if (key := identity_key(one.person.identity_number))]
    rows = Applicant.objects.filter(worker__identity_index__in=keys, case__unit=unit)
    if case is not None:
        rows = rows.exclude(case=case)
    return list(rows.order_by("worker__name").values_list("worker__name", flat=True).distinct())
