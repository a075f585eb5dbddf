"""How many cases lawyers have in hand, for the domain below that cannot ask."""

from collections.abc import Iterable

from django.db.models import Count

from gongyuan.cases.choices import CLOSED_STATES, FINAL_STATES
from gongyuan.cases.models import Assignment


def cases_in_hand(lawyers: Iterable[int], under: str = "") -> dict[int, int]:
    """Open assignments of cases not yet closed, by lawyer, in a union's subtree; one query.

    An offer not answered counts too: somebody else must get it before the lawyer goes.
    """
    rows = (
        Assignment.objects.filter(
            lawyer_id__in=list(lawyers), ended_at=None, case__unit_path__startswith=under
        )
        .exclude(case__state__in=FINAL_STATES | CLOSED_STATES)
        .values_list("lawyer_id")
        .annotate(cases=Count("pk"))
        .order_by()
    )
    return dict(rows)
