"""Ledgers handed in: kept, looked through for their columns, given up, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from procrastinate.contrib.django import app

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.core.sheets.formats import WRONG, sheet_type
from gongyuan.ledgers import rules
from gongyuan.ledgers.actions.laying_out import lay_out
from gongyuan.ledgers.choices import USE, LedgerKind, Standing
from gongyuan.ledgers.details import Wanted
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.models import Ledger, LedgerHeadings, LedgerProgress
from gongyuan.ledgers.queries.ledgers import days_kept, remembered
from gongyuan.people.actor import Actor

#: Bytes of a file that is read, and rows that are checked, while one waits; more are a job's.
BYTES_AT_ONCE = 1024 * 1024
ROWS_AT_ONCE = 1500
QUEUE = "ledgers"
#: Standings in which what the columns mean may still be changed.
MATCHABLE = frozenset({Standing.TO_MATCH, Standing.TO_MEND, Standing.READY})


@transaction.atomic
def keep_ledger(*, file: UploadedFile, kind: LedgerKind, actor: Actor, now: datetime) -> Ledger:
    """Keep an uploaded ledger and find its table; a large one is looked through by a job.

    Refuses whoever may not bring in this kind, and what is no file we take.
    """
    unit_id, post_id = refuse_power(actor, kind)
    content = file.read()
    type_of_file = sheet_type(content)
    refuse_if([*files.size_obstacles(file), *([] if type_of_file else [WRONG])][:1], field="file")
    stored = files.store_bytes(
        content, name=files.name_of(file), kind=type_of_file or "", by=actor.name, now=now
    )
    ledger = Ledger.objects.create(
        unit_id=unit_id,
        post_id=post_id,
        kind=kind,
        name=stored.name,
        file=stored,
        uploaded_at=now,
        uploaded_by=(actor.office or actor.name)[:200],
    )
    LedgerProgress.objects.create(ledger=ledger)
    told = {"kind": str(kind), "size": stored.size}
    record_event(ledger, "ledgers.ledger.keep", actor=actor, now=now, data=told)
    if stored.size > BYTES_AT_ONCE:
        defer("lay_out_ledger", ledger)
        return ledger
    return lay_out(ledger=ledger, now=now)


@transaction.atomic
def match_columns(
    *,
    ledger: Ledger,
    meant: Sequence[Mapping[int, str] | None],
    defaults: Mapping[str, str],
    wanted: Sequence[Wanted] = (),
    actor: Actor,
    now: datetime,
) -> Ledger:
    """Settle what the columns of each sheet mean, None for a sheet that is left out.

    `defaults` are what a column that is not there means for every row, `wanted` says sheet by sheet
    whether what is not shown comes in. What is said is remembered for the unit's next ledger and
    for the way out. The rows are read and checked afterwards, by `check_ledger` or a job when
    `is_long`. Refuses a needed column that is nowhere, one taken twice, hidden rows or columns of
    which nothing was said, no sheet at all, and a ledger that is imported or given up.
    """
    ledger = locked(ledger, actor)
    refuse_if([] if ledger.standing in MATCHABLE else ["这份台账现在不能改认列。"])
    kind = kind_of(ledger.kind)
    given = {name: text.strip() for name, text in defaults.items() if text.strip()}
    said = zip_longest(ledger.layout, meant, wanted, fillvalue=None)
    layout = [_said(one, columns, hidden or Wanted()) for one, columns, hidden in said if one]
    refuse_if([] if any(one["is_used"] for one in layout) else ["至少要有一张表。"])
    refuse_if(reason for one in layout for reason in _mapping_obstacles(one, given, kind.required))
    ledger.layout, ledger.defaults = layout, given
    ledger.matched_at, ledger.checked_at, ledger.fault, ledger.counts = now, None, "", {}
    ledger.save()
    ledger.rows.all().delete()
    _remember(ledger, now)
    if is_long(ledger):
        defer("check_ledger_rows", ledger)
    return ledger


def _said(
    one: Mapping[str, Any], columns: Mapping[int, str] | None, wanted: Wanted
) -> dict[str, Any]:
    """A sheet with what its columns are said to mean, and what of it comes in."""
    if columns is None or not one["headings"]:
        return {**one, "is_used": False}
    headings = [[index, text, columns.get(index, "")] for index, text, _ in one["headings"]]
    return {
        **one,
        "is_used": True,
        "headings": headings,
        "takes_rows": wanted.rows,
        "takes_columns": wanted.columns,
    }


def _mapping_obstacles(
    one: Mapping[str, Any], given: Mapping[str, str], required: dict[str, str]
) -> list[str]:
    if not one["is_used"]:
        return []
    names = [name for _, _, name in rules.headings_in_use(one) if name]
    more = [name for name in given if name not in names]
    found = rules.mapping_obstacles([*names, *more], required)
    return [f"“{one['sheet']}”：{reason}" for reason in [*rules.unseen_obstacles(one), *found]]


def _remember(ledger: Ledger, now: datetime) -> None:
    first = next(one for one in ledger.layout if one["is_used"])
    headings = [[text, name] for _, text, name in first["headings"]]
    LedgerHeadings.objects.update_or_create(
        unit_id=ledger.unit_id,
        kind=ledger.kind,
        defaults={"headings": headings, "kept_at": now},
    )


def is_as_before(ledger: Ledger) -> bool:
    """Whether the unit has settled these very headings before, so that nothing is to be asked; of
    a file of which not everything is shown it always is."""
    if ledger.standing != Standing.TO_MATCH or any(map(rules.is_partly_unseen, ledger.layout)):
        return False
    known = remembered(ledger.unit_id, ledger.kind)
    needed = kind_of(ledger.kind).required.keys()
    used = [one["headings"] for one in ledger.layout if one["is_used"]]
    return bool(used) and all(
        all(known.get(text) == name for _, text, name in headings)
        and not needed - {name for *_, name in headings}
        for headings in used
    )


def is_long(ledger: Ledger) -> bool:
    """Whether a job checks this ledger, because a person would wait too long for it."""
    return sum(one["rows"] for one in ledger.layout if one["is_used"]) > ROWS_AT_ONCE


@transaction.atomic
def discard_ledger(*, ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Give up a ledger that is not imported; its file and rows are destroyed at once.

    Refuses one that is imported, undone or being written.
    """
    ledger = locked(ledger, actor)
    if ledger.standing == Standing.DISCARDED:
        return
    done = {Standing.IMPORTING, Standing.IMPORTED, Standing.UNDOING, Standing.UNDONE}
    refuse_if(["已经导入的台账不能作废，可以撤销导入。"] if ledger.standing in done else [])
    ledger.discarded_at = now
    ledger.save(update_fields=["discarded_at"])
    _forget(ledger, now)
    record_event(ledger, "ledgers.ledger.discard", actor=actor, now=now)


