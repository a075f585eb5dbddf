"""Appointments of a case: made, moved, cancelled; a hearing stands on its proceeding too."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.choices import WORKER_COMES, AppointmentKind
from gongyuan.cases.models import Appointment, Case, Stage
from gongyuan.cases.queries import calendar as queries
from gongyuan.cases.queries.assignment import current_assignment
from gongyuan.cases.rules import calendar as rules
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@dataclass(frozen=True, kw_only=True)
class Appointed:
    """An appointment as it stands now, and what the lawyer has at the same hour."""

    appointment: Appointment
    warnings: tuple[str, ...]


@transaction.atomic
def make_appointment(
    *, case: Case, details: rules.AppointmentDetails, actor: Actor, now: datetime
) -> Appointed:
    """Put an hour of a case into the calendar: a hearing, a meeting, a mediation.

    The worker is told by text message and the lawyer in the inbox. Another appointment of the
    same lawyer at that hour is a warning. Refuses a case that is over and what
    `rules.appointment_obstacles` names; the same once more changes nothing.
    """
    case = _open_case(case, actor)
    same = case.appointments.filter(
        cancelled_at=None, kind=details.kind, starts_at=details.starts_at
    ).first()
    if same is not None:
        return Appointed(appointment=same, warnings=_warnings(same))
    _refuse(rules.appointment_obstacles(details, now=now))
    is_hearing = details.kind == AppointmentKind.HEARING
    stage = case.stages.filter(concluded_on=None).first() if is_hearing else None
    made = _created(case, stage, details, actor=actor, now=now)
    mirror_hearing(made.stage, now=now)
    _record(case, made, "make", actor, now)
    _tell(case, made, _told(made), actor, now)
    return Appointed(appointment=made, warnings=_warnings(made))


@transaction.atomic
def change_appointment(
    *,
    appointment: Appointment,
    details: rules.AppointmentDetails,
    actor: Actor,
    now: datetime,
) -> Appointed:
    """Move an appointment or put its place right; worker and lawyer are told when it moves.

    Refuses one that is cancelled, one that would then be twice in the calendar, and what
    `rules.appointment_obstacles` names.
    """
    case, kept = _standing(appointment, actor)
    was_at, was_in = kept.starts_at, kept.place
    _refuse(rules.appointment_obstacles(details, now=now, was_at=was_at))
    twice = case.appointments.filter(
        cancelled_at=None, kind=details.kind, starts_at=details.starts_at
    )
    if twice.exclude(pk=kept.pk).exists():
        raise Refused("本案这个时间已经有同样的日程。", field="starts_on")
    kept.kind, kept.starts_at, kept.ends_at = details.kind, details.starts_at, details.ends_at
    kept.place, kept.note = details.place.strip(), details.note.strip()
    kept.changed_at = now
    kept.save()
    mirror_hearing(kept.stage, now=now)
    _record(case, kept, "change", actor, now)
    if (was_at, was_in) != (kept.starts_at, kept.place):
        _tell(case, kept, f"改期：{_told(kept)}", actor, now)
    return Appointed(appointment=kept, warnings=_warnings(kept))


@transaction.atomic
def cancel_appointment(
    *, appointment: Appointment, note: str, actor: Actor, now: datetime
) -> Appointment:
    """Take an appointment out of the calendar, with the reason; worker and lawyer are told.

    Refuses an empty reason and one that is cancelled already.
    """
    case, kept = _standing(appointment, actor)
    kept.cancelled_at = kept.changed_at = now
    kept.save(update_fields=["cancelled_at", "changed_at"])
    mirror_hearing(kept.stage, now=now)
    _record(case, kept, "cancel", actor, now, note=note)
    if kept.starts_at > now:
        _tell(case, kept, f"取消：{_told(kept)}", actor, now)
    return kept


def keep_hearing(
    *,
    stage: Stage,
    case: Case,
    details: rules.AppointmentDetails | None,
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Let the calendar follow what a locked proceeding says of its hearing; return warnings.

    A hearing still to come is moved, one that has been is followed by a new one; without
    `details` the one to come is taken out.
    """
    hearings = case.appointments.filter(kind=AppointmentKind.HEARING, cancelled_at=None)
    to_come = hearings.filter(stage=stage, starts_at__gt=now).order_by("starts_at")
    if details is None:
        to_come.update(cancelled_at=now, changed_at=now)
        return ()
    kept = hearings.filter(starts_at=details.starts_at).first() or to_come.first()
    if kept is None:
        kept = _created(case, stage, details, actor=actor, now=now)
    elif (kept.starts_at, kept.place) == (details.starts_at, details.place.strip()):
        return _warnings(kept)
    else:
        kept.starts_at, kept.ends_at, kept.place = details.starts_at, None, details.place.strip()
        kept.changed_at = now
        kept.save(update_fields=["starts_at", "ends_at", "place", "changed_at"])
    if kept.starts_at > now:
        _tell(case, kept, _told(kept), actor, now)
    return _warnings(kept)


