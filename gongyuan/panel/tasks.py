from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.panel.actions.courses import tell_team
from gongyuan.panel.actions.honours import begin_due_rounds
from gongyuan.panel.actions.ledgers import print_version
from gongyuan.panel.actions.opening import open_all_for_complaints
from gongyuan.panel.actions.reminders import remind_all
from gongyuan.panel.actions.summaries import open_summaries, remind_of_summaries
from gongyuan.panel.models import Course, LedgerVersion
from gongyuan.people.actor import system


@app.periodic(cron="15 1 * * *")
@app.task(queueing_lock="keep_panel_year")
def keep_panel_year(timestamp: int) -> None:
    """A quarter past nine in Beijing: open and remind of ledgers, open what complaints call for,
    open and remind of the counties' summaries, begin commendations that are due. Each in its own
    transaction; cut short, the next run goes on."""
    now = timezone.now()
    remind_all(actor=system(), now=now)
    open_all_for_complaints(now=now)
    open_summaries(now=now)
    remind_of_summaries(now=now)
    begin_due_rounds(now=now)


@app.task(queue="printing")
def print_ledger(version_id: int) -> None:
    """Make the PDF of a signed ledger; one already made stays."""
    for version in LedgerVersion.objects.filter(pk=version_id, pdf=None):
        print_version(version=version, now=timezone.now())


@app.task
def tell_of_course(course_id: int) -> None:
    """Tell the team of a course that was announced; whoever was told is not told again."""
    for course in Course.objects.select_related("unit").filter(pk=course_id, called_off_at=None):
        tell_team(course=course, now=timezone.now())
