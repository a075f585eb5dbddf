"""Who is a member of a team when, whom a member serves, who is told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongyuan.lawyers.models import ContactPoint, Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.quality.queries.complaints import users_with


def lawyer_of(actor: Actor) -> Lawyer | None:
    """The lawyer that the one who acts is; None for anybody else."""
    if not actor.is_lawyer or actor.user_id is None:
        return None
    return Lawyer.objects.filter(user_id=actor.user_id).select_related("firm").first()


def serves_on(lawyer: Lawyer, day: date) -> bool:
    """Whether a lawyer is a member of any team on a day."""
    return PanelTerm.objects.running_on(day).filter(lawyer=lawyer).exists()


def union_choices(lawyer: Lawyer, *, on: date) -> QuerySet[Unit]:
    """The unions a lawyer serves on a day: those that appointed and the contact points."""
    terms = PanelTerm.objects.running_on(on).filter(lawyer=lawyer).values("unit_id")
    points = ContactPoint.objects.holding_on(on).filter(lawyer=lawyer).values("unit_id")
    return Unit.objects.filter(Q(pk__in=terms) | Q(pk__in=points)).order_by("path")


def contact_lawyers(unit: Unit, *, on: date) -> list[Lawyer]:
    """Lawyers an enterprise union may turn to, the nearest contact point first.

    Those bound to the union itself or one above it, then members of the teams of the unions above.
    """
    above = [int(step) for step in unit.path.strip("/").split("/") if step]
    points = ContactPoint.objects.holding_on(on).filter(unit_id__in=above)
    bound: dict[int, int] = {}
    for lawyer, path in points.values_list("lawyer_id", "unit_path"):
        bound[lawyer] = max(bound.get(lawyer, 0), len(path))
    terms = PanelTerm.objects.running_on(on).filter(unit_id__in=above, suspended_on=None)
    rows = Lawyer.objects.filter(pk__in=terms.values("lawyer_id")).select_related("firm")
    return sorted(rows, key=lambda one: (-bound.get(one.pk, 0), one.name, one.pk))


def bound_lawyers(unit: Unit, *, on: date) -> list[Lawyer]:
    """The lawyers bound to a union, or to the nearest union above it that has any bound, by name.

    平工文〔2016〕28号 附件2 第三条: members serve in the counties and units assigned to them.
    """
    above = [int(step) for step in unit.path.strip("/").split("/") if step]
    serving = PanelTerm.objects.running_on(on).filter(unit_id__in=above, suspended_on=None)
    points = ContactPoint.objects.holding_on(on).filter(
        unit_id__in=above, lawyer_id__in=serving.values("lawyer_id")
    )
    rows = list(points.select_related("lawyer__firm").order_by("-unit_path"))
    nearest = max((len(row.unit_path) for row in rows), default=0)
    found = {row.lawyer_id: row.lawyer for row in rows if len(row.unit_path) == nearest}
    return sorted(found.values(), key=lambda one: (one.name, one.pk))


def bound_lawyer(unit: Unit, *, on: date) -> Lawyer | None:
    """The one lawyer bound so; None where several are, for then the union above chooses, and where
    nobody is."""
    found = bound_lawyers(unit, on=on)
    return found[0] if len(found) == 1 else None


def last_term(lawyer: Lawyer, *, on: date) -> PanelTerm | None:
    """The term of a lawyer that runs on a day, else the last one before it."""
    rows = PanelTerm.objects.filter(lawyer=lawyer, starts_on__lte=on).select_related("unit")
    return rows.order_by("-ends_on", "-pk").first()


def terms_of_unit(actor: Actor) -> Any:
    """The appointments given by the actor's own unit, with lawyer and firm."""
    rows = PanelTerm.objects.visible_to(actor).filter(unit_id=actor.unit_id or 0)
    return rows.select_related("lawyer__firm", "unit")


def told_in(unit_id: int, power: str, *, on: date) -> Iterable[int]:
    """Ids of the accounts in a unit that hold a power on a day."""
    return users_with(power, unit_id, on=on)
