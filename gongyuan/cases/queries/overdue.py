"""Cases in which a day has passed and the law says what follows."""

from datetime import date

from django.db.models import QuerySet

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case


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
