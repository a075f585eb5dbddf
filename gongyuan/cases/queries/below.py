"""What stands still in the units below, unit by unit, for those who oversee them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Count, Exists, F, Func, Min, OuterRef, Q, Value
from django.db.models.functions import Cast

from gongyuan.cases.choices import MoveOf
from gongyuan.cases.models import Assignment, Case, CaseQuerySet
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit directly below, with those under it: cases past their deadline, since when the
    oldest, and open cases for which no deadline runs at all."""

    unit: Unit
    late: int
    oldest: date | None
    dateless: int


#: Whoever of these sits in a unit can take up what comes to it.
OFFICE = (Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.WINDOW_CLERK)


def without_owner(cases: CaseQuerySet, actor: Actor, *, today: date) -> CaseQuerySet:
    """Those of the cases that nobody can act on: a unit without staff, a lawyer without a term.

    A thing in a queue that belongs to nobody is an alarm, not a line in a list.
    """
    staff = Post.objects.held_on(today).filter(unit=OuterRef("pk"), role__in=OFFICE)
    empty = Unit.objects.visible_to(actor).filter(~Exists(staff)).values("pk")
    terms = PanelTerm.objects.running_on(today).filter(lawyer=OuterRef("lawyer"))
    left = Assignment.objects.filter(~Exists(terms), ended_at=None).values("case")
    at_office = Q(move_of__in=(MoveOf.OFFICE, MoveOf.HEAD), unit__in=empty)
    return cases.filter(at_office | Q(move_of=MoveOf.LAWYER, pk__in=left))


def stuck_by_unit(actor: Actor, *, today: date) -> list[UnitLine]:
    """The units directly below that have something late or without a deadline, most late first.

    Two queries however many units; the counts are those of the lists behind them, to the last.
    """
    late, dateless = Q(next_due_on__lt=today), Q(next_due_on=None)
    cases = Case.objects.overseen_by(actor).open().filter(late | dateless)
    # The own path ends where the id of the unit directly below begins.
    place = Value(actor.unit_path.count("/") + 1)
    step = Func(F("unit_path"), Value("/"), place, function="SPLIT_PART")
    counted = cases.annotate(child=Cast(step, BigIntegerField())).order_by().values("child")
    found = {
        row["child"]: row
        for row in counted.annotate(
            late=Count("pk", filter=late),
            oldest=Min("next_due_on", filter=late),
            dateless=Count("pk", filter=dateless),
        )
    }
    units = Unit.objects.visible_to(actor).filter(pk__in=found).only("name", "short_name", "path")
    lines = [
        UnitLine(
            unit=unit,
            late=found[unit.pk]["late"],
            oldest=found[unit.pk]["oldest"],
            dateless=found[unit.pk]["dateless"],
        )
        for unit in units
    ]
    return sorted(lines, key=lambda line: (-line.late, line.oldest or today, -line.dateless))
