"""Which lawyer is meant, and who had a case."""

from datetime import date

from gongyuan.cases.models import Assignment, Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import serving_called


def last_lawyer(case: Case) -> Lawyer | None:
    """The lawyer who had a case last and had accepted it, with firm; None before the first."""
    rows = Assignment.objects.filter(case=case, accepted_at__isnull=False)
    found = rows.select_related("lawyer__firm").order_by("-pk").first()
    return found.lawyer if found else None


def lawyer_named(name: str, *, case: Case | None, unit_path: str, on: date) -> Lawyer | None:
    """The lawyer a complaint means: the one of this name, else the one who has the case.

    None when the name fits nobody, or several: then the office identifies who it is.
    """
    if not name:
        return last_lawyer(case) if case else None
    if case:
        rows = Assignment.objects.filter(case=case, lawyer__name=name).select_related("lawyer")
        found = rows.order_by("-pk").first()
        if found:
            return found.lawyer
    serving = serving_called(name, unit_path, on=on)
    return serving[0] if len(serving) == 1 else None
