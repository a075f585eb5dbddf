"""The tables of an uploaded ledger: where they stand, what their columns are proposed to mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongyuan.core import files
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.guards import LEDGER, workbook_obstacles
from gongyuan.core.sheets.layout import Layout, find_layout
from gongyuan.core.sheets.opening import OpenSheet, Unopened, all_sheets
from gongyuan.core.sheets.unseen import told
from gongyuan.ledgers.choices import BROKEN, Standing
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.models import Ledger
from gongyuan.ledgers.queries.ledgers import remembered

NO_HEADINGS = (
    "没有找到表头。表头应有：{}，名称相近也可以。一张纸一个人的登记表，请先录成一行一条的表。"
)
NO_ROWS = "表头下面没有内容，请填好以后再传。"


@transaction.atomic
def lay_out(*, ledger: Ledger, now: datetime) -> Ledger:
    """Find where the tables of a ledger stand and propose what their columns mean; once.

    What the unit said of the same headings before counts more than what is alike. What nobody sees
    who opens the file (hidden rows, columns, sheets) is noted, to be asked about. A file that
    cannot be read says so on the ledger.
    """
    ledger = Ledger.objects.select_for_update(of=("self",)).select_related("file").get(pk=ledger.pk)
    if ledger.standing != Standing.READING or ledger.file is None:
        return ledger
    kind = kind_of(ledger.kind)
    try:
        content = files.read(ledger.file)
        refuse_if(workbook_obstacles(content, LEDGER))
        known = remembered(ledger.unit_id, ledger.kind)
        found = [_layout(sheet, kind.columns, known) for sheet in all_sheets(content)]
    except (Refused, Unopened) as error:
        ledger.fault = str(error)[:300]
    else:
        ledger.layout = _proposed([layout for layout in found if layout], kind.required)
        tables = [one for one in ledger.layout if one["headings"]]
        if any(one["rows"] > 0 for one in tables):
            ledger.read_at = now
        else:
            headings = "、".join(kind.required.values())
            ledger.fault = NO_ROWS if tables else NO_HEADINGS.format(headings)
    ledger.save(update_fields=["layout", "read_at", "fault"])
    return ledger


def _proposed(found: list[dict[str, Any]], required: dict[str, str]) -> list[dict[str, Any]]:
    """Sheets with what is needed are proposed; others only where there is none such: sums of the
    year and lists of codes have some headings in common with the ledger itself. Hidden ones never
    are."""
    whole = [
        not one["is_hidden"] and not required.keys() - {name for *_, name in one["headings"]}
        for one in found
    ]
    return [
        {**one, "is_used": one["is_used"] and (is_whole or not any(whole))}
        for one, is_whole in zip(found, whole, strict=True)
    ]


def _layout(
    sheet: OpenSheet, columns: Sequence[Column], known: Mapping[str, str]
) -> dict[str, Any] | None:
    layout = find_layout(sheet, columns)
    if layout is None:
        height = sheet.height
        nothing = {"first_row": 0, "last_row": 0, "is_used": False, "headings": []}
        is_worth_a_word = height and not sheet.is_hidden
        return (
            {"sheet": sheet.name, "rows": height, "is_hidden": False, **nothing}
            if is_worth_a_word
            else None
        )
    said = {
        heading.text: known[heading.text] for heading in layout.headings if heading.text in known
    }
    taken = set(said.values())
    headings = []
    for heading in layout.headings:
        guess = "" if heading.column in taken else heading.column
        headings.append([heading.index, heading.text, said.get(heading.text, guess)])
    return {
        "sheet": layout.sheet,
        "first_row": layout.first_row,
        "last_row": layout.last_row,
        "rows": sheet.height - layout.last_row,
        "is_used": not sheet.is_hidden,
        "is_hidden": sheet.is_hidden,
        "headings": headings,
        **_unseen(sheet, layout),
    }


def _unseen(sheet: OpenSheet, layout: Layout) -> dict[str, Any]:
    """How many rows below the headings are not shown, which those are, and which columns."""
    unseen = sheet.unseen()
    below = {number for number in unseen.rows if number > layout.last_row}
    filled = [
        number
        for number, cells in (sheet.rows() if below else ())
        if number in below and any(cells)
    ]
    places = [one.index for one in layout.headings if one.index in unseen.columns]
    return {"unseen_rows": len(filled), "unseen_told": told(filled), "unseen_columns": places}


@transaction.atomic
def give_up_reading(*, ledger: Ledger) -> None:
    """Say of a ledger whose reading broke off that it cannot be read, so that nobody waits."""
    ledger = Ledger.objects.select_for_update(of=("self",)).get(pk=ledger.pk)
    if ledger.standing == Standing.READING:
        ledger.fault = BROKEN
        ledger.save(update_fields=["fault"])
