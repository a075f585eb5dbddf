"""What the worklist shows of the team's year besides cases, soonest day first."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.core.work import Awaiting, WorkLine
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

#: What the union arranges by itself rests on no clause.
OWN = "工会自定"


def awaiting(actor: Actor, *, today: date) -> Iterator[Awaiting]:
    """What of the team's year this post's unit, or the lawyer, has to see to."""
    if actor.can(Capability.PANEL_OWN):
        yield from _of_lawyer(actor, today)
    yield from _of_courses(actor, today)
    if actor.can(Capability.PANEL_REQUEST):
        rows = partial(_to_rate, actor)
        yield Awaiting(
            name="requests_to_rate", rows=rows, read=("lawyer",), order=("done_on",), line=_rating
        )
    if actor.can(Capability.PANEL_COAPPRAISE):
        rows = partial(_to_judge, actor)
        yield Awaiting(
            name="appraisals_to_judge", rows=rows, read=("lawyer",), order=("pk",), line=_judging
        )
    if actor.can(Capability.CASES_ASSIGN):
        yield Awaiting(
            name="hand_overs_beside",
            rows=lambda: hand_overs_awaited(actor),
            read=("case", "lawyer"),
            order=("pk",),
            line=_hand_over,
        )
    if actor.can(Capability.PANEL_CONFIRM):
        rows = partial(_to_confirm, actor)
        yield Awaiting(
            name="activities_beside", rows=rows, read=("lawyer",), order=("pk",), line=_activity
        )
    if actor.can(Capability.PANEL_MANAGE):
        yield from _of_office(actor, today)


def _of_lawyer(actor: Actor, today: date) -> Iterator[Awaiting]:
    yield Awaiting(
        name="ledgers_to_sign",
        rows=lambda: _to_sign(actor, today),
        order=("due_on", "pk"),
        line=_own_ledger,
    )
    yield Awaiting(
        name="requests_to_serve",
        rows=lambda: _to_serve(actor),
        read=("asker",),
        order=("wished_on", "pk"),
        line=_serving,
    )
    yield Awaiting(
        name="conducts_to_state",
        rows=lambda: _to_state(actor),
        read=("unit",),
        order=("pk",),
        line=_stating,
    )


def _of_courses(actor: Actor, today: date) -> Iterator[Awaiting]:
    if actor.can(Capability.PANEL_ATTEND):
        yield Awaiting(
            name="courses_to_answer",
            rows=lambda: courses.to_answer(actor, today=today),
            order=("closes_on", "pk"),
            line=_signing_up,
        )
    if actor.can(Capability.PANEL_TRAIN):
        yield Awaiting(
            name="courses_to_write_down",
            rows=lambda: courses.to_write_down(actor, today=today),
            order=("held_on", "pk"),
            line=_attendance,
        )


def _of_office(actor: Actor, today: date) -> Iterator[Awaiting]:
    of_lawyer, by_day = ("lawyer",), ("due_on", "pk")
    yield Awaiting(
        name="requests_beside",
        rows=lambda: _to_arrange(actor),
        read=("asker",),
        order=("wished_on", "pk"),
        line=_arranging,
    )
    yield Awaiting(
        name="conducts_beside",
        rows=lambda: _under_way(actor),
        read=of_lawyer,
        order=("statement_due_on", "pk"),
        line=_conduct,
    )
    yield Awaiting(
        name="appraisals_beside",
        rows=lambda: _to_check(actor),
        read=of_lawyer,
        order=("improve_by", "pk"),
        line=_appraisal,
    )
    owed = partial(owed_summaries, actor)
    yield Awaiting(name="summaries_beside", rows=owed, order=("due_on", "pk"), line=_summary)
    rounds = partial(_to_commend, actor)
    yield Awaiting(name="honours_beside", rows=rounds, order=("pk",), line=_honour)
    late = partial(_missed, actor, today)
    yield Awaiting(name="ledgers_missed", rows=late, read=of_lawyer, order=by_day, line=_missing)


def _line(
    route: str, pk: int, what: str, who: str, due: tuple[date | None, str] = (None, "")
) -> WorkLine:
    due_on, source = due
    return WorkLine(route=route, pk=pk, what=what, who=who, due_on=due_on, source=source)


def _own_ledger(row: Any) -> WorkLine:
    return _line("my_ledger", row.term_id, "签署年度台账", "", (row.due_on, row.due_source))


def _serving(row: Any) -> WorkLine:
    what = "答复服务申请" if row.state == RequestState.OFFERED else "办理服务申请"
    who = f"{row.asker.name}：{row.get_wanted_display()}"
    return _line("service_request", row.pk, what, who, (row.wished_on, OWN))


def _stating(row: Any) -> WorkLine:
    due = row.statement_due_on, row.statement_source
    return _line("conduct_own", row.pk, "陈述申辩", row.unit.name, due)


def _rating(row: Any) -> WorkLine:
    who = f"{row.lawyer.name if row.lawyer else ''}律师：{row.get_wanted_display()}"
    return _line("service_request", row.pk, "评价法律服务", who, (None, OWN))


def _judging(row: Any) -> WorkLine:
    return _line("appraisal_detail", row.pk, "提出考核意见", f"{row.lawyer.name}律师", (None, OWN))


def _signing_up(row: Any) -> WorkLine:
    return _line("course_detail", row.pk, "报名培训", row.title, (row.closes_on, OWN))


def _attendance(row: Any) -> WorkLine:
    return _line("course_attendance", row.pk, "登记培训到场", row.title, (None, OWN))


def _hand_over(row: Any) -> WorkLine:
    who = f"{row.case.number}，原承办律师{row.lawyer.name}"
    return _line("hand_over", row.pk, "移交案件", who)


def _activity(row: Any) -> WorkLine:
    return _line("activity_detail", row.pk, "确认律师活动", f"{row.lawyer.name} {row}", (None, OWN))


def _arranging(row: Any) -> WorkLine:
    who = f"{row.asker.name}：{row.get_wanted_display()}"
    return _line("service_request", row.pk, "安排法律服务", who, (row.wished_on, OWN))


def _conduct(row: Any) -> WorkLine:
    due = row.statement_due_on, row.statement_source
    return _line("conduct_detail", row.pk, row.get_state_display(), row.lawyer.name, due)


def _appraisal(row: Any) -> WorkLine:
    due = row.improve_by, row.clause
    return _line("appraisal_detail", row.pk, row.get_state_display(), row.lawyer.name, due)


def _summary(row: Any) -> WorkLine:
    due = row.due_on, row.due_source
    return _line("summary_detail", row.pk, row.get_part_display(), "报送市总工会", due)


def _honour(row: Any) -> WorkLine:
    who = f"{row.years_from:%Y-%m-%d}至{row.years_to:%Y-%m-%d}"
    return _line("honour_round", row.pk, row.get_state_display(), who, (None, row.source))


def _missing(row: Any) -> WorkLine:
    due = row.due_on, row.due_source
    return _line("year_ledger_detail", row.pk, "年度台账逾期", row.lawyer.name, due)


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
