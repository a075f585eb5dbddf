from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.cases.actions.assignment import pass_on_unanswered
from gongyuan.cases.actions.withdrawal import close_objection_window, lapse_unanswered
from gongyuan.cases.queries.assignment import unanswered_assignments
from gongyuan.cases.queries.overdue import lapsed_supplements, passed_objection_windows
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system


@app.periodic(cron="10 16 * * *")
@app.task(queueing_lock="lapse_supplements")
def lapse_supplements(timestamp: int) -> None:
    """Ten past midnight in Beijing: deem withdrawn what stayed unanswered, close old windows."""
    now = timezone.now()
    today = timezone.localdate(now)
    for case in lapsed_supplements(today=today):
        try:
            lapse_unanswered(case=case, actor=system(), now=now)
        except Refused:
            # Answered between the list and the lock: nothing is left to do.
            continue
    for case in passed_objection_windows(today=today):
        close_objection_window(case=case, actor=system(), now=now)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="pass_on_unanswered_assignments")
def pass_on_unanswered_assignments(timestamp: int) -> None:
    """Take back the offers whose last day to answer is over; an answer meanwhile stands."""
    now = timezone.now()
    for assignment in unanswered_assignments(today=timezone.localdate(now)):
        pass_on_unanswered(assignment=assignment, actor=system(), now=now)
