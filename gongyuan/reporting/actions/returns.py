"""A return's way up: submitted and frozen, returned with remarks, accepted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.refusals import refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.reporting import queries, rules
from gongyuan.reporting.actions.signature import signature
from gongyuan.reporting.models import FrozenFigure, Return
from gongyuan.reporting.workflow import WORKFLOW


@transaction.atomic
def submit_return(*, unit: Unit, year: int, actor: Actor, now: datetime) -> Return:
    """Send a unit's table of a year to its superior and freeze its figures as they are now.

    Begins the return of a unit that has nothing to enter by hand (a province). Refuses a year
    that is not over, own rows left empty, a roster whose number differs from the rows of
    institutions (注1, 注2), and a return that is submitted already.
    """
    unit = queries.units_filled_by(actor, year).get(pk=unit.pk)
    Return.objects.get_or_create(unit=unit, year=year, defaults={"unit_path": unit.path})
    unit_return = (
        Return.objects.handled_by(actor)
        .select_related("unit")
        .select_for_update(of=("self",))
        .get(unit=unit, year=year)
    )
    today = timezone.localdate(now)
    refuse_if(WORKFLOW.obstacles(unit_return.state, "submit"))
    refuse_if(rules.year_obstacles(rules.period_of(year, today=today), today=today))
    filled = queries.table(unit=unit_return.unit, year=year, today=today)
    refuse_if(rules.submission_obstacles(_facts(unit_return, filled, now)))
    _freeze(unit_return, filled)
    progress = queries.progress(unit_return.unit, year, today=today)
    advance(
        unit_return,
        WORKFLOW,
        "submit",
        actor=actor,
        now=now,
        data={"expected": progress.expected, "reported": progress.reported},
        submitted_at=now,
        submitted_by=signature(actor),
    )
    return unit_return


@transaction.atomic
def return_to_unit(*, unit_return: Return, note: str, actor: Actor, now: datetime) -> Return:
    """Give a return of a unit led directly back to it with remarks; its figures thaw.

    An accepted one too: that unit's year is opened again, on record. Refuses empty remarks.
    """
    unit_return = _below(unit_return, actor)
    advance(
        unit_return,
        WORKFLOW,
        "return_to_unit",
        actor=actor,
        now=now,
        note=note,
        submitted_at=None,
        submitted_by="",
        accepted_at=None,
        remarks=note.strip(),
    )
    return unit_return


@transaction.atomic
def accept_return(*, unit_return: Return, actor: Actor, now: datetime) -> Return:
    """Accept the return of a unit led directly. Refuses one that is not submitted."""
    unit_return = _below(unit_return, actor)
    advance(unit_return, WORKFLOW, "accept", actor=actor, now=now, accepted_at=now)
    return unit_return


def _below(unit_return: Return, actor: Actor) -> Return:
    return Return.objects.overseen_by(actor).select_for_update(of=("self",)).get(pk=unit_return.pk)


def _facts(unit_return: Return, filled: queries.Table, now: datetime) -> rules.SubmissionFacts:
    listed = queries.roster(
        unit=unit_return.unit, year=unit_return.year, today=timezone.localdate(now)
    )
    return rules.SubmissionFacts(
        missing=tuple(row.wording for row in queries.rows_not_entered(unit_return)),
        institutions=queries.institutions_total(filled.cells),
        roster=listed.count(),
    )


def _freeze(unit_return: Return, filled: queries.Table) -> None:
    FrozenFigure.objects.filter(unit_return=unit_return).delete()
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            unit_return=unit_return,
            counted=figure.counted,
            entered=figure.entered,
            **place._asdict(),
        )
        for place, figure in queries.figures_by_place(filled.cells).items()
    )
