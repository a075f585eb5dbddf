"""Accounts, posts, workers and employers for tests; every number is valid and nobody's."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from gongyuan.law.identity import (
    USCC_CHARACTERS,
    identity_check_character,
    uscc_check_character,
)
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.registration import employer_values, employer_words, worker_values
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Employer, Post, User, Worker, WorkerRegistration
from gongyuan.people.queries import actor_in
from tests.organisations.factories import make_unit

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PASSWORD = "correct-horse-battery-staple"  # pragma: allowlist secret
#: No place has this code, so such numbers belong to nobody.
NO_PLACE = "999999"
_serial = itertools.count(1)


def identity_number(
    *, born_on: date = date(1985, 3, 12), place: str = NO_PLACE, serial: int | None = None
) -> str:
    """A valid identity number that nobody has; `serial` odd for men, even for women."""
    serial = next(_serial) if serial is None else serial
    first = f"{place}{born_on:%Y%m%d}{serial % 1000:03d}"
    return first + identity_check_character(first)


def uscc(*, authority: str = "91", serial: int | None = None) -> str:
    """A valid unified social credit code that nobody has; `authority` may hold letters."""
    serial = next(_serial) if serial is None else serial
    tail = ""
    for _ in range(9):
        serial, place = divmod(serial, 31)
        tail = USCC_CHARACTERS[place] + tail
    first = f"{authority}{NO_PLACE}{tail}"
    return first + uscc_check_character(first)


def phone(serial: int | None = None) -> str:
    """A well-formed mobile number."""
    serial = next(_serial) if serial is None else serial
    return f"1990{serial % 10_000_000:07d}"


def make_user(username: str | None = None, *, name: str = "测试人员", **values: Any) -> User:
    """An account whose password is PASSWORD."""
    user = User(username=username or f"user-{next(_serial)}", name=name, **values)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_post(
    *,
    role: str = Role.LEGAL_OFFICER,
    unit: Unit | None = None,
    user: User | None = None,
    **values: Any,
) -> Post:
    """An open post since 2020 of a new user in a new county unless told otherwise."""
    unit = unit or make_unit()
    values.setdefault("starts_on", date(2020, 1, 1))
    return Post.objects.create(
        user=user or make_user(), unit=unit, unit_path=unit.path, role=role, **values
    )


def make_actor(*, role: str = Role.LEGAL_OFFICER, unit: Unit | None = None, **values: Any) -> Actor:
    """The actor of a new post."""
    return actor_in(make_post(role=role, unit=unit, **values))


def make_worker(*, unit: Unit | None = None, name: str = "测试职工", **details: Any) -> Worker:
    """A worker with valid numbers, registered with `unit` (a new one unless given)."""
    details.setdefault("identity_number", identity_number())
    details.setdefault("phone", phone())
    worker = Worker.objects.create(**worker_values(PersonDetails(name=name, **details)))
    unit = unit or make_unit()
    WorkerRegistration.objects.create(worker=worker, unit=unit, unit_path=unit.path, since=NOW)
    return worker


def make_employer(*, name: str | None = None, **details: Any) -> Employer:
    """An employer with a valid code; `uscc=""` for one without."""
    details.setdefault("uscc", uscc())
    name = name or f"测试用人单位{next(_serial)}"
    values = employer_values(EmployerDetails(name=name, **details))
    return Employer.objects.create(**values, search=employer_words(name))
