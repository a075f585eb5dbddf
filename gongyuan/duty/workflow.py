"""What may follow what for a month's roster and for a proposed swap."""

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.duty.choices import RosterState, SwapState
from gongyuan.people.capabilities import Capability

ROSTER = Workflow(
    "duty.dutyroster",
    dict(RosterState.choices),
    Transition(
        name="publish",
        label="公布",
        sources=frozenset({RosterState.DRAFT}),
        target=RosterState.PUBLISHED,
        capability=Capability.DUTY_MANAGE,
    ),
)


def _answer(name: str, label: str, target: SwapState) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset({SwapState.PROPOSED}),
        target=target,
        capability=Capability.DUTY_SERVE,
    )


SWAP = Workflow(
    "duty.dutyswap",
    dict(SwapState.choices),
    _answer("accept", "同意换班", SwapState.ACCEPTED),
    _answer("turn_down", "不同意换班", SwapState.TURNED_DOWN),
    _answer("take_back", "撤回换班", SwapState.TAKEN_BACK),
)
