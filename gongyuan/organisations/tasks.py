from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.organisations import actions


@app.task(queue="upkeep")
def sweep_moved_paths(unit_id: int, old_path: str, moved_on: str = "") -> None:
    day = date.fromisoformat(moved_on) if moved_on else None
    actions.sweep_moved_paths(unit_id=unit_id, old_path=old_path, moved_on=day)


@app.periodic(cron="25 0 * * *")
@app.task(queueing_lock="remind_of_agreements")
def remind_of_agreements(timestamp: int) -> None:
    """Twenty-five past eight in the morning in Beijing: tell of agreements near their end."""
    actions.remind_of_agreements(now=timezone.now())
