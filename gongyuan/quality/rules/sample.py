"""The draw of cases for review (案件质量抽样), so made that anybody can repeat it.

Method sha256-v1: for every case number of the population, the SHA-256 of the seed, a line feed and
the number, all in UTF-8, as lower-case hexadecimal; in the order of these, the first n are drawn.
Of equal numbers (two units may write the same) the case entered first goes first.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

METHOD = "sha256-v1"
MOST_SEED = 100


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One of the population by its number; `record_id` only breaks ties."""

    record_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A candidate with its hash and its place, counted from 1."""

    candidate: Candidate
    digest: str
    place: int


def digest(seed: str, number: str) -> str:
    """The hash that puts a case number in its place (method sha256-v1, SF/T 0085-2020 抽样)."""
    return hashlib.sha256(f"{seed}\n{number}".encode()).hexdigest()


def ranked(seed: str, candidates: Iterable[Candidate]) -> list[Ranked]:
    """All candidates in the order of their hashes (sha256-v1), whatever order they come in."""
    found = sorted(
        ((digest(seed, one.number), one.record_id, one) for one in candidates),
        key=lambda row: row[:2],
    )
    return [
        Ranked(candidate=one, digest=code, place=place)
        for place, (code, _, one) in enumerate(found, 1)
    ]


def sample_size(population: int, *, size: int | None, share_percent: int | None) -> int:
    """How many are drawn: so many, or of a hundred so many, rounded up; at most all."""
    if size is None:
        size = -(-population * (share_percent or 0) // 100)
    return min(size, population)


def population_digest(numbers: Iterable[str]) -> str:
    """The hash of a population: its numbers in order, one a line (UTF-8), so that a list can be
    checked against the draw it was made from."""
    return hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def draw_obstacles(
    *, first: date, last: date, seed: str, size: int | None, share_percent: int | None, today: date
) -> dict[str, str]:
    """What is wrong with a draw before it is made, by field (the union's own rules).

    The period is over, so that nothing is closed into it afterwards; size or share, not both.
    """
    found = {}
    if last < first:
        found["period_to"] = "最后一日早于第一日。"
    elif last >= today:
        found["period_to"] = "期间还没有过完，过完再抽。"
    if not seed.strip():
        found["seed"] = "请写种子，比如公开的开奖号码。"
    elif len(seed) > MOST_SEED:
        found["seed"] = f"种子最多{MOST_SEED}个字。"
    if (size is None) == (share_percent is None):
        found["size"] = "件数和比例填一个，只填一个。"
    elif size is not None and size < 1:
        found["size"] = "至少抽1件。"
    elif share_percent is not None and not 1 <= share_percent <= 100:
        found["share_percent"] = "比例在1和100之间。"
    return found


def overlap_obstacles(first: date, last: date, earlier: Sequence[tuple[date, date]]) -> list[str]:
    """Why a period may not be drawn from again: each day's cases are drawn once, so that nobody
    draws until the sample pleases."""
    return [
        f"{begin:%Y-%m-%d}至{end:%Y-%m-%d}已经抽过，不能再抽。"
        for begin, end in earlier
        if first <= end and begin <= last
    ]
