"""Many accounts, workers and employers at once, as ledgers bring them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from gongyuan.core import search
from gongyuan.core.copying import allot_ids, copy_in
from gongyuan.core.events import record_events, record_of_each
from gongyuan.core.sheets.entries import Entry
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.registration import employer_values, register_with, worker_values
from gongyuan.people.actor import Actor
from gongyuan.people.details import EmployerDetails, PersonDetails, PostDetails
from gongyuan.people.models import Employer, Post, User, Worker


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """One member of staff of a ledger, checked; `user` is the known account, `known` the post."""

    position: int
    username: str
    name: str
    post: PostDetails
    user: User | None = None
    known: Post | None = None


@transaction.atomic
def enter_staff(*, rows: Sequence[StaffRow], actor: Actor, now: datetime) -> list[Entry]:
    """Open accounts and give posts, and correct the employment of known posts; what was written.

    An account opened so has no password: the administrator gives the first one (重设密码). Trusts
    that every row was held against the rules; the database refuses a user name taken meanwhile.
    """
    fresh = {}
    for row in rows:
        if row.user is None and row.username not in fresh:
            user = User(username=row.username, name=row.name, must_change_password=True)
            user.set_unusable_password()
            fresh[row.username] = user
    User.objects.bulk_create(fresh.values())
    record_events("people.user.create", ((one, {}) for one in fresh.values()), actor=actor, now=now)
    entries, happened = [], []
    written = set()
    for row in rows:
        user = row.user or fresh[row.username]
        if row.user is None and row.username not in written:
            written.add(row.username)
            entries.append(_entry(row.position, user))
        post = row.known
        if post is None:
            post = Post(user=user, unit_path=row.post.unit.path, **vars(row.post))
            post.save(force_insert=True)
            entries.append(_entry(row.position, post))
        elif post.employment != row.post.employment:
            entries.append(
                _entry(row.position, post, {"employment": (post.employment, row.post.employment)})
            )
            post.employment = row.post.employment
            post.save(update_fields=["employment"])
        else:
            continue
        told = {"post_id": post.pk, "role": post.role, "unit_id": post.unit_id}
        happened.append((user, told))
    record_events("people.post.appoint", happened, actor=actor, now=now)
    return entries


@transaction.atomic
def enter_past_workers(
    *,
    people: Mapping[int, PersonDetails],
    known: Mapping[int, Worker],
    unit: Unit,
    actor: Actor,
    now: datetime,
) -> tuple[dict[int, Worker], list[Entry]]:
    """The worker of each row of a ledger of past years, entered now where `known` has none.

    What the register has of a known worker stays: a ledger of past years is not the newest. Two
    rows with the same numbers are one worker. Returns the workers by row, and those entered.
    """
    by_person: dict[tuple[str, ...], Worker] = {}
    found = dict(known)
    fresh: dict[int, Worker] = {}
    for position, person in people.items():
        if position in found:
            continue
        number = person.identity_number
        same = (number,) if number else (person.name, person.phone)
        if same not in by_person:
            by_person[same] = fresh[position] = Worker(**worker_values(person), created_at=now)
        found[position] = by_person[same]
    for worker, pk in zip(fresh.values(), allot_ids(Worker, len(fresh)), strict=True):
        worker.pk = pk
    copy_in(list(fresh.values()))
    ids = [one.pk for one in fresh.values()]
    record_of_each("people.worker.register", Worker, ids, actor=actor, now=now)
    register_with({one.pk: one for one in found.values()}.values(), unit, now)
    return found, [_entry(position, worker) for position, worker in fresh.items()]


@transaction.atomic
def enter_past_employers(
    *, names: Mapping[str, int], actor: Actor, now: datetime
) -> tuple[dict[str, Employer], list[Entry]]:
    """The employer of each of these names, entered now if unknown; the number is the row's.

    Of several registered with one name the first is meant, as at the window.
    """
    known: dict[str, Employer] = {}
    for employer in Employer.objects.filter(name__in=names).defer("search").order_by("-pk"):
        known[employer.name] = employer
    fresh = {}
    for name in names:
        if name in known:
            continue
        values = employer_values(EmployerDetails(name=name))
        sounds = [values["pinyin"].replace(" ", ""), values["initials"]]
        fresh[name] = Employer(**values, search=search.vector_text([name, *sounds]))
    for employer, pk in zip(fresh.values(), allot_ids(Employer, len(fresh)), strict=True):
        employer.pk = pk
    copy_in(list(fresh.values()))
    ids = [one.pk for one in fresh.values()]
    record_of_each("people.employer.register", Employer, ids, actor=actor, now=now)
    entries = [_entry(names[name], employer) for name, employer in fresh.items()]
    return known | fresh, entries


def _entry(position: int, record: Any, changes: dict[str, tuple[Any, Any]] | None = None) -> Entry:
    return Entry(position=position, model=record._meta.label_lower, pk=record.pk, changes=changes)
