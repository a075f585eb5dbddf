"""From which day a change holds: what the triggers of the stretches (沿革) go by."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

SETTING = "gongyuan.effective_on"
#: Before any day: the stretch that runs is itself mended.
FROM_THE_FIRST = "-infinity"


@contextmanager
def effective_from(day: date) -> Iterator[None]:
    """What is changed inside holds from this day on; how it was before stays answerable."""
    with _set(day.isoformat()):
        yield


@contextmanager
def as_corrections() -> Iterator[None]:
    """What is changed inside was written down wrongly: it was never as it stands (更正)."""
    with _set(FROM_THE_FIRST):
        yield


@contextmanager
def _set(value: str) -> Iterator[None]:
    _tell(value)
    # After a fault the transaction is over, and the setting with it.
    yield
    _tell("")


def _tell(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
