"""Cases in which a day has passed and the law says what follows, or a day is to be moved."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Deadline


def lapsed_supplements(*, today: date) -> QuerySet[Case]:
    """Applications whose supplement was due before `today` and is unanswered, everywhere."""
    return Case.objects.filter(
        state=CaseState.SUPPLEMENTING,
        supplements__answered_at=None,
        supplements__due_on__lt=today,
    ).order_by("pk")


def passed_objection_windows(*, today: date) -> QuerySet[Case]:
    """Cases whose days to object ended before `today` without an objection, everywhere."""
    return Case.objects.filter(
        deadlines__code="UNION_OBJECTION",
        deadlines__met_at=None,
        deadlines__cancelled_at=None,
        deadlines__due_on__lt=today,
    ).order_by("pk")


def open_deadlines_touching(year: int) -> QuerySet[Deadline]:
    """Open deadlines of which a day lies in a year, or in the December before it, everywhere.

    The days off of a year may begin in that December (全国年节及纪念日放假办法第七条).
    """
    return Deadline.objects.filter(
        met_at=None,
        cancelled_at=None,
        starts_on__lte=date(year, 12, 31),
        due_on__gte=date(year - 1, 12, 1),
    )


def cases_touched_by(year: int) -> QuerySet[Case]:
    """Cases with an open deadline that the calendar of a year touches."""
    touched = open_deadlines_touching(year).filter(case=OuterRef("pk"))
    return Case.objects.filter(Exists(touched)).order_by("pk")


def cases_provisional_in(year: int) -> QuerySet[Case]:
    """Cases with an open deadline in a year that was reckoned before the year was published.

    A review that stands still for a supplement is provisional by itself and left out.
    """
    waiting = Q(code="AID_REVIEW", case__state=CaseState.SUPPLEMENTING)
    rows = open_deadlines_touching(year).filter(is_provisional=True, due_on__year=year)
    return Case.objects.filter(Exists(rows.exclude(waiting).filter(case=OuterRef("pk")))).order_by(
        "pk"
    )
