"""Work on ledgers that takes longer than a person waits; each job begins anew after a kill."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.core.refusals import Refused
from gongyuan.ledgers.actions.checking import check_ledger, give_up_check
from gongyuan.ledgers.actions.exporting import forget_exports, give_up_export, write_export
from gongyuan.ledgers.actions.importing import give_up_import, import_ledger
from gongyuan.ledgers.actions.keeping import forget_ledgers
from gongyuan.ledgers.actions.laying_out import give_up_reading, lay_out
from gongyuan.ledgers.actions.undoing import give_up_undo, undo_import
from gongyuan.ledgers.choices import BROKEN
from gongyuan.ledgers.models import Ledger, LedgerExport
from gongyuan.ledgers.queries.ledgers import acting


@app.task(queue="ledgers")
def lay_out_ledger(ledger_id: int) -> None:
    """Find the tables of a large file."""
    for ledger in Ledger.objects.filter(pk=ledger_id):
        try:
            lay_out(ledger=ledger, now=timezone.now())
        except Exception:
            give_up_reading(ledger=ledger)
            raise


@app.task(queue="ledgers")
def check_ledger_rows(ledger_id: int) -> None:
    """Read and judge the rows of a long ledger."""
    now = timezone.now()
    for ledger in Ledger.objects.filter(pk=ledger_id):
        actor = acting(ledger.post_id, today=timezone.localdate(now))
        try:
            check_ledger(ledger=ledger, actor=actor, now=now)
        except Exception:
            give_up_check(ledger=ledger)
            raise


@app.task(queue="ledgers")
def import_ledger_rows(ledger_id: int) -> None:
    """Write a checked ledger; cut short nothing is there, and done it is not done again."""
    now = timezone.now()
    for ledger in Ledger.objects.filter(pk=ledger_id):
        actor = acting(ledger.post_id, today=timezone.localdate(now))
        try:
            import_ledger(ledger=ledger, actor=actor, now=now)
        except Exception:
            give_up_import(ledger=ledger)
            raise


@app.task(queue="ledgers")
def undo_ledger_rows(ledger_id: int) -> None:
    """Take a long import back."""
    now = timezone.now()
    for ledger in Ledger.objects.filter(pk=ledger_id):
        actor = acting(ledger.post_id, today=timezone.localdate(now))
        try:
            undo_import(ledger=ledger, actor=actor, now=now)
        except Refused as refusal:
            give_up_undo(ledger=ledger, why="".join(refusal.reasons))
        except Exception:
            give_up_undo(ledger=ledger, why=BROKEN)
            raise


@app.task(queue="ledgers")
def write_ledger_export(export_id: int) -> None:
    """Write a long ledger that somebody waits for."""
    now = timezone.now()
    for export in LedgerExport.objects.filter(pk=export_id, finished_at=None, failed_at=None):
        actor = acting(export.post_id, today=timezone.localdate(now))
        try:
            write_export(export=export, actor=actor, now=now)
        except Exception:
            give_up_export(export=export, now=now)
            raise


@app.periodic(cron="20 18 * * *")
@app.task(queue="upkeep", queueing_lock="forget_ledgers_kept")
def forget_ledgers_kept(timestamp: int) -> None:
    """In the small hours of Beijing: destroy what is kept longer than the policy says."""
    now = timezone.now()
    forget_ledgers(now=now)
    forget_exports(now=now)
