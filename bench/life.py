"""What became of a case by its age: state, steps with their moments, deadlines; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from gongyuan.cases.choices import CaseState as S
from gongyuan.cases.choices import MoveOf

_REVIEWED = ("submit", "accept", "propose")
_GRANTED = (*_REVIEWED, "grant")
_MANDATED = (*_GRANTED, "assign", "accept_assignment", "sign_mandate")
_HANDLED = (*_MANDATED, "open_stage", "progress", "progress")
_CLOSED = (*_HANDLED, "conclude_stage", "close")
_REFUSED = (*_REVIEWED, "refuse")
_TERMINATED = (*_MANDATED, "progress", "terminate")
STEPS: dict[str, tuple[str, ...]] = {
    S.SUBMITTED: ("submit",),
    S.SUPPLEMENTING: ("submit", "request_supplement"),
    S.UNDER_REVIEW: ("submit", "accept"),
    S.AWAITING_DECISION: _REVIEWED,
    S.GRANTED: _GRANTED,
    S.REFUSED: _REFUSED,
    S.UNDER_OBJECTION: (*_REFUSED, "object"),
    S.TRANSFERRED: ("submit", "transfer"),
    S.DEEMED_WITHDRAWN: ("submit", "request_supplement", "lapse"),
    S.WITHDRAWN: ("submit", "accept", "withdraw"),
    S.ASSIGNED: (*_GRANTED, "assign"),
    S.MANDATING: (*_GRANTED, "assign", "accept_assignment"),
    S.HANDLING: _HANDLED,
    S.SUSPENDED: (*_HANDLED, "suspend"),
    S.TERMINATED: _TERMINATED,
    S.TERMINATION_OBJECTED: (*_TERMINATED, "object_termination"),
    S.CLOSED: _CLOSED,
    S.FILE_SUBMITTED: (*_CLOSED, "submit_file"),
    S.ARCHIVED: (*_CLOSED, "submit_file", "archive"),
}
#: How many days a step usually takes.
DAYS = {"accept": 1, "propose": 2, "grant": 1, "assign": 2, "open_stage": 7, "progress": 20}
DAYS |= {"conclude_stage": 50, "close": 5, "submit_file": 20, "archive": 10, "lapse": 15}

#: Up to an age in days, how many of a hundred cases are in which state.
_BY_AGE: tuple[tuple[int, dict[str, int]], ...] = (
    (2, {S.SUBMITTED: 70, S.UNDER_REVIEW: 20, S.SUPPLEMENTING: 10}),
    (
        10,
        {
            S.SUBMITTED: 15,
            S.UNDER_REVIEW: 20,
            S.SUPPLEMENTING: 12,
            S.AWAITING_DECISION: 18,
            S.GRANTED: 15,
            S.ASSIGNED: 10,
            S.REFUSED: 6,
            S.TRANSFERRED: 4,
        },
    ),
    (30, {S.MANDATING: 20, S.HANDLING: 60, S.ASSIGNED: 8, S.REFUSED: 8, S.WITHDRAWN: 4}),
    (
        150,
        {S.HANDLING: 70, S.CLOSED: 8, S.SUSPENDED: 4, S.REFUSED: 8, S.ARCHIVED: 6}
        | {S.UNDER_OBJECTION: 1, S.DEEMED_WITHDRAWN: 2, S.TRANSFERRED: 1},
    ),
    (
        400,
        {S.ARCHIVED: 66, S.HANDLING: 12, S.CLOSED: 4, S.FILE_SUBMITTED: 4, S.REFUSED: 8}
        | {S.TERMINATED: 2, S.WITHDRAWN: 2, S.DEEMED_WITHDRAWN: 2},
    ),
    (99_999, {S.ARCHIVED: 86, S.REFUSED: 8, S.WITHDRAWN: 2, S.DEEMED_WITHDRAWN: 3, S.HANDLING: 1}),
)
#: The deadline that runs in a state: code, days, whose it is.
RUNNING: dict[str, tuple[str, int, MoveOf]] = {
    S.SUBMITTED: ("AID_REVIEW", 7, MoveOf.OFFICE),
    S.SUPPLEMENTING: ("AID_SUPPLEMENT", 15, MoveOf.WORKER),
    S.UNDER_REVIEW: ("AID_REVIEW", 7, MoveOf.OFFICE),
    S.AWAITING_DECISION: ("AID_REVIEW", 7, MoveOf.HEAD),
    S.GRANTED: ("AID_ASSIGN", 3, MoveOf.OFFICE),
    S.ASSIGNED: ("LAWYER_ANSWER", 3, MoveOf.LAWYER),
    S.MANDATING: ("AID_RETAINER", 5, MoveOf.LAWYER),
    S.HANDLING: ("PROGRESS", 30, MoveOf.LAWYER),
    S.CLOSED: ("AID_DOSSIER", 30, MoveOf.LAWYER),
    S.TERMINATED: ("AID_DOSSIER", 30, MoveOf.LAWYER),
    S.FILE_SUBMITTED: ("AID_SUBSIDY", 30, MoveOf.OFFICE),
    S.UNDER_OBJECTION: ("AID_OBJECTION", 5, MoveOf.UPPER),
    S.TERMINATION_OBJECTED: ("AID_OBJECTION", 5, MoveOf.UPPER),
}
#: The deadlines that a step meets, and the step that starts them.
MET = {
    "grant": ("AID_REVIEW", "submit"),
    "refuse": ("AID_REVIEW", "submit"),
    "assign": ("AID_ASSIGN", "grant"),
    "sign_mandate": ("AID_RETAINER", "assign"),
    "submit_file": ("AID_DOSSIER", "close"),
}
#: How many of the open cases are past their deadline, about.
LATE_SHARE = 0.3
_TABLES = [(age, list(parts), list(parts.values())) for age, parts in _BY_AGE]


@dataclass(frozen=True)
class Life:
    """A case's state and the moments of its steps; `at` finds the last of a name."""

    state: str
    steps: tuple[tuple[str, datetime], ...]
    running: tuple[str, date, date, MoveOf] | None

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.steps)

    def at(self, name: str) -> datetime | None:
        return next((at for step, at in reversed(self.steps) if step == name), None)


