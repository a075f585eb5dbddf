"""The deadlines of a case: reckoned by law and policy, kept open until met or no longer due."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.cases.choices import MoveOf, OccurrenceKind
from gongyuan.cases.models import Case, Deadline, Occurrence, Supplement
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.rules.next_deadlines import LIMITATIONS
from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import Deadline as Reckoned
from gongyuan.law.deadlines import Override, Pause, Unit, due_on
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import DeadlineOverride, Parameter
from gongyuan.policy.in_force import current_calendar
from gongyuan.policy.resolution import MissingRule

REVIEW = "AID_REVIEW"
SUPPLEMENT = "AID_SUPPLEMENT"
ASSIGN = "AID_ASSIGN"
RETAINER = "AID_RETAINER"
OBJECTION = "AID_OBJECTION"
DOSSIER = "AID_DOSSIER"
LAWYER_ANSWER = "LAWYER_ANSWER"
PROGRESS = "PROGRESS"
#: The days in which a worker may object: the union's own rule, there is none of law.
OBJECTION_WINDOW = "UNION_OBJECTION"
#: Fixed by whoever orders it: neither law nor policy gives its length.
EVIDENCE = "EVIDENCE"

#: Deadlines whose length is a parameter of the policy, because no law fixes it.
BY_PARAMETER = {
    SUPPLEMENT: "supplement_days",
    LAWYER_ANSWER: "lawyer_answer_days",
    PROGRESS: "progress_interval_days",
    OBJECTION_WINDOW: "objection_window_days",
}
#: Rows of the offices' own making, which the table of law does not have: label and event.
OWN_ROWS = {
    LAWYER_ANSWER: ("律师答复指派", "收到指派"),
    PROGRESS: ("通报进展", "上次通报进展"),
    OBJECTION_WINDOW: ("职工提出异议", "收到决定书"),
}


@transaction.atomic
def set_deadline(
    *, case: Case, code: str, starts_on: date, kept_by: MoveOf, now: datetime
) -> Deadline | None:
    """Open a deadline of a locked case, or reckon the open one anew from another start.

    `starts_on` is the Beijing day of the event that starts the period (民法典 第二百零一条). The
    length is the law's, or the stricter one of the policy in force at the unit's place; days of
    a supplement do not count in the review (办理法律援助案件程序规定). None when neither law nor
    policy gives a length: nothing is guessed, and an open one of this code stays as it was.
    """
    reckoned = _reckon(case, code, starts_on, now)
    if reckoned is None or reckoned.due_on is None:
        return None
    kept = Deadline.objects.filter(case=case, code=code, met_at=None, cancelled_at=None).first()
    row = _filled(kept or Deadline(case=case, code=code), reckoned, starts_on, kept_by)
    row.due_on = reckoned.due_on
    row.save()
    refresh_next_due(case=case)
    return row


def first_deadline(
    *, case: Case, code: str, kept_by: MoveOf, given: DeadlineOverride | None, now: datetime
) -> Deadline | None:
    """Reckon the first deadline of a case not yet written, which then bears it as its next.

    As `set_deadline` from the day of `now`, but with the length the policy has just `given` for
    the application; the caller saves both. None when neither law nor policy gives a length.
    """
    starts_on = timezone.localdate(now)
    rule = _rule(case, code, starts_on)
    if rule is None:
        return None
    reckoned = due_on(rule, starts_on, current_calendar(), (), _given(given))
    if reckoned.due_on is None:
        return None
    case.next_due_code, case.next_due_on = code, reckoned.due_on
    row = Deadline(case=case, code=code, due_on=reckoned.due_on)
    return _filled(row, reckoned, starts_on, kept_by)


def _filled(row: Deadline, reckoned: Reckoned, starts_on: date, kept_by: MoveOf) -> Deadline:
    row.label = reckoned.rule.label
    row.kept_by = kept_by
    row.starts_on = starts_on
    row.source = reckoned.source[:200]
    row.steps = _steps(reckoned)
    row.is_provisional = reckoned.is_provisional
    row.is_verified = reckoned.verified
    return row


@transaction.atomic
def set_ordered_deadline(*, case: Case, ordered_on: date, until_on: date) -> Deadline:
    """Open the last day to prove as the order itself gives it.

    Nothing is reckoned; a later order takes the place of the earlier one.
    """
    kept = _open(case).filter(code=EVIDENCE).first() or Deadline(case=case, code=EVIDENCE)
    kept.label, kept.kept_by = "提交证据", MoveOf.LAWYER
    kept.starts_on, kept.due_on = ordered_on, until_on
    kept.source = "举证通知书，期限由受理机关指定"
    kept.steps = [{"text": "照通知书登记，不另行推算。", "source": ""}]
    kept.is_provisional, kept.is_verified = False, True
    kept.save()
    refresh_next_due(case=case)
    return kept


@transaction.atomic
def meet_deadlines(*, case: Case, codes: Iterable[str], now: datetime) -> None:
    """Tick off the open deadlines of these codes as done at `now`; none open is no fault."""
    _open(case).filter(code__in=list(codes)).update(met_at=now)
    refresh_next_due(case=case)


@transaction.atomic
def cancel_deadlines(*, case: Case, now: datetime, codes: Iterable[str] | None = None) -> None:
    """Mark open deadlines as no longer due: those of `codes`, or all of them."""
    rows = _open(case)
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    rows.update(cancelled_at=now)
    refresh_next_due(case=case)


@transaction.atomic
def resume_review(*, case: Case, now: datetime) -> None:
    """Let the clock of the review run on after a supplement, its days not counted (待核)."""
    row = _open(case).filter(code=REVIEW).first()
    if row:
        set_deadline(
            case=case,
            code=REVIEW,
            starts_on=row.starts_on,
            kept_by=MoveOf(row.kept_by),
            now=now,
        )


@transaction.atomic
def restart_objection_window(*, case: Case, served_on: date, now: datetime) -> None:
    """Let the days of an objection run from the day the decision was served, if still open."""
    if _open(case).filter(code=OBJECTION_WINDOW).exists():
        set_deadline(
            case=case,
            code=OBJECTION_WINDOW,
            starts_on=served_on,
            kept_by=MoveOf.WORKER,
            now=now,
        )


def refresh_next_due(*, case: Case) -> None:
    """Copy the soonest open deadline onto the case; the review stands still for a supplement."""
    rows = list(_open(case).order_by("due_on", "pk").values_list("code", "due_on"))
    if any(code == SUPPLEMENT for code, _ in rows):
        rows = [row for row in rows if row[0] != REVIEW]
    code, day = rows[0] if rows else ("", None)
    if (case.next_due_code, case.next_due_on) != (code, day):
        case.next_due_code, case.next_due_on = code, day
        case.save(update_fields=["next_due_on", "next_due_code"])


def _open(case: Case) -> QuerySet[Deadline]:
    return Deadline.objects.filter(case=case, met_at=None, cancelled_at=None)


def _reckon(case: Case, code: str, starts_on: date, now: datetime) -> Reckoned | None:
    rule = _rule(case, code, starts_on)
    if rule is None:
        return None
    pauses = _pauses(case, now) if code == REVIEW else ()
    if code in LIMITATIONS:
        pauses = _hindrances(case)
    return due_on(rule, starts_on, current_calendar(), pauses, _override(case, code))


def _rule(case: Case, code: str, starts_on: date) -> law.DeadlineRule | None:
    place = case.unit.region_code[:6] or law.NATION
    try:
        return law.deadline_table().rule(code, on=starts_on, region=place)
    except law.UnknownDeadline:
        return _own_rule(code, place)


def _own_rule(code: str, place: str) -> law.DeadlineRule | None:
    if code not in OWN_ROWS:
        return None
    label, event = OWN_ROWS[code]
    return law.open_rule(code, label=label, event=event, region=place)


def _override(case: Case, code: str) -> Override | None:
    """The length that the unit's policy gives, by its deadline set or by a parameter."""
    try:
        resolved = case_facts.policy_for(case)
        if code in BY_PARAMETER:
            return _from_parameter(policy_rules.parameter(resolved, BY_PARAMETER[code]))
    except (MissingRule, ValueError):
        return None
    today = timezone.localdate(case.applied_at)
    known = case_facts.application_facts(case, today=today)
    return _given(policy_rules.deadlines(resolved, policy_rules.track(known, resolved)).get(code))


