"""What the worklist shows of the team's year besides cases, soonest day first."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.work import WorkLine
from gongyuan.panel.choices import AppraisalState, RequestState
from gongyuan.panel.models import Activity, Appraisal, Conduct, ServiceRequest, YearlyLedger
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
    if actor.can(Capability.PANEL_CONFIRM):
        found["activities_beside"] = _to_confirm(actor)
    if actor.can(Capability.CASES_ASSIGN):
        found["hand_overs_beside"] = hand_overs_awaited(actor)
    if actor.can(Capability.PANEL_MANAGE):
        found["requests_beside"] = _to_arrange(actor)
        found["conducts_beside"] = _under_way(actor)
        found["appraisals_beside"] = _to_check(actor)
        found["summaries_beside"] = owed_summaries(actor)
        found["ledgers_missed"] = _missed(actor, today)
    return found


def work_lines(actor: Actor, *, today: date) -> list[WorkLine]:
    """The soonest of each kind that this post's unit, or the lawyer, has to see to."""
    found: list[WorkLine] = []
    if actor.can(Capability.PANEL_OWN):
        for ledger in _to_sign(actor, today).order_by("due_on", "pk")[:MOST_LINES]:
            due = ledger.due_on, ledger.due_source
            found.append(_line("my_ledger", ledger.term_id, "签署年度台账", "", due))
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


def _confirmations(actor: Actor) -> list[WorkLine]:
    rows = _to_confirm(actor).select_related("lawyer").order_by("pk")[:MOST_LINES]
    return [
        _line("activity_strike", row.pk, "确认律师活动", f"{row.lawyer.name} {row}") for row in rows
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


def _under_way(actor: Actor) -> Any:
    return Conduct.objects.handled_by(actor).open()


def _to_check(actor: Actor) -> Any:
    rows = Appraisal.objects.handled_by(actor)
    return rows.filter(state__in=[AppraisalState.DRAWN_UP, AppraisalState.IMPROVING])
