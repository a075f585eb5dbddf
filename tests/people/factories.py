"""Accounts, posts, workers and employers for tests; every number is valid and nobody's."""

import itertools
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from gongyuan.law.identity import (
    USCC_CHARACTERS,
    identity_check_character,
    uscc_check_character,
)
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.registration import employer_values, employer_words, worker_values
from gongyuan.people.actor import Actor
from gongyuan.people.choices import MergeOf, Role, VolunteerKind, VolunteerService
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import (
    AccountRequest,
    Certificate,
    Employer,
    Merge,
    Post,
    User,
    Volunteer,
    VolunteerHours,
    Worker,
    WorkerRegistration,
)
from gongyuan.people.privacy import phone_key
from gongyuan.people.queries import actor_in
from gongyuan.policy.choices import CertificateKind
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


def make_certificate(*, user: User, **values: Any) -> Certificate:
    """A mediator's certificate without an end unless told otherwise."""
    given = {
        "kind": CertificateKind.MEDIATOR,
        "number": f"试证{next(_serial)}",
        "issuer": "试验省总工会",
        "issued_on": date(2020, 1, 1),
        "entered_at": NOW,
        "entered_by": "经办",
        **values,
    }
    return Certificate.objects.create(user=user, **given)


def make_volunteer(*, unit: Unit, **values: Any) -> Volunteer:
    """A student who serves a unit."""
    number = phone()
    given = {
        "name": f"志愿{next(_serial)}",
        "kind": VolunteerKind.STUDENT,
        "phone": number,
        "phone_index": phone_key(number),
        "skills": "普法宣讲",
        "available": "周三下午",
        "consented_on": date(2025, 1, 1),
        "joined_on": date(2025, 1, 1),
        "registered_at": NOW,
        "registered_by": "经办",
        **values,
    }
    return Volunteer.objects.create(unit=unit, unit_path=unit.path, **given)


def make_hours(*, volunteer: Volunteer, **values: Any) -> VolunteerHours:
    """Two hours of consultation that wait to be confirmed."""
    given = {
        "day": date(2026, 5, 20),
        "starts_at": time(9, 0),
        "half_hours": 4,
        "service": VolunteerService.CONSULTATION,
        "recorded_at": NOW,
        "recorded_by": "经办",
        **values,
    }
    return VolunteerHours.objects.create(volunteer=volunteer, **given)


def make_request(*, unit: Unit, **values: Any) -> AccountRequest:
    """A request for a window clerk's account."""
    given = {
        "submission_key": uuid4(),
        "name": "新来的",
        "role": Role.WINDOW_CLERK,
        "starts_on": date(2026, 6, 1),
        "reason": "新进人员",
        "asked_at": NOW,
        "asked_by": "负责人",
        "asked_by_user_id": 0,
        **values,
    }
    return AccountRequest.objects.create(unit=unit, unit_path=unit.path, **given)


def make_merge(*, unit: Unit, **values: Any) -> Merge:
    """A proposal to merge two workers of a unit."""
    if "kept_id" not in values:
        kept, absorbed = make_worker(unit=unit), make_worker(unit=unit, identity_number="")
        values |= {"kept_id": kept.pk, "absorbed_id": absorbed.pk}
    given = {
        "of": MergeOf.WORKER,
        "reason": "同一个人",
        "proposed_at": NOW,
        "proposed_by": "经办",
        "proposed_by_user_id": 0,
        **values,
    }
    return Merge.objects.create(unit=unit, unit_path=unit.path, **given)


def people_records(unit: Unit, worker: Worker, user: User) -> dict[str, int]:
    """One of each kind that has an address, by the name its id has there."""
    volunteer = make_volunteer(unit=unit)
    return {
        "certificate_id": make_certificate(user=user).pk,
        "volunteer_id": volunteer.pk,
        "hours_id": make_hours(volunteer=volunteer).pk,
        "request_id": make_request(unit=unit).pk,
        "merge_id": make_merge(unit=unit).pk,
        "other_worker_id": make_worker(unit=unit, name=worker.name, identity_number="").pk,
        "other_employer_id": make_employer(uscc="").pk,
    }
