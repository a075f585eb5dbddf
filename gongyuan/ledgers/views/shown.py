"""What the page of a ledger says of its rows and of how far a job has come."""

from typing import Any

from django.urls import reverse

from gongyuan.ledgers.choices import RowOutcome, Standing
from gongyuan.ledgers.models import Ledger, LedgerProgress

#: Which count tells how far a job has come.
STEPS = {
    Standing.CHECKING: (("读出", "read"), ("检查", "checked")),
    Standing.IMPORTING: (("检查", "checked"), ("写入", "written")),
}
BEGUN = {
    Standing.READING: "正在读这份台账，找表头。",
    Standing.UNDOING: "正在撤销导入。",
}


def counts_shown(ledger: Ledger) -> list[dict[str, Any]]:
    """How many rows of each outcome, with the list of them."""
    shown = []
    for outcome in RowOutcome:
        number = ledger.count(outcome)
        if not number:
            continue
        if outcome == RowOutcome.BAD:
            url = reverse("ledger_mending", args=[ledger.pk])
        else:
            url = reverse("ledger_rows", args=[ledger.pk, outcome.value])
        is_gone = ledger.forgotten_at is not None
        shown.append({"label": outcome.label, "count": number, "url": "" if is_gone else url})
    return shown


def next_page(ledger: Ledger) -> str:
    """Where to go on: straight to the bad rows where there are some."""
    return "ledger_mending" if ledger.standing == Standing.TO_MEND else "ledger_detail"


def progress_shown(ledger: Ledger) -> dict[str, Any] | None:
    """The counts of a job at work, and how much of it is done in hundredths; None without one."""
    standing = ledger.standing
    if standing in BEGUN:
        return {"text": BEGUN[standing], "percent": None, "counts": []}
    steps = STEPS.get(standing)
    if steps is None:
        return None
    counted: LedgerProgress = ledger.progress
    counts = [(label, getattr(counted, name)) for label, name in steps]
    whole = counted.total * len(steps)
    percent = min(99, sum(number for _, number in counts) * 100 // whole) if whole else 0
    text = "正在检查。" if standing == Standing.CHECKING else "正在导入。"
    return {"text": text, "percent": percent, "counts": counts, "total": counted.total}
