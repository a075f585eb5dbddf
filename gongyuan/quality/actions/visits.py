"""Return visits: opened by themselves, made by the office, or answered on the worker's phone."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.enclosures import enclose
from gongyuan.cases.models import Case
from gongyuan.core.events import record_event
from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.actions.documents import issue_document
from gongyuan.quality.choices import (
    AttemptOutcome,
    QualityDocumentKind,
    VisitOutcome,
    VisitQuestion,
    VisitWay,
)
from gongyuan.quality.models import ReturnVisit, VisitAttempt
from gongyuan.quality.queries import visits as queries
from gongyuan.quality.queries.documents import visit_facts
from gongyuan.quality.queries.lawyers import last_lawyer
from gongyuan.quality.queries.periods import parameter, reckoned
from gongyuan.quality.rules import visit as rules

CATALOGUE_CODE = "26"


@transaction.atomic
def open_visit(*, case: Case, actor: Actor, now: datetime) -> ReturnVisit | None:
    """Open the return visit of a closed case, once, due so many days after closing (待核).

    The worker is told that it can be answered on the phone, in neutral words, unless it is not
    safe to write. None when the policy gives no days, or one is open already.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("unit").get(pk=case.pk)
    if case.closed_on is None or ReturnVisit.objects.filter(case=case).exists():
        return None
    found = reckoned(case.unit, code="RETURN_VISIT", key="visit_due_days", starts_on=case.closed_on)
    if found is None or found.due_on is None:
        return None
    visit = ReturnVisit.objects.create(
        case=case,
        unit=case.unit,
        unit_path=case.unit_path,
        lawyer=last_lawyer(case),
        due_on=found.due_on,
        due_source=found.source[:200],
        due_is_verified=found.verified,
        opened_at=now,
    )
    record_event(visit, "quality.returnvisit.open", actor=actor, now=now)
    _invite(case, now)
    return visit


def _invite(case: Case, now: datetime) -> None:
    contact = queries.contact_of(case)
    if contact["worker"] and contact["worker"].phone and not contact["contact_note"]:
        body = f"您的事办完了，请凭查询码{case.matter.code}和手机号说说办得怎么样。"
        send_text(phone=contact["worker"].phone, body=body, now=now, once_key=f"visit-{case.pk}")


@transaction.atomic
def record_attempt(
    *,
    visit: ReturnVisit,
    outcome: AttemptOutcome,
    note: str = "",
    note_was_read: bool = False,
    actor: Actor,
    now: datetime,
) -> VisitAttempt:
    """Note an attempt that did not come to a visit.

    Refuses to call against the contact note, and a visit that is over.
    """
    row = _held(visit, actor)
    _refuse_unsafe(row, VisitWay.CALL, note_was_read)
    attempt = VisitAttempt.objects.create(
        visit=row,
        outcome=AttemptOutcome(outcome),
        note=note.strip()[:300],
        tried_at=now,
        tried_by=actor.signature,
    )
    data = {"title": attempt.get_outcome_display()}
    record_event(row, "quality.returnvisit.try", actor=actor, now=now, note=note, data=data)
    return attempt


@transaction.atomic
def record_visit(
    *,
    visit: ReturnVisit,
    answers: Mapping[str, str],
    way: VisitWay,
    remark: str = "",
    note_was_read: bool = False,
    actor: Actor,
    now: datetime,
) -> ReturnVisit:
    """Enter what the worker said, by choices, and issue the form (回访登记表).

    Refuses a question without one of its answers, a call against the contact note, and a second
    visit.
    """
    row = _held(visit, actor)
    _refuse_unsafe(row, way, note_was_read)
    _answer(row, answers, remark)
    _finish(row, VisitOutcome.VISITED, actor, now, way=way)
    record_event(row, "quality.returnvisit.record", actor=actor, now=now)
    _issue_form(row, actor, now)
    return row


