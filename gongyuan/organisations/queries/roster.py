"""The roster that goes with the table of institutions (机构名册)."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import InstitutionStretch, Unit
from gongyuan.organisations.queries.as_of import institutions_open_on, units_on

#: The columns of the table: 市州（包括所辖县区、乡镇街道） (吉会法字〔2015〕1号 附件 注2).
ROSTER_LEVELS = (UnitLevel.PREFECTURE, UnitLevel.COUNTY, UnitLevel.TOWNSHIP)


def roster_on(*, unit: Unit, day: date) -> QuerySet[InstitutionStretch]:
    """The institutions of a subtree as they were on a day, those that the table counts.

    Name, form, head and contact of each; institutions of a province's own office or of enterprise
    unions stand in no column and so in no line.
    """
    found = institutions_open_on(path=unit.path, day=day)
    return found.filter(level_then__in=ROSTER_LEVELS)  # type: ignore[misc] # annotated


def roster_lines(rows: Iterable[InstitutionStretch]) -> Iterator[dict[str, str]]:
    """The lines of a roster for Excel, numbered."""
    for number, row in enumerate(rows, start=1):
        yield {
            "number": str(number),
            "name": row.name,
            "form": str(row.get_form_display()),
            "head_name": row.head_name,
            "phone": row.phone,
            "union": getattr(row, "union_name", "") or row.unit.name,
            "level": row.level_label,
            "kind": str(row.get_kind_display()),
            "department": row.department,
            "opened_on": row.opened_on.isoformat(),
        }


def union_lines(*, path: str, day: date) -> Iterator[dict[str, str]]:
    """The unions of a subtree on a day for Excel."""
    for row in units_on(path=path, day=day).iterator(chunk_size=2000):
        yield {
            "name": row.name,
            "superior": getattr(row, "superior", None) or "",
            "level": str(row.get_level_display()),
            "kind": str(row.get_kind_display()),
            "region_code": row.region_code,
            "starts_on": row.starts_on.isoformat() if row.starts_on else "",
        }
