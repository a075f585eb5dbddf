"""The decision on a membership, what must come before it, and its review (附件2 第五条)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.assignment import assign_lawyer, replace_lawyer
from gongyuan.cases.queries.assignment import current_assignment, latest_assignment
from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.actions.terms import end_term
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.actions.conduct import READ, issue_on, tell_lawyer
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.models import CaseHandOver, Conduct
from gongyuan.panel.queries import conduct as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.rules import conduct as rules
from gongyuan.panel.workflow import CONDUCT
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def hand_over_case(
    *, hand_over: CaseHandOver, lawyer: Lawyer | None, note: str, actor: Actor, now: datetime
) -> CaseHandOver:
    """Take a case from the leaving lawyer, and give it to another when one is named.

    法律援助法 第五十五条, through the replacement and assignment of cases, with all they refuse.
    Done twice it is once.
    """
    row = _waiting(hand_over, actor)
    if row.settled_at is not None:
        return row
    current = current_assignment(row.case)
    if current is not None and current.lawyer_id == row.lawyer_id:
        replace_lawyer(case=row.case, replaces=current.pk, note=note, actor=actor, now=now)
    if lawyer is not None:
        latest = latest_assignment(row.case)
        replaces = latest.pk if latest else None
        assign_lawyer(
            case=row.case, lawyer=lawyer, replaces=replaces, note=note, actor=actor, now=now
        )
    _settle(row, actor, now)
    data = {"title": row.case.number}
    code = "panel.conduct.hand_over"
    record_event(row.conduct, code, actor=actor, now=now, note=note, data=data)
    return row


@transaction.atomic
def keep_case(*, hand_over: CaseHandOver, note: str, actor: Actor, now: datetime) -> CaseHandOver:
    """Leave a case with the lawyer for a stated reason, such as a hearing of tomorrow.

    Refuses an empty reason and a case already handed over.
    """
    row = _waiting(hand_over, actor)
    refuse_if(note_obstacles("panel.conduct.keep_case", note), field="note")
    if row.settled_at is not None and not row.kept_why:
        raise Refused("案件已经移交。")
    row.kept_why = note.strip()[:300]
    _settle(row, actor, now)
    data = {"title": row.case.number}
    record_event(row.conduct, "panel.conduct.keep_case", actor=actor, now=now, note=note, data=data)
    return row


@transaction.atomic
def decide_removal(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """Take the membership away: the seat is vacated from today on, and the roster shows it.

    附件2 第五条: the appointing union decides, by its head. Refuses whoever opened or proposed it,
    and while a case is in the lawyer's hand without a reason stated.
    """
    demand(actor, Capability.PANEL_DECIDE)
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    refuse_if(_deciding_obstacles(row, actor))
    left = [one.case.number for one in queries.open_cases(row) if not one.is_settled]
    refuse_if(rules.hand_over_obstacles(left))
    today = timezone.localdate(now)
    due = policy.last_day(row.unit, policy.OBJECTION_DAYS, on=today)
    _decide(
        row,
        "remove",
        note,
        actor=actor,
        now=now,
        objection_due_on=date.fromordinal(due.value) if due else None,
        objection_source=due.source if due else "",
    )
    document = issue_on(row, PanelDocumentKind.CONDUCT_DECISION, actor, now)
    for term in _terms_to_end(row, today):
        end_term(
            term=term,
            ground=EndGround.DISQUALIFIED,
            day=max(today, term.starts_on + timedelta(days=1)),
            note=f"{row.get_ground_display()}（{row.ground_source}）",
            file=document.file,
            actor=actor,
            now=now,
        )
    tell_lawyer(row, "工会决定取消您的志愿团成员资格，请看决定书。", now)
    return row


@transaction.atomic
def decide_to_keep(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """Decide that the member stays, with the reason; the same complaints open no second one.

    Refuses whoever opened or proposed it.
    """
    demand(actor, Capability.PANEL_DECIDE)
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    refuse_if(_deciding_obstacles(row, actor))
    _decide(row, "keep", note, actor=actor, now=now)
    if row.statement_due_on is not None:
        issue_on(row, PanelDocumentKind.CONDUCT_DECISION, actor, now)
        tell_lawyer(row, "工会决定不取消您的志愿团成员资格。", now)
    return row


@transaction.atomic
def object_to_removal(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """Ask for a review as the lawyer; refuses an empty reason and days that are over (待核)."""
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    today = timezone.localdate(now)
    refuse_if(CONDUCT.obstacles(row.state, "object"))
    refuse_if(rules.objection_obstacles(due_on=row.objection_due_on, today=today))
    advance(row, CONDUCT, "object", actor=actor, now=now, note=note, objection=note.strip())
    return row


@transaction.atomic
def review_removal(
    *, conduct: Conduct, is_upheld: bool, note: str, actor: Actor, now: datetime
) -> Conduct:
    """Uphold a removal, or revoke it: another head of the union, or one of a union above it.

    A revoked one leaves the term ended; the union appoints the lawyer anew for the rest of it.
    Refuses whoever proposed or decided.
    """
    demand(actor, Capability.PANEL_DECIDE)
    rows = Conduct.objects.visible_to(actor).select_related(*READ)
    row: Conduct = rows.select_for_update(of=("self",)).get(pk=conduct.pk)
    refuse_if(
        rules.reviewing_obstacles(
            reviewer=actor.user_id, decider=row.decider_id, proposer=row.proposer_id
        )
    )
    verb = "uphold" if is_upheld else "revoke"
    stamps: dict[str, Any] = {
        "review": note.strip(),
        "reviewed_at": now,
        "reviewed_by": actor.signature,
    }
    advance(row, CONDUCT, verb, actor=actor, now=now, note=note, **stamps)
    issue_on(row, PanelDocumentKind.CONDUCT_REVIEW, actor, now)
    tell_lawyer(row, "您申请的复核有了结果，请看复核决定书。", now)
    return row


def _deciding_obstacles(row: Conduct, actor: Actor) -> list[str]:
    return rules.deciding_obstacles(
        decider=actor.user_id, opener=row.opener_id, proposer=row.proposer_id
    )


def _decide(
    row: Conduct, verb: str, note: str, *, actor: Actor, now: datetime, **stamps: Any
) -> None:
    advance(
        row,
        CONDUCT,
        verb,
        actor=actor,
        now=now,
        note=note,
        decision=note.strip(),
        decided_at=now,
        decided_by=actor.signature,
        decider_id=actor.user_id,
        **stamps,
    )


def _terms_to_end(row: Conduct, today: date) -> list[PanelTerm]:
    """The terms of the lawyer in this union that run or are still to come."""
    rows = PanelTerm.objects.filter(lawyer_id=row.lawyer_id, unit_id=row.unit_id)
    return list(rows.filter(ends_on__gte=today, agreed_until=None).order_by("starts_on"))


def _waiting(hand_over: CaseHandOver, actor: Actor) -> CaseHandOver:
    demand(actor, Capability.CASES_ASSIGN)
    row: CaseHandOver = locked(CaseHandOver, hand_over.pk, actor, "case", "conduct")
    if not row.conduct.is_open:
        raise Refused("对这位律师的审查已经结束。")
    return row


def _settle(row: CaseHandOver, actor: Actor, now: datetime) -> None:
    row.settled_at, row.settled_by = now, actor.signature
    row.save(update_fields=["kept_why", "settled_at", "settled_by"])
