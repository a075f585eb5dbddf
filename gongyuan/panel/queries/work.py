"""What the worklist shows of the team's year besides cases, soonest day first."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.panel.choices import (
    AppraisalSide,
    AppraisalState,
    ConductState,
    HonourState,
    RequestState,
)
from gongyuan.panel.models import (
    Activity,
    Appraisal,
    AppraisalOpinion,
    Conduct,
    HonourRound,
    ServiceRequest,
    YearlyLedger,
)
from gongyuan.panel.queries import courses
from gongyuan.panel.queries.conduct import hand_overs_awaited
from gongyuan.panel.queries.summaries import owed_summaries
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

MOST_LINES = 5


def beside(actor: Actor, *, today: date) -> dict[str, QuerySet[Any]]:
    """What of the team's year awaits this post, to be counted in the worklist's one statement."""
    found: dict[str, QuerySet[Any]] = {}
    if actor.can(Capability.PANEL_OWN):
        found["ledgers_to_sign"] = _to_sign(actor, today)
        found["requests_to_serve"] = _to_serve(actor)
        found["conducts_to_state"] = _to_state(actor)
    if actor.can(Capability.PANEL_REQUEST):
        found["requests_to_rate"] = _to_rate(actor)
    if actor.can(Capability.PANEL_COAPPRAISE):
        found["appraisals_to_judge"] = _to_judge(actor)
    if actor.can(Capability.PANEL_CONFIRM):
        found["activities_beside"] = _to_confirm(actor)
    if actor.can(Capability.PANEL_ATTEND):
        found["courses_to_answer"] = courses.to_answer(actor, today=today)
    if actor.can(Capability.PANEL_TRAIN):
        found["courses_to_write_down"] = courses.to_write_down(actor, today=today)
    if actor.can(Capability.CASES_ASSIGN):
        found["hand_overs_beside"] = hand_overs_awaited(actor)
    if actor.can(Capability.PANEL_MANAGE):
        found["requests_beside"] = _to_arrange(actor)
        found["conducts_beside"] = _under_way(actor)
        found["appraisals_beside"] = _to_check(actor)
        found["summaries_beside"] = owed_summaries(actor)
        found["ledgers_missed"] = _missed(actor, today)
        found["honours_beside"] = _to_commend(actor)
    return found


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest of each kind that this post's unit, or the lawyer, has to see to."""
    found: list[WorkLine] = []
    if actor.can(Capability.PANEL_OWN):
        found += _lawyers_lines(actor, today)
    if actor.can(Capability.PANEL_REQUEST):
        for asked in _to_rate(actor).select_related("lawyer").order_by("done_on")[:MOST_LINES]:
            who = f"{asked.lawyer.name if asked.lawyer else ''}律师：{asked.get_wanted_display()}"
            found.append(_line("service_request", asked.pk, "评价法律服务", who))
    if actor.can(Capability.PANEL_COAPPRAISE):
        for judged in _to_judge(actor).select_related("lawyer").order_by("pk")[:MOST_LINES]:
            who = f"{judged.lawyer.name}律师"
            found.append(_line("appraisal_detail", judged.pk, "提出考核意见", who))
    found += _course_lines(actor, today)
    if actor.can(Capability.CASES_ASSIGN):
        rows = hand_overs_awaited(actor).select_related("case", "lawyer")
        for row in rows.order_by("pk")[:MOST_LINES]:
            who = f"{row.case.number}，原承办律师{row.lawyer.name}"
            found.append(_line("hand_over", row.pk, "移交案件", who))
    if actor.can(Capability.PANEL_CONFIRM):
        found += _confirmations(actor)
    if actor.can(Capability.PANEL_MANAGE):
        found += _office_lines(actor, today)
    return sorted(found, key=lambda line: (line.due_on or date.max, line.route, line.pk))


def _line(
    route: str, pk: int, what: str, who: str, due: tuple[date | None, str] = (None, "")
) -> WorkLine:
    due_on, source = due
    return WorkLine(route=route, pk=pk, what=what, who=who, due_on=due_on, source=source)


def _lawyers_lines(actor: Actor, today: date) -> list[WorkLine]:
    found = []
    for ledger in _to_sign(actor, today).order_by("due_on", "pk")[:MOST_LINES]:
        due = ledger.due_on, ledger.due_source
        found.append(_line("my_ledger", ledger.term_id, "签署年度台账", "", due))
    requests = _to_serve(actor).select_related("asker").order_by("wished_on", "pk")
    for asked in requests[:MOST_LINES]:
        what = "答复服务申请" if asked.state == RequestState.OFFERED else "办理服务申请"
        who = f"{asked.asker.name}：{asked.get_wanted_display()}"
        found.append(_line("service_request", asked.pk, what, who, (asked.wished_on, "")))
    for row in _to_state(actor).select_related("unit").order_by("pk")[:MOST_LINES]:
        due = row.statement_due_on, row.statement_source
        found.append(_line("conduct_own", row.pk, "陈述申辩", row.unit.name, due))
    return found


