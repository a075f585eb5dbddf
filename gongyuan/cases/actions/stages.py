"""The proceedings of a case: entered, kept up to date, ended with their results and deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import calendar, deadlines
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import AppointmentKind, CaseState, OccurrenceKind, StageKind
from gongyuan.cases.models import Case, ClaimResult, Deadline, Stage
from gongyuan.cases.queries import handling as queries
from gongyuan.cases.rules import handling as rules
from gongyuan.cases.rules import next_deadlines as clocks
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@dataclass(frozen=True, kw_only=True)
class Concluded:
    """What ending a proceeding brought: the stage, the deadlines opened, what looks wrong."""

    stage: Stage
    deadlines: tuple[Deadline, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Updated:
    """A proceeding kept up to date, and what stands in the way of its hearing."""

    stage: Stage
    warnings: tuple[str, ...]


@transaction.atomic
def open_stage(*, case: Case, filing: rules.Filing, actor: Actor, now: datetime) -> Stage:
    """Let a case enter a proceeding, with the deadlines that the filing keeps and starts.

    Filing an arbitration starts the 5 working days to accept (办案规则 第三十条); a suit keeps
    the 15 days (仲裁法 第四十八、五十条). Refuses what `rules.filing_obstacles` names.
    """
    case = _in_handling(case, actor)
    today = timezone.localdate(now)
    same = _same_filing(case, filing)
    if same is not None:
        return same
    found = rules.filing_obstacles(filing, queries.past_stages(case), today=today)
    for field, reasons in found.items():
        refuse_if(reasons, field=field)
    kind = StageKind(filing.kind)
    stage = Stage.objects.create(
        case=case,
        unit_path=case.unit_path,
        kind=kind,
        body=filing.body.strip(),
        number=filing.number.strip(),
        filed_on=filing.filed_on,
        accepted_on=filing.accepted_on,
        note=filing.note.strip(),
    )
    record_event(case, "cases.case.open_stage", actor=actor, now=now, data={"title": kind.label})
    met = clocks.MET_BY_OPENING.get(kind, frozenset())
    deadlines.meet_deadlines(case=case, codes=met, now=now)
    ended = clocks.ENDED_BY_OPENING.get(kind, frozenset())
    deadlines.cancel_deadlines(case=case, codes=ended, now=now)
    found_next = clocks.deadlines_on_filing(kind, filing.filed_on, filing.accepted_on)
    open_deadlines(case=case, wanted=found_next, now=now)
    tell_applicants(case, f"您的案件进入{kind.label}。", now=now)
    return stage


@transaction.atomic
def update_stage(
    *, stage: Stage, details: rules.StageDetails, actor: Actor, now: datetime
) -> Updated:
    """Keep a proceeding up to date: body, number, the day it was accepted, the hearing.

    Accepting an arbitration ends the 5 days and starts the 45 (仲裁法 第四十三条). The hearing
    stands in the calendar too; another appointment at that hour is a warning. Refuses a
    proceeding that has its result, and impossible days.
    """
    case, stage = _open_stage(stage, actor)
    today = timezone.localdate(now)
    accepted_on, hearing_at = details.accepted_on, details.hearing_at
    refuse_if(
        rules.acceptance_obstacles(stage.filed_on, accepted_on, today=today), field="accepted_on"
    )
    if hearing_at and timezone.localdate(hearing_at) < stage.filed_on:
        raise Refused("开庭时间早于提交日期，请核对。", field="hearing_at")
    is_news = accepted_on is not None and accepted_on != stage.accepted_on
    stage.body, stage.number = details.body.strip(), details.number.strip()
    stage.accepted_on, stage.hearing_at = accepted_on, hearing_at
    stage.hearing_place = details.hearing_place.strip()
    stage.save(update_fields=["body", "number", "accepted_on", "hearing_at", "hearing_place"])
    hearing = _hearing(stage)
    warnings = calendar.keep_hearing(stage=stage, case=case, details=hearing, actor=actor, now=now)
    title = stage.get_kind_display()
    record_event(case, "cases.case.update_stage", actor=actor, now=now, data={"title": title})
    if is_news:
        deadlines.meet_deadlines(case=case, codes=["ARB_ACCEPT", "COURT_FILE"], now=now)
        running = clocks.deadlines_on_filing(stage.kind, stage.filed_on, accepted_on)
        open_deadlines(case=case, wanted=running, now=now)
    return Updated(stage=stage, warnings=warnings)


@transaction.atomic
def conclude_stage(
    *, stage: Stage, conclusion: rules.Conclusion, actor: Actor, now: datetime
) -> Concluded:
    """End a proceeding with the day its document was received and an answer to every claim.

    Opens the next legal deadlines, such as 15 days to sue after an award; a mixed award counts as
    not final (法释〔2020〕26号 第二十条). Refuses what `rules.conclusion_obstacles` names; more
    awarded than claimed is a warning.
    """
    case, stage = _open_stage(stage, actor)
    found = rules.conclusion_obstacles(
        conclusion,
        queries.past_stage(stage),
        accepted_on=stage.accepted_on,
        today=timezone.localdate(now),
    )
    for field, reasons in found.items():
        refuse_if(reasons, field=field)
    stage.concluded_on, stage.result = conclusion.concluded_on, conclusion.result
    stage.award_finality = conclusion.finality
    stage.performance_due_on = conclusion.performance_due_on
    stage.note = "\n".join(part for part in (stage.note, conclusion.note.strip()) if part)
    stage.save()
    _answer_claims(stage, case, conclusion.answers)
    title = f"{stage.get_kind_display()}，{stage.get_result_display()}"
    record_event(case, "cases.case.conclude_stage", actor=actor, now=now, data={"title": title})
    running = clocks.RUNNING_IN.get(StageKind(stage.kind), frozenset())
    deadlines.meet_deadlines(case=case, codes=running, now=now)
    wanted = clocks.deadlines_on_conclusion(stage.kind, conclusion)
    if any(one.code == "EXEC_APPLY" for one in wanted):
        wanted += effects(case, conclusion.concluded_on)
    opened = open_deadlines(case=case, wanted=wanted, now=now)
    tell_applicants(case, f"您的案件{stage.get_kind_display()}有了结果。", now=now)
    return Concluded(
        stage=stage,
        deadlines=tuple(opened),
        warnings=tuple(rules.conclusion_warnings(conclusion)),
    )


def _in_handling(case: Case, actor: Actor) -> Case:
    if not actor.can(Capability.CASES_HANDLE):
        raise PermissionDenied(Capability.CASES_HANDLE)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if case.state != CaseState.HANDLING:
        raise Refused(f"现在是“{case.get_state_display()}”，办理中才能登记程序。")
    return case


def _open_stage(stage: Stage, actor: Actor) -> tuple[Case, Stage]:
    case = _in_handling(stage.case, actor)
    stage = Stage.objects.select_for_update().get(pk=stage.pk, case=case)
    if stage.concluded_on:
        raise Refused(f"“{stage.get_kind_display()}”已经有了结果，不能再改。")
    return case, stage


def _hearing(stage: Stage) -> AppointmentDetails | None:
    if stage.hearing_at is None:
        return None
    return AppointmentDetails(
        kind=AppointmentKind.HEARING, starts_at=stage.hearing_at, place=stage.hearing_place
    )


def _same_filing(case: Case, filing: rules.Filing) -> Stage | None:
    """The open stage that this very filing made: the form was sent twice."""
    return case.stages.filter(
        concluded_on=None,
        kind=filing.kind,
        filed_on=filing.filed_on,
        body=filing.body.strip(),
        number=filing.number.strip(),
    ).first()


def _answer_claims(stage: Stage, case: Case, answers: Iterable[rules.ClaimAnswer]) -> None:
    known = set(case.claims.values_list("pk", flat=True))
    given = list(answers)
    if not {answer.claim_id for answer in given} <= known:
        raise Refused("这项请求不属于本案。", field="answers")
    ClaimResult.objects.bulk_create(
        ClaimResult(
            stage=stage,
            claim_id=answer.claim_id,
            outcome=answer.outcome,
            awarded_amount=answer.awarded,
        )
        for answer in given
    )


def effects(case: Case, effective_on: date) -> list[clocks.NextDeadline]:
    """The deadlines of what was secured before, once a document takes effect on a day."""
    secured = case.occurrences.filter(kind=OccurrenceKind.PRESERVED).exists()
    return clocks.deadlines_on_effect(effective_on, is_preserved=secured)


def open_deadlines(
    *, case: Case, wanted: Iterable[clocks.NextDeadline], now: datetime
) -> list[Deadline]:
    """Open the deadlines that something brought, as far as law or policy gives their length."""
    rows = [
        deadlines.set_deadline(
            case=case, code=next_.code, starts_on=next_.starts_on, kept_by=next_.kept_by, now=now
        )
        for next_ in wanted
    ]
    return [row for row in rows if row is not None]
