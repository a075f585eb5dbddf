"""Offices and their people for random walks, and the walk itself: cases, a clock, who may act."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, system, worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

#: More than a case can use up: who declined or was replaced is barred from it.
LAWYERS = 5


@dataclass(kw_only=True)
class Office:
    """A union with its staff, the head of the union above, and the lawyers of both."""

    unit: Unit
    clerk: Actor
    officer: Actor
    head: Actor
    upper: Actor
    lawyers: list[Lawyer]


def make_offices() -> list[Office]:
    """Two counties of a prefecture where packs are in force; the lawyers are the prefecture's."""
    province = make_unit(level=UnitLevel.PROVINCE, region_code="410000")
    above = make_unit(level=UnitLevel.PREFECTURE, region_code="410400", parent=province)
    upper = make_actor(role=Role.LEGAL_HEAD, unit=above)
    lawyers = [make_lawyer(unit=above) for _ in range(LAWYERS)]
    return [_office(above, code, upper, lawyers) for code in ("410402", "410423")]


def _office(above: Unit, code: str, upper: Actor, lawyers: list[Lawyer]) -> Office:
    unit = make_unit(region_code=code, parent=above)
    posts = {
        name: make_actor(role=role, unit=unit)
        for name, role in (
            ("clerk", Role.WINDOW_CLERK),
            ("officer", Role.LEGAL_OFFICER),
            ("head", Role.LEGAL_HEAD),
        )
    }
    return Office(unit=unit, upper=upper, lawyers=lawyers, **posts)


@dataclass(kw_only=True)
class Walk:
    """What one example has done so far: its cases, the moment it is, and the verbs it went."""

    offices: list[Office]
    chance: Random = field(default_factory=lambda: Random(0))  # noqa: S311 - a walk, no secret
    now: datetime = NOW
    cases: list[int] = field(default_factory=list)
    #: What was in a file when it was sealed, and in a case's proceedings when it was closed.
    sealed: dict[int, Any] = field(default_factory=dict)
    stages_at_closing: dict[int, Any] = field(default_factory=dict)
    #: The cases that plain counting gave last, by year and row of the table.
    counted: dict[int, Any] = field(default_factory=dict)

    def draw(self, options: Iterable[Any]) -> Any:
        """One of these by chance."""
        return self.chance.choice(list(options))

    def case(self, pk: int) -> Case:
        """The case as it is now, nothing of it remembered."""
        return Case.objects.select_related("unit__parent", "employer", "matter").get(pk=pk)

    def office_of(self, case: Case) -> Office:
        return next(office for office in self.offices if office.unit.pk == case.unit_id)

    def far_from(self, case: Case) -> Unit:
        return next(office.unit for office in self.offices if office.unit.pk != case.unit_id)

    def pass_time(self, **span: int) -> None:
        self.now += timedelta(**span)

    def pass_day(self, day: Any) -> None:
        """Let it be the morning after a day, unless it is later already."""
        zone = timezone.get_default_timezone()
        morning = datetime.combine(day + timedelta(days=1), time(9), tzinfo=zone)
        self.now = max(self.now, morning)

    def who(self, name: str, case: Case) -> Actor | None:
        """The person of this name for a case: of its office, its worker, its lawyer."""
        if name == "worker":
            return worker(case_ids=frozenset({case.pk}))
        if name == "system":
            return system()
        if name == "lawyer":
            current = case.assignments.filter(ended_at=None).first()
            return lawyer_actor(current.lawyer) if current else None
        actor: Actor = getattr(self.office_of(case), name)
        return actor
