"""Figures of quality by lawyer and by union, each with the list it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.choices import AnswerGrade, VisitAnswer, VisitOutcome
from gongyuan.quality.models import AnswerCheck, CaseReview, Complaint, ReturnVisit

MOST_ROWS = 300


@dataclass(frozen=True, kw_only=True)
class Period:
    """From the first to the last day, both in it."""

    first: date
    last: date


@dataclass(kw_only=True)
class FigureRow:
    """One lawyer, or one union, with counts by name; a name that is absent counts nothing."""

    pk: int
    name: str
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One thing that is counted: where its list is and what narrows it to what was counted."""

    name: str
    label: str
    route: str
    query: dict[str, str]


_VISITS = (
    ("visited", "已回访", {"state": VisitOutcome.VISITED}),
    ("satisfied", "满意", {"overall": VisitAnswer.SATISFIED}),
    ("fairly_satisfied", "基本满意", {"overall": VisitAnswer.FAIRLY_SATISFIED}),
    ("dissatisfied", "不满意", {"overall": VisitAnswer.DISSATISFIED}),
    ("not_said", "说不清", {"overall": VisitAnswer.NOT_SAID}),
    ("visit_refused", "不愿接受", {"state": VisitOutcome.VISIT_REFUSED}),
    ("unreached", "联系不上", {"state": VisitOutcome.UNREACHED}),
)
VISIT_COLUMNS = tuple(
    Column(name, label, "visit_list", {k: str(v) for k, v in query.items()})
    for name, label, query in _VISITS
)
COMPLAINT_COLUMNS = (
    Column("complaints", "投诉", "complaint_list", {}),
    Column("verified", "属实", "complaint_list", {"is_verified": "yes"}),
)
REVIEW_COLUMNS = (Column("reviewed", "同行评估", "review_list", {}),)

ANSWER_COLUMNS = (
    Column("sampled", "抽查答复", "answer_check_list", {}),
    Column("sound", "答复合格", "answer_check_list", {"grade": str(AnswerGrade.SOUND)}),
    Column("flawed", "答复有瑕疵", "answer_check_list", {"grade": str(AnswerGrade.FLAWED)}),
    Column("wrong", "答复不合格", "answer_check_list", {"grade": str(AnswerGrade.WRONG)}),
)


def columns(actor: Actor) -> tuple[Column, ...]:
    """What is counted for this actor; complaints for those who handle them, and so on."""
    handles = actor.can(Capability.COMPLAINTS_HANDLE)
    manages = actor.can(Capability.REVIEWS_MANAGE)
    more = (COMPLAINT_COLUMNS if handles else ()) + (REVIEW_COLUMNS if manages else ())
    checks = actor.can(Capability.CONSULTATIONS_CHECK)
    return VISIT_COLUMNS + more + (ANSWER_COLUMNS if checks else ())


def figures(actor: Actor, period: Period, *, by: str) -> list[FigureRow]:
    """Counts of what ended in a period, for each `lawyer` or `unit` in sight; by name.

    Visits are counted by the day they ended, complaints by the day they came in, reviews by
    the day they were served, online answers by the day they were checked. Those without a lawyer
    are counted by unit alone. At most MOST_ROWS rows. Complaints are counted for those who handle
    them, answers for those who check them.
    """
    rows: dict[int, FigureRow] = {}
    for name, found in _counted(_visits(actor, period), by, "outcome", "overall"):
        _add(rows, name, found)
    if actor.can(Capability.COMPLAINTS_HANDLE):
        _count_complaints(rows, actor, period, by)
    if actor.can(Capability.REVIEWS_MANAGE):
        _count_reviews(rows, actor, period, by)
    if actor.can(Capability.CONSULTATIONS_CHECK):
        _count_answers(rows, actor, period, by)
    _name(rows, by)
    return sorted(rows.values(), key=lambda row: (row.name, row.pk))[:MOST_ROWS]


def _visits(actor: Actor, period: Period) -> QuerySet[ReturnVisit]:
    rows = ReturnVisit.objects.visible_to(actor)
    return rows.filter(finished_on__range=(period.first, period.last))


def _counted(rows: QuerySet[Any], by: str, *columns: str) -> Iterable[tuple[str, list[Any]]]:
    """For each column the counts by owner and value, one query a column."""
    known = rows.filter(**{f"{by}__isnull": False})
    for column in columns:
        found = known.order_by().values_list(f"{by}_id", F(column)).annotate(times=Count("pk"))
        yield column, list(found)


def _add(rows: dict[int, FigureRow], column: str, found: list[Any]) -> None:
    for owner, value, times in found:
        if value:
            row = rows.setdefault(owner, FigureRow(pk=owner, name=""))
            row.counts[str(value)] = row.counts.get(str(value), 0) + times


def _count_complaints(rows: dict[int, FigureRow], actor: Actor, period: Period, by: str) -> None:
    seen = complaints_of(actor, period).filter(**{f"{by}__isnull": False})
    found = (
        seen.order_by()
        .values_list(f"{by}_id")
        .annotate(times=Count("pk"), verified=Count("pk", filter=Q(is_verified=True)))
    )
    for owner, times, verified in found:
        row = rows.setdefault(owner, FigureRow(pk=owner, name=""))
        row.counts |= {"complaints": times, "verified": verified}


def _count_reviews(rows: dict[int, FigureRow], actor: Actor, period: Period, by: str) -> None:
    seen = CaseReview.objects.visible_to(actor)
    served = seen.filter(served_on__range=(period.first, period.last))
    found = served.filter(**{f"{by}__isnull": False}).order_by().values_list(f"{by}_id")
    for owner, times in found.annotate(times=Count("pk")):
        rows.setdefault(owner, FigureRow(pk=owner, name="")).counts["reviewed"] = times


def _count_answers(rows: dict[int, FigureRow], actor: Actor, period: Period, by: str) -> None:
    seen = AnswerCheck.objects.visible_to(actor).exclude(grade="")
    checked = seen.filter(checked_on__range=(period.first, period.last)).order_by()
    found = checked.values_list(f"{by}_id", "grade").annotate(times=Count("pk"))
    for owner, grade, times in found:
        counts = rows.setdefault(owner, FigureRow(pk=owner, name="")).counts
        counts[grade] = times
        counts["sampled"] = counts.get("sampled", 0) + times


def complaints_of(actor: Actor, period: Period) -> QuerySet[Complaint]:
    """The complaints in sight that came in within a period, Beijing days."""
    rows = Complaint.objects.visible_to(actor)
    return rows.filter(lodged_at__date__range=(period.first, period.last))


def _name(rows: dict[int, FigureRow], by: str) -> None:
    owners: Any = Lawyer.objects if by == "lawyer" else Unit.objects
    for pk, name in owners.filter(pk__in=list(rows)).values_list("pk", "name"):
        rows[pk].name = name
