"""The job worker is killed in the middle of an import: nothing is there, then all of it once."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from dev.paths import ROOT
from dev.processes import wait_until
from gongyuan.cases.models import Case
from gongyuan.core.tasks import STALLED_AFTER_SECONDS, retry_stalled_jobs
from gongyuan.ledgers.actions.importing import ask_import
from gongyuan.ledgers.choices import LedgerKind, Standing
from gongyuan.ledgers.models import Ledger, LedgerEntry, LedgerProgress
from gongyuan.ledgers.tasks import import_ledger_rows
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer
from tests.ledgers.factories import checked, workbook
from tests.organisations.factories import make_unit
from tests.people.factories import NOW, make_actor

pytestmark = pytest.mark.django_db(transaction=True)
#: More than one lot.
CASES = 1600


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


def worker(queues):
    """A real worker on the test's own database, as `make run` starts one, for what is waiting."""
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


def ledger_of_cases(actor):
    rows = [["编号", "受援人", "用人单位", "服务形式", "受理日期", "结案日期"]]
    for number in range(1, CASES + 1):
        days = ["2014-03-05", "2014-04-05"]
        rows.append([f"台{number}", f"试工{number}", f"试验单位{number % 40}", "咨询", *days])
    return checked(LedgerKind.PAST_CASES, workbook(rows), actor=actor)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_all_of_it_once():
    actor = make_actor(role=Role.LEGAL_HEAD, unit=make_unit())
    ledger = ledger_of_cases(actor)
    ask_import(ledger=ledger, actor=actor, now=NOW)
    # Somebody holds the unit, so that the run stands still when all is written and nothing is kept.
    with psycopg.connect(**connection.get_connection_params()) as holder:
        holder.execute("SELECT 1 FROM organisations_unit WHERE id = %s FOR UPDATE", [actor.unit_id])
        first = worker("ledgers")
        try:
            assert wait_until(_is_waiting, 90), first.communicate()
            # How far it has come is told from outside the open transaction.
            progress = LedgerProgress.objects.get()
            assert (progress.total, progress.written) == (CASES, CASES)
        finally:
            _kill(first)
        # The server finds out that nobody listens any more when it answers.
        holder.rollback()
        assert wait_until(lambda: not _is_waiting(), 20)

    assert list(Case.objects.values_list("source", "application_number")[:5]) == []
    assert not Employer.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert Ledger.objects.get().standing == Standing.IMPORTING
    name = import_ledger_rows.name
    assert ProcrastinateJob.objects.filter(task_name=name, status="doing").exists()

    _let_time_pass()
    assert worker("default").communicate(timeout=120)
    second = worker("ledgers")
    said, _ = second.communicate(timeout=120)

    assert second.returncode == 0, said
    assert Ledger.objects.get().standing == Standing.IMPORTED, said
    assert Case.objects.count() == CASES
    assert LedgerProgress.objects.get().written == CASES
    import_ledger_rows(ledger_id=ledger.pk)
    assert Case.objects.count() == CASES


def _kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=20)


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
