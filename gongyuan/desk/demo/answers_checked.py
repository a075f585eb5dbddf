"""The checks of online answers in the demonstration: a sound one, one with a flaw, one to come."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gongyuan.desk.demo.network import WUGANG
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, system
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in, actor_of
from gongyuan.quality.actions.answers import check_answer, draw_for, state_side
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck
from gongyuan.quality.queries.answers import months_to_draw, population
from gongyuan.quality.rules.answer import month_span

MONTHS = 3
REMARK = "方向对，没有提醒仲裁时效，职工再等就可能过了；以后凡是建议仲裁的，都把时效写上。"
STATEMENT = "当时以为职工马上来窗口，没有写。已经记下，以后都写。"
NIGHT, CHECKED_AFTER = time(1, 50), timedelta(days=5, hours=8)


def check_answers(units: dict[str, Unit], *, now: datetime) -> None:
    """Draw the first office's answers of the last months; the latest still waits for its check.

    Does nothing for a month in which no lawyer answered online.
    """
    unit = units[WUGANG]
    posts = Post.objects.select_related("user", "unit", "institution")
    officer = actor_in(posts.filter(unit=unit, role=Role.LEGAL_OFFICER).order_by("pk")[0])
    months = months_to_draw(officer, today=timezone.localdate(now))[:MONTHS]
    answered = [month for month in reversed(months) if population(unit, month)]
    for place, month in enumerate(answered):
        drawn_at = min(_night_after(month_span(month)[1]), now)
        draw = draw_for(unit=unit, month=month, actor=system(), now=drawn_at)
        later = len(answered) - 1 - place
        for check in draw.checks.select_related("lawyer__user").order_by("pk") if later else ():
            _check(check, officer, is_sound=later > 1, now=min(drawn_at + CHECKED_AFTER, now))


def _night_after(last_day: date) -> datetime:
    """When the job draws: in the second night of the next month."""
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=2), NIGHT))


def _check(check: AnswerCheck, officer: Actor, *, is_sound: bool, now: datetime) -> None:
    if is_sound:
        check_answer(check=check, grade=AnswerGrade.SOUND, actor=officer, now=now)
        return
    check_answer(check=check, grade=AnswerGrade.FLAWED, remark=REMARK, actor=officer, now=now)
    if check.lawyer.user:
        lawyer = actor_of(check.lawyer.user, post_id=None, today=timezone.localdate(now))
        state_side(check=check, text=STATEMENT, actor=lawyer, now=now)
