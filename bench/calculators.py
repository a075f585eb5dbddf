"""How long each calculator takes on its example: `python -m bench.calculators` (no database)."""

import statistics
import time

from gongyuan.law.examples import examples
from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.registry import Calculator, calculators

RUNS = 200
#: What the product promises for any calculator.
MOST_MILLISECONDS = 5.0


def milliseconds(one: Calculator) -> tuple[float, float]:
    """Return the median and the slowest of many runs after the first, which reads the files."""
    given = dict(examples()[one.name])
    one.run(given, NO_FIGURES)
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        one.run(given, NO_FIGURES).to_json()
        taken.append((time.perf_counter() - began) * 1_000)
    return statistics.median(taken), max(taken)


def main() -> None:
    """Print a line for each calculator, the slowest first."""
    found = sorted(((*milliseconds(one), one.name) for one in calculators().values()), reverse=True)
    print(f"{'calculator':<28}{'median ms':>10}{'slowest ms':>12}")
    for median, slowest, name in found:
        mark = "" if median <= MOST_MILLISECONDS else "  over"
        print(f"{name:<28}{median:>10.3f}{slowest:>12.3f}{mark}")


if __name__ == "__main__":
    main()
