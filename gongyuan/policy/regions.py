"""From a handling unit's region code up to the nation."""

NATION = "000000"


def chain(region_code: str) -> tuple[str, ...]:
    """The six-digit GB/T 2260 codes that hold for a place, the nearest first.

    Longer statistical codes (towns, villages) count by their first six digits; an empty code is
    the nation. Refuses what is not digits with ValueError.
    """
    code = region_code or NATION
    if not (code.isascii() and code.isdigit()) or len(code) < len(NATION):
        raise ValueError(f"不是行政区划代码：{region_code}")
    county = code[:6]
    levels = (county, f"{county[:4]}00", f"{county[:2]}0000", NATION)
    return tuple(dict.fromkeys(levels))


def is_within(region_code: str, upper: str) -> bool:
    """Whether `upper` is the region itself or one above it."""
    return upper in chain(region_code)
