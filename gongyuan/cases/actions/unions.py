"""What two unions have with each other, or both have, on one case, when one takes the other in."""

from typing import Any

from django.db import transaction

from gongyuan.cases.choices.major import CollaborationState, OversightState
from gongyuan.cases.queries import unions as queries
from gongyuan.cases.workflow import COLLABORATION, OVERSIGHT
from gongyuan.core.events import record_event
from gongyuan.core.transitions import advance
from gongyuan.core.workflow import Workflow
from gongyuan.organisations.actions.taking import Merger

#: The verb that ends what is open in each state.
ENDING_COLLABORATION = {
    CollaborationState.ASKED: "call_back",
    CollaborationState.AT_WORK: "cut_short",
    CollaborationState.REPORTED_DONE: "confirm",
}
ENDING_OVERSIGHT = {
    OversightState.AWAITING_FEEDBACK: "revoke",
    OversightState.FED_BACK: "lift",
}


@transaction.atomic
def end_what_is_over(merger: Merger) -> dict[str, int]:
    """End what two unions that become one have with each other on a case, or both have; how many.

    Nobody helps, oversees or reports to oneself. Of help both give, of orders both gave and of
    reports both wait with on one case, that of the union that takes in goes on. Within the
    caller's transaction.
    """
    collaborations = list(queries.collaborations_over(merger))
    for row in collaborations:
        _end(row, COLLABORATION, ENDING_COLLABORATION[CollaborationState(row.state)], merger)
    orders = list(queries.oversights_over(merger))
    for order in orders:
        _end(order, OVERSIGHT, ENDING_OVERSIGHT[OversightState(order.state)], merger)
    reports = list(queries.reports_over(merger))
    for report in reports:
        _acknowledge(report, merger)
    return {
        "了结的异地协作": len(collaborations),
        "了结的督办": len(orders),
        "了结的重大案件报告": len(reports),
    }


def _end(row: Any, workflow: Workflow, verb: str, merger: Merger) -> None:
    held = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    advance(
        held,
        workflow,
        verb,
        actor=merger.acting_with(workflow.find(verb).capability),
        now=merger.now,
        note=merger.why,
        ended_at=merger.now,
    )


def _acknowledge(report: Any, merger: Merger) -> None:
    report.acknowledged_at, report.acknowledged_by = merger.now, merger.actor.name[:200]
    report.instruction = merger.why
    report.save(update_fields=["acknowledged_at", "acknowledged_by", "instruction"])
    code = "cases.case.acknowledge_report"
    record_event(report.case, code, actor=merger.actor, now=merger.now, note=merger.why)