@transaction.atomic
def answer_visit(
    *, visit: ReturnVisit, answers: Mapping[str, str], remark: str = "", actor: Actor, now: datetime
) -> ReturnVisit:
    """Take in what the worker answers on the own phone, once.

    Forbids anybody else; refuses a question without an answer, and a visit that is over.
    """
    if not actor.is_worker:
        raise PermissionDenied(Capability.VISITS_RECORD)
    row = _unfinished(visit, actor)
    _answer(row, answers, remark)
    _finish(row, VisitOutcome.VISITED, actor, now, way=VisitWay.OWN_PHONE)
    record_event(row, "quality.returnvisit.answer", actor=actor, now=now)
    _issue_form(row, actor, now)
    return row


@transaction.atomic
def refuse_visit(*, visit: ReturnVisit, note: str, actor: Actor, now: datetime) -> ReturnVisit:
    """Note that the worker does not want to be asked, and what was said; ends the visit."""
    row = _held(visit, actor)
    record_event(row, "quality.returnvisit.refuse", actor=actor, now=now, note=note)
    row.remark = note.strip()[:1000]
    _finish(row, VisitOutcome.VISIT_REFUSED, actor, now)
    _issue_form(row, actor, now)
    return row


@transaction.atomic
def give_up_visit(
    *, visit: ReturnVisit, note: str = "", actor: Actor, now: datetime
) -> ReturnVisit:
    """End a visit nobody could be reached for, after as many attempts as the policy asks for."""
    row = _held(visit, actor)
    wanted = parameter(row.unit, "visit_attempts", on=timezone.localdate(now))
    count = row.attempts.count()
    refuse_if(rules.giving_up_obstacles(count, wanted.value if wanted else None))
    record_event(row, "quality.returnvisit.give_up", actor=actor, now=now, note=note)
    _finish(row, VisitOutcome.UNREACHED, actor, now)
    _issue_form(row, actor, now)
    return row


def _held(visit: ReturnVisit, actor: Actor) -> ReturnVisit:
    if not actor.can(Capability.VISITS_RECORD):
        raise PermissionDenied(Capability.VISITS_RECORD)
    return _unfinished(visit, actor)


def _unfinished(visit: ReturnVisit, actor: Actor) -> ReturnVisit:
    rows = ReturnVisit.objects.handled_by(actor).select_related("case__employer", "unit", "lawyer")
    row = rows.select_for_update(of=("self",)).get(pk=visit.pk)
    if row.outcome:
        raise Refused(f"回访已经结束：{row.get_outcome_display()}。")
    return row


def _refuse_unsafe(visit: ReturnVisit, way: str, note_was_read: bool) -> None:
    note = queries.contact_of(visit.case)["contact_note"]
    obstacles = rules.calling_obstacles(way, contact_note=note, note_was_read=note_was_read)
    refuse_if(obstacles, field="note_was_read")


def _answer(visit: ReturnVisit, answers: Mapping[str, str], remark: str) -> None:
    for question, sentence in rules.answer_obstacles(answers).items():
        raise Refused(sentence, field=question)
    visit.answers = {str(question): answers[question] for question in VisitQuestion}
    visit.overall = answers[VisitQuestion.OVERALL]
    visit.remark = remark.strip()[:1000]


def _finish(
    visit: ReturnVisit, outcome: VisitOutcome, actor: Actor, now: datetime, *, way: str = ""
) -> None:
    visit.outcome, visit.way = outcome, way
    visit.finished_at, visit.finished_on = now, timezone.localdate(now)
    visit.finished_by = actor.signature
    visit.save()


def _issue_form(visit: ReturnVisit, actor: Actor, now: datetime) -> None:
    document = issue_document(
        about=visit,
        kind=QualityDocumentKind.VISIT_FORM,
        facts=visit_facts(visit),
        unit=visit.unit,
        actor=actor,
        now=now,
    )
    title = f"{document.get_kind_display()} {document.number}"
    record_event(
        visit, "quality.returnvisit.issue_document", actor=actor, now=now, data={"title": title}
    )
    enclose(
        case=visit.case,
        file=document.file,
        title=title,
        catalogue_code=CATALOGUE_CODE,
        actor=actor,
        now=now,
    )
