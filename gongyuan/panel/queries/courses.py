"""Courses for the team: which there are, who may come, who came, hours by year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.agenda import AgendaEntry
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.choices import ActivityKind, CourseHost
from gongyuan.panel.models import Activity, Course, CourseEntry
from gongyuan.panel.rules.course import CourseFacts
from gongyuan.people.actor import Actor
from gongyuan.people.models import Certificate, Post

PAGE = 60
MOST_IN_AGENDA = 200
STATES = (("", "还没举办的"), ("over", "举办过的"), ("all", "全部"))


@dataclass(frozen=True, kw_only=True)
class YearOfTraining:
    """How often and how long somebody was trained in a calendar year."""

    year: int
    times: int
    minutes: int

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:g}"


def courses(actor: Actor, *, state: str, today: date) -> QuerySet[Course]:
    """The courses in sight, those to come soonest first, those over latest first."""
    rows = Course.objects.visible_to(actor).select_related("unit")
    rows = rows.annotate(
        coming=Count("entries", filter=Q(entries__withdrawn_at=None)),
        is_mine=Exists(_own(actor)),
    )
    if state == "over":
        return rows.filter(held_on__lt=today).order_by("-held_on", "-pk")
    if state == "all":
        return rows.order_by("-held_on", "-pk")
    return rows.filter(held_on__gte=today).order_by("held_on", "begins_at", "pk")


def _own(actor: Actor) -> QuerySet[CourseEntry]:
    mine = CourseEntry.objects.coming().filter(course=OuterRef("pk"))
    return mine.filter(user_id=actor.user_id or 0)


def facts_of(course: Course) -> CourseFacts:
    """A course as the rules read it; one query."""
    return CourseFacts(
        closes_on=course.closes_on,
        held_on=course.held_on,
        is_called_off=course.called_off_at is not None,
        seats=course.seats,
        taken=course.entries.filter(withdrawn_at=None).count(),
        for_holders=course.for_holders,
    )


def is_member(lawyer: Lawyer | None, course: Course) -> bool:
    """Whether a lawyer serves on the day of a course in the team of the union that holds it, or in
    one below it."""
    if lawyer is None:
        return False
    terms = PanelTerm.objects.running_on(course.held_on).filter(lawyer=lawyer)
    return terms.filter(unit_path__startswith=course.unit_path).exists()


def holds_certificate(actor: Actor, course: Course) -> bool:
    """Whether somebody holds any certificate that is valid on the day of a course."""
    rows = Certificate.objects.valid_on(course.held_on)
    return rows.filter(user_id=actor.user_id or 0).exists()


def own_entry(actor: Actor, course: Course) -> CourseEntry | None:
    """One's own entry for a course, withdrawn or not."""
    return course.entries.filter(user_id=actor.user_id or 0).first()


def entries_of(course: Course) -> list[CourseEntry]:
    """Who is coming or came, by the time of signing up."""
    rows = course.entries.filter(withdrawn_at=None).select_related("lawyer__firm", "user")
    return list(rows.order_by("entered_at", "pk"))


def members_not_signed_up(course: Course) -> list[Lawyer]:
    """Members of the team on the day of a course who are not on its list, by name."""
    terms = PanelTerm.objects.running_on(course.held_on).filter(
        unit_path__startswith=course.unit_path
    )
    there = course.entries.filter(withdrawn_at=None, lawyer__isnull=False).values("lawyer_id")
    rows = Lawyer.objects.filter(pk__in=terms.values("lawyer_id")).exclude(pk__in=there)
    return list(rows.select_related("firm").order_by("name", "pk"))


def users_to_tell(course: Course) -> list[int]:
    """Accounts of the team's members, and of the holders of certificates where they may come."""
    terms = PanelTerm.objects.running_on(course.held_on).filter(
        unit_path__startswith=course.unit_path, lawyer__user__isnull=False
    )
    found = set(terms.values_list("lawyer__user_id", flat=True))
    if course.for_holders:
        posts = Post.objects.filter(unit_path__startswith=course.unit_path, ends_on=None)
        holders = Certificate.objects.valid_on(course.held_on)
        rows = holders.filter(user_id__in=posts.values("user_id"))
        found |= set(rows.values_list("user_id", flat=True))
    return sorted(found)


def users_coming(course: Course) -> list[int]:
    """Accounts of those who signed up."""
    rows = course.entries.filter(withdrawn_at=None, user__isnull=False)
    return list(rows.values_list("user_id", flat=True))


