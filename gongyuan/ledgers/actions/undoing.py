"""An import taken back as a whole, while nothing hangs on what it wrote."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.ledgers.actions.checking import run_of
from gongyuan.ledgers.actions.keeping import defer, locked
from gongyuan.ledgers.choices import RowOutcome, Standing
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.kinds.kind import Kind
from gongyuan.ledgers.models import Ledger, LedgerEntry
from gongyuan.ledgers.queries.usage import created_ids, uses, using
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

UNDO = "ledgers.ledger.undo"
#: Records taken back while one waits; more are a job's.
AT_ONCE = 1000


@transaction.atomic
def ask_undo(*, ledger: Ledger, note: str, actor: Actor, now: datetime) -> Ledger:
    """Have an import taken back, with the reason; a large one by a job. Asked twice it is once.

    Refuses a missing reason, one not imported, one whose rows were destroyed, and names the rows
    that are in use or were changed since.
    """
    ledger = locked(ledger, actor)
    if ledger.standing in (Standing.UNDOING, Standing.UNDONE):
        return ledger
    refuse_if(note_obstacles(UNDO, note), field="note")
    refuse_if([] if ledger.imported_at else ["还没有导入，不用撤销。"])
    refuse_if(["保留的天数已过，原来的内容已经清除，不能再撤销。"] if ledger.forgotten_at else [])
    _refuse_in_use(ledger)
    ledger.undo_asked_at, ledger.undo_note, ledger.fault = now, note.strip()[:200], ""
    ledger.save(update_fields=["undo_asked_at", "undo_note", "fault"])
    if ledger.count(RowOutcome.NEW) > AT_ONCE:
        defer("undo_ledger_rows", ledger)
        return ledger
    return undo_import(ledger=ledger, actor=actor, now=now)


@transaction.atomic
def undo_import(*, ledger: Ledger, actor: Actor, now: datetime) -> Ledger:
    """Take away what an import created and put back what it changed, in one transaction.

    What belongs to everybody (firms, employers, workers) stays where somebody else uses it. Events
    stay: what happened, happened. Refuses what came into use since it was asked for.
    """
    ledger = locked(ledger, actor)
    if ledger.standing != Standing.UNDOING:
        return ledger
    kind = kind_of(ledger.kind)
    _refuse_in_use(ledger)
    _put_back(ledger, kind, actor, now)
    number = sum(_take_away(ledger, kind, model) for model in reversed(kind.models))
    ledger.undone_at = now
    ledger.save(update_fields=["undone_at"])
    told = {"kind": ledger.kind, "records": number}
    record_event(ledger, UNDO, actor=actor, now=now, note=ledger.undo_note, data=told)
    return ledger


@transaction.atomic
def give_up_undo(*, ledger: Ledger, why: str) -> None:
    """Let an import stand whose undoing was refused after all, and say why."""
    ledger = Ledger.objects.select_for_update(of=("self",)).get(pk=ledger.pk)
    if ledger.standing == Standing.UNDOING:
        ledger.undo_asked_at, ledger.fault = None, why[:300]
        ledger.save(update_fields=["undo_asked_at", "fault"])


def _refuse_in_use(ledger: Ledger) -> None:
    found = uses(ledger, kind_of(ledger.kind))
    refuse_if(f"“{one.sheet}”第{one.number}行不能撤销：{one.what}。" for one in found)


def _put_back(ledger: Ledger, kind: Kind, actor: Actor, now: datetime) -> None:
    for model in kind.models:
        entries = LedgerEntry.objects.filter(ledger=ledger, model=model._meta.label_lower)
        was = {
            entry.object_id: {name: pair[0] for name, pair in json.loads(entry.changes).items()}
            for entry in entries.filter(is_new=False)
        }
        if was and kind.put_back is not None:
            kind.put_back(was, run_of(ledger, actor, now))
            continue
        for record in model._base_manager.select_for_update().filter(pk__in=was):
            for name, value in was[record.pk].items():
                setattr(record, name, model._meta.get_field(name).to_python(value))  # type: ignore[union-attr] # a column
            record.save(update_fields=list(was[record.pk]))


def _take_away(ledger: Ledger, kind: Kind, model: type[models.Model]) -> int:
    """Delete what was created of a model with its parts; shared records only where unused."""
    rows = model._base_manager.filter(pk__in=created_ids(ledger, model))
    if model in kind.shared:
        for _, key, users in using(ledger, kind, model):
            rows = rows.filter(~Exists(users.filter(**{key: OuterRef("pk")})))
    keys = list(rows.values_list("pk", flat=True))
    parents = list(rows.values_list("parent", flat=True).distinct()) if model is Unit else []
    for part, key in kind.parts:
        if part._meta.get_field(key).related_model is model:
            for lot in _lots(keys):
                _delete(part, f"{key}_id", lot)
    for lot in _lots(keys):
        _delete(model, "id", lot)
    if parents:
        _count_children(parents)
    return len(keys)


def _lots(keys: list[int], size: int = 5000) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _delete(model: type[models.Model], column: str, keys: list[int]) -> None:
    """Delete by key alone: what hangs on the rows was looked for, and the server looks again."""
    quote = connection.ops.quote_name
    statement = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(column)} = ANY(%s)"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys])


def _count_children(parents: list[int | None]) -> None:
    from gongyuan.organisations.actions.units import count_children

    count_children(parents)
