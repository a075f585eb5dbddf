"""What else is done on a case on a random walk: applications, proceedings, deadlines, words."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.closing import hand_in_paper
from gongyuan.cases.actions.handling import report_progress, write_to_worker
from gongyuan.cases.actions.papers import add_paper, serve_document
from gongyuan.cases.actions.settling import answer_report, settle_deadline
from gongyuan.cases.actions.stages import conclude_stage, open_stage, update_stage
from gongyuan.cases.choices import CaseState, ClaimOutcome, DeadlineEnd, StageKind
from gongyuan.cases.details import ClaimDetails, NewPaper
from gongyuan.cases.models import Case, Stage
from gongyuan.cases.queries import closing as closing_queries
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.handling import claim_rows, open_stage_of, past_stages
from gongyuan.cases.rules import closing as closing_rules
from gongyuan.cases.rules import handling as rules
from gongyuan.people.actor import visitor
from gongyuan.policy.choices import AidForm, EmergencyReason
from tests.cases.factories import application, person
from tests.cases.handling_factories import upload
from tests.cases.walking import Walk
from tests.lawyers.factories import lawyer_actor

CLAIMS = (
    (ClaimDetails(kind="unpaid_wages", amount=Decimal("12000.00")),),
    (
        ClaimDetails(kind="unpaid_wages", amount=Decimal("3000.00")),
        ClaimDetails(kind="social_insurance"),
    ),
)
FORMS = (AidForm.ARBITRATION, AidForm.LITIGATION, AidForm.MEDIATION, AidForm.CONSULTATION)


def submit(walk: Walk) -> None:
    """A worker applies, on the phone or at the window, in writing or by word of mouth."""
    office = walk.draw(walk.offices)
    is_emergency = walk.draw((False, False, True))
    is_migrant = walk.draw((True, True, False))
    case = submit_application(
        application=application(
            applicants=(person(is_migrant=is_migrant),),
            claims=walk.draw(CLAIMS),
            aid_form=walk.draw(FORMS),
            is_emergency=is_emergency,
            emergency_reason=EmergencyReason.LIMITATION_NEAR if is_emergency else "",
            has_severe_infringement_evidence=False,
            oral_text=walk.draw(("", "", "口头申请。")),
        ),
        unit=office.unit,
        actor=walk.draw((visitor(), office.clerk)),
        now=walk.now,
    )
    walk.cases.append(case.pk)


def _lawyer(walk: Walk, case: Case) -> Any:
    actor = walk.who("lawyer", case)
    assert actor is not None
    return actor


def _open(walk: Walk, case: Case) -> None:
    past, today = past_stages(case), timezone.localdate(walk.now)
    filings = [rules.Filing(kind=kind, filed_on=today, note="依法直接起诉。") for kind in StageKind]
    may = [one for one in filings if not rules.filing_obstacles(one, past, today=today)]
    filing = walk.draw(may)
    open_stage(case=case, filing=filing, actor=_lawyer(walk, case), now=walk.now)


def _update(walk: Walk, case: Case) -> None:
    stage = _stage(case)
    hearing = walk.draw((None, walk.now + timedelta(days=9)))
    details = rules.StageDetails(
        body="试验仲裁委员会",
        accepted_on=stage.accepted_on or timezone.localdate(walk.now),
        hearing_at=hearing,
    )
    update_stage(stage=stage, details=details, actor=_lawyer(walk, case), now=walk.now)


def _conclude(walk: Walk, case: Case) -> None:
    stage = _stage(case)
    possible = sorted(rules.RESULTS_OF[StageKind(stage.kind)])
    result = walk.draw(possible)
    finality = walk.draw(("final", "not_final")) if result == "award" else ""
    conclude_stage(
        stage=stage,
        conclusion=rules.Conclusion(
            concluded_on=timezone.localdate(walk.now),
            result=result,
            finality=finality,
            answers=tuple(_answers(walk, case, result)),
        ),
        actor=_lawyer(walk, case),
        now=walk.now,
    )


def _answers(walk: Walk, case: Case, result: str) -> Iterator[rules.ClaimAnswer]:
    decided = [one for one in ClaimOutcome if one != ClaimOutcome.PENDING]
    outcomes = decided if result in rules.DECIDING else [ClaimOutcome.PENDING, *decided]
    for claim in case.claims.order_by("pk"):
        outcome = walk.draw(outcomes)
        gives = outcome in rules.GIVING and claim.amount is not None
        yield rules.ClaimAnswer(
            claim_id=claim.pk,
            label=claim.kind,
            outcome=outcome,
            claimed=claim.amount,
            awarded=Decimal("2500.00") if gives else None,
        )


def _stage(case: Case) -> Stage:
    stage = open_stage_of(case)
    assert stage is not None
    return stage


def _settle(walk: Walk, case: Case) -> None:
    """The lawyer settles a deadline of the worker's rights; a fatal one an officer confirms."""
    row = walk.draw(_rights(case))
    how = walk.draw(DeadlineEnd)
    settle_deadline(
        deadline=row, how=how, note="职工说的。", actor=_lawyer(walk, case), now=walk.now
    )
    if row.reports.filter(answered_at=None).exists():
        officer = walk.office_of(case).officer
        is_confirmed = walk.draw((True, True, False))
        answer_report(
            deadline=row, is_confirmed=is_confirmed, note="核实过。", actor=officer, now=walk.now
        )


