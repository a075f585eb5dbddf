"""What a page may take at a million cases, and what the closest peers took: for orientation only.

The peers were measured on a machine of two cores with two web processes and 100,000 cases, their
median answer, their HTML without what ours does besides (scope, audit, deadlines). Milliseconds of
another machine say little: within one run only the ratios of the table are judged.
"""

#: Page of the measurements: at most so many milliseconds at a million cases, and the peers' own.
ORIENTATION: dict[str, tuple[int, str]] = {
    "worklist, county head": (60, "150-168"),
    "worklist, whole unit": (60, "150-168"),
    "worklist, lawyer": (60, "150-168"),
    "stuck below, prefecture": (150, "3,300; 30,000 and dead"),
    "stuck below, province": (150, "3,300; 30,000 and dead"),
    "units below, province": (150, "4,700"),
    "case list, county": (60, "150-168, 100 KB"),
    "case list, province": (60, "150-168, 100 KB"),
    "case list, deep": (80, "191-771"),
    "case list, late": (60, "150-168"),
    "case list, month decided": (60, "150-168"),
    "case page, handling": (60, "25-44"),
    "case page, reviewing": (60, "25-44"),
    "search, rare name": (100, "271-360"),
    "search, rare, province": (100, "271-360"),
    "search, common name": (100, "271-360"),
    "submit_application": (60, "27-60"),
    "portal home": (7, "6.6"),
}
#: List requests a second of two processes: at least ours, and the peers'.
LEAST_LISTS, PEERS_LISTS = 100, "14-28"


def lists_told(rate: float) -> str:
    """The same of lists a second."""
    mark = "" if rate >= LEAST_LISTS else ", below"
    return f"orientation ≥ {LEAST_LISTS}/s{mark} (peers {PEERS_LISTS})"


def told(name: str, milliseconds: float) -> str:
    """The orientation of one page as the table shows it; empty where nothing compares."""
    if name not in ORIENTATION:
        return ""
    most, peers = ORIENTATION[name]
    mark = "" if milliseconds <= most else ", above"
    return f"≤ {most}{mark} (peers {peers})"
