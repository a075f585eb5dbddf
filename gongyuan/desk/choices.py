from django.db.models import TextChoices

from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.people.choices import Role


class Tab(TextChoices):
    """Whose work the worklist shows."""

    MINE = "mine", "我的"
    UNIT = "unit", "本单位"
    WAITING = "waiting", "等别人"
    BELOW = "below", "下级卡住的"


_COUNTER = frozenset({MoveOf.OFFICE})

#: The moves a role answers for in its own unit.
MOVES_OF_ROLE: dict[str, frozenset[MoveOf]] = {
    Role.WINDOW_CLERK: _COUNTER,
    Role.LEGAL_OFFICER: _COUNTER,
    Role.LEGAL_HEAD: frozenset({MoveOf.OFFICE, MoveOf.HEAD}),
    Role.LAWYER: frozenset({MoveOf.LAWYER}),
}

#: What is to be done next in each state, as the worklist's button says it.
NEXT_STEP: dict[str, str] = {
    CaseState.SUBMITTED: "受理",
    CaseState.SUPPLEMENTING: "看补正",
    CaseState.UNDER_REVIEW: "审查",
    CaseState.AWAITING_DECISION: "审批决定",
    CaseState.GRANTED: "指派律师",
    CaseState.REFUSED: "看决定",
    CaseState.UNDER_OBJECTION: "看异议",
    CaseState.ASSIGNED: "看指派",
    CaseState.MANDATING: "登记委托",
    CaseState.HANDLING: "看进展",
    CaseState.SUSPENDED: "看中止",
    CaseState.TERMINATED: "交卷",
    CaseState.TERMINATION_OBJECTED: "看异议",
    CaseState.CLOSED: "交卷",
    CaseState.FILE_SUBMITTED: "验卷",
}
