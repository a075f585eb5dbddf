"""The job worker is killed in the middle of the reminders: none is sent twice and none is lost."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from dev.paths import ROOT
from dev.processes import wait_until
from gongyuan.cases.choices import MoveOf
from gongyuan.cases.models import Deadline, Reminder
from gongyuan.cases.tasks import send_reminders
from gongyuan.core.models import Notice
from gongyuan.core.tasks import STALLED_AFTER_SECONDS, retry_stalled_jobs
from tests.cases.handling_factories import handled
from tests.lawyers.factories import make_lawyer

pytestmark = pytest.mark.django_db(transaction=True)
CASES = 6


@pytest.fixture(autouse=True)
def _no_jobs():
    """Neither begin with the jobs of earlier tests nor leave any: they outlive a test's tables."""
    _empty()
    yield
    _empty()


def _empty():
    with connection.cursor() as cursor:
        for table in ("jobs", "workers", "periodic_defers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")


def worker():
    """A real worker on the test's own database, as `make run` starts one, for what is waiting."""
    held = connection.settings_dict
    place = urlencode({"host": held["HOST"], "port": held["PORT"]})
    user = f"{quote(held['USER'])}:{quote(held['PASSWORD'])}"
    url = f"postgresql://{user}@/{held['NAME']}?{place}"
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    environment = {**os.environ, "GONGYUAN_DATABASE_URL": url, "GONGYUAN_MODE": "test"}
    return subprocess.Popen(
        [*command, "--queues", "default"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def test_a_worker_killed_in_the_middle_sends_none_twice_and_loses_none():
    lawyer = make_lawyer(phone="19900001234")
    today = timezone.localdate()
    cases = [handled(lawyer=lawyer) for _ in range(CASES)]
    for case in cases:
        Deadline.objects.create(
            case=case,
            code="SUE_WORKER",
            label="起诉",
            kept_by=MoveOf.LAWYER,
            starts_on=today - timedelta(days=14),
            due_on=today + timedelta(days=1),
            source="劳动争议调解仲裁法第四十八条",
        )
    send_reminders.defer(timestamp=0)
    # Somebody holds the fourth case, so that the run stands still after three.
    with psycopg.connect(**connection.get_connection_params()) as holder:
        holder.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [cases[3].pk])
        first = worker()
        try:
            assert wait_until(lambda: Reminder.objects.count() == 3, 60), first.communicate()
            assert wait_until(_is_waiting, 20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(first.pid, signal.SIGKILL)
            first.communicate(timeout=20)
        # The server finds out that nobody listens any more when it answers.
        holder.rollback()
        assert wait_until(lambda: not _is_waiting(), 20)

    assert told() == Counter(dict.fromkeys((case.number for case in cases[:3]), 1))
    assert ProcrastinateJob.objects.filter(task_name=send_reminders.name, status="doing").exists()
    _let_time_pass()
    second = worker()
    said, _ = second.communicate(timeout=120)

    assert second.returncode == 0, said
    assert told() == Counter(dict.fromkeys((case.number for case in cases), 1)), said
    assert Reminder.objects.count() == CASES
    texts = Notice.objects.filter(channel=Notice.Channel.SMS)
    assert texts.count() == CASES
    waiting = ProcrastinateJob.objects.filter(args__notice_id__in=[text.pk for text in texts])
    assert waiting.count() == CASES
    assert send_reminders(timestamp=1) is None
    assert Reminder.objects.count() == CASES


def told():
    """How often the inbox of the lawyer names each case."""
    rows = Notice.objects.filter(channel=Notice.Channel.IN_APP)
    return Counter(row.body.split()[0] for row in rows)


def _is_waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def _let_time_pass():
    """The killed worker has not been heard of for long; the job that looks for such runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => %s)",
            [STALLED_AFTER_SECONDS + 60],
        )
    # The clock of the first worker may have put it there already.
    with contextlib.suppress(AlreadyEnqueued):
        retry_stalled_jobs.defer(timestamp=int(time.time()))
