"""Reading a roll of applicants from Excel, with every bad cell named."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongyuan.cases.details import ApplicantDetails, ClaimDetails
from gongyuan.cases.rules import roll as rules
from gongyuan.cases.rules.application import claim_obstacles
from gongyuan.cases.sheets.columns import BY_NAME, CLAIM_PARTS, CLAIM_PLACES, COLUMNS, NO, YES
from gongyuan.core.sheets.columns import Fault
from gongyuan.core.sheets.reading import Row, choice_in, day_in, read_rows, text_in
from gongyuan.law.amounts import amount_obstacles, parsed_amount
from gongyuan.people.details import PersonDetails
from gongyuan.people.rules import worker_obstacles
from gongyuan.policy.choices import ClaimKind

YES_NO = ((YES, YES), (NO, NO))
DAY = "2026-03-01"


@dataclass(frozen=True, kw_only=True)
class RollRow:
    """One row read; `details` is None when a cell of it is bad."""

    read: Row
    details: ApplicantDetails | None


def read_roll(content: bytes, *, today: date) -> tuple[list[RollRow], list[Fault]]:
    """The applicants of every sheet that has the headings, and every bad cell."""
    found, faults = read_rows(content, COLUMNS, known_by=("name", "identity_number"))
    rows = []
    for one in found:
        reading = _Reading(one, today=today)
        rows.append(RollRow(read=one, details=reading.details()))
        faults += reading.faults
    return rows, faults


class _Reading:
    """One row being read; `faults` grow with each bad cell."""

    def __init__(self, row: Row, *, today: date) -> None:
        self.row, self.today = row, today
        self.faults: list[Fault] = []

    def details(self) -> ApplicantDetails | None:
        person = PersonDetails(
            name=self._text("name"),
            identity_number=self._number("identity_number"),
            phone=self._text("phone"),
            address=self._text("address"),
            is_migrant=self._is("is_migrant"),
        )
        is_representative = self._is("is_representative")
        self._check(person)
        claims = tuple(claim for place in CLAIM_PLACES if (claim := self._claim(place)))
        if self.faults:
            return None
        return ApplicantDetails(person=person, claims=claims, is_representative=is_representative)

    def _fault(self, name: str, *reasons: str) -> None:
        self.faults += [self.row.fault(name, reason) for reason in reasons]

    def _cell(self, name: str) -> Any:
        return self.row.cells.get(name, "")

    def _text(self, name: str) -> str:
        text, reason = text_in(BY_NAME[name], self._cell(name))
        if reason:
            self._fault(name, reason)
        return text

    def _number(self, name: str) -> str:
        """An identity number; as a number, Excel has already forgotten its last digits."""
        value = self._cell(name)
        if isinstance(value, float | int) and not isinstance(value, bool):
            self._fault(name, "身份证号要按文本填写：数字格式会丢掉后几位。")
            return ""
        return self._text(name)

    def _is(self, name: str) -> bool:
        text = self._text(name)
        value, reason = choice_in(BY_NAME[name], text, YES_NO) if text else (NO, "")
        if reason:
            self._fault(name, reason)
        return value == YES

    def _check(self, person: PersonDetails) -> None:
        """What the register of workers would refuse, each beside its cell."""
        already = {(fault.row, fault.column) for fault in self.faults}
        found = worker_obstacles(
            name=person.name,
            identity_number=person.identity_number,
            phone=person.phone,
            birth_date=None,
            today=self.today,
        )
        for name, reasons in found.items():
            cell = (self.row.number, self.row.letters.get(name, ""))
            if cell not in already:
                self._fault(name, *reasons)

    def _claim(self, place: int) -> ClaimDetails | None:
        names = {part: f"{part}{place}" for part in CLAIM_PARTS}
        if place > 1 and not any(self.row.text(name) for name in names.values()):
            return None
        before = len(self.faults)
        kind = self._kind(names["kind"])
        days = self._day(names["from"]), self._day(names["to"])
        months, monthly = self._months(names["months"]), self._yuan(names["monthly"])
        amount = self._yuan(names["amount"])
        if len(self.faults) > before:
            return None
        if monthly is not None and months is None and days[0] and days[1]:
            whole = rules.whole_months(days[0], days[1])
            months = Decimal(whole) if whole else None
        reckoned = self._reckoned(names, kind, months, monthly, amount)
        told = ClaimDetails(
            kind=kind,
            amount=reckoned,
            months=months,
            monthly_amount=monthly,
            period_from=days[0],
            period_to=days[1],
        )
        self._fault(names["from"], *claim_obstacles(told, today=self.today))
        return told

    def _reckoned(
        self,
        names: dict[str, str],
        kind: str,
        months: Decimal | None,
        monthly: Decimal | None,
        amount: Decimal | None,
    ) -> Decimal | None:
        """The amount as told or reckoned; the two must not differ."""
        if (months is None) != (monthly is None):
            lacking = names["months"] if months is None else names["monthly"]
            self._fault(lacking, "月数和每月金额要一起填；期间不是整月的，请填月数。")
            return None
        if months is None or monthly is None:
            return amount
        reckoned = rules.reckoned_amount(kind, months=months, monthly_amount=monthly)
        if amount is not None and amount != reckoned:
            self._fault(
                names["amount"], f"与月数×每月金额算出的{reckoned}元不一致，请核对或者不填金额。"
            )
        return reckoned

    def _kind(self, name: str) -> str:
        text = self._text(name)
        if not text:
            if not BY_NAME[name].is_required:
                self._fault(name, "这一项请求填了金额或者期间，请选是什么请求。")
            return ""
        kinds = [(str(value), str(label)) for value, label in ClaimKind.choices]
        value, reason = choice_in(BY_NAME[name], text, kinds)
        if reason:
            self._fault(name, reason)
        return value

    def _day(self, name: str) -> date | None:
        day, reason = day_in(self._cell(name), example=DAY)
        if reason:
            self._fault(name, reason)
        return day

    def _yuan(self, name: str) -> Decimal | None:
        text = self._figure(name)
        if not text:
            return None
        obstacles = amount_obstacles(text)
        self._fault(name, *obstacles)
        return None if obstacles else parsed_amount(text)

    def _months(self, name: str) -> Decimal | None:
        text = self._figure(name)
        if not text:
            return None
        try:
            months = Decimal(text)
        except InvalidOperation:
            self._fault(name, "月数应为数字，如3或者2.5。")
            return None
        if not months.is_finite() or not 0 < months <= rules.MOST_MONTHS:
            self._fault(name, f"月数应大于0，最多{rules.MOST_MONTHS}。")
        elif months != months.quantize(rules.FEN):
            self._fault(name, "月数最多两位小数。")
        return months

    def _figure(self, name: str) -> str:
        """A cell that holds a number, as text; a date or yes/no is a slip."""
        value = self._cell(name)
        if isinstance(value, bool | date):
            self._fault(name, f"{BY_NAME[name].heading}应是数字，这里是日期或是非值。")
            return ""
        if isinstance(value, float):
            # Excel keeps binary fractions: 0.1 + 0.2 comes back as 0.30000000000000004.
            return format(Decimal(repr(round(value, 6))).normalize(), "f")
        return self.row.text(name)
