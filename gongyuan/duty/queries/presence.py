"""Who was there: what people entered themselves, or else the signatures at the shared desk."""

from collections.abc import Iterable

from gongyuan.duty.models import DutyShift


def with_presence(shifts: Iterable[DutyShift]) -> list[DutyShift]:
    """The same shifts, each with when its person came and left (到岗、离岗)."""
    return list(shifts)
