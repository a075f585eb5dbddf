"""A case is major: marked by rule or by a person, led by somebody, tracked to its end."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.telling import signature, tell_union
from gongyuan.cases.details import Leader
from gongyuan.cases.models import Case, LeaderInCharge, MajorCase
from gongyuan.cases.queries.clocks import days_after, hours_after
from gongyuan.cases.queries.facts import Findings
from gongyuan.cases.queries.major import gravity_of
from gongyuan.cases.rules import major as rules
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def keep_gravity(
    *, case: Case, findings: Findings | None = None, actor: Actor, now: datetime
) -> MajorCase | None:
    """Keep that a case is major by the packs, with their reasons, and start the hours to report.

    劳动争议调解仲裁法 第七条 (十人以上); 平工文〔2016〕28号 附件2 第五条（五）. The caller has
    locked or just made the case; `findings` are those of its review. None when no pack says so;
    what is kept already stays.
    """
    found = gravity_of(case, findings)
    if not found.is_major:
        return None
    kept = MajorCase.objects.filter(case=case, lifted_at=None).first()
    if kept:
        return kept
    return _open(case, [reason.to_json() for reason in found.reasons], actor, now)


@transaction.atomic
def carry_gravity(*, case: Case, sent: Case, actor: Actor, now: datetime) -> MajorCase | None:
    """Keep that a case sent on is major there too, by rule or as it was marked; None when not.

    The caller has locked the one and made the other (法律援助法 第三十八条).
    """
    if not sent.is_major:
        return None
    kept = keep_gravity(case=sent, actor=actor, now=now)
    old = MajorCase.objects.filter(case=case, lifted_at=None).first()
    if kept or old is None:
        return kept
    marks = {"is_marked": True, "wants_discussion": old.wants_discussion}
    return _open(sent, old.reasons, actor, now, **marks)


@transaction.atomic
def mark_major(
    *, case: Case, note: str, wants_discussion: bool = False, actor: Actor, now: datetime
) -> MajorCase:
    """Mark a case as major with the reason; with `wants_discussion` it is discussed first.

    豫工办〔2015〕28号 二（三）: 重大疑难案件. Refuses an empty reason, a case that is over and one
    that is major already.
    """
    case = _own(case, Capability.CASES_REVIEW, actor)
    refuse_if(
        rules.marking_obstacles(note, is_major=case.is_major, is_open=case.is_open), field="note"
    )
    reasons = [{"text": note.strip(), "clauses": []}]
    return _open(case, reasons, actor, now, is_marked=True, wants_discussion=wants_discussion)


@transaction.atomic
def lift_major(*, case: Case, note: str, actor: Actor, now: datetime) -> MajorCase:
    """No longer treat a case as major, with the reason; refuses where the rules say it is."""
    case = _own(case, Capability.CASES_DECIDE, actor)
    row = MajorCase.objects.select_for_update().filter(case=case, lifted_at=None).first()
    by_rule = gravity_of(case).is_major
    obstacles = rules.lifting_obstacles(is_standing=row is not None, is_by_rule=by_rule)
    if obstacles or row is None:
        raise Refused(*obstacles)
    record_event(case, "cases.case.lift_major", actor=actor, now=now, note=note)
    row.lifted_at = now
    row.save(update_fields=["lifted_at"])
    case.is_major = False
    case.save(update_fields=["is_major"])
    return row


@transaction.atomic
def name_leader(*, case: Case, leader: Leader, actor: Actor, now: datetime) -> LeaderInCharge:
    """Name who of the leaders answers for a major case; whoever did before is relieved.

    苏工发[2012]8号 第14项 (主要领导亲自过问); 包案. The same leader named twice is one. Refuses a
    case that is not major, and a leader without name or title.
    """
    case = _own(case, Capability.CASES_LEAD, actor)
    if not case.is_major or not case.is_open:
        raise Refused("只有在办的重大案件才确定包案领导。")
    if not leader.name.strip():
        raise Refused("请写明姓名。", field="name")
    if not leader.title.strip():
        raise Refused("请写明职务。", field="title")
    current = LeaderInCharge.objects.select_for_update().filter(case=case, until=None).first()
    name, title = leader.name.strip(), leader.title.strip()
    if current and (current.name, current.title) == (name, title):
        return current
    if current:
        current.until = now
        current.save(update_fields=["until"])
    row = LeaderInCharge.objects.create(
        case=case,
        unit=case.unit,
        user_id=leader.user_id,
        name=name,
        title=title,
        since=now,
        named_by=signature(actor),
    )
    told: dict[str, Any] = {"title": f"{name}（{title}）"}
    record_event(case, "cases.case.name_leader", actor=actor, now=now, data=told)
    if leader.user_id:
        link = reverse("case_detail", args=[case.pk])
        tell_user(user_id=leader.user_id, body=f"{case.number} 由您包案。", link=link, now=now)
    return row


@transaction.atomic
def track_case(*, case: Case, note: str, actor: Actor, now: datetime) -> MajorCase:
    """Note how a major case goes (全程跟踪); the days to the next look begin anew.

    豫工办〔2015〕28号 二（三）; the interval is the policy's (major_tracking_days, 待核).
    Refuses an empty note and a case that is not major.
    """
    case = _own(case, Capability.CASES_REPORT_UP, actor)
    row = MajorCase.objects.select_for_update().filter(case=case, lifted_at=None).first()
    if row is None:
        raise Refused("只有重大案件才全程跟踪。")
    record_event(case, "cases.case.track", actor=actor, now=now, note=note)
    row.tracked_at, row.tracking_due_on = now, _next_look(case, now)
    row.save(update_fields=["tracked_at", "tracking_due_on"])
    return row


def _own(case: Case, power: Capability, actor: Actor) -> Case:
    if not actor.can(power):
        raise PermissionDenied(power)
    rows = Case.objects.handled_by(actor).select_related("unit__parent")
    return rows.select_for_update(of=("self",)).get(pk=case.pk)


def _next_look(case: Case, now: datetime) -> Any:
    clock = days_after(case.unit, "major_tracking_days", starts_on=timezone.localdate(now))
    return clock.on if clock else None


def _open(
    case: Case,
    reasons: list[dict[str, Any]],
    actor: Actor,
    now: datetime,
    **marks: bool,
) -> MajorCase:
    """Write down that a case is major, start its clocks and tell the union that has it."""
    clock = None
    if case.unit.parent_id:
        today = timezone.localdate(now)
        clock = hours_after(case.unit, "major_report_hours", starts_at=now, on=today)
    row, _ = MajorCase.objects.update_or_create(
        case=case,
        defaults={
            "unit": case.unit,
            "unit_path": case.unit_path,
            "since": now,
            "reasons": reasons,
            "report_due_at": clock.at if clock else None,
            "due_source": clock.source if clock else "",
            "due_is_verified": clock.is_verified if clock else True,
            "reported_at": None,
            "escalated_at": None,
            "tracking_due_on": _next_look(case, now),
            "lifted_at": None,
            **marks,
        },
    )
    if not case.is_major:
        case.is_major = True
        case.save(update_fields=["is_major"])
    note = "；".join(reason["text"] for reason in reasons)
    record_event(case, "cases.case.mark_major", actor=actor, now=now, note=note)
    if row.report_due_at:
        _ask_for_report(row, row.report_due_at, now)
    return row


def _ask_for_report(row: MajorCase, due_at: datetime, now: datetime) -> None:
    at = timezone.localtime(due_at)
    tell_union(
        unit_id=row.unit_id,
        power=Capability.CASES_REPORT_UP,
        body=f"{row.case.number} 是重大案件，请在{at:%m月%d日 %H:%M}前向上级报告。",
        link=reverse("case_detail", args=[row.case_id]),
        now=now,
    )
