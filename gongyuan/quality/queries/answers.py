"""Online answers: the population of a month's draw, what waits for a check, what was found."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongyuan.consultations.choices import Channel
from gongyuan.consultations.models import Consultation
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import Lawyer, OnlineRegistration
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.queries.parameters import parameter, source_of
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from gongyuan.quality.rules.answer import (
    Answered,
    Placed,
    Registered,
    admitting,
    earlier_months,
    month_span,
    placed,
)
from gongyuan.quality.rules.sample import population_digest

PAGE = 40
#: How many months back an office may still draw; a bound of the product, not of law.
MONTHS_BACK = 12
#: Registrations under which somebody may have answered: they were admitted once.
ADMITTED = (OnlineState.ACTIVE, OnlineState.PAUSED, OnlineState.WITHDRAWN_ONLINE)
SHARE, LEAST, LIMIT = "online_check_share", "online_check_least", "online_wrong_limit"


@dataclass(frozen=True, kw_only=True)
class DrawFigures:
    """How much of each lawyer's answers is drawn: the share in percent, at least so many."""

    share_percent: int
    least: int
    source: str


def draw_figures(unit: Unit, *, on: date) -> DrawFigures | None:
    """The figures of the policy at a union's place on a day; None where no pack gives them."""
    share = parameter(unit.region_code, SHARE, on=on)
    least = parameter(unit.region_code, LEAST, on=on)
    if share is None or least is None:
        return None
    return DrawFigures(share_percent=share.value, least=least.value, source=source_of(share)[:200])


def wrong_limit(unit: Unit, *, on: date) -> tuple[int, str]:
    """How many wrong answers of a year ask for a decision, and by which rule; 0 for no limit."""
    found = parameter(unit.region_code, LIMIT, on=on)
    return (found.value, source_of(found)[:200]) if found else (0, "")


def population(unit: Unit, month: date) -> list[Answered]:
    """The web questions that lawyers of a union, and of those below, answered in a month.

    Each answer belongs to the registration nearest above the question, so to one draw alone: what
    belongs to a union that has drawn this month, itself or one above it, is left out. Three
    queries.
    """
    rows = _online_answers(unit.path).filter(answered_on__range=month_span(month))
    answers = list(rows.order_by("pk").values_list("pk", "number", "lawyer_id", "unit_path"))
    registrations = _registrations({lawyer for _, _, lawyer, _ in answers}, unit)
    drawn = _drawn_paths(unit, month)
    found = []
    for pk, number, lawyer, path in answers:
        one = admitting(path, registrations[lawyer])
        if one is None or any(one.unit_path.startswith(above) for above in drawn):
            continue
        found.append(
            Answered(
                consultation_id=pk,
                number=number,
                lawyer_id=lawyer,
                registration_id=one.registration_id,
            )
        )
    return found


def _online_answers(path: str) -> QuerySet[Consultation]:
    """The questions from the web filed below a path that a lawyer answered; what an old ledger has
    was answered elsewhere, and has no code."""
    rows = Consultation.objects.filter(unit_path__startswith=path, channel=Channel.WEB)
    return rows.filter(lawyer__isnull=False, answered_on__isnull=False, code__isnull=False)


def _registrations(lawyers: set[int], unit: Unit) -> dict[int, list[Registered]]:
    rows = OnlineRegistration.objects.filter(
        lawyer_id__in=lawyers, state__in=ADMITTED, unit__path__startswith=unit.path
    )
    found: dict[int, list[Registered]] = defaultdict(list)
    for lawyer, pk, path in rows.values_list("lawyer_id", "pk", "unit__path"):
        found[lawyer].append(Registered(registration_id=pk, unit_path=path))
    return found


def _drawn_paths(unit: Unit, month: date) -> list[str]:
    """The paths of the unions above and below that have drawn this month."""
    above = [int(step) for step in unit.path.strip("/").split("/")]
    near = Q(unit_path__startswith=unit.path) | Q(unit_id__in=above)
    return list(AnswerDraw.objects.filter(near, month=month).values_list("unit_path", flat=True))


def unions_to_draw(month: date) -> list[Unit]:
    """The unions that have admitted lawyers online and have not drawn this month, the lowest
    first, so that each draws from its own lawyers' answers."""
    admitting_unions = OnlineRegistration.objects.filter(state__in=ADMITTED).values("unit_id")
    drawn = AnswerDraw.objects.filter(unit=OuterRef("pk"), month=month)
    rows = Unit.objects.filter(~Exists(drawn), pk__in=admitting_unions, closed_on=None)
    return sorted(rows, key=lambda unit: (-len(unit.path), unit.pk))


def months_to_draw(actor: Actor, *, today: date) -> list[date]:
    """The months gone by with online answers that the own union has not drawn, the latest first."""
    if not actor.unit_path:
        return []
    months = earlier_months(today, MONTHS_BACK)
    answered = _online_answers(actor.unit_path).filter(
        answered_on__range=(months[-1], month_span(months[0])[1])
    )
    known = set(answered.dates("answered_on", "month"))
    drawn = AnswerDraw.objects.filter(unit_id=actor.unit_id or 0).values_list("month", flat=True)
    return [month for month in months if month in known - set(drawn)]


