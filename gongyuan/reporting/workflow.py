"""How a unit's return goes up: filled in, submitted, returned with remarks, accepted."""

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.capabilities import Capability
from gongyuan.reporting.choices import ReturnState as S

WORKFLOW = Workflow(
    "reporting.return",
    dict(S.choices),
    Transition(
        name="submit",
        label="提交",
        sources=frozenset({S.DRAFT, S.RETURNED}),
        target=S.SUBMITTED,
        capability=Capability.REPORTING_SUBMIT,
    ),
    # Also out of the accepted: one unit's year is opened again, on record.
    Transition(
        name="return_to_unit",
        label="退回",
        sources=frozenset({S.SUBMITTED, S.ACCEPTED}),
        target=S.RETURNED,
        capability=Capability.REPORTING_SUBMIT,
    ),
    Transition(
        name="accept",
        label="接收",
        sources=frozenset({S.SUBMITTED}),
        target=S.ACCEPTED,
        capability=Capability.REPORTING_SUBMIT,
    ),
)
