"""What somebody tells about a duty point or a place on its list, before it is checked."""

from dataclasses import dataclass
from datetime import date, time

from gongyuan.duty.choices import DutyTurn
from gongyuan.duty.rules.swaps import Days
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.models import Post, Volunteer


@dataclass(frozen=True, kw_only=True)
class PointDetails:
    """A point as its office describes it; `week` has seven patterns, from Monday on."""

    name: str
    kind: str
    phone: str = ""
    turn: str = DutyTurn.SHIFT
    week: tuple[str, ...]
    makeup_weekday: int
    seats: int
    morning_starts: time
    morning_ends: time
    afternoon_starts: time
    afternoon_ends: time


@dataclass(frozen=True, kw_only=True)
class MemberDetails:
    """Someone to be put on the list: exactly one of the three is given."""

    post: Post | None = None
    lawyer: Lawyer | None = None
    volunteer: Volunteer | None = None
    weekdays: tuple[int, ...] = ()
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class RunDetails:
    """The days of which somebody gives away, and takes over, all shifts; with `is_leave` the days
    given are days of leave too, for `reason`."""

    given: Days | None = None
    returned: Days | None = None
    is_leave: bool = False
    reason: str = ""
