"""The units and lawyers a list of cases can be narrowed to."""

from gongyuan.cases.queries.filters import OWN_UNIT
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: More lines than this nobody reads through: the page of the unit, of the lawyer leads here too.
MOST_OFFERED = 200


def find_unit(actor: Actor, wanted: str) -> Unit | None:
    """The unit of an id as it was asked for, in the actor's sight; None for what is none."""
    if not _is_id(wanted):
        return None
    return Unit.objects.visible_to(actor).filter(pk=int(wanted)).first()


def find_lawyer(actor: Actor, wanted: str) -> Lawyer | None:
    """The lawyer of an id whom the actor may see or assign; None for what is none."""
    if not _is_id(wanted):
        return None
    rows = Lawyer.objects.only("name")
    seen = rows.filter(pk__in=Lawyer.objects.visible_to(actor).filter(pk=int(wanted)))
    assigned = Lawyer.objects.handled_by(actor).filter(pk=int(wanted))
    return seen.first() or assigned.only("name").first()


def units_offered(actor: Actor) -> list[tuple[str, str]]:
    """Lines to choose from: everything in sight, the own unit, and those directly below it."""
    below = Unit.objects.visible_to(actor).filter(parent_id=actor.unit_id, closed_on=None)
    rows = below.order_by("region_code", "pk").values_list("pk", "short_name")[:MOST_OFFERED]
    lines = [("", "全部"), (OWN_UNIT, "只看本单位")]
    return lines + [(str(pk), name) for pk, name in rows]


def lawyers_offered(actor: Actor) -> list[tuple[str, str]]:
    """Lines to choose from: the lawyers whom the post may assign, by name."""
    rows = Lawyer.objects.handled_by(actor).order_by("name", "pk")
    found = rows.values_list("pk", "name")[:MOST_OFFERED]
    return [("", "全部"), *((str(pk), name) for pk, name in found)]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
