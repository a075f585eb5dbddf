"""The population of a draw, and whether a draw can be repeated."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.cases.choices import CLOSED_STATES
from gongyuan.cases.models import Assignment, Case, Closing
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.quality.models import CaseReview, SampleDraw
from gongyuan.quality.rules.sample import Candidate, digest, population_digest, ranked

NO_LAWYER = "没有承办律师"
REVIEWED = "以前评估过"


def population(covered: Unit, first: date, last: date) -> QuerySet[Case]:
    """The cases closed with a result in a period by a union and those below it, by id."""
    closing = Closing.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(
        state__in=CLOSED_STATES,
        closed_on__range=(first, last),
        unit_path__startswith=covered.path,
    )
    return rows.filter(Exists(closing)).order_by("pk")


def left_out(rows: QuerySet[Case]) -> dict[int, str]:
    """Why cases of a population cannot be reviewed, by id: no lawyer, or reviewed before."""
    accepted = Assignment.objects.filter(case=OuterRef("pk"), accepted_at__isnull=False)
    reviewed = CaseReview.objects.filter(case=OuterRef("pk"))
    found = dict.fromkeys(rows.filter(~Exists(accepted)).values_list("pk", flat=True), NO_LAWYER)
    again = rows.filter(Exists(reviewed)).values_list("pk", flat=True)
    return found | dict.fromkeys(again, REVIEWED)


def covered_units(actor: Actor) -> QuerySet[Unit]:
    """The unions a post may draw from: its own and those below."""
    return Unit.objects.visible_to(actor).order_by("path")


def earlier_periods(draw_unit: Unit, covered: Unit) -> list[tuple[date, date]]:
    """First and last days drawn from before, where the one scope lies within the other."""
    rows = SampleDraw.objects.filter(unit=draw_unit).select_related("covered_unit")
    return [
        (row.period_from, row.period_to)
        for row in rows
        if row.covered_unit.path.startswith(covered.path)
        or covered.path.startswith(row.covered_unit.path)
    ]


def repetition_faults(draw: SampleDraw) -> list[str]:
    """Draw again from the recorded population with the recorded seed and name what differs.

    Empty when every place and every choice comes out the same, as it must (method sha256-v1).
    """
    rows = list(draw.members.filter(exclusion="").order_by("place"))
    again = ranked(draw.seed, [Candidate(record_id=row.case_id, number=row.number) for row in rows])
    faults = []
    if population_digest(row.number for row in rows) != draw.population_sha256:
        faults.append("总体和抽样时不同。")
    for row, one in zip(rows, again, strict=True):
        is_drawn = one.place <= draw.drawn_count
        same = (row.case_id, row.digest, row.place, row.is_drawn) == (
            one.candidate.record_id,
            digest(draw.seed, row.number),
            one.place,
            is_drawn,
        )
        if not same:
            faults.append(f"第{row.place}位“{row.number}”和重抽的不同。")
    return faults
