from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.people.actor import system
from gongyuan.quality.actions.answers import draw_for
from gongyuan.quality.actions.visits import open_visit
from gongyuan.quality.queries import answers
from gongyuan.quality.queries.visits import cases_to_visit
from gongyuan.quality.rules.answer import earlier_months


@app.periodic(cron="40 16 * * *")
@app.task(queueing_lock="open_return_visits")
def open_return_visits(timestamp: int) -> None:
    """Twenty to one at night in Beijing: open the return visits of the cases closed since.

    Each in its own transaction and once a case: stopped halfway, the next run goes on.
    """
    now = timezone.now()
    for case in cases_to_visit(today=timezone.localdate(now)).iterator(chunk_size=500):
        open_visit(case=case, actor=system(), now=now)


@app.periodic(cron="50 17 1-7 * *")
@app.task(queueing_lock="draw_online_answers")
def draw_online_answers(timestamp: int) -> None:
    """Ten to two at night in Beijing, in the first week of a month: draw the answers of the last.

    Each union in its own transaction and once a month; the later nights make up for one that
    failed. A union without answers, or without figures in its policy, is passed over.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    month = earlier_months(today, 1)[0]
    for unit in answers.unions_to_draw(month):
        if answers.draw_figures(unit, on=today) and answers.population(unit, month):
            draw_for(unit=unit, month=month, actor=system(), now=now)
