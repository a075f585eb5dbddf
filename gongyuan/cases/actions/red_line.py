"""Major cases are reported up within hours, level by level, and escalate by themselves (红线)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import attach
from gongyuan.cases.actions.telling import signature, tell_union
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.details import NewPaper
from gongyuan.cases.models import Case, LawyerReport, MajorCase, MajorReport
from gongyuan.cases.queries.clocks import hours_after
from gongyuan.cases.rules import major as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def report_up(*, case: Case, text: str, actor: Actor, now: datetime) -> MajorReport:
    """Report a major case to the next level, with a numbered report; its hours to answer begin.

    平工文〔2016〕28号 附件2 第五条（五）; hours: the policy's (major_acknowledge_hours, 待核).
    Refuses a case that is not major, a union with none above it, an empty text, and a second
    report while the first awaits its acknowledgement.
    """
    if not actor.can(Capability.CASES_REPORT_UP):
        raise PermissionDenied(Capability.CASES_REPORT_UP)
    rows = Case.objects.handled_by(actor).select_related("unit__parent")
    case = rows.select_for_update(of=("self",)).get(pk=case.pk)
    major = MajorCase.objects.select_for_update().filter(case=case, lifted_at=None).first()
    upper = case.unit.parent
    obstacles = rules.report_obstacles(
        text, is_standing=major is not None, has_upper=upper is not None
    )
    if obstacles or major is None or upper is None:
        raise Refused(*obstacles, field="text")
    if case.major_reports.filter(to_unit=upper, acknowledged_at=None).exists():
        raise Refused(f"已经报告{upper.name}，等签收。")
    report = _sent(case, (case.unit, upper), text, actor, now)
    issue_document(case=case, kind=DocumentKind.MAJOR_REPORT, actor=actor, now=now)
    if major.reported_at is None:
        major.reported_at = now
        major.save(update_fields=["reported_at"])
    return report


@transaction.atomic
def acknowledge_report(
    *,
    report: MajorReport,
    instruction: str = "",
    goes_on: bool = False,
    actor: Actor,
    now: datetime,
) -> MajorReport:
    """Acknowledge a report, with an instruction or without; `goes_on` sends it one level further.

    Late acknowledgement is taken too, and stays late. Refuses a second one, and to go on where
    nobody is above.
    """
    if not actor.can(Capability.CASES_OVERSEE):
        raise PermissionDenied(Capability.CASES_OVERSEE)
    rows = MajorReport.objects.handled_by(actor).select_related("to_unit__parent")
    report = rows.select_for_update(of=("self",)).get(pk=report.pk)
    case = _of(report)
    if report.acknowledged_at:
        at = timezone.localtime(report.acknowledged_at)
        raise Refused(f"{report.acknowledged_by}已于{at:%Y-%m-%d %H:%M}签收。")
    if goes_on and report.to_unit.parent is None:
        raise Refused("没有上级工会，不能再向上报告。", field="goes_on")
    report.acknowledged_at, report.acknowledged_by = now, signature(actor)
    report.instruction = instruction.strip()
    report.save(update_fields=["acknowledged_at", "acknowledged_by", "instruction"])
    title = {"title": report.to_unit.short_name}
    code = "cases.case.acknowledge_report"
    record_event(case, code, actor=actor, now=now, note=instruction, data=title)
    words = f"：{report.instruction}" if report.instruction else "。"
    _tell(
        report.from_unit_id, case, f"{report.to_unit.name}签收了 {case.number} 的报告{words}", now
    )
    if goes_on:
        _sent_further(report, case, report.instruction or report.text, actor, now)
    return report


@transaction.atomic
def escalate_report(*, report: MajorReport, actor: Actor, now: datetime) -> bool:
    """Send a report on by itself when its level did not acknowledge in time, once.

    Says whether it was: not when it was acknowledged meanwhile. The level that was silent still
    has to acknowledge.
    """
    rows = MajorReport.objects.select_for_update(of=("self",)).select_related("to_unit__parent")
    report = rows.get(pk=report.pk)
    is_late = report.due_at is not None and report.due_at < now
    if report.acknowledged_at or report.escalated_at or not is_late:
        return False
    case = _of(report)
    report.escalated_at = now
    report.save(update_fields=["escalated_at"])
    title = {"title": report.to_unit.short_name}
    record_event(case, "cases.case.escalate_report", actor=actor, now=now, data=title)
    _tell(report.to_unit_id, case, f"{case.number} 的报告逾期没有签收，已报上一级。", now)
    if report.to_unit.parent:
        _sent_further(report, case, report.text, actor, now, is_escalation=True)
    return True


@transaction.atomic
def tell_of_missing_report(*, major: MajorCase, actor: Actor, now: datetime) -> bool:
    """Tell the level above that a major case was not reported in time; once, not when it was."""
    rows = MajorCase.objects.select_for_update(of=("self",)).select_related("case", "unit__parent")
    major = rows.get(pk=major.pk)
    is_late = major.report_due_at is not None and major.report_due_at < now
    if major.reported_at or major.lifted_at or major.escalated_at or not is_late:
        return False
    major.escalated_at = now
    major.save(update_fields=["escalated_at"])
    record_event(major.case, "cases.case.miss_report", actor=actor, now=now)
    body = f"{major.unit.name}没有按时报告重大案件 {major.case.number}。"
    if major.unit.parent_id:
        _tell(major.unit.parent_id, major.case, body, now)
    _tell(major.unit_id, major.case, body, now, power=Capability.CASES_REPORT_UP)
    return True


@transaction.atomic
def report_by_lawyer(
    *, case: Case, text: str, papers: Sequence[NewPaper] = (), actor: Actor, now: datetime
) -> LawyerReport:
    """Keep that the lawyer reported what is major in a case, with a receipt that proves it.

    平工文〔2016〕28号 附件2 第五条（五）. Text, moment and papers are hashed, the row is never
    changed, a numbered receipt lies in the file. The same report sent twice running is one.
    Refuses an empty text and a case that is over; forbids anybody but its lawyer.
    """
    if not actor.can(Capability.CASES_HANDLE) or actor.user_id is None:
        raise PermissionDenied(Capability.CASES_HANDLE)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not case.is_open:
        raise Refused("案件已经办完，不能再报告。")
    words = text.strip()
    if not words:
        raise Refused("请写明情况。", field="text")
    last = case.lawyer_reports.order_by("-pk").first()
    if last and (last.text, last.user_id) == (words, actor.user_id):
        return last
    added = attach(case, papers, actor=actor, now=now)
    hashes = [paper.file.sha256 for paper in added]
    report = LawyerReport.objects.create(
        case=case,
        user_id=actor.user_id,
        text=words,
        reported_at=now,
        reported_by=signature(actor),
        sha256=rules.receipt_of(case.number, now.isoformat(), words, hashes),
        paper_hashes=hashes,
    )
    told = {"title": report.sha256[:12], "lawyer_report_id": report.pk}
    record_event(case, "cases.case.report_by_lawyer", actor=actor, now=now, note=words, data=told)
    issue_document(case=case, kind=DocumentKind.LAWYER_REPORT, actor=actor, now=now)
    body = f"承办律师报告 {case.number} 的重大情况，请处理。"
    _tell(case.unit_id, case, body, now, power=Capability.CASES_REPORT_UP)
    return report


def _of(report: MajorReport) -> Case:
    """The reported case, under lock."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=report.case_id)


