"""Real job workers on a test's own database, killed while they are at work.

A worker is killed where it stands still: somebody holds what it needs next. Whoever asks what is
left must wait until the server has ended the dead worker's connection, for until then its
transaction is neither there nor gone.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from procrastinate.exceptions import AlreadyEnqueued

from dev.paths import ROOT
from dev.processes import wait_until
from gongyuan.core.tasks import STALLED_AFTER_SECONDS, retry_stalled_jobs


@pytest.fixture
def no_jobs():
    """Neither begin with the jobs of earlier tests nor leave any: they outlive a test's tables."""
    _empty()
    yield
    _empty()


def _empty():
    with connection.cursor() as cursor:
        for table in ("jobs", "workers", "periodic_defers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")


def start_worker(queues):
    """A worker as `make run` starts one, for what is waiting."""
    held = connection.settings_dict
    place = urlencode({"host": held["HOST"], "port": held["PORT"]})
    user = f"{quote(held['USER'])}:{quote(held['PASSWORD'])}"
    url = f"postgresql://{user}@/{held['NAME']}?{place}"
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    environment = {**os.environ, "GONGYUAN_DATABASE_URL": url, "GONGYUAN_MODE": "test"}
    return subprocess.Popen(
        [*command, "--queues", queues],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def finished(worker):
    """What a worker said that has done all there was to do."""
    said, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0, said
    return said


def killed_while_waiting(worker, holder, *, seconds=90, before=lambda: None):
    """Kill a worker that waits for what `holder` holds, let go of that, and see it gone.

    `before` looks at what is there while it still waits. Returns what it was doing.
    """
    try:
        assert wait_until(_waiting, seconds), _kill(worker)
        waiting = _waiting()
        before()
    finally:
        _kill(worker)
    holder.rollback()
    # The server finds out that nobody listens any more when it answers.
    assert wait_until(lambda: not _are_there(waiting.keys()), seconds)
    return set(waiting.values())


def let_time_pass():
    """The killed worker has not been heard of for long; the job that looks for such runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => %s)",
            [STALLED_AFTER_SECONDS + 60],
        )
    # The clock of the first worker may have put it there already.
    with contextlib.suppress(AlreadyEnqueued):
        retry_stalled_jobs.defer(timestamp=int(time.time()))


def _kill(worker):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        return worker.communicate(timeout=20)[0]
    return b""


def _waiting():
    """Connections of this database that wait for somebody's lock, and what each is doing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, split_part(query, ' ', 1) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return dict(cursor.fetchall())


def _are_there(pids):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE pid = ANY(%s)", [list(pids)])
        return cursor.fetchone() is not None
