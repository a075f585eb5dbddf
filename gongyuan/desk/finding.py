"""People, unions and institutions by what was typed: five short lists by one statement."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongyuan.core.gathered import Gathered
from gongyuan.lawyers.queries import find_lawyers
from gongyuan.organisations.queries.institutions import find_institutions
from gongyuan.organisations.queries.units import PLACE_DIGITS, UnitTerms, find_units, unit_terms
from gongyuan.people.actor import Actor
from gongyuan.people.queries.members import find_members, find_volunteers
from gongyuan.people.queries.register import Typed, typed

MOST_UNITS = 10
#: One character begins the names of too many lawyers, who are found wherever they live, and ends
#: those of too many institutions.
BY_ONE_CHARACTER = frozenset({"members", "volunteers", "units"})


class _Form(NamedTuple):
    """What decides the statement besides values."""

    role: str
    capabilities: frozenset[str]


def short_lists(actor: Actor, text: str) -> dict[str, list[Any]]:
    """Lawyers, members, volunteers, unions and institutions within sight, each by its name."""
    terms = unit_terms(text, least_digits=PLACE_DIGITS)
    values: dict[str, Any] = {**typed(text)._asdict(), **terms._asdict()}
    values |= {"unit_id": actor.unit_id, "unit_path": actor.unit_path, "user_id": actor.user_id}
    only = None if len(text.strip()) > 1 else BY_ONE_CHARACTER
    return _LISTS.rows(_Form(actor.role, actor.capabilities), only=only, **values)


def _asked(form: _Form, **values: Any) -> dict[str, QuerySet[Any]]:
    wanted = Typed(*(values.pop(field) for field in Typed._fields))
    terms = UnitTerms(*(values.pop(field) for field in UnitTerms._fields))
    actor = Actor(name="", role=form.role, capabilities=form.capabilities, **values)
    return {
        "lawyers": find_lawyers(actor, wanted),
        "members": find_members(actor, wanted),
        "volunteers": find_volunteers(actor, wanted),
        "units": find_units(actor, terms, most=MOST_UNITS),
        "institutions": find_institutions(actor, terms, most=MOST_UNITS),
    }


_LISTS = Gathered(_asked)
