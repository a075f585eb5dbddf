"""The joint yearly appraisal of a member and what follows from it (附件1 六, 附件2 第四条)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event, record_events
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.actions import improvements
from gongyuan.lawyers.actions.terms import end_term, renew
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions.documents import issue_document
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import AppraisalSide, AppraisalState, PanelDocumentKind
from gongyuan.panel.models import Appraisal, AppraisalOpinion
from gongyuan.panel.queries import appraisal as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.conduct import was_removed
from gongyuan.panel.queries.documents import appraisal_facts
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.rules import appraisal as rules
from gongyuan.panel.workflow import APPRAISALS
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

READ = ("lawyer__firm", "unit", "term__unit", "term__lawyer")
#: Whose power gives which side's opinion.
SIDES = {
    AppraisalSide.UNIONS: Capability.PANEL_MANAGE,
    AppraisalSide.JUSTICE: Capability.PANEL_COAPPRAISE,
}
ENDINGS = {
    AppraisalState.ENDED: ("end", EndGround.DUTIES_NOT_DONE),
    AppraisalState.STRUCK_OFF: ("cancel", EndGround.INACTIVE),
}


@transaction.atomic
def draw_up(*, term: PanelTerm, actor: Actor, now: datetime) -> Appraisal:
    """Begin the appraisal of a term, and ask the justice bureau for its opinion.

    Drawn up twice it is one. Refuses a union that is not the post's own, and a member whose
    membership was taken away: there is nothing left to renew.
    """
    demand(actor, Capability.PANEL_MANAGE)
    rows = PanelTerm.objects.select_for_update(of=("self",)).select_related("unit", "lawyer")
    row = rows.get(pk=term.pk)
    if row.unit_id != actor.unit_id:
        raise PermissionDenied(Capability.PANEL_MANAGE)
    if was_removed(row):
        raise Refused("这位律师的成员资格已经取消，不再考核。")
    appraisal, is_new = Appraisal.objects.get_or_create(term=row, defaults=_begun(row, now))
    if is_new:
        record_event(appraisal, "panel.appraisal.draw_up", actor=actor, now=now)
        body = f"请对{row.lawyer.name}律师的年度考核提出意见。"
        _tell(appraisal, Capability.PANEL_COAPPRAISE, body, now)
    return appraisal


@transaction.atomic
def draw_up_all(*, actor: Actor, now: datetime) -> int:
    """Begin the appraisals of all terms of the own union that are due and not begun; how many.

    附件1 六: 每年…总结评估. The justice bureau is asked once for all of them; a second time there
    is nothing left. Members whose membership was taken away are left out.
    """
    demand(actor, Capability.PANEL_MANAGE)
    due = queries.terms_to_begin(actor, today=timezone.localdate(now))
    terms = list(due.select_for_update(of=("self",)).select_related("unit", "lawyer"))
    rows = Appraisal.objects.bulk_create(
        Appraisal(term=term, **_begun(term, now)) for term in terms
    )
    told = ((row, dict[str, Any]()) for row in rows)
    record_events("panel.appraisal.draw_up", told, actor=actor, now=now)
    if rows:
        body, link = f"请对{len(rows)}位律师的年度考核提出意见。", reverse("appraisal_list")
        for user_id in told_in(
            rows[0].unit_id, Capability.PANEL_COAPPRAISE, on=timezone.localdate(now)
        ):
            tell_user(user_id=user_id, body=body, link=link, now=now)
    return len(rows)


def _begun(term: PanelTerm, now: datetime) -> dict[str, Any]:
    return {
        "lawyer": term.lawyer,
        "unit": term.unit,
        "unit_path": term.unit_path,
        "drawn_up_at": now,
    }


@transaction.atomic
def give_opinion(
    *,
    appraisal: Appraisal,
    side: AppraisalSide,
    is_done: bool,
    text: str,
    actor: Actor,
    now: datetime,
) -> AppraisalOpinion:
    """Say as union or justice bureau whether the duties were completed; changed until decided.

    Refuses a side that is not the actor's, an empty opinion and an appraisal already decided.
    """
    demand(actor, SIDES[AppraisalSide(side)])
    row: Appraisal = locked(Appraisal, appraisal.pk, actor, *READ)
    if row.state != AppraisalState.DRAWN_UP:
        raise Refused("考核已经有结论，不能再改意见。")
    if not text.strip():
        raise Refused("请写明意见。", field="text")
    values = {
        "is_done": is_done,
        "text": text.strip(),
        "given_at": now,
        "given_by": actor.signature,
    }
    opinion, _ = AppraisalOpinion.objects.update_or_create(
        appraisal=row, side=AppraisalSide(side), defaults=values
    )
    data = {"title": opinion.get_side_display()}
    code = "panel.appraisal.give_opinion"
    record_event(row, code, actor=actor, now=now, note=text, data=data)
    return opinion


@transaction.atomic
def decide_renewal(
    *, appraisal: Appraisal, note: str = "", actor: Actor, now: datetime
) -> Appraisal:
    """Renew a member for one more year (对按工作职责要求完成任务的律师，予以继续聘用).

    After an improvement notice the head says with the reason that it was heeded. Refuses what the
    rule refuses, and what the renewal itself refuses.
    """
    row = _decided(appraisal, AppraisalState.RENEWED, "renew", note, actor=actor, now=now)
    term = PanelTerm.objects.get(pk=row.term_id)
    # The one that went on when two unions merged is appraised, and renewed, by itself.
    if term.end_ground != EndGround.BY_MERGER:
        renew(term=term, note=row.clause, actor=actor, now=now)
    _issue(row, PanelDocumentKind.APPRAISAL_SHEET, actor, now)
    _tell_lawyer(row, "年度考核完成，继续聘用您为志愿团成员。", now)
    return row


@transaction.atomic
def ask_improvement(
    *, appraisal: Appraisal, note: str, improve_by: date, actor: Actor, now: datetime
) -> Appraisal:
    """Serve an improvement notice with its day (对没有完成任务的律师，提出改进意见).

    Refuses a day that does not lie ahead, nothing written, and what the rule refuses.
    """
    today = timezone.localdate(now)
    refuse_if(rules.improvement_obstacles(improve_by=improve_by, today=today), field="improve_by")
    row = _decided(
        appraisal,
        AppraisalState.IMPROVING,
        "improve",
        note,
        actor=actor,
        now=now,
        improve_by=improve_by,
    )
    if row.term.starts_on <= today and improve_by <= row.term.ends_on:
        # Kept with the term too, where the lawyer answers it.
        improvements.ask_improvement(
            term=row.term, text=note, due_on=improve_by, actor=actor, now=now
        )
    _issue(row, PanelDocumentKind.IMPROVEMENT_NOTICE, actor, now)
    day = f"{improve_by.month}月{improve_by.day}日"
    _tell_lawyer(row, f"年度考核提出改进意见，请在{day}以前改进。", now)
    return row


@transaction.atomic
def decide_end(
    *, appraisal: Appraisal, outcome: AppraisalState, note: str, actor: Actor, now: datetime
) -> Appraisal:
    """End a membership early, or cancel it where there was no service at all.

    附件1 六 (决定提前解聘), 附件2 第四条 (没有开展服务的取消资格). The roster shows it from today
    on; a term already over stays as it was, and is not renewed. Refuses what the rules refuse, and
    while the lawyer has cases in hand.
    """
    verb, ground = ENDINGS[AppraisalState(outcome)]
    row = _decided(appraisal, AppraisalState(outcome), verb, note, actor=actor, now=now)
    today = timezone.localdate(now)
    rows = PanelTerm.objects.filter(lawyer_id=row.lawyer_id, unit_id=row.unit_id)
    for term in rows.filter(ends_on__gte=today, agreed_until=None).order_by("starts_on"):
        end_term(
            term=term,
            ground=ground,
            day=max(today, term.starts_on + timedelta(days=1)),
            note=f"{note.strip()}（{row.clause}）",
            actor=actor,
            now=now,
        )
    _issue(row, PanelDocumentKind.APPRAISAL_SHEET, actor, now)
    _tell_lawyer(row, "年度考核有了结论，请看考核表。", now)
    return row


def _decided(
    appraisal: Appraisal,
    outcome: AppraisalState,
    verb: str,
    note: str,
    *,
    actor: Actor,
    now: datetime,
    **stamps: Any,
) -> Appraisal:
    demand(actor, Capability.PANEL_DECIDE)
    row: Appraisal = locked(Appraisal, appraisal.pk, actor, *READ)
    refuse_if(APPRAISALS.obstacles(row.state, verb))
    today = timezone.localdate(now)
    term = PanelTerm.objects.select_related("ledger", "unit").get(pk=row.term_id)
    figures = queries.figures_of([term], until=today)[term.pk]
    facts = queries.facts_of(row, figures)
    has_improved = row.state == AppraisalState.IMPROVING and outcome == AppraisalState.RENEWED
    refuse_if(rules.outcome_obstacles(outcome, facts, has_improved=has_improved))
    if has_improved and not note.strip():
        raise Refused("请写明改进的情况。", field="note")
    key = policy.IDLE_ENDS if outcome == AppraisalState.STRUCK_OFF else policy.JOINT
    clause = policy.figure(row.unit, key, on=term.ends_on)
    advance(
        row,
        APPRAISALS,
        verb,
        actor=actor,
        now=now,
        note=note,
        reason=note.strip(),
        clause=clause.source if clause else "",
        figures={"rows": figures.rows, "services": figures.services},
        decided_at=now,
        decided_by=actor.signature,
        **stamps,
    )
    return row


def _issue(row: Appraisal, kind: PanelDocumentKind, actor: Actor, now: datetime) -> None:
    issue_document(
        about=row,
        kind=kind,
        facts=appraisal_facts(row),
        unit=row.unit,
        lawyer=row.lawyer,
        actor=actor,
        now=now,
    )


def _tell(row: Appraisal, power: Capability, body: str, now: datetime) -> None:
    link = reverse("appraisal_detail", args=[row.pk])
    for user_id in told_in(row.unit_id, power, on=timezone.localdate(now)):
        tell_user(user_id=user_id, body=body, link=link, now=now)


def _tell_lawyer(row: Appraisal, body: str, now: datetime) -> None:
    if row.lawyer.user_id is not None:
        tell_user(user_id=row.lawyer.user_id, body=body, link=reverse("my_year"), now=now)
