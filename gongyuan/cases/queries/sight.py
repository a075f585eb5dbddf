"""One case in the actor's sight, by a statement that is made once for each kind of post."""

from functools import cache

from django.db.models import QuerySet

from gongyuan.cases.models import Case
from gongyuan.core.prepared import Prepared
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: What the page of a case shows of others.
READ = ("unit__parent", "employer", "matter", "institution")
#: What rows are found by is long, and no part of the page.
UNSHOWN = ("search", "employer__search", "unit__search", "unit__parent__search")


def case_in_sight(actor: Actor, case_id: int) -> Case | None:
    """The case with unit, employer, matter and institution; None when it is out of sight."""
    if actor.is_lawyer and actor.user_id:
        return next(iter(_of_lawyer(actor.role).rows(case_id=case_id, user_id=actor.user_id)), None)
    if not actor.is_worker and actor.unit_path and actor.can(Capability.CASES_READ):
        found = _of_staff(actor.role).rows(case_id=case_id, unit_path=actor.unit_path)
        return next(iter(found), None)
    return _in_sight(actor, case_id).first()


def _in_sight(actor: Actor, case_id: int) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).filter(pk=case_id)
    return rows.select_related(*READ).defer(*UNSHOWN)


@cache
def _of_lawyer(role: str) -> Prepared[Case]:
    return Prepared(
        lambda case_id, user_id: _in_sight(Actor(name="", role=role, user_id=user_id), case_id),
        case_id=int,
        user_id=int,
    )


@cache
def _of_staff(role: str) -> Prepared[Case]:
    reading = frozenset({Capability.CASES_READ})
    return Prepared(
        lambda case_id, unit_path: _in_sight(
            Actor(name="", role=role, unit_path=unit_path, capabilities=reading), case_id
        ),
        case_id=int,
        unit_path=str,
    )
