"""What is said of an uploaded ledger: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whether what nobody sees of a sheet (rows filtered away, folded or hidden; hidden columns)
    is brought in; None where nothing was said."""

    rows: bool | None = None
    columns: bool | None = None
