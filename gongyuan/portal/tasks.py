from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from procrastinate.contrib.django import app

from gongyuan.cases.actions.drafts import forget_drafts
from gongyuan.portal.consents import DRAFT_DAYS


@app.periodic(cron="47 * * * *")
@app.task(queue="upkeep", queueing_lock="forget_ended_sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Destroy the sessions that are over, with the sealed drafts that lie in them."""
    call_command("clearsessions")


@app.periodic(cron="17 3 * * *")
@app.task(queue="upkeep", queueing_lock="forget_stale_drafts")
def forget_stale_drafts(timestamp: int) -> None:
    """Destroy the drafts that nobody has touched for as long as the consent says."""
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    forget_drafts(untouched_since=now - timedelta(days=DRAFT_DAYS))