def placed_again(draw: AnswerDraw) -> list[Placed]:
    """The draw made again from what it recorded, by lawyer and place."""
    rows = [
        Answered(consultation_id=pk, number=number, lawyer_id=lawyer, registration_id=registration)
        for pk, number, lawyer, registration in draw.population
    ]
    return placed(draw.seed, rows, least=draw.least, share_percent=draw.share_percent)


def repetition_faults(draw: AnswerDraw) -> list[str]:
    """What comes out otherwise when a draw is made again; empty, as it must be; one query."""
    faults = []
    if population_digest(number for _, number, _, _ in draw.population) != draw.population_sha256:
        faults.append("总体和抽样时不同。")
    again = {one.answer.consultation_id for one in placed_again(draw) if one.is_drawn}
    if again != set(draw.checks.values_list("consultation_id", flat=True)):
        faults.append("重抽的结果和记录的不同。")
    return faults


@dataclass(kw_only=True)
class LawyerResult:
    """What a draw found of one lawyer's answers: how many, how many drawn, and by grade."""

    lawyer: Lawyer
    answered: int
    drawn: int = 0
    grades: Counter[str] = field(default_factory=Counter)


def results_of(draw: AnswerDraw) -> list[LawyerResult]:
    """What a draw has come to by lawyer, by name; two queries."""
    answered = Counter(lawyer for _, _, lawyer, _ in draw.population)
    lawyers = Lawyer.objects.filter(pk__in=answered).select_related("firm").order_by("name", "pk")
    found = {one.pk: LawyerResult(lawyer=one, answered=answered[one.pk]) for one in lawyers}
    counted = draw.checks.order_by().values_list("lawyer_id", "grade").annotate(times=Count("pk"))
    for lawyer, grade, times in counted:
        found[lawyer].drawn += times
        found[lawyer].grades[grade or "waiting"] = times
    return list(found.values())


def draws(actor: Actor) -> QuerySet[AnswerDraw]:
    """The draws in sight, the latest month first, with how many checks still wait."""
    waiting = Count("checks", filter=Q(checks__grade=""))
    rows = AnswerDraw.objects.visible_to(actor).defer("population").select_related("unit")
    return rows.annotate(waiting=waiting).order_by("-month", "unit__path", "-pk")


def checks(actor: Actor, chosen: dict[str, Any]) -> QuerySet[AnswerCheck]:
    """The checks in sight that a filter leaves, those that wait first, then the latest."""
    exact = {name: value for name, value in chosen.items() if value not in ("", None)}
    if exact.get("grade") == "waiting":
        exact["grade"] = ""
    rows = AnswerCheck.objects.visible_to(actor).filter(**exact)
    read = rows.select_related("consultation__unit", "lawyer__firm", "draw")
    return read.order_by("-checked_on", "-pk")


def first_to_check(draw: AnswerDraw, actor: Actor) -> AnswerCheck | None:
    """The first answer of a draw that waits for this post's check."""
    rows = AnswerCheck.objects.handled_by(actor).waiting().filter(draw=draw)
    return rows.order_by("pk").first()


def next_check(check: AnswerCheck, actor: Actor) -> AnswerCheck | None:
    """The next answer of the same draw that waits for this post's check."""
    rows = AnswerCheck.objects.handled_by(actor).waiting().filter(draw_id=check.draw_id)
    return rows.exclude(pk=check.pk).order_by("pk").first()


def own_checks(actor: Actor) -> list[AnswerCheck]:
    """What was found of a lawyer's own answers, the latest first."""
    if not actor.is_lawyer:
        return []
    rows = AnswerCheck.objects.visible_to(actor).select_related("consultation")
    return list(rows.order_by("-checked_at", "-pk")[:PAGE])


def grades_of_year(registration: OnlineRegistration, year: int) -> list[str]:
    """The grades found in a year of the answers under a registration."""
    rows = AnswerCheck.objects.filter(registration=registration, checked_on__year=year)
    return list(rows.exclude(grade="").values_list("grade", flat=True))


def wrong_answers(proposal: PauseProposal) -> list[AnswerCheck]:
    """The wrong answers of the year that a proposal rests on, the oldest first."""
    rows = AnswerCheck.objects.filter(
        registration_id=proposal.registration_id,
        checked_on__year=proposal.year,
        grade=AnswerGrade.WRONG,
    )
    return list(rows.select_related("consultation").order_by("checked_at", "pk"))


def open_proposals(actor: Actor) -> QuerySet[PauseProposal]:
    """What the own union is asked to decide about lawyers' online service."""
    return PauseProposal.objects.handled_by(actor).open()


def draws_to_check(actor: Actor) -> QuerySet[AnswerDraw]:
    """The draws of which answers wait for this post's check."""
    mine = AnswerCheck.objects.handled_by(actor).waiting().filter(draw=OuterRef("pk"))
    return AnswerDraw.objects.visible_to(actor).filter(Exists(mine)).defer("population")
