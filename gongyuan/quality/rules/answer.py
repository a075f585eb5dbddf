"""The draw of online answers by lawyer, their checks, and when a union is asked to decide.

A sample of every lawyer's answers of a month: the seed is made from the population itself, so that
nobody chooses it. Method sha256-v1-lawyer: the answers of each lawyer are put in order as
sha256-v1 does with cases, and of each lawyer the first so many are drawn.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.rules.sample import Candidate, population_digest, ranked

METHOD = "sha256-v1-lawyer"
#: The forms' own bounds, not of law.
LONGEST_REMARK = 2000
LONGEST_STATEMENT = 2000


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer of the population, with the lawyer and the registration it was given under."""

    consultation_id: int
    number: str
    lawyer_id: int
    registration_id: int


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A registration of a lawyer with a union, by the union's path."""

    registration_id: int
    unit_path: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An answer with its hash, its place among its lawyer's, and whether it is drawn."""

    answer: Answered
    digest: str
    place: int
    is_drawn: bool


def month_span(month: date) -> tuple[date, date]:
    """The first and the last day of the month that a day lies in."""
    return month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1])


def month_obstacles(month: date, *, today: date) -> list[str]:
    """Why a month cannot be drawn from: it is over first, so that nothing is answered into it."""
    return ["这个月还没有过完，过完再抽。"] if month_span(month)[1] >= today else []


def earlier_months(today: date, count: int) -> list[date]:
    """The first days of so many months before that of a day, the latest first."""
    begin = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(begin - 1, begin - 1 - count, -1)]


def admitting(path: str, registrations: Iterable[Registered]) -> Registered | None:
    """Under which registration a question filed at a path was answered: that of the union nearest
    above it, of several with one union the latest; None where no union above it admitted."""
    above = [one for one in registrations if path.startswith(one.unit_path)]
    return max(above, key=lambda one: (len(one.unit_path), one.registration_id), default=None)


def seed_of(month: date, numbers: Iterable[str]) -> str:
    """The seed of a month's draw: the month and the hash of its population, chosen by nobody."""
    return f"{month:%Y-%m} {population_digest(numbers)}"


def sample_of(count: int, *, least: int, share_percent: int) -> int:
    """How many of a lawyer's answers are drawn: the share rounded up, at least so many, at most
    all."""
    return min(count, max(least, -(-count * share_percent // 100)))


def placed(
    seed: str, answers: Iterable[Answered], *, least: int, share_percent: int
) -> list[Placed]:
    """Every answer with its place among those of its lawyer, whatever order they come in."""
    by_lawyer: dict[int, dict[int, Answered]] = defaultdict(dict)
    for one in answers:
        by_lawyer[one.lawyer_id][one.consultation_id] = one
    found = []
    for _, mine in sorted(by_lawyer.items()):
        wanted = sample_of(len(mine), least=least, share_percent=share_percent)
        for row in ranked(
            seed, [Candidate(record_id=pk, number=a.number) for pk, a in mine.items()]
        ):
            found.append(
                Placed(
                    answer=mine[row.candidate.record_id],
                    digest=row.digest,
                    place=row.place,
                    is_drawn=row.place <= wanted,
                )
            )
    return found


def grading_obstacles(*, grade: str, remark: str) -> dict[str, str]:
    """What is wrong with a check, by field: one that finds fault says which."""
    if grade not in AnswerGrade.values:
        return {"grade": "请选一个结论。"}
    if grade != AnswerGrade.SOUND and not any(c.isalnum() for c in remark):
        return {"remark": "请写明哪里不对，应当怎样答复。"}
    if len(remark) > LONGEST_REMARK:
        return {"remark": f"最多{LONGEST_REMARK}字，现有{len(remark)}字。"}
    return {}


def statement_obstacles(*, grade: str, text: str) -> list[str]:
    """Why a lawyer has nothing to state, or this is no statement."""
    if not grade or grade == AnswerGrade.SOUND:
        return ["这份答复没有指出问题，不用说明。"]
    if not any(c.isalnum() for c in text):
        return ["请写明您的说明。"]
    if len(text) > LONGEST_STATEMENT:
        return [f"最多{LONGEST_STATEMENT}字，现有{len(text)}字。"]
    return []


def asks_for_decision(grades: Sequence[str], limit: int) -> bool:
    """Whether a union is to decide on suspending: so many answers of the year were wrong.

    Nothing is suspended by itself (豫工文〔2020〕40号 三(三)3). Without a limit never.
    """
    return limit > 0 and sum(grade == AnswerGrade.WRONG for grade in grades) >= limit
