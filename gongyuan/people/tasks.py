from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.people.actions.certificates import announce_end
from gongyuan.people.actions.endings import announce_account_end
from gongyuan.people.actions.staff import end_sessions_without_post
from gongyuan.people.queries.accounts import accounts_ending, signed_in_without_post
from gongyuan.people.queries.certificates import certificates_to_announce


@app.periodic(cron="20 0 * * *")
@app.task(queueing_lock="announce_endings_of_people")
def announce_endings_of_people(timestamp: int) -> None:
    """Twenty past eight in Beijing: tell of certificates and temporary accounts that end soon.

    Each in its own transaction, and each person once: stopped halfway, the next run goes on.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    for row in certificates_to_announce(today=today):
        announce_end(row=row, now=now)
    for user in accounts_ending(today=today):
        announce_account_end(user=user, now=now)


@app.periodic(cron="1 16 * * *")
@app.task(queueing_lock="close_sessions_of_ended_posts")
def close_sessions_of_ended_posts(timestamp: int) -> None:
    """A minute past midnight in Beijing: sign out whoever's last post ended with the day."""
    now = timezone.now()
    for user in signed_in_without_post(today=timezone.localdate(now)):
        end_sessions_without_post(user=user, now=now)
