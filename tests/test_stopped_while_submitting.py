"""The database or the web process ends while an application goes in: nothing acknowledged is lost.

A web server as `make run` starts it, on a database server of its own, spoken to over HTTP.
"""

import contextlib
import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from dev.cluster import Cluster, wheel_binaries
from dev.database import wait_for_end
from dev.environment import script
from dev.paths import ROOT
from dev.postgres import ensure_running, is_running, lease
from dev.processes import wait_until
from dev.running import Child, answers
from dev.sockets import free_port
from tests.people.factories import identity_number
from tests.portal.journey import WAGES

#: Lays the tables and two unions; prints the way down to the lower one.
PREPARE = """
import gc
import json
import django
gc.disable()
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from gongyuan.organisations.models import Unit
from tests.portal.journey import make_places
county = make_places().county
print(json.dumps([unit.pk for unit in [*Unit.objects.all().ancestors_of(county), county]]))
"""
THREADS = 4
NUMBERS = "SELECT application_number FROM cases_case ORDER BY id"


@dataclass
class Office:
    """A database server, and a web server beside it, that can be ended and started."""

    cluster: Cluster
    port: int
    environment: dict[str, str]
    line: list[int]
    web: Child | None = None

    def start_web(self) -> None:
        command = [script("gunicorn"), "config.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"]
        command += ["--workers", "1", "--threads", str(THREADS), "--no-control-socket"]
        command += ["--log-level", "warning"]
        # The shell puts itself out of the way, so that the process is the web server's.
        into = f'exec "$@" >>{self.log} 2>&1'
        self.web = Child("web server", ["sh", "-c", into, "sh", *command])
        self.web.start(self.environment)
        assert wait_until(lambda: answers(self.port), 60)

    def kill_web(self) -> None:
        """`kill -9` of the web server and of its worker processes, in the middle of anything."""
        if self.web is not None and self.web.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.web.process.pid, signal.SIGKILL)
            self.web.process.wait(20)

    @property
    def log(self) -> Path:
        return self.cluster.home.parent / "web.log"

    def kill_database(self) -> None:
        """As after a power cut: no connection is taken leave of, no page is written back."""
        pid = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)  # what `pg_ctl -m immediate` sends
        assert wait_until(lambda: not is_running(self.cluster), 30)

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.cluster.url(), autocommit=True)

    def numbers(self) -> list[str]:
        with self.connect() as connection:
            return [number for (number,) in connection.execute(NUMBERS)]

    def count_waiting(self) -> int:
        """How many transactions wait for a lock that somebody else holds."""
        with self.connect() as connection:
            sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            row = connection.execute(sql).fetchone()
            return int(row[0]) if row else 0


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    home = Path(tempfile.mkdtemp(prefix="gongyuan-stopped-"))
    home.chmod(0o755)
    cluster = Cluster(home / "postgres", wheel_binaries())
    try:
        with lease(cluster) as url:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "GONGYUAN_MODE": "demo",
                "GONGYUAN_DATABASE_URL": url,
                "GONGYUAN_VAR": str(home),
                "GONGYUAN_LOG_LEVEL": "DEBUG",
            }
            made = Office(cluster, free_port(), environment, _prepared(environment))
            try:
                made.start_web()
                yield made
            finally:
                made.kill_web()
        assert wait_for_end(cluster, 30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _prepared(environment: dict[str, str]) -> list[int]:
    command = [sys.executable, "-c", PREPARE]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    line: list[int] = json.loads(done.stdout.splitlines()[-1])
    return line


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A redirect is an answer to look at, not a way to follow by itself."""


class Browser:
    """A worker's phone that speaks HTTP: cookies, forms with their token, no scripts."""

    def __init__(self, office: Office, number: str) -> None:
        self.office = office
        self.cookies = http.cookiejar.CookieJar()
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(jar, _Stay)
        person = {"name": "试职工", "identity_number": identity_number(), "phone": number}
        self.typed = {**WAGES, "you": {**person, "contact": ""}}

    def ask(self, path: str, typed: dict[str, Any] | None = None) -> tuple[int, str, str]:
        """The status, where it leads, and the page; with `typed` a form is sent."""
        body = None
        if typed is not None:
            token = next(c.value for c in self.cookies if c.name == "csrftoken")
            form = {"csrfmiddlewaretoken": token, **typed}
            body = urllib.parse.urlencode(form, doseq=True).encode()
        url = f"http://127.0.0.1:{self.office.port}{path}"
        try:
            with self.opener.open(url, data=body, timeout=40) as answer:
                return answer.status, "", answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location", ""), answer.read().decode()

    def fill_in(self) -> str:
        """Answer every question up to the page of the code; the code shown in demo mode."""
        address = self.ask(reverse("portal_apply"))[1]
        while address != reverse("portal_apply_answers"):
            assert self.ask(address)[0] == 200
            slug = address.strip("/").split("/")[1]
            if slug == "place":
                self._go_down(address)
            else:
                status, _, page = self.ask(address, self.typed[slug])
                assert status == 302, page
            address = self.ask(reverse("portal_apply"))[1]
        assert self.ask(address, {})[1] == reverse("portal_apply_code")
        found = re.search(r"验证码 (\d{6})", self.ask(reverse("portal_apply_code"))[2])
        assert found
        return found[1]

    def _go_down(self, address: str) -> None:
        for unit in self.office.line:
            _, address, _ = self.ask(address, {"unit": unit})

    def send(self, code: str) -> tuple[int, str, str]:
        return self.ask(reverse("portal_apply_code"), {"code": code})


def use_every_connection(office: Office) -> None:
    """Let all threads of the web server ask at once, so that each has opened a connection."""
    phones = [Browser(office, f"1990000020{n}") for n in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads, office.connect() as holder:
        holder.autocommit = False
        holder.execute("LOCK TABLE organisations_unit IN ACCESS EXCLUSIVE MODE")
        asked = [threads.submit(phone.ask, reverse("portal_place")) for phone in phones]
        assert wait_until(lambda: office.count_waiting() == THREADS, 20)
        holder.rollback()
    assert {answer.result()[0] for answer in asked} == {200}


@contextlib.contextmanager
def held_in_the_middle(office: Office, phone: Browser, code: str) -> Iterator[Any]:
    """An application on its way: its numbers are being allotted, nothing is committed yet."""
    with ThreadPoolExecutor(1) as threads, office.connect() as holder:
        holder.autocommit = False
        holder.execute("UPDATE core_counter SET value = value WHERE kind = 'application'")
        answer = threads.submit(phone.send, code)
        assert wait_until(lambda: office.count_waiting() == 1, 20)
        yield answer
        with contextlib.suppress(psycopg.OperationalError):
            holder.rollback()


def test_what_was_acknowledged_stays_and_what_was_not_goes_in_once_when_sent_again(
    office: Office,
) -> None:
    year = timezone.localdate().year
    first, second, third = (Browser(office, f"1990000010{n}") for n in range(3))
    acknowledged = first.send(first.fill_in())
    assert acknowledged[0] == 302, acknowledged[2]
    prefix = office.numbers()[0].partition("〔")[0]
    code = second.fill_in()

    use_every_connection(office)
    with held_in_the_middle(office, second, code) as answer:
        office.kill_database()
        stopped = answer.result(60)
    again = second.send(code)

    for status, _, page in (stopped, again):
        assert status == 503
        assert "数据库暂停服务" in page
        assert "可以再次提交，不会重复登记" in page
    ensure_running(office.cluster)
    # No connection of before is handed to anybody: the first who come are served.
    shown = [first.ask(reverse("portal_place"))[0] for _ in range(THREADS + 2)]
    assert set(shown) == {200}, shown
    assert office.numbers() == [f"{prefix}〔{year}〕1号"]
    sent = second.send(code)
    assert sent[0] == 302, sent[2]
    assert second.send(code)[1] == sent[1]
    assert office.numbers() == [f"{prefix}〔{year}〕{n}号" for n in (1, 2)]
    assert "您的申请收到了" in first.ask(acknowledged[1].replace("receipt/", ""))[2]

    code = third.fill_in()
    with held_in_the_middle(office, third, code) as answer:
        office.kill_web()
        with pytest.raises((OSError, urllib.error.URLError)):
            answer.result(60)
    assert wait_until(lambda: office.count_waiting() == 0, 20)
    assert len(office.numbers()) == 2
    office.start_web()
    assert third.send(code)[0] == 302
    assert office.numbers() == [f"{prefix}〔{year}〕{n}号" for n in (1, 2, 3)]
    assert _left_over(office) == []
    _break_a_constraint(office, "试职工")
    web, server = office.log.read_text(), (office.cluster.data / "server.log").read_text()
    assert '"event": "answered"' in web
    assert "only_once" in server
    for phone in (first, second, third):
        for word in filter(None, phone.typed["you"].values()):
            assert word not in web
            assert word not in server


def _break_a_constraint(office: Office, name: str) -> None:
    """What the database quotes most often in an error: the row that was there already."""
    with office.connect() as connection:
        connection.execute("CREATE TEMP TABLE t (name text CONSTRAINT only_once UNIQUE)")
        for _ in range(2):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                connection.execute(f"INSERT INTO t VALUES ('{name}')")


def _left_over(office: Office) -> list[str]:
    """Rows of an application without its case, and cases without what belongs to one."""
    halves = {
        "events": "SELECT count(*) FROM core_event WHERE subject_kind = 'cases.case'"
        " AND subject_id NOT IN (SELECT id FROM cases_case)",
        "matters": "SELECT count(*) FROM matters_matter"
        " WHERE id NOT IN (SELECT matter_id FROM cases_case)",
        "cases without applicant, event or deadline": "SELECT count(*) FROM cases_case c"
        " WHERE NOT EXISTS (SELECT 1 FROM cases_applicant WHERE case_id = c.id)"
        " OR NOT EXISTS (SELECT 1 FROM cases_deadline WHERE case_id = c.id)"
        " OR 1 <> (SELECT count(*) FROM core_event WHERE subject_kind = 'cases.case'"
        " AND subject_id = c.id AND code = 'cases.case.submit')",
        "workers": "SELECT count(*) FROM people_worker"
        " WHERE id NOT IN (SELECT worker_id FROM cases_applicant)",
        "drafts not marked as sent": "SELECT count(*) FROM cases_applicationdraft"
        " WHERE submitted_case_id IS NULL",
    }
    with office.connect() as connection:
        counted = {name: connection.execute(sql).fetchone() for name, sql in halves.items()}
    return [f"{name}: {row[0]}" for name, row in counted.items() if row and row[0]]
