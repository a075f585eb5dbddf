"""What may be written down as paid to a member of the team (平工文〔2016〕28号 附件1 二)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Stipend:
    """One stipend to be written down: of whom, owed by rule (None: why not), and as it was paid."""

    name: str
    starts_on: date
    owed: Decimal | None
    source: str
    is_paid: bool
    yuan: Decimal | None = None

    @property
    def amount(self) -> Decimal | None:
        """Yuan as paid: what was typed, else what the rule gives."""
        return self.owed if self.yuan is None else self.yuan

    @property
    def differs(self) -> bool:
        """Whether what was paid is not what the rule gives."""
        return self.amount != self.owed


def day_obstacles(paid_on: date, *, since: date, what: str, today: date) -> list[str]:
    """Why a day cannot be that of a payment: to come, or before `since`, the day of `what`."""
    if paid_on > today:
        return ["发放日期还没有到，发了以后再登记。"]
    if paid_on < since:
        return [f"发放日期早于{what}（{since:%Y-%m-%d}）。"]
    return []


def stipend_obstacles(
    stipends: Iterable[Stipend], *, paid_on: date, voucher: str, why: str, today: date
) -> dict[str, list[str]]:
    """Why these stipends cannot be written down as paid together, by field; "" is the whole.

    One stipend a year and person (附件1 二): none where no rule gives one, none twice. An amount
    other than the rule's needs a reason.
    """
    rows = list(stipends)
    found: dict[str, list[str]] = {}
    if not rows:
        found["terms"] = ["请勾选发给了谁。"]
    if not voucher.strip():
        found["voucher"] = ["请写凭证号。"]
    if paid_on > today:
        found["paid_on"] = day_obstacles(paid_on, since=paid_on, what="", today=today)
    told = [sentence for row in rows for sentence in _of_one(row, paid_on, today)]
    if told:
        found[""] = told
    odd = [row for row in rows if row.owed and row.differs]
    if odd and not why.strip():
        found["why"] = [f"{odd[0].name}等{len(odd)}人的金额与规定不同，请写明理由。"]
    return found


def _of_one(row: Stipend, paid_on: date, today: date) -> list[str]:
    if not row.owed:
        return [f"{row.name}没有工作补贴：{row.source}。"]
    if row.is_paid:
        return [f"{row.name}这个聘期的工作补贴已经登记过发放，一个聘期只有一份。"]
    if row.amount is None or row.amount <= 0:
        return [f"{row.name}的金额应大于零。"]
    if paid_on > today:
        return []
    early = day_obstacles(paid_on, since=row.starts_on, what="聘期开始", today=today)
    return [f"{row.name}：{sentence}" for sentence in early]


@dataclass(frozen=True, kw_only=True)
class CaseSubsidy:
    """What was paid for a case: to whom, when, by which standard; and how the case stands."""

    closed_on: date | None
    #: Whether the lawyer had accepted the case.
    is_lawyers: bool
    #: Whether the same voucher, lawyer and amount stand on record for this case already.
    is_known: bool
    yuan: Decimal
    paid_on: date
    voucher: str
    source: str


def case_subsidy_obstacles(paid: CaseSubsidy, *, today: date) -> dict[str, list[str]]:
    """Why this cannot be written down as paid for a case, by field; "" is the whole.

    附件1 二: by the guidance of the justice bureau of the place, which no pack has, so the amount
    is what was paid and the standard is named. A case has several where it is paid by stages.
    """
    if paid.closed_on is None:
        return {"": ["案件还没有结案，结案以后再登记。"]}
    found: dict[str, list[str]] = {}
    if not paid.is_lawyers:
        found["lawyer"] = ["这位律师没有承办这件案件。"]
    if paid.yuan <= 0:
        found["yuan"] = ["金额应大于零。"]
    early = day_obstacles(paid.paid_on, since=paid.closed_on, what="结案", today=today)
    if early:
        found["paid_on"] = early
    if not paid.voucher.strip():
        found["voucher"] = ["请写凭证号。"]
    elif paid.is_known:
        found["voucher"] = ["这份凭证的这笔钱已经登记过。"]
    if not paid.source.strip():
        found["source"] = ["请写按哪个标准发的。"]
    return found