def mirror_hearing(stage: Stage | None, *, now: datetime) -> None:
    """Write on the proceeding the hearing that comes next, or else the last there was."""
    if stage is None:
        return
    rows = stage.appointments.filter(kind=AppointmentKind.HEARING, cancelled_at=None)
    shown = rows.filter(starts_at__gt=now).order_by("starts_at").first()
    shown = shown or rows.order_by("-starts_at").first()
    stage.hearing_at = shown.starts_at if shown else None
    stage.hearing_place = shown.place if shown else ""
    stage.save(update_fields=["hearing_at", "hearing_place"])


def _open_case(case: Case, actor: Actor) -> Case:
    if not actor.can(Capability.CASES_SCHEDULE):
        raise PermissionDenied(Capability.CASES_SCHEDULE)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"现在是“{case.get_state_display()}”，不再安排日程。")
    return case


def _standing(appointment: Appointment, actor: Actor) -> tuple[Case, Appointment]:
    case = _open_case(appointment.case, actor)
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("stage", "case")
    kept = rows.get(pk=appointment.pk, case=case)
    if kept.cancelled_at:
        raise Refused("这个日程已经取消。")
    return case, kept


def _created(
    case: Case,
    stage: Stage | None,
    details: rules.AppointmentDetails,
    *,
    actor: Actor,
    now: datetime,
) -> Appointment:
    return Appointment.objects.create(
        case=case,
        unit_id=case.unit_id,
        unit_path=case.unit_path,
        stage=stage,
        kind=details.kind,
        starts_at=details.starts_at,
        ends_at=details.ends_at,
        place=details.place.strip(),
        note=details.note.strip(),
        made_at=now,
        made_by=actor.signature,
        changed_at=now,
    )


def _refuse(found: dict[str, list[str]]) -> None:
    for field, reasons in found.items():
        refuse_if(reasons, field=field)


def _warnings(appointment: Appointment) -> tuple[str, ...]:
    others = queries.clash_words(appointment, queries.others_of_lawyer(appointment))
    return (f"承办律师这个时间还有：{others}。",) if others else ()


def _told(appointment: Appointment) -> str:
    """What it is and when, in words without a name: 6月20日 09:30开庭."""
    at = timezone.localtime(appointment.starts_at)
    what = AppointmentKind(appointment.kind).label
    return f"{at.month}月{at.day}日 {at:%H:%M}{what}"


def _record(
    case: Case, appointment: Appointment, verb: str, actor: Actor, now: datetime, *, note: str = ""
) -> None:
    data = {"title": _told(appointment)}
    code = f"cases.case.{verb}_appointment"
    record_event(case, code, actor=actor, now=now, note=note, data=data)


def _tell(case: Case, appointment: Appointment, words: str, actor: Actor, now: datetime) -> None:
    if appointment.kind in WORKER_COMES:
        tell_applicants(case, f"您的案件{words}。", now=now)
    current = current_assignment(case)
    user_id = current.lawyer.user_id if current and current.accepted_at else None
    if user_id and user_id != actor.user_id:
        link = reverse("lawyer_case", args=[case.pk])
        tell_user(user_id=user_id, body=f"{case.number} {words}。", link=link, now=now)
