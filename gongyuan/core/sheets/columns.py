"""What a column of an Excel sheet is called, and how people are told to fill it in."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Column:
    name: str
    heading: str
    how: str
    example: str
    longest: int = 100
    is_required: bool = False
    width: int = 14
    #: Labels to choose from; empty when anything may be written.
    choices: tuple[str, ...] = ()
    #: What offices call the same column in ledgers of their own.
    aliases: tuple[str, ...] = ()
    #: Numbers and addresses of persons: only for those with the power to see them.
    is_personal: bool = False


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One bad cell: where it is, what stands in it, what is wrong."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    #: What the column is called, where there is one.
    heading: str = ""


def required_headings(columns: Iterable[Column]) -> str:
    """The headings that a sheet cannot do without, as a list to read."""
    return "、".join(column.heading for column in columns if column.is_required)