def _sent(
    case: Case,
    way: tuple[Unit, Unit],
    text: str,
    actor: Actor,
    now: datetime,
    *,
    is_escalation: bool = False,
) -> MajorReport:
    """One report from one level to the next, whose hours to acknowledge begin."""
    sender, receiver = way
    today = timezone.localdate(now)
    clock = hours_after(receiver, "major_acknowledge_hours", starts_at=now, on=today)
    report = MajorReport.objects.create(
        case=case,
        from_unit=sender,
        from_path=sender.path,
        to_unit=receiver,
        text=text.strip(),
        sent_at=now,
        sent_by=signature(actor),
        is_escalation=is_escalation,
        due_at=clock.at if clock else None,
        due_source=clock.source if clock else "",
        due_is_verified=clock.is_verified if clock else True,
    )
    if not is_escalation:
        title = {"title": receiver.name}
        record_event(case, "cases.case.report_up", actor=actor, now=now, note=text, data=title)
    _tell(receiver.pk, case, f"{sender.name}报告重大案件 {case.number}，请签收。", now)
    return report


def _sent_further(
    report: MajorReport,
    case: Case,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    is_escalation: bool = False,
) -> None:
    """To the level above the one reported to, unless it awaits there already."""
    upper = report.to_unit.parent
    if upper and not case.major_reports.filter(to_unit=upper, acknowledged_at=None).exists():
        way = (report.to_unit, upper)
        _sent(case, way, text, actor, now, is_escalation=is_escalation)


def _tell(
    unit_id: int,
    case: Case,
    body: str,
    now: datetime,
    *,
    power: Capability = Capability.CASES_OVERSEE,
) -> None:
    link = reverse("case_detail", args=[case.pk])
    tell_union(unit_id=unit_id, power=power, body=body, link=link, now=now)
