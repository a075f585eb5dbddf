"""Entering workers and employers into the register: one person once, one code once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Cast
from django.utils import timezone

from gongyuan.core import search
from gongyuan.core.events import record_event
from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused, refuse_fields
from gongyuan.law.identity import identity_facts, normalised_code
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Worker, WorkerRegistration
from gongyuan.people.naming import employer_pinyin, person_pinyin
from gongyuan.people.privacy import identity_key, mask_name, phone_key, phone_tail_key

WORKER_EMPTIES = (
    "address",
    "ethnic_group",
    "language",
    "household",
    "contact_note",
    "is_union_member",
)


@transaction.atomic
def find_or_register_worker(
    *, person: PersonDetails, unit: Unit, actor: Actor, now: datetime
) -> Worker:
    """Return the one worker of this identity number, entered now if unknown, dealt with by `unit`.

    Refuses, beside the field, a number that fails GB 11643, a future or contradicting birth date, a
    telephone that is none, and a known number told with another name. What the register lacks is
    filled in; what it has stays, save the telephone: the newest is the one that is answered.
    Without an identity number, the same name with the same telephone is the same worker.
    """
    return enter_worker(person=person, unit=unit, actor=actor, now=now)


def enter_worker(*, person: PersonDetails, unit: Unit, actor: Actor, now: datetime) -> Worker:
    """The same within the transaction of a caller, which a refusal ends as a whole."""
    refuse_worker(person, now=now)
    worker = _known_worker(person)
    if worker is None:
        try:
            with transaction.atomic():
                worker = Worker.objects.create(**worker_values(person))
        except IntegrityError:
            worker = _known_worker(person)
            if worker is None:
                raise
        else:
            record_event(worker, "people.worker.register", actor=actor, now=now)
            register_with([worker], unit, now)
            return worker
    refuse_other_name(worker, person, actor)
    fill_worker(worker, person, actor, now)
    register_with([worker], unit, now)
    return worker


def refuse_worker(person: PersonDetails, *, now: datetime) -> None:
    """Refuse what cannot be registered, with all reasons of every field."""
    refuse_fields(
        rules.worker_obstacles(
            name=person.name,
            identity_number=person.identity_number,
            phone=person.phone,
            birth_date=person.birth_date,
            today=timezone.localdate(now),
        )
    )


def refuse_employer(employer: EmployerDetails) -> None:
    """Refuse what cannot be registered, with all reasons of every field."""
    refuse_fields(
        rules.employer_obstacles(name=employer.name, uscc=employer.uscc, phone=employer.phone)
    )


def worker_values(person: PersonDetails) -> dict[str, Any]:
    """Return the columns of a worker for checked particulars: normalised, with the find-keys."""
    number = normalised_code(person.identity_number)
    facts = identity_facts(number) if number else None
    pinyin, initials = person_pinyin(person.name)
    return {
        "name": person.name.strip(),
        "pinyin": pinyin,
        "initials": initials,
        "identity_number": number,
        "identity_index": identity_key(number),
        **phone_values(person.phone),
        "address": person.address.strip(),
        "sex": rules.SEX_OF_IDENTITY[facts.sex] if facts else person.sex,
        "birth_date": facts.born_on if facts else person.birth_date,
        "ethnic_group": person.ethnic_group,
        "language": person.language,
        "household": person.household,
        "is_migrant": person.is_migrant,
        "is_union_member": person.is_union_member,
        "special_groups": sorted(set(person.special_groups)),
        "contact_note": person.contact_note,
    }


def phone_values(phone: str) -> dict[str, Any]:
    """Return the three columns that keep a telephone number and find it."""
    return {
        "phone": normalised_phone(phone),
        "phone_index": phone_key(phone),
        "phone_tail_index": phone_tail_key(phone),
    }


def employer_values(employer: EmployerDetails) -> dict[str, Any]:
    """Return the columns of an employer for checked particulars."""
    pinyin, initials = employer_pinyin(employer.name)
    return {
        "name": employer.name.strip(),
        "pinyin": pinyin,
        "initials": initials,
        "uscc": normalised_code(employer.uscc) or None,
        "industry": employer.industry,
        "region_code": employer.region_code,
        "address": employer.address,
        "legal_representative": employer.legal_representative,
        "phone": normalised_phone(employer.phone),
        "size": employer.size,
    }


def employer_words(name: str) -> Cast:
    """Return what an employer is found by: any part of the name, its pinyin, its first letters."""
    pinyin, initials = employer_pinyin(name)
    return search.vector([name, pinyin.replace(" ", ""), initials])


def _known_worker(person: PersonDetails) -> Worker | None:
    locked = Worker.objects.select_for_update(of=("self",))
    if person.identity_number:
        return whole(locked.filter(identity_index=identity_key(person.identity_number)).first())
    same_phone = locked.filter(phone_index=phone_key(person.phone), name=person.name.strip())
    return whole(same_phone.order_by("pk").first())


def whole(worker: Worker | None) -> Worker | None:
    """The entry that an entry was merged into, locked; itself where it was not."""
    while worker is not None and worker.merged_into_id is not None:  # type: ignore[attr-defined] # Django adds it
        worker = Worker.objects.select_for_update(of=("self",)).get(pk=worker.merged_into_id)  # type: ignore[attr-defined] # the same
    return worker


def refuse_other_name(worker: Worker, person: PersonDetails, actor: Actor) -> None:
    """Refuse a known identity number that is told with another name."""
    told = person.name.strip()
    if worker.name == told:
        return
    if actor.unit_id is None:
        raise Refused(
            "姓名和身份证号码对不上，请照身份证核对。没有写错的，请拨打12351或者到窗口办理。",
            field="identity_number",
        )
    raise Refused(
        f"这个身份证号码已经登记在“{mask_name(worker.name)}”名下，与所填“{told}”不同。"
        "请看身份证原件：号码写错的改号码，登记的姓名有误的先改职工信息。",
        field="identity_number",
    )


def fill_worker(worker: Worker, person: PersonDetails, actor: Actor, now: datetime) -> None:
    """Add to a locked worker what the register lacks, and the newest telephone."""
    values = worker_values(person)
    changed = [f for f in WORKER_EMPTIES if getattr(worker, f) in ("", None) and values[f]]
    for field in changed:
        setattr(worker, field, values[field])
    if values["phone"] and values["phone"] != worker.phone:
        _tell_old_phone(worker, actor, now)
        changed += ["phone", "phone_index", "phone_tail_index"]
        for field in changed[-3:]:
            setattr(worker, field, values[field])
    groups = sorted({*worker.special_groups, *person.special_groups})
    if groups != sorted(worker.special_groups):
        worker.special_groups = groups
        changed.append("special_groups")
    if person.is_migrant and not worker.is_migrant:
        worker.is_migrant = True
        changed.append("is_migrant")
    if changed:
        worker.save(update_fields=changed)
        record_event(
            worker, "people.worker.edit", actor=actor, now=now, data={"fields": sorted(changed)}
        )


def _tell_old_phone(worker: Worker, actor: Actor, now: datetime) -> None:
    """Warn the number so far: who knows a number and a name must not turn messages away unseen."""
    if worker.phone and actor.unit_id is None and not mobile_obstacles(worker.phone):
        send_text(
            phone=worker.phone,
            body="您在工会法律援助登记的手机号已换成新的号码。不是本人办理的，请拨打12351。",
            now=now,
        )


def register_with(workers: Iterable[Worker], unit: Unit, now: datetime) -> None:
    """Note that a unit deals with these workers; twice is once."""
    WorkerRegistration.objects.bulk_create(
        [
            WorkerRegistration(worker=worker, unit=unit, unit_path=unit.path, since=now)
            for worker in workers
        ],
        ignore_conflicts=True,
    )
