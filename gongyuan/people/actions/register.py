"""Keeping the register of workers and employers right, and opening it with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actions.registration import (
    employer_values,
    employer_words,
    phone_values,
    refuse_employer,
    refuse_worker,
    worker_values,
)
from gongyuan.people.actor import Actor
from gongyuan.people.choices import PersonalItem
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Employer, Worker

#: Left empty in the form, these stay as they are: the form never shows them.
HIDDEN_IN_FORM = ("identity_number", "phone", "address")


@transaction.atomic
def edit_worker(*, worker: Worker, person: PersonDetails, actor: Actor, now: datetime) -> Worker:
    """Correct a worker of the own unit; number, telephone and address stay when told empty.

    Refuses what registration refuses, and an identity number that another worker has.
    """
    worker = Worker.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=worker.pk)
    kept = {name: getattr(worker, name) for name in HIDDEN_IN_FORM}
    whole = {**vars(person), **{n: getattr(person, n) or kept[n] for n in HIDDEN_IN_FORM}}
    complete = PersonDetails(**whole)
    refuse_worker(complete, now=now)
    values = {**worker_values(complete), **phone_values(complete.phone)}
    changed = sorted(name for name, value in values.items() if _differs(worker, name, value))
    if not changed:
        return worker
    for name in changed:
        setattr(worker, name, values[name])
    try:
        with transaction.atomic():
            worker.save(update_fields=changed)
    except IntegrityError as error:
        raise Refused(
            "这个身份证号码已经登记在另一名职工名下，请先查找那名职工。", field="identity_number"
        ) from error
    told = [name for name in changed if not name.endswith("_index")]
    record_event(worker, "people.worker.edit", actor=actor, now=now, data={"fields": told})
    return worker


@transaction.atomic
def edit_employer(
    *, edited: Employer, employer: EmployerDetails, actor: Actor, now: datetime
) -> Employer:
    """Correct an employer's particulars; refuses a code that another employer has."""
    record = Employer.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=edited.pk)
    refuse_employer(employer)
    values = employer_values(employer)
    changed = sorted(name for name, value in values.items() if getattr(record, name) != value)
    if not changed:
        return record
    before = {name: getattr(record, name) for name in changed}
    for name in changed:
        setattr(record, name, values[name])
    try:
        with transaction.atomic():
            if "name" in changed:
                record.search = employer_words(record.name)
            record.save(update_fields=[*changed, *(["search"] if "name" in changed else [])])
    except IntegrityError as error:
        raise Refused("这个统一社会信用代码已经登记在另一个单位名下。", field="uscc") from error
    record_event(record, "people.employer.edit", actor=actor, now=now, data={"before": before})
    return record


@transaction.atomic
def reveal(*, worker: Worker, item: str, note: str, actor: Actor, now: datetime) -> str:
    """Return one personal item of a worker in clear and put on record who asked for it and why.

    Refuses an unknown item, one the register does not have, and a missing reason.
    """
    seen = Worker.objects.visible_to(actor).get(pk=worker.pk)
    if item not in PersonalItem.values:
        raise Refused("没有这一项。", field="item")
    refuse_if([] if note.strip() else ["要写明查看的理由。"], field="note")
    value: str = getattr(seen, item)
    if not value:
        raise Refused("这一项没有登记。", field="item")
    record_event(seen, "people.worker.reveal", actor=actor, now=now, note=note, data={"item": item})
    return value


@transaction.atomic
def note_view(*, worker: Worker, actor: Actor, now: datetime) -> None:
    """Put on record that somebody opened a worker's page."""
    record_event(worker, "people.worker.viewed", actor=actor, now=now)


def _differs(worker: Worker, name: str, value: object) -> bool:
    kept = getattr(worker, name)
    return (bytes(kept) if isinstance(kept, memoryview) else kept) != value
