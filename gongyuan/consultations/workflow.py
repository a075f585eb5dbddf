"""States of a consultation and what may follow what."""

from collections.abc import Set

from gongyuan.consultations.choices import ConsultationState as S
from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.capabilities import Capability

_ANSWER, _SORT = Capability.CONSULTATIONS_ANSWER, Capability.CONSULTATIONS_TRANSFER
_OPEN = frozenset({S.TO_ANSWER, S.IN_HAND})


def _row(name: str, label: str, sources: Set[S], target: S, capability: Capability) -> Transition:
    return Transition(
        name=name, label=label, sources=frozenset(sources), target=target, capability=capability
    )


WORKFLOW = Workflow(
    "consultations.consultation",
    dict(S.choices),
    _row("take", "我来答复", {S.TO_ANSWER}, S.IN_HAND, _ANSWER),
    _row("give_back", "退回待答复", {S.IN_HAND}, S.TO_ANSWER, _ANSWER),
    _row("answer", "答复", _OPEN, S.ANSWERED, _ANSWER),
    _row("transfer", "转其他单位", _OPEN, S.TO_ANSWER, _SORT),
    _row("set_aside", "不予答复", _OPEN, S.SET_ASIDE, _SORT),
)