def _given(found: DeadlineOverride | None) -> Override | None:
    if found is None:
        return None
    return Override(found.length, Unit(found.unit), found.source, found.is_verified)


def _from_parameter(found: Parameter) -> Override:
    source = "、".join(clause.citation for clause in found.clauses)
    return Override(found.value, Unit(found.unit), source, found.is_verified)


def _pauses(case: Case, now: datetime) -> tuple[Pause, ...]:
    """The days between telling what is missing and the answer."""
    told = Supplement.objects.filter(case=case).order_by("pk")
    return tuple(
        Pause(
            began_on=timezone.localdate(row.told_at),
            ended_on=timezone.localdate(row.answered_at or now),
            kind="supplement",
            still_running=row.answered_at is None,
        )
        for row in told
    )


def _hindrances(case: Case) -> tuple[Pause, ...]:
    """The days on which arbitration could not be asked for (仲裁法 第二十七条第三款)."""
    rows = Occurrence.objects.filter(case=case, kind=OccurrenceKind.HINDERED).order_by("pk")
    return tuple(
        Pause(began_on=row.happened_on, ended_on=row.until_on, kind="suspension")
        for row in rows
        if row.until_on
    )


def _steps(reckoned: Reckoned) -> list[dict[str, str]]:
    steps = [{"text": step.text, "source": step.source} for step in reckoned.steps]
    return steps + [{"text": text, "source": ""} for text in reckoned.assumptions]
