from gongyuan.core.workflow import Transition, Workflow
from gongyuan.policy.choices import APPROVE, EDIT, RevisionState

WORKFLOW = Workflow(
    "policy.packrevision",
    dict(RevisionState.choices),
    Transition(
        name="submit",
        label="提交批准",
        sources=frozenset({RevisionState.DRAFT}),
        target=RevisionState.SUBMITTED,
        capability=EDIT,
    ),
    Transition(
        name="discard",
        label="作废",
        sources=frozenset({RevisionState.DRAFT}),
        target=RevisionState.DISCARDED,
        capability=EDIT,
    ),
    Transition(
        name="send_back",
        label="退回修改",
        sources=frozenset({RevisionState.SUBMITTED}),
        target=RevisionState.DRAFT,
        capability=APPROVE,
    ),
    Transition(
        name="approve",
        label="批准",
        sources=frozenset({RevisionState.SUBMITTED}),
        target=RevisionState.APPROVED,
        capability=APPROVE,
    ),
)
