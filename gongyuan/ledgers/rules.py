"""What may be done with a ledger, and by whom."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing

#: The power each kind asks for besides the one to use ledgers at all.
POWERS: dict[str, str] = {
    LedgerKind.UNITS: "organisations.edit",
    LedgerKind.INSTITUTIONS: "organisations.edit",
    LedgerKind.STAFF: "people.manage_accounts",
    LedgerKind.LAWYERS: "lawyers.edit",
    LedgerKind.VOLUNTEERS: "people.keep_volunteers",
    LedgerKind.PAST_CASES: "cases.import",
    LedgerKind.CONSULTATIONS: "consultations.register",
}


class Times(Protocol):
    """When what was done with a ledger."""

    fault: str
    counts: dict[str, int]
    read_at: datetime | None
    matched_at: datetime | None
    checked_at: datetime | None
    asked_at: datetime | None
    imported_at: datetime | None
    undo_asked_at: datetime | None
    undone_at: datetime | None
    discarded_at: datetime | None


def kinds_within(capabilities: Collection[str]) -> list[str]:
    """The kinds of ledger that a post with these powers may bring in and take out (工会自定)."""
    return [kind for kind, power in POWERS.items() if power in capabilities]


def standing(times: Times) -> Standing:
    """How far a ledger has come, by its times (工会自定)."""
    if times.discarded_at:
        return Standing.DISCARDED
    if times.undone_at:
        return Standing.UNDONE
    if times.imported_at:
        return Standing.UNDOING if times.undo_asked_at else Standing.IMPORTED
    if times.asked_at:
        return Standing.IMPORTING
    if times.read_at is None:
        return Standing.UNREADABLE if times.fault else Standing.READING
    if times.matched_at is None:
        return Standing.TO_MATCH
    if times.checked_at is None:
        return Standing.CHECKING
    return Standing.TO_MEND if times.counts.get(RowOutcome.BAD) else Standing.READY


def import_obstacles(times: Times) -> list[str]:
    """Why a ledger cannot be imported now (工会自定): not checked, bad rows, nothing to write."""
    bad = times.counts.get(RowOutcome.BAD, 0)
    if standing(times) is Standing.TO_MEND:
        return [f"还有{bad}行要改；改好或者选“不导入”以后才能导入。"]
    if standing(times) is not Standing.READY:
        return ["台账检查完以后才能导入。"]
    if not any(times.counts.get(one) for one in (RowOutcome.NEW, RowOutcome.CHANGED)):
        return ["没有新增和修改，不用导入。"]
    return []


def mapping_obstacles(names: Collection[str], required: dict[str, str]) -> list[str]:
    """Why columns cannot mean this (工会自定): one taken twice, or one missing that is needed.

    `names` are the columns meant, those filled in for every row too; `required` is the heading of
    each column that a row cannot do without.
    """
    given = [name for name in names if name]
    twice = len(given) != len(set(given))
    missing = [heading for name, heading in required.items() if name not in given]
    found = ["同一张表里有两列认成了同一项，请只留一列。"] if twice else []
    if missing:
        found.append(f"还没有认出：{'、'.join(missing)}。请选它是哪一列，或者在下面统一填写。")
    return found


def is_partly_unseen(said: Mapping[str, Any]) -> bool:
    """Whether a sheet, by its layout, holds anything that nobody sees who opens the file."""
    return bool(said.get("is_hidden") or said.get("unseen_rows") or said.get("unseen_columns"))


def unseen_obstacles(said: Mapping[str, Any]) -> list[str]:
    """What of a sheet in use is not shown, and still to be decided by whoever brings it in
    (工会自定): nobody imports what is not before the eyes without a word."""
    found = []
    if said.get("unseen_rows") and said.get("takes_rows") is None:
        number, places = said["unseen_rows"], said["unseen_told"]
        found.append(f"有{number}行没有显示出来（{places}），请选是不是一并导入。")
    if said.get("unseen_columns") and said.get("takes_columns") is None:
        found.append(f"有{len(said['unseen_columns'])}列没有显示出来，请选是不是一并导入。")
    return found


def headings_in_use(said: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """The headings of a sheet: place, text, and what it means; columns that are not shown and were
    left out mean nothing (工会自定)."""
    leaves = said.get("takes_columns") is False
    left = set(said.get("unseen_columns", ())) if leaves else set()
    return [(index, text, "" if index in left else name) for index, text, name in said["headings"]]
