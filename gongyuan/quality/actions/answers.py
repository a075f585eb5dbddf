"""The check of online answers: drawn once a month, found sound or not, answered by the lawyer."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.actions import mark_lawyer
from gongyuan.lawyers.choices import MarkKind, OnlineState
from gongyuan.lawyers.models import OnlineRegistration
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from gongyuan.quality.queries import answers as queries
from gongyuan.quality.rules import answer as rules
from gongyuan.quality.rules.sample import population_digest

AT_ONCE = 1000


@transaction.atomic
def draw_answers(*, month: date, actor: Actor, now: datetime) -> AnswerDraw:
    """Draw the own union's online answers of a month for a check (豫工文〔2020〕40号 三(三)3).

    Once a month: drawn already, the draw that stands is returned. Refuses a month that is not
    over, one without answers, and a place whose policy gives no figures.
    """
    _need(actor, Capability.CONSULTATIONS_CHECK)
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id or 0)
    return draw_for(unit=unit, month=month, actor=actor, now=now)


@transaction.atomic
def draw_for(*, unit: Unit, month: date, actor: Actor, now: datetime) -> AnswerDraw:
    """The same for any union, by the job that draws every month; checks no power.

    Of every lawyer who answered the share of the policy (待核), and at least so many.
    """
    # One draw at a time: what a union above or below draws meanwhile would be drawn twice.
    line = Unit.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=_line(unit))
    list(line.order_by("pk"))
    month, today = month.replace(day=1), timezone.localdate(now)
    earlier = AnswerDraw.objects.filter(unit=unit, month=month).first()
    if earlier:
        return earlier
    refuse_if(rules.month_obstacles(month, today=today), field="month")
    figures = queries.draw_figures(unit, on=today)
    if figures is None:
        raise Refused("本地政策没有规定抽查的比例。", field="month")
    answers = queries.population(unit, month)
    if not answers:
        raise Refused("这个月没有可以抽查的线上答复。", field="month")
    row = _recorded(unit, month, figures, answers)
    row.drawn_at, row.drawn_by = now, actor.signature
    found = queries.placed_again(row)
    row.drawn_count = sum(one.is_drawn for one in found)
    row.save(force_insert=True)
    AnswerCheck.objects.bulk_create(
        [_check(row, one.answer) for one in found if one.is_drawn], batch_size=AT_ONCE
    )
    data = {"title": f"{month:%Y-%m}"}
    record_event(row, "quality.answerdraw.draw", actor=actor, now=now, data=data)
    return row


def _line(unit: Unit) -> list[int]:
    return [int(step) for step in unit.path.strip("/").split("/")]


def _recorded(
    unit: Unit, month: date, figures: queries.DrawFigures, answers: list[rules.Answered]
) -> AnswerDraw:
    """The draw as it is kept, with all that is needed to make it again."""
    numbers = [one.number for one in answers]
    return AnswerDraw(
        unit=unit,
        unit_path=unit.path,
        month=month,
        seed=rules.seed_of(month, numbers),
        method=rules.METHOD,
        least=figures.least,
        share_percent=figures.share_percent,
        source=figures.source,
        population_count=len(answers),
        population_sha256=population_digest(numbers),
        population=[
            [one.consultation_id, one.number, one.lawyer_id, one.registration_id] for one in answers
        ],
    )


def _check(draw: AnswerDraw, answer: rules.Answered) -> AnswerCheck:
    return AnswerCheck(
        unit_id=draw.unit_id,
        unit_path=draw.unit_path,
        draw=draw,
        consultation_id=answer.consultation_id,
        lawyer_id=answer.lawyer_id,
        registration_id=answer.registration_id,
    )


@transaction.atomic
def check_answer(
    *, check: AnswerCheck, grade: str, remark: str = "", actor: Actor, now: datetime
) -> AnswerCheck:
    """Enter what a check finds of an answer, once; a fault needs a remark, which the lawyer reads.

    A fault is entered among the findings of the lawyer's service. When so many answers of the year
    were wrong, the union that admitted the lawyer is asked to decide; nothing is suspended by
    itself. The same sent twice is one. Refuses another finding afterwards, and to nobody is shown
    the own answer.
    """
    _need(actor, Capability.CONSULTATIONS_CHECK)
    row = _locked(check, actor)
    remark = remark.strip()
    if row.grade:
        refuse_if([] if (row.grade, row.remark) == (grade, remark) else ["这份答复已经检查过了。"])
        return row
    for field, sentence in rules.grading_obstacles(grade=grade, remark=remark).items():
        raise Refused(sentence, field=field)
    row.grade, row.remark = grade, remark
    row.checked_at, row.checked_on = now, timezone.localdate(now)
    row.checked_by, row.checker_id = actor.signature, actor.user_id
    row.save()
    record_event(row, "quality.answercheck.check", actor=actor, now=now)
    if grade != AnswerGrade.SOUND:
        _tell_lawyer(row, actor, now)
    if grade == AnswerGrade.WRONG:
        _ask_to_decide(row, actor, now)
    return row


def _tell_lawyer(row: AnswerCheck, actor: Actor, now: datetime) -> None:
    found = AnswerGrade(row.grade).label
    mark_lawyer(
        lawyer=row.lawyer,
        kind=MarkKind.ANSWER_FAULT,
        text=f"{row.consultation.number}，{found}",
        unit=row.unit,
        source=row,
        actor=actor,
        now=now,
    )
    if row.lawyer.user_id:
        body = f"您对{row.consultation.number}的线上答复，抽查结论是{found}，请看意见。"
        link = reverse("answer_check_own", args=[row.pk])
        tell_user(user_id=row.lawyer.user_id, body=body, link=link, now=now)


def _ask_to_decide(row: AnswerCheck, actor: Actor, now: datetime) -> None:
    """Ask the union that admitted the lawyer, when the year's wrong answers reach the limit."""
    rows = OnlineRegistration.objects.select_for_update(of=("self",)).select_related("unit")
    registration = rows.get(pk=row.registration_id)
    today = timezone.localdate(now)
    limit, source = queries.wrong_limit(registration.unit, on=today)
    grades = queries.grades_of_year(registration, today.year)
    if registration.state != OnlineState.ACTIVE or not rules.asks_for_decision(grades, limit):
        return
    if PauseProposal.objects.open().filter(registration=registration).exists():
        return
    proposal = PauseProposal.objects.create(
        registration=registration,
        year=today.year,
        wrong_count=grades.count(AnswerGrade.WRONG),
        source=source,
        raised_at=now,
    )
    record_event(proposal, "quality.pauseproposal.raise", actor=actor, now=now)


