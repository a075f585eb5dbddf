"""When somebody is reminded of a day, and to whom it goes on when the day has passed."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.cases.choices import MoveOf, ReminderStep

#: Whose deadlines each step is about. A worker's that has passed lapses by itself; what others
#: owe is nothing to hurry for before it is late, and no level above can hurry it.
KEEPERS: dict[ReminderStep, frozenset[MoveOf]] = {
    ReminderStep.SOON: frozenset(
        {MoveOf.LAWYER, MoveOf.OFFICE, MoveOf.HEAD, MoveOf.UPPER, MoveOf.WORKER}
    ),
    ReminderStep.LATE: frozenset(
        {MoveOf.LAWYER, MoveOf.OFFICE, MoveOf.HEAD, MoveOf.UPPER, MoveOf.OUTSIDE}
    ),
    ReminderStep.RAISED: frozenset({MoveOf.LAWYER, MoveOf.OFFICE, MoveOf.HEAD}),
}


@dataclass(frozen=True, kw_only=True)
class ReminderDays:
    """The calendar days of an office: before a deadline, before an appointment, and after a
    deadline until the level above is told."""

    before_deadline: int
    before_appointment: int
    until_raised: int


@dataclass(frozen=True)
class Window:
    """The days on which what is due is to be reminded of, both included; None is without end."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it (工会自定，待核)."""
        after = self.first is None or self.first <= day
        return after and (self.last is None or day <= self.last)


def deadline_window(step: str, days: ReminderDays, *, today: date) -> Window:
    """On which last days a deadline is reminded of today in this step: soon, late, or so late
    that the level above is told (工会自定，待核; how many calendar days is the office's policy).
    """
    if step == ReminderStep.SOON:
        return Window(today, today + timedelta(days=days.before_deadline))
    late = 1 if step == ReminderStep.LATE else days.until_raised + 1
    return Window(None, today - timedelta(days=late))


def last_appointment_day(days: ReminderDays, *, today: date) -> date:
    """The last Beijing day of the appointments that are reminded of today (工会自定，待核)."""
    return today + timedelta(days=days.before_appointment)


def words(step: str, label: str, due_on: date, *, today: date) -> str:
    """What whoever is reminded reads: the thing, its last day, how much is left or over, in
    calendar days (法律援助法 第四十六条 leaves the form open)."""
    day = f"{due_on.month}月{due_on.day}日"
    if step == ReminderStep.SOON:
        left = (due_on - today).days
        return f"{label}，{day}到期，{f'还有{left}天' if left else '就是今天'}。"
    return f"{label}，{day}到期，已超期{(today - due_on).days}天。"
