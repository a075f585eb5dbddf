from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.people.actor import system
from gongyuan.quality.actions.visits import open_visit
from gongyuan.quality.queries.visits import cases_to_visit


@app.periodic(cron="40 16 * * *")
@app.task(queueing_lock="open_return_visits")
def open_return_visits(timestamp: int) -> None:
    """Twenty to one at night in Beijing: open the return visits of the cases closed since.

    Each in its own transaction and once a case: stopped halfway, the next run goes on.
    """
    now = timezone.now()
    for case in cases_to_visit(today=timezone.localdate(now)).iterator(chunk_size=500):
        open_visit(case=case, actor=system(), now=now)
