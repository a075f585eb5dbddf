"""Finding workers and employers by what people remember of them."""

import re

from django.db.models import Q, QuerySet

from gongyuan.core import search
from gongyuan.law.identity import IDENTITY_LENGTH, USCC_LENGTH, normalised_code
from gongyuan.law.phones import normalised_phone
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.models import Employer, Worker
from gongyuan.people.privacy import TAIL, identity_key, phone_key, phone_tail_key

MOST_FOUND = 20
LETTERS = re.compile(r"[A-Za-z]{2,}")


def find_workers(actor: Actor, text: str) -> QuerySet[Worker]:
    """Workers within the actor's sight by whole identity number, whole phone, last four digits of
    the phone, beginning of the name or its first letters; at most MOST_FOUND, newest first.
    """
    keys = _worker_keys(text.strip())
    if keys is None:
        return Worker.objects.none()
    return Worker.objects.visible_to(actor).filter(keys).order_by("-pk")[:MOST_FOUND]


def find_employers(actor: Actor, text: str) -> QuerySet[Employer]:
    """Employers by whole credit code, a part of the name, or first letters; at most MOST_FOUND."""
    typed = text.strip()
    code = normalised_code(typed)
    words = search.query(typed)
    if words is None:
        return Employer.objects.none()
    is_code = len(code) == USCC_LENGTH and code.isascii()
    wanted = Q(uscc=code) if is_code else Q(search=words)
    return Employer.objects.visible_to(actor).filter(wanted).order_by("name", "pk")[:MOST_FOUND]


def similar_workers(actor: Actor, worker: Worker) -> QuerySet[Worker]:
    """Others within sight with the same name and birth date, or the same phone: perhaps one person.

    They are shown side by side and never merged by the machine.
    """
    alike = Q(pk__in=[])
    if worker.birth_date:
        alike |= Q(name=worker.name, birth_date=worker.birth_date)
    if worker.phone_index:
        alike |= Q(phone_index=worker.phone_index)
    return Worker.objects.visible_to(actor).filter(alike).exclude(pk=worker.pk).order_by("-pk")


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