def live(random: Random, *, applied_at: datetime, now: datetime) -> Life:
    """One case's life up to now; the soonest deadline of an open one may have passed."""
    age = (now - applied_at) / timedelta(days=1)
    _, states, weights = next(row for row in _TABLES if age <= row[0])
    state = random.choices(states, weights)[0]
    names = STEPS[state]
    spans = [0.02] + [DAYS.get(name, 2) * random.uniform(0.3, 1.6) for name in names[1:]]
    total = sum(spans)
    factor = min(1.0, age * 0.98 / total) if total else 1.0
    steps, passed = [], 0.0
    for name, span in zip(names, spans, strict=True):
        passed += span * factor if name != "submit" else 0
        steps.append((name, applied_at + timedelta(days=passed)))
    return _with_deadline(random, state, steps, now)


def _with_deadline(
    random: Random, state: str, steps: list[tuple[str, datetime]], now: datetime
) -> Life:
    if state not in RUNNING:
        return Life(state, tuple(steps), None)
    code, days, kept_by = RUNNING[state]
    begun, last = steps[0][1], steps[-1][1]
    # Long ago taken up, lately seen to; and a part waits for longer than it may.
    is_late = random.random() < LATE_SHARE
    wanted = now - timedelta(days=days * random.uniform(*((1.1, 1.6) if is_late else (0, 1))))
    if wanted > last or (is_late and wanted > begun):
        last = wanted
    if len(steps) > 1 and last > begun:
        pace = (last - begun) / (steps[-1][1] - begun)
        steps = [(name, begun + (at - begun) * pace) for name, at in steps]
    start = (begun if code == "AID_REVIEW" else last).date()
    return Life(state, tuple(steps), (code, start, start + timedelta(days=days), kept_by))
