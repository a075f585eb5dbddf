"""The numbers a union gives its papers."""

from gongyuan.core.numbers import document_number, next_number
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.units import unit_prefix


def unit_number(*, unit: Unit, kind: str, series: str, year: int) -> str:
    """Allot the next number of a union: its 机关代字, the word of the series, year and place.

    Gap-free per union, kind and year (GB/T 9704-2012): 平工援申〔2026〕118号. Only inside the
    transaction that uses it; a rollback gives the number back.
    """
    place = next_number(unit_id=unit.pk, kind=kind, year=year)
    return document_number(f"{unit_prefix(unit)}{series}", year=year, number=place)
