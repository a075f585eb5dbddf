"""Payments as Excel tables: the stipends of a year, the fees of closed cases."""

from collections.abc import Iterable
from decimal import Decimal

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column
from gongyuan.panel.queries.case_subsidies import CaseRow
from gongyuan.panel.queries.stipends import StipendRow

Cells = dict[str, str | Decimal]


def _columns(*named: tuple[str, str, int]) -> tuple[Column, ...]:
    return tuple(
        Column(name=name, heading=heading, how="", example="", width=width)
        for name, heading, width in named
    )


STIPENDS = _columns(
    ("number", "序号", 6),
    ("name", "律师", 12),
    ("firm", "律师事务所", 28),
    ("union", "聘任工会", 22),
    ("starts", "聘期自", 12),
    ("ends", "聘期至", 12),
    ("owed", "按规定应发（元）", 16),
    ("source", "依据", 34),
    ("paid", "已发（元）", 14),
    ("day", "发放日期", 12),
    ("voucher", "凭证号", 16),
    ("note", "说明", 24),
)
CASES = _columns(
    ("case", "案号", 24),
    ("closed", "结案日", 12),
    ("name", "律师", 12),
    ("paid", "已发（元）", 14),
    ("day", "发放日期", 12),
    ("voucher", "凭证号", 16),
    ("source", "依据", 34),
    ("note", "说明", 24),
)


def stipends_written(year: int, rows: Iterable[StipendRow]) -> bytes:
    """A workbook with a line for each term of a year, in order; what is not paid stays empty."""
    lines = [_stipend(number, row) for number, row in enumerate(rows, start=1)]
    return writing.written(f"{year}年工作补贴", STIPENDS, lines)


def cases_written(year: int, rows: Iterable[CaseRow]) -> bytes:
    """A workbook with a line for each payment, and one for each case that has none."""
    lines = [line for row in rows for line in _case(row)]
    return writing.written(f"{year}年办案补贴", CASES, lines)


def _stipend(number: int, row: StipendRow) -> Cells:
    term, paid = row.term, row.payment
    cells: Cells = {
        "number": str(number),
        "name": term.lawyer.name,
        "firm": term.lawyer.firm.name,
        "union": term.unit.name,
        "starts": term.starts_on.isoformat(),
        "ends": term.ends_on.isoformat(),
        "source": row.source,
    }
    if row.yuan is not None:
        cells["owed"] = row.yuan
    if paid is not None:
        cells |= {
            "paid": paid.yuan,
            "day": paid.paid_on.isoformat(),
            "voucher": paid.voucher,
            "note": paid.note,
        }
    return cells


def _case(row: CaseRow) -> list[Cells]:
    known: Cells = {
        "case": row.case.number,
        "closed": row.case.closed_on.isoformat() if row.case.closed_on else "",
    }
    if not row.payments:
        return [{**known, "name": "、".join(one.name for one in row.lawyers)}]
    return [
        {
            **known,
            "name": paid.lawyer.name,
            "paid": paid.yuan,
            "day": paid.paid_on.isoformat(),
            "voucher": paid.voucher,
            "source": paid.source,
            "note": paid.note,
        }
        for paid in row.payments
    ]
