"""The job worker is killed in the middle of an import: nothing is there, then all of it once."""

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from gongyuan.cases.models import Case
from gongyuan.core.models import Event
from gongyuan.ledgers.actions.importing import ask_import
from gongyuan.ledgers.choices import LedgerKind, Standing
from gongyuan.ledgers.models import Ledger, LedgerEntry, LedgerProgress
from gongyuan.ledgers.tasks import import_ledger_rows
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer
from tests.job_workers import (
    finished,
    killed_while_waiting,
    let_time_pass,
    no_jobs,  # noqa: F401 - a fixture
    start_worker,
)
from tests.ledgers.factories import checked, workbook
from tests.organisations.factories import make_unit
from tests.people.factories import NOW, make_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]
#: More than one lot.
CASES = 1600


@pytest.fixture
def ledger():
    actor = make_actor(role=Role.LEGAL_HEAD, unit=make_unit())
    rows = [["编号", "受援人", "用人单位", "服务形式", "受理日期", "结案日期"]]
    for number in range(1, CASES + 1):
        days = ["2014-03-05", "2014-04-05"]
        rows.append([f"台{number}", f"试工{number}", f"试验单位{number % 40}", "咨询", *days])
    ledger = checked(LedgerKind.PAST_CASES, workbook(rows), actor=actor)
    return ask_import(ledger=ledger, actor=actor, now=NOW)


@pytest.fixture
def holder():
    with psycopg.connect(**connection.get_connection_params()) as holder:
        yield holder


def killed(holder):
    """What a worker was doing that was killed when all rows were written."""

    def look():
        # How far it has come is told from outside the open transaction.
        progress = LedgerProgress.objects.get()
        assert (progress.total, progress.written) == (CASES, CASES)
        assert not Case.objects.exists()

    return killed_while_waiting(start_worker("ledgers"), holder, before=look)


def next_worker():
    running = ProcrastinateJob.objects.filter(task_name=import_ledger_rows.name, status="doing")
    assert running.exists()
    let_time_pass()
    finished(start_worker("default"))
    said = finished(start_worker("ledgers"))
    assert not running.exists(), said
    return said


def assert_imported_once(ledger, said):
    assert Ledger.objects.get().standing == Standing.IMPORTED, said
    import_ledger_rows(ledger_id=ledger.pk)
    assert Case.objects.count() == LedgerProgress.objects.get().written == CASES
    assert Event.objects.filter(code="ledgers.ledger.import").count() == 1


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_all_of_it_once(
    ledger, holder
):
    # All rows are written before whoever asked is told, which has to wait.
    holder.execute("LOCK TABLE core_notice IN SHARE MODE")

    assert killed(holder) == {"INSERT"}

    assert not Case.objects.exists()
    assert not Employer.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert Ledger.objects.get().standing == Standing.IMPORTING
    assert_imported_once(ledger, next_worker())


def test_a_worker_killed_while_the_server_keeps_what_it_wrote_leaves_all_of_it_once(ledger, holder):
    # The server looks at the keys last: from then on it needs no worker to finish.
    holder.execute("SELECT 1 FROM organisations_unit WHERE id = %s FOR UPDATE", [ledger.unit_id])

    assert killed(holder) == {"COMMIT"}

    assert Case.objects.count() == CASES
    assert Ledger.objects.get().standing == Standing.IMPORTED
    assert_imported_once(ledger, next_worker())
