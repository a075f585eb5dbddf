"""What counties report of the team's work twice a year (附件1 四(三))."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import LedgerStep
from gongyuan.panel.details import Summary
from gongyuan.panel.models import CountySummary, SummaryFile
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.queries.summaries import summaries_to_open, summaries_to_remind
from gongyuan.panel.rules.ledger import steps_due
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def open_summaries(*, now: datetime) -> int:
    """Open the summaries that counties owe soon, once each; how many were new."""
    today: date = timezone.localdate(now)
    rows = list(summaries_to_open(today=today))
    made = CountySummary.objects.bulk_create(rows, ignore_conflicts=True)
    return len(made)


def remind_of_summaries(*, now: datetime) -> int:
    """Tell counties of summaries they owe, and the city of one missed: each step once, however
    often it runs (每年5月20日、12月20日). How many are owed.

    A step's key holds the day it is due on; the days before are those of the yearly ledger.
    """
    today = timezone.localdate(now)
    rows = list(summaries_to_remind(today=today))
    for row in rows:
        steps = steps_due(
            due_on=row.due_on,
            remind_days=policy.number(row.unit, policy.REMIND_DAYS, on=today),
            again_days=policy.number(row.unit, policy.REMIND_AGAIN_DAYS, on=today),
            today=today,
        )
        if steps:
            _tell(row, steps[-1], today, now)
    return len(rows)


def _tell(row: CountySummary, step: LedgerStep, today: date, now: datetime) -> None:
    missed = step == LedgerStep.OVERRUN
    what = f"{row.get_part_display()}{row.due_on.month}月{row.due_on.day}日到期"
    # Who took the union in answers for what it still owes.
    told = {
        row.unit.merged_into_id
        or row.unit_id: f"志愿团{what}，{'还没有报送' if missed else '请报送'}。"
    }
    if missed and row.unit.parent_id is not None:
        told[row.unit.parent_id] = f"{row.unit.name}的志愿团{what}，还没有报送。"
    link = reverse("summary_detail", args=[row.pk])
    for unit_id, body in told.items():
        for user_id in told_in(unit_id, Capability.PANEL_MANAGE, on=today):
            key = f"summary-{row.pk}-{row.due_on}-{step}-{user_id}"
            tell_user(user_id=user_id, body=body, link=link, now=now, once_key=key)


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
        stored = store_upload(upload, by=actor.signature, now=now)
        SummaryFile.objects.create(summary=row, file=stored)
    row.text, row.typical_cases = told.text.strip(), told.typical_cases.strip()
    row.suggestions, row.sent_at, row.sent_by = told.suggestions.strip(), now, actor.signature
    row.save(update_fields=["text", "typical_cases", "suggestions", "sent_at", "sent_by"])
    record_event(row, "panel.countysummary.send", actor=actor, now=now)
    return row
