"""What lawyers did, read from the records where it happened: nothing is copied, nothing counted
twice. Each source is one query, whatever the number of lawyers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from gongyuan.consultations.choices import Channel
from gongyuan.consultations.models import Consultation
from gongyuan.duty.models import DutyShift
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.choices import ActivityKind, RequestState
from gongyuan.panel.details import Line
from gongyuan.panel.models import Activity, CourseEntry, ServiceRequest
from gongyuan.panel.queries.case_lines import CASE_SOURCES, Asked, Found
from gongyuan.panel.rules.ledger import Span, home_term
from gongyuan.quality.models import ReviewSheet


def lines_of(terms: Sequence[PanelTerm], *, until: date) -> dict[int, list[Line]]:
    """What the lawyers of these terms did in them through a day, by term, the oldest first.

    A fixed number of queries. Something done while a lawyer serves in two teams counts for one of
    them (`home_term`); other terms of these lawyers are asked for to know which.
    """
    found: dict[int, list[Line]] = {term.pk: [] for term in terms}
    if not terms:
        return found
    asked = Asked(
        lawyers=tuple({term.lawyer_id for term in terms}),
        first=min(term.starts_on for term in terms),
        last=min(max(term.ends_on for term in terms), until),
    )
    spans = _spans(asked)
    for lawyer, line in _all(asked):
        home = home_term(spans[lawyer], day=line.day, unit_path=line.unit_path)
        if home in found and line.day <= until:
            found[home].append(line)
    for rows in found.values():
        rows.sort(key=lambda line: (line.day, line.kind, line.source_id))
    return found


def minutes_of(lines: Iterable[Line]) -> int:
    """The minutes of these lines, as far as they are known."""
    return sum(line.minutes for line in lines)


def counts_of(lines: Iterable[Any]) -> list[tuple[str, int]]:
    """How many of each kind, in the order of the vocabulary, kinds without any left out."""
    counted: dict[str, int] = defaultdict(int)
    for line in lines:
        counted[line.kind] += 1
    return [(str(kind.label), counted[kind]) for kind in ActivityKind if counted.get(kind)]


def _spans(asked: Asked) -> dict[int, list[Span]]:
    rows = PanelTerm.objects.filter(
        lawyer_id__in=asked.lawyers, starts_on__lte=asked.last, ends_on__gte=asked.first
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for pk, lawyer, path, first, last in rows.values_list(
        "pk", "lawyer_id", "unit_path", "starts_on", "ends_on"
    ):
        found[lawyer].append(Span(term_id=pk, unit_path=path, starts_on=first, ends_on=last))
    return found


def _all(asked: Asked) -> Found:
    for source in (*SOURCES, *CASE_SOURCES):
        yield from source(asked)


def _entered(asked: Asked) -> Found:
    rows = Activity.objects.filter(
        lawyer_id__in=asked.lawyers,
        happened_on__range=(asked.first, asked.last),
        struck_at=None,
    )
    for row in rows.select_related("unit"):
        said = f"{row.unit.name}：{row.note}" if row.note else row.unit.name
        yield (
            row.lawyer_id,
            Line(
                kind=row.kind,
                day=row.happened_on,
                text=said[:300],
                source_kind="panel.activity",
                source_id=row.pk,
                unit_path=row.unit_path,
                minutes=row.minutes,
                people=row.people_count,
                is_confirmed=row.confirmed_at is not None,
            ),
        )


def _requests(asked: Asked) -> Found:
    rows = ServiceRequest.objects.filter(
        lawyer_id__in=asked.lawyers,
        state=RequestState.SERVED,
        done_on__range=(asked.first, asked.last),
    )
    for row in rows.select_related("asker"):
        if row.lawyer_id is None or row.done_on is None:
            continue
        yield (
            row.lawyer_id,
            Line(
                kind=ActivityKind.UNION_SERVICE,
                day=row.done_on,
                text=f"{row.asker.name}：{row.get_wanted_display()}",
                source_kind="panel.servicerequest",
                source_id=row.pk,
                unit_path=row.unit_path,
                minutes=row.minutes,
                people=row.people_count,
            ),
        )


def _shifts(asked: Asked) -> Found:
    rows = DutyShift.objects.filter(
        member__lawyer_id__in=asked.lawyers,
        day__range=(asked.first, asked.last),
        came_at__isnull=False,
    )
    for row in rows.select_related("member", "point"):
        if row.member is None or row.came_at is None:
            continue
        until = row.left_at or row.ends_at
        yield (
            row.member.lawyer_id or 0,
            Line(
                kind=ActivityKind.DUTY_HOUR,
                day=row.day,
                text=f"{row.point.name} {row.get_part_display()}",
                source_kind="duty.dutyshift",
                source_id=row.pk,
                unit_path=row.point.unit_path,
                minutes=max(0, int((until - row.came_at).total_seconds() // 60)),
            ),
        )


def _reviews(asked: Asked) -> Found:
    rows = ReviewSheet.objects.filter(
        reviewer_id__in=asked.lawyers, submitted_at__range=asked.bounds
    )
    for row in rows.select_related("review"):
        yield (
            row.reviewer_id,
            Line(
                kind=ActivityKind.REVIEW_GIVEN,
                day=timezone.localdate(row.submitted_at),
                text="同行评估一件",
                source_kind="quality.reviewsheet",
                source_id=row.pk,
                unit_path=row.review.unit_path,
            ),
        )


def _courses(asked: Asked) -> Found:
    rows = CourseEntry.objects.coming().filter(
        lawyer_id__in=asked.lawyers,
        course__held_on__range=(asked.first, asked.last),
        minutes__gt=0,
    )
    for row in rows.select_related("course"):
        yield (
            row.lawyer_id or 0,
            Line(
                kind=ActivityKind.TRAINING_ATTENDED,
                day=row.course.held_on,
                text=f"{row.course.title}（{row.course.get_host_display()}）",
                source_kind="panel.courseentry",
                source_id=row.pk,
                unit_path=row.course.unit_path,
                minutes=row.minutes or 0,
            ),
        )


#: By the way a question came; letters and what is asked on the spot have no kind of their own.
ADVICE = {
    Channel.WINDOW: ActivityKind.WINDOW_ADVICE,
    Channel.TELEPHONE: ActivityKind.PHONE_ADVICE,
    Channel.WEB: ActivityKind.ONLINE_ADVICE,
}


def _consultations(asked: Asked) -> Found:
    """The questions a lawyer answered; who asked is not told."""
    rows = Consultation.objects.filter(
        lawyer_id__in=asked.lawyers, answered_on__range=(asked.first, asked.last)
    )
    for row in rows.select_related("unit"):
        way = "" if row.channel in ADVICE else f"{row.get_channel_display()}，"
        yield (
            row.lawyer_id or 0,
            Line(
                kind=ADVICE.get(Channel(row.channel), ActivityKind.OTHER_SERVICE),
                day=row.answered_on or row.asked_on,
                text=f"{row.unit.name}：{way}{row.get_topic_display()}",
                source_kind="consultations.consultation",
                source_id=row.pk,
                unit_path=row.unit_path,
                minutes=row.minutes or 0,
                people=row.people_count,
            ),
        )


SOURCES: tuple[Callable[[Asked], Found], ...] = (
    _entered,
    _requests,
    _shifts,
    _reviews,
    _courses,
    _consultations,
)