def _rights(case: Case) -> list[Any]:
    facts = closing_queries.closing_facts(case)
    codes = [row.code for row in facts.deadlines if closing_rules.is_right(row)]
    return [row for row in detail.open_deadlines(case) if row.code in codes]


def _bring_paper(walk: Walk, case: Case) -> None:
    missing = [one.code for one in case.materials.all() if one.status != "received"]
    paper = NewPaper(file=upload(), material_code=walk.draw([*missing, ""]), title="照片")
    add_paper(case=case, paper=paper, actor=walk.office_of(case).clerk, now=walk.now)


def _report(walk: Walk, case: Case) -> None:
    text = f"{walk.now:%m月%d日%H时}去了仲裁委。"
    report_progress(case=case, text=text, actor=_lawyer(walk, case), now=walk.now)


def _write(walk: Walk, case: Case) -> None:
    actor = walk.office_of(case).officer
    write_to_worker(case=case, text="请带身份证来。", actor=actor, now=walk.now)


def _serve(walk: Walk, case: Case) -> None:
    document = case.documents.order_by("served_at", "-pk").last()
    clerk = walk.office_of(case).clerk
    serve_document(document=document, how="当面", actor=clerk, now=walk.now)


def _hand_in(walk: Walk, case: Case) -> None:
    actor = walk.who("lawyer", case) or walk.office_of(case).officer
    hand_in_paper(case=case, file=upload(), catalogue_code="21", actor=actor, now=walk.now)


def side_deeds(walk: Walk, case: Case) -> dict[str, Callable[[Walk, Case], None]]:
    """What can be done on a case now without moving it, by name."""
    found: dict[str, Callable[[Walk, Case], None]] = {}
    if case.is_open:
        found["write to the worker"] = _write
        found["bring a paper"] = _bring_paper
        found["hand in a paper"] = _hand_in
    if case.documents.filter(served_at=None).exists():
        found["serve"] = _serve
    if case.state in {CaseState.MANDATING, CaseState.HANDLING, CaseState.SUSPENDED}:
        found["report progress"] = _report
    if case.state == CaseState.HANDLING:
        found |= handling_deeds(case)
    return found


def _report_as_before(walk: Walk, case: Case) -> None:
    lawyer = lawyer_actor(walk.office_of(case).lawyers[0])
    report_progress(case=case, text="还有一句。", actor=lawyer, now=walk.now)


#: What nobody can do any more to a case whose file is sealed.
SEALED_DEEDS: dict[str, Callable[[Walk, Case], None]] = {
    "write to the worker": _write,
    "bring a paper": _bring_paper,
    "hand in a paper": _hand_in,
    "serve": _serve,
    "report progress": _report_as_before,
}


def handling_deeds(case: Case) -> dict[str, Callable[[Walk, Case], None]]:
    """What brings a case nearer to its closing."""
    is_open = open_stage_of(case) is not None
    found: dict[str, Callable[[Walk, Case], None]] = (
        {"conclude": _conclude, "update": _update} if is_open else {"open": _open}
    )
    if _rights(case):
        found["settle"] = _settle
    if not is_open and case.stages.exists() and detail.missing_materials(case):
        found["bring a paper"] = _bring_paper
    return found


def outcomes_missing(case: Case) -> list[str]:
    """Claims that no proceeding has answered."""
    return [row.label for row in claim_rows(case) if row.outcome == ClaimOutcome.PENDING]
