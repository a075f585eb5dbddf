"""Of what a lawyer holds in two unions, which goes on when one takes the other in."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Held:
    """Days on which a lawyer holds something in one of the two unions; both are in it."""

    starts_on: date
    #: None: until further notice.
    ends_on: date | None
    is_suspended: bool = False


def run_together(one: Held, other: Held, *, on: date) -> bool:
    """Whether both are held on one day, that of the merger or a later one."""
    ends = [day for day in (one.ends_on, other.ends_on) if day is not None]
    return max(on, one.starts_on, other.starts_on) <= min(ends, default=date.max)


def own_goes_on(own: Held, other: Held) -> bool | None:
    """Whether what the closing union gave goes on rather than the other's; None: a person says.

    What runs longer goes on, so that nobody loses days that were promised; of two that end on one
    day the one of the union that takes in. A person says where one is suspended and the other not.
    """
    if own.is_suspended != other.is_suspended:
        return None
    return (own.ends_on or date.max) > (other.ends_on or date.max)


def last_day(ended: Held, going_on: Held, *, on: date) -> date:
    """The last day of what ends: that before the merger, or before the other begins where that is
    still to come; no earlier than its first."""
    return max(ended.starts_on, max(on, going_on.starts_on) - timedelta(days=1))
