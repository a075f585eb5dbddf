"""How unions and institutions were on a day (沿革)."""

from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from gongyuan.organisations.models import AidInstitution, InstitutionStretch, Unit, UnitStretch


def changed_last_on(*, path: str) -> date | None:
    """The day of the last change within the subtree of `path`; None when nothing ever changed.

    What was only founded has not changed: a union may move on a day before one of its own began.
    """
    units = UnitStretch.objects.filter(unit__path__startswith=path)
    institutions = InstitutionStretch.objects.filter(institution__unit_path__startswith=path)
    days = [_last_change(units, "unit_id"), _last_change(institutions, "institution_id")]
    return max((day for day in days if day), default=None)


def unit_changed_last_on(unit: Unit) -> date | None:
    """The day from which a union itself is as it is now; None when it always was."""
    return _last_change(UnitStretch.objects.filter(unit=unit), "unit_id")


def institution_changed_last_on(institution: AidInstitution) -> date | None:
    """The day from which an institution is as it is now; None when it always was."""
    return _last_change(
        InstitutionStretch.objects.filter(institution=institution), "institution_id"
    )


def institution_changed_first_on(institution: AidInstitution) -> date | None:
    """The first day on which an institution was not as it began; None when it always was."""
    ends: date | None = (
        InstitutionStretch.objects.filter(institution=institution)
        .order_by("starts_on", "pk")
        .values_list("ends_on", flat=True)
        .first()
    )
    return None if ends is None or ends == institution.closed_on else ends


def _last_change(stretches: QuerySet[Any], key: str) -> date | None:
    before = stretches.model._base_manager.filter(
        Q(starts_on=None) | Q(starts_on__lt=OuterRef("starts_on")), **{key: OuterRef(key)}
    )
    found: date | None = stretches.filter(Exists(before)).aggregate(last=Max("starts_on"))["last"]
    return found
