"""What counties report of the team's work twice a year (附件1 四(三))."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.refusals import Refused
from gongyuan.panel.actions.locking import demand, locked, named
from gongyuan.panel.details import Summary
from gongyuan.panel.models import CountySummary, SummaryFile
from gongyuan.panel.queries.summaries import summaries_to_open
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def open_summaries(*, now: datetime) -> int:
    """Open the summaries that counties owe soon, once each; how many were new."""
    today: date = timezone.localdate(now)
    rows = list(summaries_to_open(today=today))
    made = CountySummary.objects.bulk_create(rows, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def send_summary(
    *, summary: CountySummary, told: Summary, actor: Actor, now: datetime
) -> CountySummary:
    """Send a county's summary up, with photos and typical cases; sent, it stays as it is.

    Sent twice it is once. Refuses an empty text, and files that cannot be taken.
    """
    demand(actor, Capability.PANEL_MANAGE)
    row: CountySummary = locked(CountySummary, summary.pk, actor)
    if row.sent_at is not None:
        return row
    if not told.text.strip():
        raise Refused("请写明工作情况。", field="text")
    for upload in told.uploads:
        stored = store_upload(upload, by=named(actor), now=now)
        SummaryFile.objects.create(summary=row, file=stored)
    row.text, row.typical_cases = told.text.strip(), told.typical_cases.strip()
    row.suggestions, row.sent_at, row.sent_by = told.suggestions.strip(), now, named(actor)
    row.save(update_fields=["text", "typical_cases", "suggestions", "sent_at", "sent_by"])
    record_event(row, "panel.countysummary.send", actor=actor, now=now)
    return row
