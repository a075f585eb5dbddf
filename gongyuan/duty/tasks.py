from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.duty.actions.clock import draft_next_months, remind_of_duty
from gongyuan.people.actor import system


@app.periodic(cron="10 17 * * *")
@app.task(queueing_lock="draft_duty_rosters")
def draft_duty_rosters(timestamp: int) -> None:
    """Ten past one at night in Beijing: make the drafts of next month whose time has come."""
    draft_next_months(actor=system(), now=timezone.now())


@app.periodic(cron="15 1 * * *")
@app.task(queueing_lock="remind_of_duty_shifts")
def remind_of_duty_shifts(timestamp: int) -> None:
    """A quarter past nine in the morning in Beijing: tell who sits on the next working day."""
    remind_of_duty(actor=system(), now=timezone.now())
