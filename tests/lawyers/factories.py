"""Firms, lawyers and their terms for tests; nobody real."""

from datetime import date
from itertools import count
from typing import Any

from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.models import Firm, FirmEngagement, Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer
from gongyuan.people.queries import actor_of
from tests.organisations.factories import make_unit
from tests.people.factories import make_post, make_user

_serial = count(1)
TODAY = date(2026, 6, 1)


def make_firm(**values: Any) -> Firm:
    values.setdefault("name", f"试验第{next(_serial)}律师事务所")
    return Firm.objects.create(**values)


def make_lawyer(
    *, unit: Unit | None = None, has_term: bool = True, has_account: bool = True, **values: Any
) -> Lawyer:
    """A lawyer with an account, a post and a running term in `unit` unless told otherwise."""
    number = next(_serial)
    name = values.setdefault("name", f"试律师{number}")
    unit = unit or make_unit()
    if has_account and "user" not in values:
        values["user"] = make_user(name=name)
        make_post(role=Role.LAWYER, unit=unit, user=values["user"])
    if "firm" not in values:
        values["firm"] = make_firm()
    values.setdefault("licence_number", f"1990120{number:010d}")
    lawyer = Lawyer.objects.create(**values)
    if has_term:
        make_term(lawyer=lawyer, unit=unit)
    return lawyer


def make_term(
    *, lawyer: Lawyer | None = None, unit: Unit | None = None, **values: Any
) -> PanelTerm:
    """An appointment that outlives every test unless told otherwise."""
    unit = unit or make_unit()
    lawyer = lawyer or make_lawyer(unit=unit, has_term=False)
    values.setdefault("starts_on", date(2020, 1, 1))
    values.setdefault("ends_on", date(2099, 12, 31))
    return PanelTerm.objects.create(lawyer=lawyer, unit=unit, unit_path=unit.path, **values)


def make_engagement(*, firm: Firm, employer: Employer, **values: Any) -> FirmEngagement:
    """A firm as an employer's legal counsel since 2025 unless told otherwise."""
    values.setdefault("kind", EngagementKind.COUNSEL)
    values.setdefault("starts_on", date(2025, 1, 1))
    return FirmEngagement.objects.create(firm=firm, employer=employer, **values)


def lawyer_actor(lawyer: Lawyer, *, today: date = TODAY) -> Actor:
    """The lawyer as the one who acts."""
    assert lawyer.user is not None
    return actor_of(lawyer.user, post_id=None, today=today)
