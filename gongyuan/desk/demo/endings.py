"""How the demonstration's cases go on once a lawyer has the mandate."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from gongyuan.cases.actions.archive import archive_case
from gongyuan.cases.actions.calendar import make_appointment
from gongyuan.cases.actions.closing import close_case, submit_file
from gongyuan.cases.actions.handling import report_progress
from gongyuan.cases.actions.settling import answer_report, settle_deadline
from gongyuan.cases.actions.stages import conclude_stage, open_stage
from gongyuan.cases.choices import (
    AppointmentKind,
    AwardFinality,
    ClaimOutcome,
    DeadlineEnd,
    StageKind,
    StageResult,
)
from gongyuan.cases.models import Case, Deadline, Stage
from gongyuan.cases.queries.closing import file_check_rows
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.cases.rules.handling import ClaimAnswer, Conclusion, Filing
from gongyuan.desk.demo import words
from gongyuan.people.actor import Actor
from gongyuan.policy.choices import AidForm

if TYPE_CHECKING:
    from gongyuan.desk.demo.stories import Teller

SUIT_IN = 5
HEARING_AFTER_DAYS = 36
AWARDED_SHARE = Decimal("0.8")
#: A handed-in file of so many is still to be checked.
UNCHECKED_IN, STILL_TO_CHECK_DAYS = 2, 25
REPRESENTATION = (AidForm.ARBITRATION, AidForm.LITIGATION)


class NotYet(Exception):  # noqa: N818 - no fault: the story has caught up with today
    """The next step lies in the future."""


class Clock:
    """The moments of the steps, some days apart, until now."""

    def __init__(self, teller: "Teller", at: datetime) -> None:
        self._moments = self._run(teller, at)

    @staticmethod
    def _run(teller: "Teller", at: datetime) -> Iterator[datetime]:
        for days in (4, 12, 25, 14, 30, 20, 15, 12, 10):
            at += timedelta(days=days, hours=teller.random.randint(0, 5))
            if at >= teller.now:
                return
            yield at

    def next(self) -> datetime:
        for moment in self._moments:
            return moment
        raise NotYet

    def next_after(self, at: datetime) -> datetime:
        while (moment := self.next()) <= at:
            pass
        return moment


def handle(teller: "Teller", case: Case, *, office: Actor, counsel: Actor, at: datetime) -> None:
    """Take a case from the mandate to the archive, or as far as it has come by now."""
    with suppress(NotYet):
        _live(teller, case, (office, counsel), Clock(teller, at))


def _live(teller: "Teller", case: Case, actors: tuple[Actor, Actor], clock: Clock) -> None:
    office, counsel = actors
    at = clock.next()
    report_progress(case=case, text=words.PROGRESS[0], actor=counsel, now=at)
    if case.aid_form not in REPRESENTATION:
        _settle(case, counsel, clock, at)
    else:
        stage = _arbitrate(teller, case, counsel, at)
        _appoint(teller, case, counsel, at)
        at = clock.next()
        said = teller.random.choice(words.PROGRESS[1:])
        report_progress(case=case, text=said, actor=counsel, now=at)
        at = clock.next()
        _conclude(case, stage, StageResult.AWARD, counsel, at)
        if teller.told % SUIT_IN == 0:
            _sue(teller, case, actors, clock)
        else:
            _waive(case, (office, counsel), at)
    _close(teller, case, actors, clock)


def _appoint(teller: "Teller", case: Case, counsel: Actor, at: datetime) -> None:
    """Give a case its hearing, where that is still to come."""
    hearing = _noon(timezone.localdate(at) + timedelta(days=HEARING_AFTER_DAYS)) - timedelta(
        hours=3
    )
    if hearing > teller.now:
        details = AppointmentDetails(
            kind=AppointmentKind.HEARING, starts_at=hearing, place="第二仲裁庭"
        )
        make_appointment(case=case, details=details, actor=counsel, now=at)


def _settle(case: Case, counsel: Actor, clock: Clock, at: datetime) -> None:
    """Advice, drafting, mediation: the two sides talk and agree."""
    kind = StageKind.MEDIATION if case.aid_form == AidForm.MEDIATION else StageKind.NEGOTIATION
    filing = Filing(kind=kind, filed_on=timezone.localdate(at), body=case.unit.name)
    stage = open_stage(case=case, filing=filing, actor=counsel, now=at)
    _conclude(case, stage, StageResult.SETTLED, counsel, clock.next())


def _arbitrate(teller: "Teller", case: Case, counsel: Actor, at: datetime) -> Stage:
    day = timezone.localdate(at)
    place = case.unit.short_name
    number = f"{place[:2]}劳人仲案字〔{day.year}〕{teller.random.randint(10, 900)}号"
    filing = Filing(
        kind=StageKind.ARBITRATION,
        filed_on=day,
        accepted_on=day,
        body=f"{place}劳动人事争议仲裁委员会",
        number=number,
    )
    return open_stage(case=case, filing=filing, actor=counsel, now=at)


def _conclude(case: Case, stage: Stage, result: StageResult, counsel: Actor, at: datetime) -> None:
    conclusion = Conclusion(
        concluded_on=timezone.localdate(at),
        result=result,
        answers=_answers(case),
        finality=AwardFinality.FINAL if result == StageResult.AWARD else "",
    )
    conclude_stage(stage=stage, conclusion=conclusion, actor=counsel, now=at)


def _answers(case: Case) -> tuple[ClaimAnswer, ...]:
    return tuple(
        ClaimAnswer(
            claim_id=claim.pk,
            label=claim.kind,
            outcome=ClaimOutcome.PARTLY if claim.amount else ClaimOutcome.SUPPORTED,
            claimed=claim.amount,
            awarded=(claim.amount * AWARDED_SHARE).quantize(Decimal("0.01"))
            if claim.amount
            else None,
        )
        for claim in case.claims.order_by("pk")
    )


def _sue(teller: "Teller", case: Case, actors: tuple[Actor, Actor], clock: Clock) -> None:
    """Sue in court some days after the award, and win."""
    office, counsel = actors
    last = case.stages.order_by("-pk").first()
    if last is None or last.concluded_on is None:
        raise LookupError(f"{case} has no award to sue on")
    at = _noon(last.concluded_on + timedelta(days=6))
    if at >= teller.now:
        raise NotYet
    day = timezone.localdate(at)
    filing = Filing(
        kind=StageKind.FIRST_INSTANCE,
        filed_on=day,
        accepted_on=day,
        body=f"{case.unit.short_name}人民法院",
        number=f"（{day.year}）民初{teller.random.randint(100, 4000)}号",
    )
    stage = open_stage(case=case, filing=filing, actor=counsel, now=at)
    end = clock.next_after(at + timedelta(days=7))
    _conclude(case, stage, StageResult.JUDGMENT, counsel, end)
    _waive(case, (office, counsel), end)


def _noon(day: date) -> datetime:
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)


def _waive(case: Case, actors: tuple[Actor, Actor], at: datetime) -> None:
    """The worker does not go on: the lawyer reports it, the office confirms."""
    open_rights = Deadline.objects.filter(
        case=case, met_at=None, cancelled_at=None, code__in=["SUE_WORKER", "APPEAL"]
    )
    for deadline in open_rights:
        _tick_off(deadline, DeadlineEnd.WAIVED, "职工满意结果，表示不再起诉。", actors, at)


def _tick_off(
    deadline: Deadline, how: DeadlineEnd, note: str, actors: tuple[Actor, Actor], at: datetime
) -> None:
    office, counsel = actors
    settle_deadline(deadline=deadline, how=how, note=note, actor=counsel, now=at)
    if deadline.reports.filter(answered_at=None).exists():
        answer_report(deadline=deadline, is_confirmed=True, note="", actor=office, now=at)


def _close(teller: "Teller", case: Case, actors: tuple[Actor, Actor], clock: Clock) -> None:
    """Close a case, hand its file in and seal it, as far as the clock goes."""
    office, counsel = actors
    at = clock.next()
    awarded = sum((a.awarded or Decimal(0) for a in _answers(case)), Decimal(0))
    for deadline in Deadline.objects.filter(case=case, met_at=None, cancelled_at=None):
        _tick_off(deadline, DeadlineEnd.DONE, "已办结。", actors, at)
    close_case(
        case=case,
        summary=teller.random.choice(words.SUMMARIES),
        recovered_amount=awarded,
        actor=counsel,
        now=at,
    )
    at = clock.next()
    submit_file(case=case, actor=counsel, now=at)
    is_recent = teller.now - at < timedelta(days=STILL_TO_CHECK_DAYS)
    if teller.told % UNCHECKED_IN == 0 and is_recent:
        return
    at = clock.next()
    missing = [row.item.code for row in file_check_rows(case) if row.is_missing]
    archive_case(
        case=case,
        excuses=dict.fromkeys(missing, "演示案卷，原件存单位。"),
        actor=office,
        now=at,
    )
