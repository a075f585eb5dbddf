from gongyuan.ledgers.models.ledger import (
    Ledger,
    LedgerEntry,
    LedgerHeadings,
    LedgerProgress,
    LedgerRow,
)
from gongyuan.ledgers.models.outgoing import LedgerExport

__all__ = [
    "Ledger",
    "LedgerEntry",
    "LedgerExport",
    "LedgerHeadings",
    "LedgerProgress",
    "LedgerRow",
]