def _course_lines(actor: Actor, today: date) -> list[WorkLine]:
    found = []
    if actor.can(Capability.PANEL_ATTEND):
        rows = courses.to_answer(actor, today=today).order_by("closes_on", "pk")
        for row in rows[:MOST_LINES]:
            found.append(_line("course_detail", row.pk, "报名培训", row.title, (row.closes_on, "")))
    if actor.can(Capability.PANEL_TRAIN):
        held = courses.to_write_down(actor, today=today).order_by("held_on", "pk")
        for row in held[:MOST_LINES]:
            found.append(_line("course_attendance", row.pk, "登记培训到场", row.title))
    return found


def _confirmations(actor: Actor) -> list[WorkLine]:
    rows = _to_confirm(actor).select_related("lawyer").order_by("pk")[:MOST_LINES]
    return [
        _line("activity_detail", row.pk, "确认律师活动", f"{row.lawyer.name} {row}") for row in rows
    ]


def _office_lines(actor: Actor, today: date) -> list[WorkLine]:
    found = []
    requests = _to_arrange(actor).select_related("asker").order_by("wished_on", "pk")
    for asked in requests[:MOST_LINES]:
        who = f"{asked.asker.name}：{asked.get_wanted_display()}"
        found.append(_line("service_request", asked.pk, "安排法律服务", who, (asked.wished_on, "")))
    conducts = _under_way(actor).select_related("lawyer").order_by("statement_due_on", "pk")
    for row in conducts[:MOST_LINES]:
        due, source = row.statement_due_on, row.statement_source
        found.append(
            _line("conduct_detail", row.pk, row.get_state_display(), row.lawyer.name, (due, source))
        )
    appraisals = _to_check(actor).select_related("lawyer").order_by("improve_by", "pk")
    for one in appraisals[:MOST_LINES]:
        what, who = one.get_state_display(), one.lawyer.name
        found.append(_line("appraisal_detail", one.pk, what, who, (one.improve_by, one.clause)))
    for owed in owed_summaries(actor).order_by("due_on")[:MOST_LINES]:
        what = owed.get_part_display()
        found.append(
            _line("summary_detail", owed.pk, what, "报送市总工会", (owed.due_on, owed.due_source))
        )
    for round in _to_commend(actor).order_by("pk")[:MOST_LINES]:
        who = f"{round.years_from:%Y-%m-%d}至{round.years_to:%Y-%m-%d}"
        found.append(_line("honour_round", round.pk, round.get_state_display(), who))
    ledgers = _missed(actor, today).select_related("lawyer").order_by("due_on", "pk")
    for late in ledgers[:MOST_LINES]:
        who = late.lawyer.name
        found.append(
            _line(
                "year_ledger_detail", late.pk, "年度台账逾期", who, (late.due_on, late.due_source)
            )
        )
    return found


def _to_sign(actor: Actor, today: date) -> Any:
    return YearlyLedger.objects.handled_by(actor).filter(signed_on=None, opens_on__lte=today)


def _missed(actor: Actor, today: date) -> Any:
    return YearlyLedger.objects.handled_by(actor).filter(signed_on=None, due_on__lt=today)


def _to_confirm(actor: Actor) -> Any:
    rows = Activity.objects.handled_by(actor)
    return rows.filter(confirmed_at=None, struck_at=None)


def _to_arrange(actor: Actor) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.handled_by(actor).filter(state=RequestState.FILED)


def _to_serve(actor: Actor) -> QuerySet[ServiceRequest]:
    """What enterprise unions ask this lawyer for, to answer or in hand."""
    rows = ServiceRequest.objects.handled_by(actor)
    return rows.filter(state__in=[RequestState.OFFERED, RequestState.TAKEN])


def _to_rate(actor: Actor) -> QuerySet[ServiceRequest]:
    """What was served to the own enterprise union and not rated yet."""
    rows = ServiceRequest.objects.handled_by(actor).filter(asker_id=actor.unit_id)
    return rows.filter(state=RequestState.SERVED, rating="")


def _to_state(actor: Actor) -> Any:
    """Proceedings on which the lawyer is asked to state the own side."""
    return Conduct.objects.handled_by(actor).filter(state=ConductState.NOTIFIED)


def _to_judge(actor: Actor) -> Any:
    """Appraisals of the own place on which the justice bureau has not spoken."""
    spoken = AppraisalOpinion.objects.filter(appraisal=OuterRef("pk"), side=AppraisalSide.JUSTICE)
    rows = Appraisal.objects.handled_by(actor).filter(state=AppraisalState.DRAWN_UP)
    return rows.exclude(Exists(spoken))


def _to_commend(actor: Actor) -> Any:
    """Rounds of commendation of the own union that are under way."""
    return HonourRound.objects.handled_by(actor).exclude(state=HonourState.AWARDED)


def _under_way(actor: Actor) -> Any:
    return Conduct.objects.handled_by(actor).open()


def _to_check(actor: Actor) -> Any:
    rows = Appraisal.objects.handled_by(actor)
    return rows.filter(state__in=[AppraisalState.DRAWN_UP, AppraisalState.IMPROVING])
