"""Ledgers as offices keep them, for tests; every person and number is invented."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.ledgers.actions.checking import check_ledger
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.actions.keeping import keep_ledger, match_columns
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.models import Ledger, LedgerExport, LedgerProgress
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from tests.people.factories import NOW

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    rows: Iterable[Sequence[Any]], *, sheet: str = "台账", above: Sequence[Any] = ()
) -> bytes:
    """A workbook of one sheet, written as it is told."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate([*above, *rows]):
            for place, value in enumerate(row):
                if value is not None and value != "":
                    page.write(number, place, value)
    return out.getvalue()


def upload(content: bytes, name: str = "台账.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=XLSX)


def kept(kind: LedgerKind, content: bytes, *, actor: Actor) -> Ledger:
    return keep_ledger(file=upload(content), kind=kind, actor=actor, now=NOW)


def matched(
    kind: LedgerKind, content: bytes, *, actor: Actor, defaults: dict[str, str] | None = None
) -> Ledger:
    """A ledger whose columns mean what was proposed."""
    ledger = kept(kind, content, actor=actor)
    meant = [{index: name for index, _, name in one["headings"]} for one in ledger.layout]
    return match_columns(ledger=ledger, meant=meant, defaults=defaults or {}, actor=actor, now=NOW)


def checked(
    kind: LedgerKind, content: bytes, *, actor: Actor, defaults: dict[str, str] | None = None
) -> Ledger:
    ledger = matched(kind, content, actor=actor, defaults=defaults)
    return check_ledger(ledger=ledger, actor=actor, now=NOW)


def imported(
    kind: LedgerKind, content: bytes, *, actor: Actor, defaults: dict[str, str] | None = None
) -> Ledger:
    ledger = checked(kind, content, actor=actor, defaults=defaults)
    ask_import(ledger=ledger, actor=actor, now=NOW)
    import_ledger(ledger=ledger, actor=actor, now=NOW)
    return Ledger.objects.get(pk=ledger.pk)


def faults_of(ledger: Ledger) -> list[tuple[int, str, str]]:
    """Row as Excel counts, column, reason, of every fault."""
    rows = ledger.rows.order_by("position")
    return [(row.number, name, reason) for row in rows for name, reason in row.faults]


def ledger_records(post: Post) -> dict[str, int]:
    """A ledger and one going out, of a post's unit: what the leak tests try to reach."""
    ledger = Ledger.objects.create(
        unit=post.unit,
        post=post,
        kind=LedgerKind.UNITS,
        name="台账.xlsx",
        uploaded_at=NOW,
        uploaded_by="经办",
        read_at=NOW,
        matched_at=NOW,
        checked_at=NOW,
    )
    LedgerProgress.objects.create(ledger=ledger)
    export = LedgerExport.objects.create(
        unit=post.unit, user=post.user, post=post, kind=LedgerKind.UNITS, total=1, asked_at=NOW
    )
    return {"ledger_id": ledger.pk, "ledger_export_id": export.pk}
