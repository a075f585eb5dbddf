"""What the figures of stations read of cases, and the indexes of just that."""

from django.db import models
from django.db.models import F, Func, Q


def last_activity() -> Func:
    """The Beijing day of the last thing that surely happened in a case: its end, else its
    application."""
    applied_on = Func(
        F("applied_at"), template="(%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date"
    )
    return Func(F("closed_on"), applied_on, function="COALESCE", output_field=models.DateField())


#: Of cases that name an institution, and of those of a unit that name none.
LAST_ACTIVITY_INDEXES = [
    models.Index("institution", last_activity(), name="case_last_of_institution"),
    models.Index("unit", last_activity(), name="case_last_of_unit", condition=Q(institution=None)),
]