@transaction.atomic
def forget_ledgers(*, now: datetime) -> int:
    """Destroy files and rows of ledgers kept longer than the policy says; return how many.

    个人信息保护法 第十九条: no longer than the purpose needs. What was imported stays; it cannot be
    undone any more. Where no policy gives a number of days nothing is destroyed.
    """
    number = 0
    old = Ledger.objects.filter(forgotten_at=None).select_related("unit", "file")
    for ledger in old.select_for_update(of=("self",), skip_locked=True):
        days = days_kept(ledger.unit, now=now)
        if days is not None and ledger.uploaded_at < now - timedelta(days=days):
            _forget(ledger, now)
            number += 1
    return number


def _forget(ledger: Ledger, now: datetime) -> None:
    stored, ledger.file, ledger.forgotten_at = ledger.file, None, now
    ledger.save(update_fields=["file", "forgotten_at"])
    ledger.rows.all().delete()
    ledger.entries.all().delete()
    files.destroy([stored] if stored else [])


def locked(ledger: Ledger, actor: Actor) -> Ledger:
    """The ledger read again within the actor's power and held until the transaction ends."""
    refuse_power(actor, ledger.kind)
    rows = Ledger.objects.handled_by(actor).select_related("file", "unit")
    return rows.select_for_update(of=("self",)).get(pk=ledger.pk)


def refuse_power(actor: Actor, kind: str) -> tuple[int, int]:
    """Turn away whoever may not bring in and take out ledgers of this kind; return the ids of the
    unit and the post of whoever may."""
    if actor.unit_id is None or actor.post_id is None or not actor.can(USE):
        raise PermissionDenied(USE)
    if kind not in rules.kinds_within(actor.capabilities):
        raise PermissionDenied(rules.POWERS[kind])
    return actor.unit_id, actor.post_id


def defer(task: str, ledger: Ledger) -> None:
    """Leave the work on a ledger to a job, which begins when the transaction has held."""
    app.configure_task(f"gongyuan.ledgers.tasks.{task}", queue=QUEUE).defer(ledger_id=ledger.pk)
