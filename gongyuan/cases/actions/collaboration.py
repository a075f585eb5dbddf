"""Unions of two regions work on one case: asked, accepted, reported, paid, ended (委托协作)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import attach, tell_applicants
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.actions.telling import signature, tell_union
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.choices.major import OPEN_COLLABORATION, CollaborationState, ReturnedThing
from gongyuan.cases.details import HelpRequest, NewPaper
from gongyuan.cases.models import (
    Case,
    Collaboration,
    CollaborationPaper,
    CollaborationProgress,
    Paper,
)
from gongyuan.cases.queries.clocks import days_after
from gongyuan.cases.rules import collaboration as rules
from gongyuan.cases.workflow import COLLABORATION
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def ask_help(*, case: Case, asked: HelpRequest, actor: Actor, now: datetime) -> Collaboration:
    """Ask a union elsewhere to help with a case, with a numbered letter and the papers chosen.

    工会法律援助办法 第三条. The case stays here and counts here; days to answer: the policy's
    (collaboration_answer_days, 待核). Refuses the own union, one dissolved, an empty task, papers
    of the inner file, a case that is over and a second open letter to the same union.
    """
    if not actor.can(Capability.CASES_COLLABORATE):
        raise PermissionDenied(Capability.CASES_COLLABORATE)
    rows = Case.objects.handled_by(actor).select_related("unit__parent", "matter")
    case = rows.select_for_update(of=("self",)).get(pk=case.pk)
    today, helper = timezone.localdate(now), asked.to_unit
    found = rules.asking_obstacles(
        asked.task,
        asked.contact,
        is_own=helper.pk == case.unit_id,
        is_closed=bool(helper.closed_on and helper.closed_on <= today),
        is_open=case.is_open,
    )
    for field, reasons in found.items():
        refuse_if(reasons, field=field or None)
    if case.collaborations.filter(to_unit=helper, state__in=OPEN_COLLABORATION).exists():
        raise Refused(f"已经委托{helper.name}，还没有了结。", field="to_unit")
    row = _written(case, asked, actor, now)
    _share(row, _chosen(case, asked.paper_ids))
    record_event(row, "cases.collaboration.ask", actor=actor, now=now, note=asked.task)
    _send_letter(row, actor, now)
    _note_on_case(row, "委托", actor, now)
    tell_side(row, row.to_unit_id, f"{row.unit.name}委托协作一件案件，请答复。", now)
    return row


def _written(case: Case, asked: HelpRequest, actor: Actor, now: datetime) -> Collaboration:
    helper = asked.to_unit
    today = timezone.localdate(now)
    clock = days_after(helper, "collaboration_answer_days", starts_on=today)
    return Collaboration.objects.create(
        case=case,
        unit=case.unit,
        unit_path=case.unit_path,
        to_unit=helper,
        to_path=helper.path,
        task=asked.task.strip(),
        contact=asked.contact.strip()[:100],
        asked_at=now,
        asked_by=signature(actor),
        due_on=clock.on if clock else None,
        due_source=clock.source if clock else "",
        due_is_verified=clock.is_verified if clock else True,
    )


def _chosen(case: Case, paper_ids: Sequence[int]) -> list[Paper]:
    found = list(case.papers.filter(pk__in=paper_ids, is_inner=False))
    if len(found) < len(set(paper_ids)):
        raise Refused("只能附这件案件正卷里的材料。", field="papers")
    return found


def _send_letter(row: Collaboration, actor: Actor, now: datetime) -> None:
    kind = DocumentKind.COLLABORATION_LETTER
    row.document = issue_document(case=row.case, kind=kind, actor=actor, now=now)
    row.save(update_fields=["document"])
    _share(row, [row.document.paper])


def _share(row: Collaboration, papers: Sequence[Paper], *, is_from_helper: bool = False) -> None:
    CollaborationPaper.objects.bulk_create(
        CollaborationPaper(collaboration=row, paper=paper, is_from_helper=is_from_helper)
        for paper in papers
    )


@transaction.atomic
def accept_help(
    *, collaboration: Collaboration, contact: str, actor: Actor, now: datetime
) -> Collaboration:
    """Accept to help, naming whom to talk to; the worker is told who helps and who has the case."""
    row = _helper(collaboration, actor)
    if not contact.strip():
        raise Refused("请写明联系人和电话。", field="contact")
    advance(
        row, COLLABORATION, "accept", actor=actor, now=now, accepted_at=now,
        helper_contact=contact.strip()[:100],
    )  # fmt: skip
    _note_on_case(row, "对方接受", actor, now)
    record_event(row.case, "cases.case.join_hands", actor=actor, now=now)
    sentence = f"{row.to_unit.name}也在帮您办这件事，案件仍由{row.unit.name}负责。"
    tell_applicants(row.case, sentence, now=now)
    tell_side(row, row.unit_id, f"{row.to_unit.name}接受了 {row.case.number} 的协作。", now)
    return row


@transaction.atomic
def turn_down(
    *, collaboration: Collaboration, reason: str, note: str, actor: Actor, now: datetime
) -> Collaboration:
    """Decline to help, with a coded reason and a sentence."""
    row = _helper(collaboration, actor)
    refuse_if(COLLABORATION.obstacles(row.state, "turn_down"))
    thing = ReturnedThing.COLLABORATION_REQUEST
    send_back(thing=thing, reason=reason, note=note, about=row, actor=actor, now=now)
    advance(row, COLLABORATION, "turn_down", actor=actor, now=now, note=note, ended_at=now)
    _note_on_case(row, "对方谢绝", actor, now)
    body = f"{row.to_unit.name}谢绝了 {row.case.number} 的协作：{note.strip()}"
    tell_side(row, row.unit_id, body, now)
    return row


@transaction.atomic
def call_back(
    *, collaboration: Collaboration, note: str, actor: Actor, now: datetime
) -> Collaboration:
    """Take a letter back before it was answered, with the reason."""
    row = _asker(collaboration, actor)
    advance(row, COLLABORATION, "call_back", actor=actor, now=now, note=note, ended_at=now)
    _note_on_case(row, "收回委托", actor, now)
    tell_side(row, row.to_unit_id, f"{row.unit.name}收回了委托：{note.strip()}", now)
    return row


@transaction.atomic
def report_help(
    *,
    collaboration: Collaboration,
    text: str,
    papers: Sequence[NewPaper] = (),
    actor: Actor,
    now: datetime,
) -> CollaborationProgress:
    """Report back what was done, with papers, which go into the case's file.

    The same words sent twice running are one report. Refuses an empty report and a collaboration
    that is not at work.
    """
    row = _helper(collaboration, actor)
    if row.state != CollaborationState.AT_WORK:
        raise Refused(f"现在是“{row.get_state_display()}”，不能报告进展。")
    last = row.progress.first()
    if last and last.text == text.strip():
        return last
    record_event(row, "cases.collaboration.report", actor=actor, now=now, note=text)
    report = CollaborationProgress.objects.create(
        collaboration=row, text=text.strip(), reported_at=now, reported_by=signature(actor)
    )
    added = attach(row.case, papers, actor=actor, now=now)
    _share(row, added, is_from_helper=True)
    _note_on_case(row, "对方报告进展", actor, now)
    tell_side(row, row.unit_id, f"{row.to_unit.name}报告了 {row.case.number} 的协作进展。", now)
    return report


@transaction.atomic
def report_done(
    *, collaboration: Collaboration, note: str, actor: Actor, now: datetime
) -> Collaboration:
    """Report that what was asked for is done, with the result; the asking side confirms."""
    row = _helper(collaboration, actor)
    advance(row, COLLABORATION, "report_done", actor=actor, now=now, note=note, result=note.strip())
    _note_on_case(row, "对方报告办结", actor, now)
    tell_side(
        row, row.unit_id, f"{row.to_unit.name}报告 {row.case.number} 的协作办结，请确认。", now
    )
    return row


@transaction.atomic
def send_on(
    *, collaboration: Collaboration, reason: str, note: str, actor: Actor, now: datetime
) -> Collaboration:
    """Ask the helping side to go on, with a coded reason and a sentence; its result stays."""
    row = _asker(collaboration, actor)
    refuse_if(COLLABORATION.obstacles(row.state, "send_on"))
    thing = ReturnedThing.COLLABORATION_RESULT
    send_back(thing=thing, reason=reason, note=note, about=row, actor=actor, now=now)
    advance(row, COLLABORATION, "send_on", actor=actor, now=now, note=note)
    tell_side(row, row.to_unit_id, f"{row.unit.name}请继续协作：{note.strip()}", now)
    return row


@transaction.atomic
def confirm_done(
    *, collaboration: Collaboration, note: str = "", actor: Actor, now: datetime
) -> Collaboration:
    """Confirm the result: the collaboration is over and counts on both sides, the case once.

    Refuses while a cost was named and not agreed on.
    """
    row = _asker(collaboration, actor)
    is_open = row.cost_proposed_by_id is not None and row.cost_agreed_at is None
    refuse_if(COLLABORATION.obstacles(row.state, "confirm"))
    refuse_if(rules.ending_obstacles(has_open_cost=is_open))
    advance(row, COLLABORATION, "confirm", actor=actor, now=now, note=note, ended_at=now)
    _over(row, "了结", actor, now)
    tell_side(row, row.to_unit_id, f"{row.unit.name}确认协作了结。", now)
    return row


@transaction.atomic
def cut_short(
    *, collaboration: Collaboration, note: str, actor: Actor, now: datetime
) -> Collaboration:
    """End a collaboration before its result, from either side, with the reason."""
    row = either_side(collaboration, actor)
    advance(row, COLLABORATION, "cut_short", actor=actor, now=now, note=note, ended_at=now)
    _over(row, "中断", actor, now)
    tell_side(row, other_side(row, actor), f"协作中断：{note.strip()}", now)
    return row


def _over(row: Collaboration, step: str, actor: Actor, now: datetime) -> None:
    """Whoever had the case has it alone again, and the worker is told so."""
    _note_on_case(row, step, actor, now)
    record_event(row.case, "cases.case.part_hands", actor=actor, now=now)
    sentence = f"{row.to_unit.name}帮的部分结束了，您的案件由{row.unit.name}继续办理。"
    tell_applicants(row.case, sentence, now=now)


def either_side(collaboration: Collaboration, actor: Actor) -> Collaboration:
    """The collaboration under lock, for either side, with its case locked before it."""
    if not actor.can(Capability.CASES_COLLABORATE):
        raise PermissionDenied(Capability.CASES_COLLABORATE)
    Case.objects.select_for_update(of=("self",)).get(pk=collaboration.case_id)
    rows = Collaboration.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("case__matter", "case__employer", "unit", "to_unit").get(
        pk=collaboration.pk
    )


def _helper(collaboration: Collaboration, actor: Actor) -> Collaboration:
    row = either_side(collaboration, actor)
    if row.to_unit_id != actor.unit_id:
        raise PermissionDenied("only the helping side")
    return row


def _asker(collaboration: Collaboration, actor: Actor) -> Collaboration:
    row = either_side(collaboration, actor)
    if row.unit_id != actor.unit_id:
        raise PermissionDenied("only the asking side")
    return row


def other_side(row: Collaboration, actor: Actor) -> int:
    """The union that the actor is not of."""
    return row.unit_id if actor.unit_id == row.to_unit_id else row.to_unit_id


def _note_on_case(row: Collaboration, step: str, actor: Actor, now: datetime) -> None:
    title = {"title": f"{step}（{row.to_unit.short_name}）"}
    record_event(row.case, "cases.case.collaboration", actor=actor, now=now, data=title)


def tell_side(row: Collaboration, unit_id: int, body: str, now: datetime) -> None:
    """Tell the people of one side; the link opens what both sides see."""
    link = reverse("collaboration_detail", args=[row.pk])
    power = Capability.CASES_COLLABORATE
    tell_union(unit_id=unit_id, power=power, body=body, link=link, now=now)
