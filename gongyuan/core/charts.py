"""Lines drawn as SVG by the server: they print, need no script and stand above the same figures
as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: The drawing in its own units; the page makes it as wide as there is room.
WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 24, 32
#: The first and the last reading stand so far inside, clear of the scale.
INSET = 24
FULL = Decimal(100)
GRID = (0, 25, 50, 75, 100)
#: Of many points only so many are labelled below, the last always.
MOST_LABELS = 12


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One place on the line: what stands below it, the percentage, and the one aimed at."""

    label: str
    value: Decimal | None
    aim: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A text at a place of the drawing."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PercentChart:
    """What the template draws; every place in whole units."""

    grid: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    line: str
    dots: tuple[Mark, ...]
    aims: tuple[Mark, ...]
    aim_line: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def percent_chart(readings: Sequence[Reading]) -> PercentChart:
    """The readings from left to right on an axis from 0 to 100 %; unknown ones leave a gap."""
    places = [(_x(index, len(readings)), one) for index, one in enumerate(readings)]
    known = [(x, _y(one.value), one.value) for x, one in places if one.value is not None]
    aims = [(x, _y(one.aim), one.aim) for x, one in places if one.aim is not None]
    step = -(-len(readings) // MOST_LABELS) or 1
    return PercentChart(
        grid=tuple(Mark(x=LEFT - 6, y=_y(Decimal(n)), text=f"{n}%") for n in GRID),
        labels=tuple(
            Mark(x=x, y=HEIGHT - 8, text=one.label)
            for index, (x, one) in enumerate(places)
            if (len(places) - 1 - index) % step == 0
        ),
        line=_joined([(x, y) for x, y, _ in known]),
        dots=tuple(Mark(x=x, y=y, text=f"{value:.0f}%") for x, y, value in known),
        aims=tuple(Mark(x=x, y=y, text=f"{value:.0f}%") for x, y, value in aims),
        aim_line=_joined([(x, y) for x, y, _ in aims]),
    )


def _x(index: int, count: int) -> int:
    first, room = LEFT + INSET, WIDTH - LEFT - RIGHT - 2 * INSET
    return first + room // 2 if count == 1 else first + room * index // (count - 1)


def _y(value: Decimal) -> int:
    inside = min(max(value, Decimal(0)), FULL)
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * inside / FULL)


def _joined(places: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)
