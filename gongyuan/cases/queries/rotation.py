"""A lawyer's own place in the rotation: who was given how much, so that fairness can be seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from gongyuan.cases.models import Assignment
from gongyuan.cases.queries.assignment import weights_at
from gongyuan.cases.rules.assignment import place_in_turn
from gongyuan.lawyers.models import Lawyer, PanelTerm


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A lawyer among the members of the own team: cases given within the last `days` days.

    `place` is 1 for who was given least; equals share a place. `mean` is cases a member.
    """

    unit: str
    members: int
    place: int
    given: int
    mean: float
    open_cases: int
    days: int


def turn_of(lawyer: Lawyer, *, now: datetime) -> Turn | None:
    """Where a lawyer stands in the rotation of the team; None without a running term.

    Four queries, however many members there are.
    """
    today = timezone.localdate(now)
    running = PanelTerm.objects.running_on(today)
    term = running.filter(lawyer=lawyer).select_related("unit").order_by("unit__path").first()
    if term is None:
        return None
    days = weights_at(term.unit.region_code, today=today).rotation_days
    members = set(running.filter(unit=term.unit).values_list("lawyer_id", flat=True))
    recent = Assignment.objects.filter(
        lawyer_id__in=members, offered_at__gte=now - timedelta(days=days)
    )
    counted = recent.values_list("lawyer_id").annotate(n=Count("pk")).order_by()
    given = dict.fromkeys(members, 0) | dict(counted)
    return Turn(
        unit=term.unit.name,
        members=len(members),
        place=place_in_turn(given, lawyer.pk),
        given=given[lawyer.pk],
        mean=sum(given.values()) / len(members),
        open_cases=Assignment.objects.filter(lawyer=lawyer, ended_at=None).count(),
        days=days,
    )