def to_answer(actor: Actor, *, today: date) -> QuerySet[Course]:
    """Courses one may still sign up for and has not said anything to.

    A lawyer: those for the team; anybody else: those open to holders of certificates.
    """
    said = CourseEntry.objects.filter(course=OuterRef("pk"), user_id=actor.user_id or 0)
    rows = Course.objects.visible_to(actor).filter(called_off_at=None, closes_on__gte=today)
    if not actor.is_lawyer:
        held = Certificate.objects.valid_on(today).filter(user_id=actor.user_id or 0)
        rows = rows.filter(Exists(held), for_holders=True)
    return rows.exclude(Exists(said))


def coming_for(actor: Actor, *, today: date) -> QuerySet[Course]:
    """Courses one signed up for that are still to come."""
    rows = Course.objects.visible_to(actor).filter(called_off_at=None, held_on__gte=today)
    return rows.filter(Exists(_own(actor))).order_by("held_on", "begins_at", "pk")


def agenda(actor: Actor, since: date) -> Iterator[AgendaEntry]:
    """Courses one signed up for, held and not called off, for a calendar; one query."""
    rows = Course.objects.filter(Exists(_own(actor)), called_off_at=None, held_on__gte=since)
    for course in rows.order_by("held_on", "begins_at", "pk")[:MOST_IN_AGENDA]:
        starts_at = timezone.make_aware(datetime.combine(course.held_on, course.begins_at))
        yield AgendaEntry(
            key=f"course-{course.pk}",
            what=f"培训 {course.title}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=course.minutes),
            place=course.place,
            url=reverse("course_detail", args=[course.pk]),
        )


def to_write_down(actor: Actor, *, today: date) -> QuerySet[Course]:
    """Courses that were held and of which nobody wrote down who came."""
    rows = Course.objects.handled_by(actor).filter(called_off_at=None, attended_at=None)
    return rows.filter(held_on__lte=today)


def years_of(*, lawyer: Lawyer | None = None, user_id: int | None = None) -> list[YearOfTraining]:
    """Training by calendar year, the latest first: courses attended, and for a lawyer what was
    entered by hand of training elsewhere. Two queries."""
    who = Q(lawyer=lawyer) if lawyer is not None else Q(user_id=user_id or 0)
    rows = CourseEntry.objects.coming().filter(who, minutes__gt=0)
    found: dict[int, list[int]] = defaultdict(list)
    for day, minutes in rows.values_list("course__held_on", "minutes"):
        found[day.year].append(minutes or 0)
    if lawyer is not None:
        for day, minutes in _entered(lawyer).values_list("happened_on", "minutes"):
            found[day.year].append(minutes)
    return [
        YearOfTraining(year=year, times=len(each), minutes=sum(each))
        for year, each in sorted(found.items(), reverse=True)
    ]


def _entered(lawyer: Lawyer) -> QuerySet[Activity]:
    kind = ActivityKind.TRAINING_ATTENDED
    found: QuerySet[Activity] = Activity.objects.filter(lawyer=lawyer, kind=kind, struck_at=None)
    return found


def last_year_of(lawyer: Lawyer, *, today: date) -> tuple[int, int]:
    """How often, and for how many minutes, a lawyer was trained in the last 365 days."""
    since = today - timedelta(days=365)
    held = CourseEntry.objects.coming().filter(
        lawyer=lawyer, minutes__gt=0, course__held_on__gte=since
    )
    sums: list[dict[str, Any]] = [
        held.aggregate(times=Count("pk"), minutes=Sum("minutes")),
        _entered(lawyer)
        .filter(happened_on__gte=since)
        .aggregate(times=Count("pk"), minutes=Sum("minutes")),
    ]
    return sum(one["times"] for one in sums), sum(one["minutes"] or 0 for one in sums)


def latest_entries(
    *, lawyer: Lawyer | None = None, user_id: int | None = None, most: int
) -> Iterable[CourseEntry]:
    """The last courses somebody signed up for or came to."""
    who = Q(lawyer=lawyer) if lawyer is not None else Q(user_id=user_id or 0)
    rows = CourseEntry.objects.coming().filter(who).select_related("course__unit")
    return rows.order_by("-course__held_on", "-pk")[:most]


def host_of(actor: Actor) -> str:
    """Which of the two holds a course that this post announces."""
    is_justice = actor.can("panel.coappraise")
    return CourseHost.JUSTICE_HOST if is_justice else CourseHost.UNION_HOST
