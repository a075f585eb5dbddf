"""Who serves whom, and whom nobody serves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongyuan.lawyers.models import ContactPoint, Lawyer, PanelTerm, SupervisionPhone
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: Unions whose lawyers serve those below them, not the union itself.
LEADING = (UnitLevel.NATION, UnitLevel.PROVINCE, UnitLevel.PREFECTURE)
#: So many unions are shown; an office leads fewer.
MOST_UNITS = 400


@dataclass(frozen=True, kw_only=True)
class ServedUnit:
    """A union with the contact points that hold and whose lawyers serve."""

    unit: Unit
    points: list[ContactPoint] = field(default_factory=list)

    @property
    def has_nobody(self) -> bool:
        return not self.points


def service_table(actor: Actor, *, on: date) -> list[ServedUnit]:
    """The unions the post leads directly, its own below a city, and all with a contact point.

    Each with the lawyers who serve it on a day: a binding that holds counts only while the
    lawyer's term runs and is not suspended. Those with nobody first. Two queries.
    """
    points = serving_points(actor, on=on)
    served = {point.unit_id for point in points}
    units = Unit.objects.visible_to(actor).filter(closed_on=None)
    own = Q(pk=actor.unit_id or 0) & ~Q(level__in=LEADING)
    direct = Q(parent_id=actor.unit_id) | own | Q(pk__in=served)
    by_unit: dict[int, list[ContactPoint]] = defaultdict(list)
    for point in points:
        by_unit[point.unit_id].append(point)
    rows = [
        ServedUnit(unit=unit, points=by_unit[unit.pk])
        for unit in units.filter(direct).order_by("path")[:MOST_UNITS]
    ]
    return sorted(rows, key=lambda row: not row.has_nobody)


def serving_points(actor: Actor, *, on: date) -> list[ContactPoint]:
    """The contact points in sight that hold on a day and whose lawyers serve; one query."""
    terms = PanelTerm.objects.serving_on(on).filter(lawyer=OuterRef("lawyer_id"))
    found = ContactPoint.objects.visible_to(actor).holding_on(on).filter(Exists(terms))
    return list(found.select_related("lawyer__firm", "unit").order_by("unit_path", "starts_on"))


def teams_to_bind(actor: Actor, *, on: date) -> list[tuple[str, list[Lawyer]]]:
    """The members in sight whose term runs on a day or begins later, under the union that appointed
    them: the uppermost where several did, for its team reaches furthest. One query."""
    rows = PanelTerm.objects.visible_to(actor).filter(ends_on__gte=on)
    found: dict[int, PanelTerm] = {}
    for term in rows.select_related("lawyer__firm", "unit").order_by("unit_path", "starts_on"):
        found.setdefault(term.lawyer_id, term)
    teams: dict[str, list[Lawyer]] = defaultdict(list)
    for term in found.values():
        teams[term.unit.name].append(term.lawyer)
    return [(name, sorted(team, key=lambda one: one.name)) for name, team in teams.items()]


def unbound_members(actor: Actor, *, on: date) -> list[Lawyer]:
    """The members of the own team who serve on a day and have no contact point (附件2第三条:
    每名成员在指定的县区和单位服务), by name; one query."""
    serving = PanelTerm.objects.serving_on(on).filter(unit_id=actor.unit_id or 0)
    held = ContactPoint.objects.holding_on(on).filter(lawyer=OuterRef("pk"))
    rows = Lawyer.objects.filter(~Exists(held), pk__in=serving.values("lawyer_id"))
    return list(rows.select_related("firm").order_by("name", "pk"))


def bound_lawyers(unit_path: str, lawyers: Iterable[int], *, on: date) -> frozenset[int]:
    """Which of these lawyers have the union of this path, or one above it, as contact point on a
    day (平工文〔2016〕28号 附件2第三条); one query."""
    units = [int(step) for step in unit_path.strip("/").split("/") if step]
    rows = ContactPoint.objects.holding_on(on).filter(
        unit_id__in=units, lawyer_id__in=list(lawyers)
    )
    return frozenset(rows.values_list("lawyer_id", flat=True))


def phones_of(unit_id: int | None) -> list[SupervisionPhone]:
    """The supervision phones a union published, the latest first."""
    rows = SupervisionPhone.objects.filter(unit_id=unit_id or 0)
    return list(rows.order_by("body", "-starts_on", "-pk"))
