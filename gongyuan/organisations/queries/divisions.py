"""Places of the demonstration, and the unions they would have."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.rules import UnitDetails

SOURCE = Path(__file__).parent.parent / "data" / "divisions.csv"
#: 简称 of the provinces in the file (GB/T 2260-2007 names them; 22 吉, 41 豫).
PROVINCE_LETTERS = {"220000": "吉", "410000": "豫"}
ZONE = re.compile(r"(开发区|示范区|集中区|食品区|特殊乡镇)$")
PLACE = re.compile(r"(.{2,}?)(?:朝鲜族|蒙古族|满族|回族)?(?:自治)?(?:省|市|州|县|区|街道|镇|乡)$")
TOWNSHIP_FEDERATION = re.compile(r"(街道|镇|乡|区)$")


@dataclass(frozen=True, kw_only=True)
class Division:
    code: str
    name: str
    level: str
    #: Code of the division above; empty for a province.
    parent: str


@cache
def divisions() -> tuple[Division, ...]:
    """The places of the file, those above before those below."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple(Division(**row) for row in csv.DictReader(file))


def unions_of_divisions() -> list[tuple[UnitDetails, str]]:
    """The unions to found, each with the code of the division whose union leads it ("" for none).

    Names are as unions write them (延边朝鲜族自治州总工会); the letters of their documents are
    invented from the short name, unlike any other of the province (延工援).
    """
    by_code = {division.code: division for division in divisions()}
    taken: set[tuple[str, str]] = set()
    return [
        (_details(division, by_code.get(division.parent), taken), division.parent)
        for division in divisions()
    ]


def _details(
    division: Division, above: Division | None, taken: set[tuple[str, str]]
) -> UnitDetails:
    is_federation = division.level != UnitLevel.TOWNSHIP or bool(
        TOWNSHIP_FEDERATION.search(division.name)
    )
    return UnitDetails(
        name=f"{_full_name(division, above)}{'总工会' if is_federation else '工会'}",
        short_name=_short_name(division.name),
        level=division.level,
        region_code=division.code,
        kind=UnitKind.FEDERATION if is_federation else UnitKind.DIRECT,
        document_prefix=f"{_letters(division, above, taken)}工援",
    )


def _full_name(division: Division, above: Division | None) -> str:
    """A city's district is named with its city: 长春市朝阳区."""
    is_district = division.level == UnitLevel.COUNTY and division.name.endswith("区")
    if above and is_district and not ZONE.search(division.name):
        return f"{above.name}{division.name}"
    return division.name


def _short_name(name: str) -> str:
    match = None if ZONE.search(name) else PLACE.match(name)
    return match[1] if match else name


def _letters(division: Division, above: Division | None, taken: set[tuple[str, str]]) -> str:
    """The shortest beginning of the short name nobody in the province has yet."""
    province = division.code[:2]
    short = _short_name(division.name)
    beginnings = [short[:length] for length in range(1, len(short) + 1)]
    if division.code in PROVINCE_LETTERS:
        beginnings = [PROVINCE_LETTERS[division.code]]
    if above:
        beginnings.append(_short_name(above.name) + short)
    letters = next(one for one in beginnings if (province, one) not in taken)
    taken.add((province, letters))
    return letters
