"""Lines of figures with the goals they are judged by."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Line:
    """What was measured of one thing: milliseconds by size, ratios with their goals, notes."""

    name: str
    milliseconds: dict[int, float]
    status: int
    figures: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def judge(self, label: str, value: float, most: float | None) -> None:
        """A figure that passes when it is at most `most`; without one it is only told."""
        is_missed = most is not None and value > most
        self.figures[label] = _short(value) + ("!" if is_missed else "")
        if is_missed:
            self.missed.append(label)

    def note(self, label: str, value: float | str) -> None:
        self.figures[label] = value if isinstance(value, str) else _short(value)

    @property
    def passed(self) -> bool:
        return not self.missed and self.status == 200


def table(lines: Sequence[Line]) -> str:
    """The lines under one head; a figure that misses its goal bears an exclamation mark."""
    if not lines:
        return ""
    sizes, labels = list(lines[0].milliseconds), list(lines[0].figures)
    head = ["", *(f"{size:,} ms" for size in sizes), *labels, "goals"]
    rows = [head] + [
        [
            line.name,
            *(f"{line.milliseconds[size]:.1f}" for size in sizes),
            *(line.figures[label] for label in labels),
            "ok" if line.passed else f"status {line.status}" if line.status != 200 else "MISSED",
        ]
        for line in lines
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _short(value: float) -> str:
    return (
        str(value) if isinstance(value, int) else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    )
