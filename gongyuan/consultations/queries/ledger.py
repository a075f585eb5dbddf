"""Consultations that came in from an old ledger, known again by what the ledger says."""

from collections.abc import Iterable
from uuid import UUID

from gongyuan.consultations.models import Consultation
from gongyuan.core.crypto import blind_index


def ledger_key(unit_id: int, told: str) -> UUID:
    """What stands for a row of a union's ledger in place of a form: the same words, the same key.

    A keyed hash, because names and phone numbers are among the words.
    """
    hashed = blind_index("consultation", f"{unit_id}@{told}")
    if hashed is None:
        raise ValueError("a row of a ledger says something")
    return UUID(bytes=hashed)


def known_from_ledger(keys: Iterable[UUID]) -> dict[UUID, Consultation]:
    """The consultations that came in by these keys; one query."""
    found = Consultation.objects.filter(submission_key__in=set(keys)).select_related("lawyer")
    return {row.submission_key: row for row in found}


def numbered(unit_id: int, numbers: Iterable[str]) -> dict[str, Consultation]:
    """A union's own consultations by their numbers, as they went out in a ledger; one query."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    found = Consultation.objects.filter(unit_id=unit_id, number__in=wanted)
    return {row.number: row for row in found.select_related("lawyer")}
