"""The year of the demonstration's lawyers: activities, ledgers, an appraisal, a proceeding."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from gongyuan.desk.demo.network import PINGDINGSHAN, WUGANG
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.activity import confirm_activity, enter_activity
from gongyuan.panel.actions.appraisal import draw_up, give_opinion
from gongyuan.panel.actions.conduct import add_evidence, notify_lawyer
from gongyuan.panel.actions.ledgers import open_ledger, sign_ledger
from gongyuan.panel.actions.opening import open_proceeding
from gongyuan.panel.actions.summaries import open_summaries
from gongyuan.panel.choices import ActivityKind, AppraisalSide, ConductGround
from gongyuan.panel.details import NewActivity, Proceeding
from gongyuan.people.actor import Actor, system
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

#: What was done how many days ago, for how many minutes, and whether the union confirmed it.
DONE = (
    (ActivityKind.PHONE_ADVICE, 2, 15, False, "问加班费怎么算"),
    (ActivityKind.LECTURE, 9, 120, True, "在工地讲劳动合同"),
    (ActivityKind.WINDOW_ADVICE, 16, 60, True, "窗口接待三人"),
    (ActivityKind.TRAINING_ATTENDED, 40, 240, True, "市里的新法培训"),
)


#: Who has spoken on each appraisal of the city's.
JUDGED: tuple[tuple[AppraisalSide, ...], ...] = (
    (AppraisalSide.UNIONS, AppraisalSide.JUSTICE),
    (AppraisalSide.UNIONS,),
    (),
)


def live_the_year(units: dict[str, Unit], *, now: datetime) -> None:
    """Let the first office's lawyers log, sign and be appraised; counties owe their summaries."""
    unit = units[WUGANG]
    officer = actor_in(Post.objects.select_related("user", "unit").get(user__username="officer"))
    today = timezone.localdate(now)
    running = PanelTerm.objects.running_on(today).filter(unit=unit).order_by("pk")
    terms = list(running.select_related("lawyer__user", "unit"))
    for place, term in enumerate(terms[:2]):
        _log(term, officer, place, now)
    over = PanelTerm.objects.filter(unit=unit, ends_on__lt=today).order_by("pk")
    _last_year(list(over.select_related("lawyer__user", "unit")), officer, now)
    if len(terms) > 2:
        _examine(terms[2], officer, now)
    _appraise_city(units[PINGDINGSHAN], now)
    open_summaries(now=now)


def _lawyer(term: PanelTerm) -> Actor:
    rows = Post.objects.select_related("user", "unit").filter(user=term.lawyer.user_id or 0)
    return actor_in(rows.order_by("pk")[0])


def _log(term: PanelTerm, officer: Actor, place: int, now: datetime) -> None:
    today, lawyer = timezone.localdate(now), _lawyer(term)
    for position, (kind, days, minutes, is_confirmed, note) in enumerate(DONE[place:]):
        told = NewActivity(
            submission_key=UUID(int=term.pk * 100 + position),
            unit=term.unit,
            kind=kind,
            happened_on=max(today - timedelta(days=days), term.starts_on),
            minutes=minutes,
            note=note,
        )
        row = enter_activity(activity=told, actor=lawyer, now=now)
        if is_confirmed:
            confirm_activity(activity=row, actor=officer, now=now)


def _last_year(terms: list[PanelTerm], officer: Actor, now: datetime) -> None:
    """One signed and under appraisal, the next not signed in time."""
    for place, term in enumerate(terms[:2]):
        ledger = open_ledger(term=term, actor=system(), now=now)
        if place or ledger.due_on is None:
            continue
        _lecture(term, officer, now)
        remarks = "另有若干次电话答疑没有登记。"
        sign_ledger(term=term, remarks=remarks, actor=_lawyer(term), now=now)
        row = draw_up(term=term, actor=officer, now=now)
        give_opinion(
            appraisal=row,
            side=AppraisalSide.UNIONS,
            is_done=True,
            text="完成了任务，职工反映好。",
            actor=officer,
            now=now,
        )


def _appraise_city(unit: Unit, now: datetime) -> None:
    """The city and its justice bureau appraise last year's members: one with both opinions, one
    that waits for the bureau, one just begun."""
    head, justice = _called("city"), _called("justice")
    over = PanelTerm.objects.filter(unit=unit, ends_on__lt=timezone.localdate(now))
    terms = over.select_related("lawyer__user", "unit").order_by("pk")[: len(JUDGED)]
    for term, sides in zip(terms, JUDGED, strict=False):
        _lecture(term, head, now)
        open_ledger(term=term, actor=system(), now=now)
        sign_ledger(term=term, remarks="", actor=_lawyer(term), now=now)
        appraisal = draw_up(term=term, actor=head, now=now)
        for side in sides:
            give_opinion(
                appraisal=appraisal,
                side=side,
                is_done=True,
                text="按要求完成了任务，企业和职工反映好。",
                actor=head if side == AppraisalSide.UNIONS else justice,
                now=now,
            )


def _lecture(term: PanelTerm, confirming: Actor, now: datetime) -> None:
    """A lecture in the last weeks of a term that is over."""
    told = NewActivity(
        submission_key=UUID(int=term.pk * 100 + len(DONE)),
        unit=term.unit,
        kind=ActivityKind.LECTURE,
        happened_on=term.ends_on - timedelta(days=40),
        minutes=120,
        note="到企业讲劳动合同和工资支付",
    )
    row = enter_activity(activity=told, actor=_lawyer(term), now=now)
    confirm_activity(activity=row, actor=confirming, now=now)


def _called(username: str) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    return actor_in(posts.get(user__username=username))


def _examine(term: PanelTerm, officer: Actor, now: datetime) -> None:
    told = Proceeding(
        ground=ConductGround.SUBSTITUTED,
        facts="上月开庭委托所内非团队成员代为出庭，事先没有征得工会同意。",
    )
    row = open_proceeding(term=term, proceeding=told, actor=officer, now=now - timedelta(days=3))
    shown = "仲裁庭审笔录：出庭代理人不是承办律师"
    add_evidence(conduct=row, title=shown, actor=officer, now=now - timedelta(days=3))
    notify_lawyer(conduct=row, actor=officer, now=now - timedelta(days=2))
