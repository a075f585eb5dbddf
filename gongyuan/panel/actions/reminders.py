"""Ledgers opened and reminded of: every step once, told and written down in one transaction."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.notices import send_text, tell_user
from gongyuan.panel.actions.ledgers import open_ledger
from gongyuan.panel.choices import LedgerStep
from gongyuan.panel.models import LedgerReminder, YearlyLedger
from gongyuan.panel.queries import ledgers as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.rules.ledger import steps_due
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def open_due_ledgers(*, actor: Actor, now: datetime) -> int:
    """Open the ledgers of terms that end soon, each in a transaction of its own; how many."""
    today, count = timezone.localdate(now), 0
    for term in queries.terms_without_ledger(today=today):
        opens_on = queries.days_of(term.unit, term.ends_on).opens_on
        if opens_on <= today or term.agreed_until is not None:
            open_ledger(term=term, actor=actor, now=now)
            count += 1
    return count


@transaction.atomic
def remind_of_ledger(*, ledger: YearlyLedger, actor: Actor, now: datetime) -> list[LedgerStep]:
    """Tell of an unsigned ledger what is to be told today and was not yet; the steps told.

    On the locked row, so that however many ask at once, each step is told once for each day the
    ledger is due on. The lawyer is told before the day; of one missed also the union.
    """
    rows = YearlyLedger.objects.select_for_update(of=("self",)).select_related("lawyer", "unit")
    row = rows.get(pk=ledger.pk)
    today = timezone.localdate(now)
    if row.signed_on is not None or row.due_on is None:
        return []
    called_for = steps_due(
        due_on=row.due_on,
        remind_days=policy.number(row.unit, policy.REMIND_DAYS, on=today),
        again_days=policy.number(row.unit, policy.REMIND_AGAIN_DAYS, on=today),
        today=today,
    )
    told = set(row.reminders.filter(due_on=row.due_on).values_list("step", flat=True))
    fresh = [step for step in called_for if step not in told]
    for step in fresh:
        LedgerReminder.objects.create(ledger=row, step=step, due_on=row.due_on, told_at=now)
    if fresh:
        _tell(row, fresh[-1], now)
    return fresh


def remind_all(*, actor: Actor, now: datetime) -> int:
    """Open and remind of everything due now; how many ledgers were reminded of."""
    open_due_ledgers(actor=actor, now=now)
    rows = queries.ledgers_to_remind(today=timezone.localdate(now))
    told = [remind_of_ledger(ledger=row, actor=actor, now=now) for row in rows]
    return sum(bool(steps) for steps in told)


def _tell(row: YearlyLedger, step: LedgerStep, now: datetime) -> None:
    day = f"{row.due_on.month}月{row.due_on.day}日" if row.due_on else ""
    missed = step == LedgerStep.OVERRUN
    said = f"年度工作台账{day}到期，{'还没有签署' if missed else '请核对、补充后签署'}。"
    if row.lawyer.user_id is not None:
        link = reverse("my_ledger", args=[row.term_id])
        tell_user(user_id=row.lawyer.user_id, body=said, link=link, now=now)
    if row.lawyer.phone:
        send_text(phone=row.lawyer.phone, body=f"【工会法律援助】{said}", now=now)
    if missed:
        link = reverse("year_ledger_detail", args=[row.pk])
        for user_id in told_in(row.unit_id, Capability.PANEL_MANAGE, on=timezone.localdate(now)):
            body = f"{row.lawyer.name}律师的年度台账逾期没有签署。"
            tell_user(user_id=user_id, body=body, link=link, now=now)
