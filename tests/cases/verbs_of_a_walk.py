"""Every verb of the table of states as somebody would really do it, with valid details.

`VERBS` says by verb who may do it, the deed, and what beside the state must hold for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gongyuan.cases.actions import assignment, closing, decision, objection, papers, review
from gongyuan.cases.actions import handling as handling_actions
from gongyuan.cases.actions.acceptance import accept_application, sign_oral_record
from gongyuan.cases.actions.archive import archive_case
from gongyuan.cases.actions.mandate import sign_mandate
from gongyuan.cases.actions.transfer import transfer_case
from gongyuan.cases.actions.withdrawal import lapse_unanswered, terminate, withdraw_application
from gongyuan.cases.choices import CaseState, MandateKind, TerminationGround
from gongyuan.cases.details import MissingItem, Opinion
from gongyuan.cases.models import Case
from gongyuan.cases.queries import assignment as assignment_queries
from gongyuan.cases.queries import closing as closing_queries
from gongyuan.cases.queries import detail
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.rules import closing as closing_rules
from gongyuan.cases.rules import decision as decision_rules
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor
from tests.cases.walking import Walk

Deed = Callable[[Walk, Case, Actor], Any]
WHY = "事实和理由写在这里。"


@dataclass(frozen=True, kw_only=True)
class Verb:
    #: Names of those who may; each is tried as it is drawn.
    by: tuple[str, ...]
    do: Deed
    #: What must hold beside the state for the verb to be taken.
    when: Callable[[Walk, Case], bool] = lambda walk, case: True


def _noted(act: Callable[..., Any]) -> Deed:
    """What needs nothing but a reason."""

    def do(walk: Walk, case: Case, actor: Actor) -> None:
        act(case=case, note=WHY, actor=actor, now=walk.now)

    return do


def _accept(walk: Walk, case: Case, actor: Actor) -> None:
    if hasattr(case, "oral_record") and case.oral_record.signed_at is None:
        sign_oral_record(case=case, actor=actor, now=walk.now)
    missing = [material.code for material in detail.missing_materials(case)]
    is_promised = walk.draw((False, False, True))
    accept_application(
        case=case,
        received=() if is_promised else missing,
        promised_on=timezone.localdate(walk.now) + timedelta(days=5) if is_promised else None,
        actor=actor,
        now=walk.now,
    )


def _request_supplement(walk: Walk, case: Case, actor: Actor) -> None:
    items = [
        MissingItem(code=material.code, label=material.label)
        for material in detail.missing_materials(case)
    ]
    items.append(MissingItem(label="工资怎样约定的说明"))
    papers.request_supplement(case=case, items=items, actor=actor, now=walk.now)


def _supplement(walk: Walk, case: Case, actor: Actor) -> None:
    explanation = walk.draw(("原件在公司，拿不到。", "都在这里了。"))
    papers.supplement(case=case, explanation=explanation, actor=actor, now=walk.now)


def _lapse(walk: Walk, case: Case, actor: Actor) -> None:
    told = detail.open_supplement(case)
    if told:
        walk.pass_day(told.due_on)
    lapse_unanswered(case=case, actor=actor, now=walk.now)


def _transfer(walk: Walk, case: Case, actor: Actor) -> None:
    sent = transfer_case(
        case=case, to_unit=walk.far_from(case), note=WHY, actor=actor, now=walk.now
    )
    walk.cases.append(sent.pk)


def _propose(walk: Walk, case: Case, actor: Actor) -> None:
    outcome = walk.draw(("grant", "grant", "refuse"))
    checked = walk.draw((True, False))
    review.propose_decision(
        case=case,
        opinion=Opinion(outcome=outcome, text=WHY, overrule_reason=WHY),
        findings=case_facts.Findings(
            is_hardship_confirmed=checked, has_severe_infringement_evidence=False
        ),
        actor=actor,
        now=walk.now,
    )


def _deciding(verb: str) -> Deed:
    def decide(walk: Walk, case: Case, actor: Actor) -> None:
        act = getattr(decision, verb)
        act(case=case, note=WHY, overrule_reason=WHY, actor=actor, now=walk.now)

    return decide


def _may_be_decided(walk: Walk, case: Case) -> bool:
    levels = case_facts.approval_levels(case)
    is_reviewed = case.state == "awaiting_decision"
    return not decision_rules.level_obstacles(levels, is_reviewed=is_reviewed)


def _window_is_open(walk: Walk, case: Case) -> bool:
    """Days are left to object, and the refusal or the end was not yet reviewed."""
    window = case.deadlines.filter(code="UNION_OBJECTION", cancelled_at=None).order_by("-pk")
    last = window.first()
    reviewed = case.objections.exclude(decided_at=None).filter(
        raised_at__gte=detail.last_adverse_at(case)
    )
    is_in_time = last is not None and timezone.localdate(walk.now) <= last.due_on
    return is_in_time and not reviewed.exists()


def _free_lawyers(walk: Walk, case: Case) -> list[Any]:
    officer = walk.office_of(case).officer
    ranking = assignment_queries.proposals(case, officer, now=walk.now)
    return [one for one in ranking if not one.obstacles]


def _assign(walk: Walk, case: Case, actor: Actor) -> None:
    free = {one.lawyer.lawyer_id for one in _free_lawyers(walk, case)}
    lawyers = walk.office_of(case).lawyers
    chosen = walk.draw([one for one in lawyers if one.pk in free] or lawyers)
    latest = assignment_queries.latest_assignment(case)
    assignment.assign_lawyer(
        case=case,
        lawyer=chosen,
        replaces=latest.pk if latest else None,
        note=WHY,
        actor=actor,
        now=walk.now,
    )


def _accept_assignment(walk: Walk, case: Case, actor: Actor) -> None:
    assignment.accept_assignment(case=case, has_conflict=False, actor=actor, now=walk.now)


def _decline_assignment(walk: Walk, case: Case, actor: Actor) -> None:
    if walk.draw((True, False)):
        assignment.accept_assignment(
            case=case,
            has_conflict=True,
            conflict_note="是我表弟的公司。",
            actor=actor,
            now=walk.now,
        )
    else:
        assignment.decline_assignment(case=case, reason=WHY, actor=actor, now=walk.now)


def _pass_on(walk: Walk, case: Case, actor: Actor) -> None:
    offered = assignment_queries.latest_assignment(case)
    if offered is None:
        raise Refused("没有指派过律师。")
    if offered.answer_due_on:
        walk.pass_day(offered.answer_due_on)
    if not assignment.pass_on_unanswered(assignment=offered, actor=actor, now=walk.now):
        raise Refused("没有收回。")


def _replace(walk: Walk, case: Case, actor: Actor) -> None:
    current = assignment_queries.current_assignment(case)
    assignment.replace_lawyer(
        case=case, replaces=current.pk if current else None, note=WHY, actor=actor, now=walk.now
    )


def _sign_mandate(walk: Walk, case: Case, actor: Actor) -> None:
    kind = walk.draw(MandateKind)
    day = timezone.localdate(walk.now)
    sign_mandate(case=case, kind=kind, signed_on=day, actor=actor, now=walk.now)


def _terminate(walk: Walk, case: Case, actor: Actor) -> None:
    ground = walk.draw(TerminationGround)
    terminate(case=case, ground=ground, note=WHY, actor=actor, now=walk.now)


def _close(walk: Walk, case: Case, actor: Actor) -> None:
    recovered = walk.draw((None, Decimal(0), Decimal(12_000)))
    closing.close_case(
        case=case,
        summary="办完了。",
        recovered_amount=recovered,
        left_outcome=walk.draw(closing_rules.LEFT_OUTCOMES),
        actor=actor,
        now=walk.now,
    )


def _may_be_closed(walk: Walk, case: Case) -> bool:
    facts = closing_queries.closing_facts(case)
    return not closing_rules.closing_obstacles(facts)


def _submit_file(walk: Walk, case: Case, actor: Actor) -> None:
    window = closing_queries.open_objection_window(case)
    if window and case.state == CaseState.TERMINATED:
        walk.pass_day(window.due_on)
    closing.submit_file(case=case, actor=actor, now=walk.now)


def _returns_so(verb: str) -> Callable[[Walk, Case], bool]:
    return lambda walk, case: closing_queries.returning_verb(case) == verb


def _return_file(walk: Walk, case: Case, actor: Actor) -> None:
    closing.return_file(case=case, missing=["21"], note=WHY, actor=actor, now=walk.now)


def _archive(walk: Walk, case: Case, actor: Actor) -> None:
    missing = [row.item.code for row in closing_queries.file_check_rows(case) if row.is_missing]
    archive_case(case=case, excuses=dict.fromkeys(missing, WHY), actor=actor, now=walk.now)


def _deciders(walk: Walk, case: Case) -> tuple[str, ...]:
    """Where the pack leaves the form of aid to the officer, the officer decides too."""
    is_for_the_head = decision_rules.is_for_the_head(case_facts.approval_levels(case))
    return ("head",) if is_for_the_head else ("head", "officer")


OFFICE = ("officer", "head")
COUNTER = ("clerk", *OFFICE)
VERBS: dict[str, Verb] = {
    "accept": Verb(by=COUNTER, do=_accept),
    "request_supplement": Verb(by=COUNTER, do=_request_supplement),
    "supplement": Verb(by=("worker", *COUNTER), do=_supplement),
    "lapse": Verb(by=("system", "officer"), do=_lapse),
    "withdraw": Verb(by=("worker", *COUNTER), do=_noted(withdraw_application)),
    "propose": Verb(by=OFFICE, do=_propose),
    "return_to_review": Verb(by=("head",), do=_noted(review.return_to_review)),
    "grant": Verb(by=OFFICE, do=_deciding("grant"), when=_may_be_decided),
    "grant_first": Verb(by=("head",), do=_deciding("grant_first")),
    "refuse": Verb(by=OFFICE, do=_deciding("refuse"), when=_may_be_decided),
    "transfer": Verb(by=OFFICE, do=_transfer),
    "object": Verb(
        by=("worker", "clerk"), do=_noted(objection.object_to_refusal), when=_window_is_open
    ),
    "uphold": Verb(by=("upper",), do=_noted(objection.uphold)),
    "change": Verb(by=("upper",), do=_noted(objection.change)),
    "remand": Verb(by=("upper",), do=_noted(objection.remand)),
    "object_termination": Verb(
        by=("worker", "clerk"), do=_noted(objection.object_to_termination), when=_window_is_open
    ),
    "uphold_termination": Verb(by=("upper",), do=_noted(objection.uphold_termination)),
    "revoke_termination": Verb(by=("upper",), do=_noted(objection.revoke_termination)),
    "assign": Verb(by=OFFICE, do=_assign, when=lambda walk, case: bool(_free_lawyers(walk, case))),
    "accept_assignment": Verb(by=("lawyer",), do=_accept_assignment),
    "decline_assignment": Verb(by=("lawyer",), do=_decline_assignment),
    "pass_on": Verb(by=("system", "officer"), do=_pass_on),
    "replace": Verb(by=OFFICE, do=_replace),
    "sign_mandate": Verb(by=("lawyer", "officer"), do=_sign_mandate),
    "suspend": Verb(by=OFFICE, do=_noted(handling_actions.suspend_case)),
    "resume": Verb(by=OFFICE, do=_noted(handling_actions.resume_case)),
    "terminate": Verb(by=("head",), do=_terminate),
    "close": Verb(by=("lawyer",), do=_close, when=_may_be_closed),
    "submit_file": Verb(by=("lawyer", "officer"), do=_submit_file),
    "return_file": Verb(by=OFFICE, do=_return_file, when=_returns_so("return_file")),
    "return_terminated_file": Verb(
        by=OFFICE, do=_return_file, when=_returns_so("return_terminated_file")
    ),
    "archive": Verb(by=OFFICE, do=_archive),
}


def actors_for(walk: Walk, case: Case, name: str) -> list[tuple[str, Actor]]:
    """Who may do this verb on this case, by name; those who are not there are left out."""
    names = VERBS[name].by
    if name in {"grant", "refuse"}:
        names = _deciders(walk, case)
    found = [(one, walk.who(one, case)) for one in names]
    return [(one, actor) for one, actor in found if actor is not None]
