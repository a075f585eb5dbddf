"""A checked ledger written into the registers: all of it or nothing, once."""

import json
from collections import Counter
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongyuan.core.copying import copy_in, copy_values
from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.sheets.entries import Entry
from gongyuan.ledgers import rules
from gongyuan.ledgers.actions.checking import JUDGED, recount, run_of
from gongyuan.ledgers.actions.keeping import defer, locked
from gongyuan.ledgers.choices import BROKEN, RowOutcome, Standing
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.kinds.examining import KEPT, examine, line_of, row_of
from gongyuan.ledgers.kinds.kind import Kind, Line, Run, in_lots
from gongyuan.ledgers.models import Ledger, LedgerEntry, LedgerRow
from gongyuan.ledgers.progress import Progress
from gongyuan.people.actor import Actor

#: Bad rows looked for before an import gives up: they are mended a page at a time anyway.
MOST_BAD = 500
CHANGED_MEANWHILE = "检查以后登记簿有了变化：有{}行现在不能导入，改好以后再导入。什么都没有写。"
RACED = "导入的时候别人登记了同样的记录，什么都没有写。请再点一次导入。"
NO_POWER = "提出导入的岗位现在不能导入这种台账，什么都没有写。"


class BadRows(Exception):
    """Rows that were right when they were checked and are not any more."""

    def __init__(self, rows: list[LedgerRow]) -> None:
        super().__init__(len(rows))
        self.rows = rows


@transaction.atomic
def ask_import(*, ledger: Ledger, actor: Actor, now: datetime) -> Ledger:
    """Have a checked ledger imported by a job; asked twice it is imported once.

    Refuses one with bad rows, one not checked, and one that would write nothing.
    """
    ledger = locked(ledger, actor)
    if ledger.asked_at or ledger.imported_at:
        return ledger
    refuse_if(rules.import_obstacles(ledger))
    ledger.asked_at, ledger.fault, ledger.post_id = now, "", actor.post_id or ledger.post_id
    ledger.save(update_fields=["asked_at", "fault", "post"])
    defer("import_ledger_rows", ledger)
    return ledger


def import_ledger(*, ledger: Ledger, actor: Actor, now: datetime) -> bool:
    """Write all rows of a ledger in one transaction; say whether it was done now.

    Every row is held against the register again, so what changed since the check counts. One bad
    row, or a record of the same key entered meanwhile, and nothing is written: the rows are listed
    on the ledger. Killed in the middle, nothing is there, and it begins anew; done, it is not done
    again. Whoever asked is told.
    """
    try:
        with transaction.atomic():
            done = _write(ledger, actor, now)
    except BadRows as bad:
        _give_back(ledger, CHANGED_MEANWHILE.format(len(bad.rows)), bad.rows)
        return False
    except IntegrityError:
        _give_back(ledger, RACED, [])
        return False
    except Refused as refusal:
        _give_back(ledger, "".join(refusal.reasons), [])
        return False
    except PermissionDenied:
        _give_back(ledger, NO_POWER, [])
        return False
    return done


def _write(ledger: Ledger, actor: Actor, now: datetime) -> bool:
    ledger = locked(ledger, actor)
    if ledger.standing != Standing.IMPORTING:
        return False
    kind, run = kind_of(ledger.kind), run_of(ledger, actor, now)
    run.memory["is_import"] = True
    counts, bad = Counter[str](), list[LedgerRow]()
    rows = ledger.rows.filter(outcome__in=JUDGED).order_by("position").values_list(*KEPT)
    total = sum(ledger.count(one) for one in JUDGED)
    with Progress(ledger.pk, total=total) as progress:
        progress.tell(read=total)
        for lot in in_lots(rows.iterator(chunk_size=1000), kind.lot):
            lines = [line_of(*row) for row in lot]
            examine(lines, kind, run)
            progress.tell(checked=len(lines))
            bad += [row_of(line, ledger) for line in lines if line.faults]
            if len(bad) > MOST_BAD:
                break
            if not bad:
                _keep_entries(ledger, _written(lines, kind, run))
                progress.tell(written=len(lines))
            counts.update(line.outcome for line in lines)
    if bad:
        raise BadRows(bad)
    ledger.counts = {**ledger.counts, **{one: counts[one] for one in JUDGED}}
    ledger.imported_at = now
    ledger.save(update_fields=["counts", "imported_at"])
    told = {"kind": ledger.kind, **{str(one): counts[one] for one in JUDGED if counts[one]}}
    record_event(ledger, "ledgers.ledger.import", actor=actor, now=now, data=told)
    _tell(ledger, actor, now)
    return True


def _written(lines: list[Line], kind: Kind, run: Run) -> list[Entry]:
    new = (RowOutcome.NEW, RowOutcome.CHANGED)
    wanted = [line for line in lines if line.outcome in new]
    return kind.write(wanted, run) if wanted else []


ENTRY = ("ledger_id", "position", "model", "object_id", "is_new", "changes")


def _keep_entries(ledger: Ledger, entries: list[Entry]) -> None:
    rows = (
        (ledger.pk, one.position, one.model, one.pk, one.changes is None, _json(one.changes))
        for one in entries
    )
    copy_values(LedgerEntry, ENTRY, rows)


def _json(changes: object) -> str:
    if changes is None:
        return ""
    return json.dumps(changes, cls=DjangoJSONEncoder, ensure_ascii=False)


@transaction.atomic
def _give_back(ledger: Ledger, why: str, bad: list[LedgerRow]) -> None:
    """Let a ledger that could not be imported be mended, with its bad rows listed."""
    ledger = Ledger.objects.select_for_update(of=("self",)).get(pk=ledger.pk)
    if ledger.imported_at or ledger.asked_at is None:
        return
    ledger.asked_at, ledger.fault = None, why[:300]
    ledger.save(update_fields=["asked_at", "fault"])
    ledger.rows.filter(position__in=[row.position for row in bad]).delete()
    copy_in(bad)
    recount(ledger)


def give_up_import(*, ledger: Ledger) -> None:
    """Say of an import that broke off that nothing was written, and let it be asked for again."""
    _give_back(ledger, BROKEN, [])


def _tell(ledger: Ledger, actor: Actor, now: datetime) -> None:
    if actor.user_id is None:
        return
    new, changed = ledger.count(RowOutcome.NEW), ledger.count(RowOutcome.CHANGED)
    body = f"台账“{ledger.name}”已导入：新增{new}行，修改{changed}行。"
    link = reverse("ledger_detail", args=[ledger.pk])
    tell_user(user_id=actor.user_id, body=body, link=link, now=now)
