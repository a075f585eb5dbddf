"""What happens beside the proceedings: written down, and the deadlines that come of it reckoned."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.stages import open_deadlines
from gongyuan.cases.choices import MoveOf, OccurrenceKind, StageKind
from gongyuan.cases.models import Case, Deadline, Occurrence
from gongyuan.cases.rules import occurrences as rules
from gongyuan.cases.rules.next_deadlines import LIMITATIONS, NextDeadline
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An occurrence with the deadlines that it opened or started anew."""

    occurrence: Occurrence
    deadlines: tuple[Deadline, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The days reckoned, to be read at once by whoever entered it."""
        return tuple(
            f"{row.label}：最迟{row.due_on:%Y-%m-%d}（{row.source}）。" for row in self.deadlines
        )


@transaction.atomic
def record_occurrence(
    *, case: Case, details: rules.OccurrenceDetails, actor: Actor, now: datetime
) -> Recorded:
    """Write down what happened, and open, meet or move the deadlines that come of it.

    The days to prove are those of the order itself. Refuses a case that is over and what
    `rules.occurrence_obstacles` names; the same day once more changes nothing.
    """
    if not actor.can(Capability.CASES_SCHEDULE):
        raise PermissionDenied(Capability.CASES_SCHEDULE)
    rows = Case.objects.handled_by(actor).select_for_update(of=("self",)).select_related("unit")
    case = rows.get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"现在是“{case.get_state_display()}”，不再登记。")
    for field, reasons in rules.occurrence_obstacles(
        details, today=timezone.localdate(now)
    ).items():
        refuse_if(reasons, field=field)
    kind = OccurrenceKind(details.kind)
    kept, is_new = Occurrence.objects.get_or_create(
        case=case,
        kind=kind,
        happened_on=details.happened_on,
        defaults={
            "until_on": details.until_on,
            "note": details.note.strip(),
            "recorded_at": now,
            "recorded_by": actor.signature,
        },
    )
    if not is_new:
        return Recorded(occurrence=kept, deadlines=())
    data = {"title": kind.label}
    record_event(
        case, "cases.case.record_occurrence", actor=actor, now=now, note=kept.note, data=data
    )
    deadlines.meet_deadlines(case=case, codes=rules.MEETS.get(kind, ()), now=now)
    return Recorded(occurrence=kept, deadlines=tuple(_opened(case, kept, details, now)))


def open_limitation(*, case: Case, now: datetime) -> None:
    """Let the year to ask for arbitration run on a locked case whose employment is known to have
    ended, unless it was asked for or stands already (劳动争议调解仲裁法 第二十七条)."""
    clocks_known = case.deadlines.filter(code__in=LIMITATIONS).exists()
    if case.employed_to is None or clocks_known:
        return
    ended = rules.OccurrenceDetails(
        kind=OccurrenceKind.EMPLOYMENT_ENDED, happened_on=case.employed_to
    )
    wanted = rules.deadlines_on_occurrence(
        ended,
        claims=case.claim_kinds,
        running=(),
        is_arbitrated=case.stages.filter(kind=StageKind.ARBITRATION).exists(),
    )
    open_deadlines(case=case, wanted=wanted, now=now)


def _opened(
    case: Case, kept: Occurrence, details: rules.OccurrenceDetails, now: datetime
) -> list[Deadline]:
    if kept.kind == OccurrenceKind.EVIDENCE_ORDERED and kept.until_on:
        days = {"ordered_on": kept.happened_on, "until_on": kept.until_on}
        return [deadlines.set_ordered_deadline(case=case, **days)]
    open_rows = Deadline.objects.filter(case=case, met_at=None, cancelled_at=None)
    running = {row.code: row for row in open_rows}
    if kept.kind == OccurrenceKind.HINDERED:
        wanted = [
            NextDeadline(code=code, starts_on=row.starts_on, kept_by=MoveOf(row.kept_by))
            for code, row in running.items()
            if code in LIMITATIONS
        ]
    else:
        wanted = rules.deadlines_on_occurrence(
            details,
            claims=case.claim_kinds,
            running=running,
            is_arbitrated=case.stages.filter(kind=StageKind.ARBITRATION).exists(),
        )
    return open_deadlines(case=case, wanted=wanted, now=now)
