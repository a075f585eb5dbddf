"""A proceeding to take a membership away: evidence, notice, hearing, proposal (附件2 第五条)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.notices import send_text, tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.panel.actions.documents import issue_document
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.models import CaseHandOver, Conduct, ConductEvidence, PanelDocument
from gongyuan.panel.queries import conduct as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.documents import conduct_facts
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.rules import conduct as rules
from gongyuan.panel.workflow import CONDUCT
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

READ = ("lawyer__firm", "unit", "term")


@transaction.atomic
def add_evidence(
    *, conduct: Conduct, title: str, upload: Any = None, actor: Actor, now: datetime
) -> ConductEvidence:
    """Add a paper or a remark that shows a ground, while the proceeding is open."""
    demand(actor, Capability.PANEL_MANAGE)
    row: Conduct = locked(Conduct, conduct.pk, actor)
    if not row.is_open:
        raise Refused("审查已经结束，不能再加证据。")
    if not title.strip():
        raise Refused("请写明是什么证据。", field="title")
    kept = keep_evidence(row, title.strip(), upload, actor, now)
    data = {"title": kept.title}
    record_event(row, "panel.conduct.add_evidence", actor=actor, now=now, data=data)
    return kept


@transaction.atomic
def notify_lawyer(*, conduct: Conduct, note: str = "", actor: Actor, now: datetime) -> Conduct:
    """Tell the lawyer ground, facts and evidence, with the days to state the own side (待核).

    Refuses while nothing speaks for the ground.
    """
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    refuse_if(CONDUCT.obstacles(row.state, "notify"))
    refuse_if(rules.notifying_obstacles(queries.shown_count(row)))
    today = timezone.localdate(now)
    due = policy.last_day(row.unit, policy.STATEMENT_DAYS, on=today)
    advance(
        row,
        CONDUCT,
        "notify",
        actor=actor,
        now=now,
        note=note,
        statement_due_on=date.fromordinal(due.value) if due else None,
        statement_source=due.source if due else "",
    )
    issue_on(row, PanelDocumentKind.CONDUCT_NOTICE, actor, now)
    tell_lawyer(row, "工会告知：对您的志愿团成员资格立案审查，请陈述意见。", now)
    return row


@transaction.atomic
def state_side(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """State one's side as the lawyer, once; refuses nothing written."""
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    advance(
        row,
        CONDUCT,
        "state",
        actor=actor,
        now=now,
        note=note,
        statement=note.strip(),
        stated_at=now,
    )
    _tell_office(row, f"{row.lawyer.name}律师提交了陈述，请提出处理意见。", now)
    return row


@transaction.atomic
def record_hearing(*, conduct: Conduct, note: str = "", actor: Actor, now: datetime) -> Conduct:
    """Record what the lawyer said in person, or that the days passed without a word.

    Refuses going on without a word before the days are over.
    """
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    today = timezone.localdate(now)
    obstacles = rules.hearing_obstacles(
        record=note, has_statement=bool(row.statement), due_on=row.statement_due_on, today=today
    )
    refuse_if(obstacles, field="note")
    said = note.strip()
    stamps: dict[str, Any] = {"statement": said, "stated_at": now} if said else {}
    advance(row, CONDUCT, "hear", actor=actor, now=now, note=note, **stamps)
    return row


@transaction.atomic
def propose_removal(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """Propose to take the membership away; the offices of open cases are asked to hand them over.

    Refuses nothing written. Whoever proposes does not decide.
    """
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    stamps: dict[str, Any] = {
        "proposal": note.strip(),
        "proposed_by": actor.signature,
        "proposer_id": actor.user_id,
    }
    advance(row, CONDUCT, "propose", actor=actor, now=now, note=note, **stamps)
    ask_hand_overs(row, now)
    return row


@transaction.atomic
def send_back(*, conduct: Conduct, note: str, actor: Actor, now: datetime) -> Conduct:
    """Send a proposal back to be made anew, with the reason."""
    row: Conduct = locked(Conduct, conduct.pk, actor, *READ)
    advance(row, CONDUCT, "send_back", actor=actor, now=now, note=note)
    return row


def ask_hand_overs(conduct: Conduct, now: datetime) -> None:
    """Ask the office of every open case of the lawyer to hand it over, each office once a case."""
    for one in queries.open_cases(conduct):
        row, is_new = CaseHandOver.objects.get_or_create(
            conduct=conduct,
            case=one.case,
            defaults={
                "unit": one.case.unit,
                "unit_path": one.case.unit_path,
                "lawyer_id": conduct.lawyer_id,
                "asked_at": now,
            },
        )
        if not is_new:
            continue
        link = reverse("hand_over", args=[row.pk])
        for user_id in told_in(row.unit_id, Capability.CASES_ASSIGN, on=timezone.localdate(now)):
            body = f"{one.case.number} 的承办律师拟取消志愿团成员资格，请移交案件。"
            tell_user(user_id=user_id, body=body, link=link, now=now)


def tell_lawyer(conduct: Conduct, body: str, now: datetime) -> None:
    """Into the lawyer's inbox and, without a word of the matter, to the phone."""
    lawyer = conduct.lawyer
    if lawyer.user_id is not None:
        link = reverse("conduct_own", args=[conduct.pk])
        tell_user(user_id=lawyer.user_id, body=body, link=link, now=now)
    if lawyer.phone:
        body = "【工会法律援助】志愿团有一件事请您答复，请登录“我的一年”查看。"
        send_text(phone=lawyer.phone, body=body, now=now)


def keep_evidence(
    conduct: Conduct, title: str, upload: Any, actor: Actor, now: datetime
) -> ConductEvidence:
    """Keep a paper or a remark with a locked proceeding."""
    return ConductEvidence.objects.create(
        conduct=conduct,
        title=title[:200],
        file=store_upload(upload, by=actor.signature, now=now) if upload else None,
        added_at=now,
        added_by=actor.signature,
    )


def issue_on(
    conduct: Conduct, kind: PanelDocumentKind, actor: Actor, now: datetime
) -> PanelDocument:
    """Issue a document on a locked proceeding."""
    return issue_document(
        about=conduct,
        kind=kind,
        facts=conduct_facts(conduct),
        unit=conduct.unit,
        lawyer=conduct.lawyer,
        actor=actor,
        now=now,
    )


def _tell_office(conduct: Conduct, body: str, now: datetime) -> None:
    link = reverse("conduct_detail", args=[conduct.pk])
    for user_id in told_in(conduct.unit_id, Capability.PANEL_MANAGE, on=timezone.localdate(now)):
        tell_user(user_id=user_id, body=body, link=link, now=now)
