"""How far a job has come, told while its transaction is still open."""

import time
from types import TracebackType

from django.db import DEFAULT_DB_ALIAS, connections

#: Seconds between two tellings: a person looks every two.
BETWEEN = 0.5
_UPDATE = (
    "UPDATE ledgers_ledgerprogress"
    " SET total = %s, read = %s, checked = %s, written = %s WHERE ledger_id = %s"
)


class Progress:
    """Counts of one ledger, written through a connection of their own.

    The work itself is one transaction, so nobody would see its counts before the end.
    """

    def __init__(self, ledger_id: int, *, total: int = 0) -> None:
        self.ledger_id = ledger_id
        self.total, self.read, self.checked, self.written = total, 0, 0, 0
        self._told_at = 0.0

    def __enter__(self) -> "Progress":
        self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self._tell()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._tell()
        self._connection.close()

    def tell(self, *, read: int = 0, checked: int = 0, written: int = 0) -> None:
        """Add to the counts; write them down every so often."""
        self.read += read
        self.checked += checked
        self.written += written
        if time.monotonic() - self._told_at >= BETWEEN:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        counts = [self.total, self.read, self.checked, self.written, self.ledger_id]
        with self._connection.cursor() as cursor:
            cursor.execute(_UPDATE, counts)
