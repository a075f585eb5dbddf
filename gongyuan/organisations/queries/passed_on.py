"""Where a record was on a day: with the union it was passed on from, or where it is filed.

Only a merger hands a record on; few records ever are. So what is filed in a subtree is still found
by the index on the paths, and the few are sought beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from gongyuan.organisations.models import PassedOn, Unit
from gongyuan.organisations.queries.as_of import filed_under, known_on


def _passed_on_since(model: type[Any], on: date) -> QuerySet[PassedOn]:
    """The records that were another union's on a day; each with the union of that day only."""
    later = PassedOn.objects.filter(model=model._meta.label_lower, until__gt=on)
    before = later.filter(record_id=OuterRef("record_id")).filter(
        Q(until__lt=OuterRef("until")) | Q(until=OuterRef("until"), pk__lt=OuterRef("pk"))
    )
    return later.filter(~Exists(before))


@dataclass(frozen=True, kw_only=True)
class Then:
    """A day that is asked about, and of which models records were passed on since."""

    on: date
    models: frozenset[str]

    def knows(self, model: type[Any]) -> bool:
        return model._meta.label_lower in self.models


def then(on: date) -> Then:
    """One query; nearly always nothing was passed on, and the questions stay plain."""
    later = PassedOn.objects.filter(until__gt=on).order_by().values_list("model", flat=True)
    return Then(on=on, models=frozenset(later.distinct()))


def held_under(path: str, *, model: type[Any], then: Then, key: str = "pk") -> Q:
    """That a record belonged on a day to the subtree of the unit whose path is this today.

    `filed_under`, and what was passed on since counts where it was. `key` is the column that holds
    the id of the record of `model`.
    """
    on = then.on
    if not then.knows(model):
        return filed_under(path, on=on)
    since = _passed_on_since(model, on)
    # As an array that is read once, so that the indexes still serve both sides.
    were_here = ArraySubquery(
        since.filter(filed_under(path, on=on, field="unit__path")).values("record_id")
    )
    came_from_here = Q(
        Func(
            F(key),
            were_here,
            template="(%(expressions)s))",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )
    stayed = ~Q(**{f"{key}__in": since.values("record_id")})
    return (filed_under(path, on=on) & stayed) | came_from_here


def place_then(model: type[Any], *, then: Then, key: str = "pk") -> Case | F:
    """The path, as it is today, of the union a record was with on a day."""
    if not then.knows(model):
        return F("unit_path")
    since = _passed_on_since(model, then.on)
    return Case(
        When(
            **{f"{key}__in": since.values("record_id")},
            then=Subquery(since.filter(record_id=OuterRef(key)).values("unit__path")[:1]),
        ),
        default=F("unit_path"),
        output_field=CharField(),
    )


def level_of_place(place: str, *, on: date) -> Coalesce:
    """The level on a day of the union whose path today is in the column `place`."""
    known = known_on(on, unit__path=OuterRef(place)).values("level")
    today = Unit.objects.filter(path=OuterRef(place)).values("level")
    return Coalesce(Subquery(known[:1]), Subquery(today[:1]))


def name_of_place(place: str, *, on: date) -> Coalesce:
    """What the union whose path today is in the column `place` was called on a day."""
    known = known_on(on, unit__path=OuterRef(place)).values("name")
    today = Unit.objects.filter(path=OuterRef(place)).values("name")
    return Coalesce(Subquery(known[:1]), Subquery(today[:1]))
