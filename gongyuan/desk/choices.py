from django.db.models import TextChoices

from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.people.choices import Role


class Tab(TextChoices):
    """Whose work the worklist shows."""

    MINE = "mine", "我的"
    UNIT = "unit", "本单位"
    WAITING = "waiting", "等别人"
    BELOW = "below", "下级卡住的"


class Kind(TextChoices):
    """What is to be done with a case, as the worklist counts it."""

    RECEIVE = "receive", "受理"
    SUPPLEMENT = "supplement", "补正"
    REVIEW = "review", "审查"
    DECISION = "decision", "决定"
    ASSIGNMENT = "assignment", "指派"
    ANSWER = "answer", "律师答复"
    MANDATE = "mandate", "委托"
    HANDLE = "handle", "办理"
    SUSPENDED = "suspended", "中止"
    OBJECTION = "objection", "异议"
    SUBMIT_FILE = "submit_file", "交卷"
    FILE_CHECK = "file_check", "验卷"


#: The states a case is in while this is to be done with it; every open state belongs to one kind.
STATES_OF_KIND: dict[Kind, frozenset[CaseState]] = {
    Kind.RECEIVE: frozenset({CaseState.SUBMITTED}),
    Kind.SUPPLEMENT: frozenset({CaseState.SUPPLEMENTING}),
    Kind.REVIEW: frozenset({CaseState.UNDER_REVIEW}),
    Kind.DECISION: frozenset({CaseState.AWAITING_DECISION}),
    Kind.ASSIGNMENT: frozenset({CaseState.GRANTED}),
    Kind.ANSWER: frozenset({CaseState.ASSIGNED}),
    Kind.MANDATE: frozenset({CaseState.MANDATING}),
    Kind.HANDLE: frozenset({CaseState.HANDLING}),
    Kind.SUSPENDED: frozenset({CaseState.SUSPENDED}),
    Kind.OBJECTION: frozenset(
        {CaseState.REFUSED, CaseState.UNDER_OBJECTION, CaseState.TERMINATION_OBJECTED}
    ),
    Kind.SUBMIT_FILE: frozenset({CaseState.TERMINATED, CaseState.CLOSED}),
    Kind.FILE_CHECK: frozenset({CaseState.FILE_SUBMITTED}),
}


class Stuck(TextChoices):
    """Why a case wants a look; below, why it is shown to the supervisor at all."""

    LATE = "late", "超期"
    DATELESS = "dateless", "没有期限"
    OWNERLESS = "ownerless", "没有人办"


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