@transaction.atomic
def state_side(*, check: AnswerCheck, text: str, actor: Actor, now: datetime) -> AnswerCheck:
    """State the own side to a fault that was found, once; by the lawyer, who need not.

    Whoever checked is told. The same sent twice is one. Refuses an empty text, another one
    afterwards, and where no fault was found.
    """
    row = _locked(check, actor)
    if not actor.is_lawyer:
        raise PermissionDenied(Capability.QUALITY_ANSWER)
    text = text.strip()
    if row.statement:
        refuse_if([] if row.statement == text else ["您已经说明过了。"])
        return row
    refuse_if(rules.statement_obstacles(grade=row.grade, text=text), field="text")
    row.statement, row.stated_at = text, now
    row.save(update_fields=["statement", "stated_at"])
    record_event(row, "quality.answercheck.state", actor=actor, now=now)
    if row.checker_id:
        body = f"{row.lawyer.name}律师对{row.consultation.number}的抽查意见作了说明。"
        link = reverse("answer_check", args=[row.pk])
        tell_user(user_id=row.checker_id, body=body, link=link, now=now)
    return row


@transaction.atomic
def decline_pause(
    *, proposal: PauseProposal, note: str, actor: Actor, now: datetime
) -> PauseProposal:
    """Decide not to suspend a lawyer's online service, with the reason; by the union that admitted.

    Another wrong answer raises the question anew. Declined already it stays so.
    """
    _need(actor, Capability.CONSULTATIONS_CHECK)
    rows = PauseProposal.objects.handled_by(actor).select_for_update(of=("self",))
    row = rows.get(pk=proposal.pk)
    if row.declined_at:
        return row
    refuse_if(
        []
        if PauseProposal.objects.open().filter(pk=row.pk).exists()
        else ["线上服务已经不在进行。"]
    )
    record_event(row, "quality.pauseproposal.decline", actor=actor, now=now, note=note)
    row.declined_at, row.declined_by, row.reason = now, actor.signature, note.strip()
    row.save(update_fields=["declined_at", "declined_by", "reason"])
    return row


def _locked(check: AnswerCheck, actor: Actor) -> AnswerCheck:
    rows = AnswerCheck.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("consultation", "lawyer", "unit").get(pk=check.pk)


def _need(actor: Actor, power: Capability) -> None:
    if not actor.can(power):
        raise PermissionDenied(power)
