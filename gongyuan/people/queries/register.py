"""Finding workers and employers by what people remember of them."""

import re
from typing import NamedTuple

from django.db.models import Q, QuerySet

from gongyuan.core import search
from gongyuan.core.models import Event
from gongyuan.law.identity import IDENTITY_LENGTH, USCC_LENGTH, normalised_code
from gongyuan.law.phones import normalised_phone
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import SpecialGroup, WorkerStanding
from gongyuan.people.models import Employer, EmployerAlias, Worker
from gongyuan.people.privacy import TAIL, identity_key, phone_key, phone_tail_key

MOST_FOUND = 20
#: On the page of a register: who wants more narrows it further.
MOST_LISTED = 50
#: The first two digits of a place are its province's.
PROVINCE_DIGITS = 2
LETTERS = re.compile(r"[A-Za-z]{2,}")


class Typed(NamedTuple):
    """What people are looked for by: the beginning of a name, or its first letters, or a number;
    the others are empty."""

    name: str
    letters: str
    number: str


def typed(text: str) -> Typed:
    """What was typed into a box, told apart; letters in lower case."""
    found = text.strip()
    if LETTERS.fullmatch(found):
        return Typed(name="", letters=found.lower(), number="")
    if found.isdigit():
        return Typed(name="", letters="", number=found)
    return Typed(name=found, letters="", number="")


def find_workers(actor: Actor, text: str) -> QuerySet[Worker]:
    """Workers within the actor's sight by whole identity number, whole phone, last four digits of
    the phone, beginning of the name or its first letters; at most MOST_FOUND, newest first.
    """
    return _workers_called(actor, text).order_by("-pk")[:MOST_FOUND]


def list_workers(
    actor: Actor, *, text: str = "", standing: str = "", ethnic_group: str = ""
) -> QuerySet[Worker]:
    """The register of workers within sight, the newest first, at most MOST_LISTED: narrowed by what
    `find_workers` reads, by a special group or another standing, and by the ethnic group."""
    rows = _workers_called(actor, text) if text else Worker.objects.visible_to(actor).current()
    if standing in SpecialGroup.values:
        rows = rows.filter(special_groups__contains=[standing])
    elif standing == WorkerStanding.MIGRANT:
        rows = rows.filter(is_migrant=True)
    elif standing:
        rows = rows.filter(is_union_member=standing == WorkerStanding.MEMBER)
    if ethnic_group:
        rows = rows.filter(ethnic_group__startswith=ethnic_group.removesuffix("族"))
    return rows.order_by("-pk")[:MOST_LISTED]


def _workers_called(actor: Actor, text: str) -> QuerySet[Worker]:
    keys = _worker_keys(text.strip())
    if keys is None:
        return Worker.objects.none()
    # What an entry was known by before it was merged still leads to where it went.
    gone = Worker.objects.filter(keys, merged_into__isnull=False).values_list("merged_into_id")
    wanted = Q(merged_into=None) & keys | Q(pk__in=[pk for (pk,) in gone[:MOST_FOUND]])
    return Worker.objects.visible_to(actor).filter(wanted)


def find_employers(actor: Actor, text: str) -> QuerySet[Employer]:
    """Employers by whole credit code, a part of the name or of one they are also known by, or first
    letters; at most MOST_FOUND."""
    return _employers_called(actor, text).order_by("name", "pk")[:MOST_FOUND]


def list_employers(
    actor: Actor, *, text: str = "", region_code: str = "", industry: str = "", size: str = ""
) -> QuerySet[Employer]:
    """The register of employers, the newest first, at most MOST_LISTED: narrowed by what
    `find_employers` reads, by a place with all below it, by the beginning of the industry and by
    size."""
    rows = _employers_called(actor, text) if text else Employer.objects.visible_to(actor).current()
    if region_code:
        rows = rows.filter(region_code__startswith=below_place(region_code))
    if industry:
        rows = rows.filter(industry__startswith=industry)
    if size:
        rows = rows.filter(size=size)
    return rows.order_by("-pk")[:MOST_LISTED]


def below_place(region_code: str) -> str:
    """What the codes of a place and of all below it begin with: 410400 → 4104 (GB/T 2260)."""
    while len(region_code) > PROVINCE_DIGITS and region_code.endswith("00"):
        region_code = region_code[:-2]
    return region_code


def _employers_called(actor: Actor, text: str) -> QuerySet[Employer]:
    typed = text.strip()
    code = normalised_code(typed)
    words = search.query(typed)
    if words is None:
        return Employer.objects.none()
    is_code = len(code) == USCC_LENGTH and code.isascii()
    wanted = Q(uscc=code) if is_code else Q(search=words)
    if not is_code:
        known = EmployerAlias.objects.filter(search=words).values_list("employer_id", flat=True)
        wanted |= Q(pk__in=list(known[:MOST_FOUND]))
    return Employer.objects.visible_to(actor).current().filter(wanted)


def similar_workers(actor: Actor, worker: Worker) -> QuerySet[Worker]:
    """Others within sight with the same name and birth date, or the same phone: perhaps one person.

    They are shown side by side and never merged by the machine.
    """
    alike = Q(pk__in=[])
    if worker.birth_date:
        alike |= Q(name=worker.name, birth_date=worker.birth_date)
    if worker.phone_index:
        alike |= Q(phone_index=worker.phone_index)
    others = Worker.objects.visible_to(actor).current().filter(alike)
    return others.exclude(pk=worker.pk).order_by("-pk")


def units_of_worker(actor: Actor, worker: Worker) -> QuerySet[Unit]:
    """The units of the actor's subtree that have dealt with a worker."""
    return Unit.objects.visible_to(actor).filter(pk__in=worker.registrations.values("unit_id"))


def _worker_keys(typed: str) -> Q | None:
    number = normalised_code(typed)
    if len(number) == IDENTITY_LENGTH and number[:-1].isdigit():
        return Q(identity_index=identity_key(number))
    digits = normalised_phone(typed)
    if digits.replace("-", "").isdigit():
        if len(digits) == TAIL:
            return Q(phone_tail_index=phone_tail_key(digits))
        return Q(phone_index=phone_key(digits))
    if LETTERS.fullmatch(typed):
        return Q(initials__startswith=typed.lower())
    return Q(name__startswith=typed) if typed else None


def history_of(record: Worker | Employer) -> QuerySet[Event]:
    """What happened to a worker or employer, and to the entries merged into it."""
    kind = record._meta.label_lower
    return Event.objects.filter(subject_kind=kind, subject_id__in=ids_of_one(record))


def ids_of_one(record: Worker | Employer) -> list[int]:
    """The ids under which one person's or employer's events stand: the entry and those in it."""
    return [record.pk, *record.absorbed.values_list("pk", flat=True)]
