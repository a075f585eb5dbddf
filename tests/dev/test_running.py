"""`make run` from an empty folder to the first page, and back to nothing."""

import contextlib
import http.client
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from dev.paths import ROOT
from dev.processes import is_alive, wait_until
from dev.sockets import free_port, port_is_free

OURS = ("GONGYUAN_MODE", "GONGYUAN_DATABASE_URL", "GONGYUAN_TEST_DATABASE", "GONGYUAN_STARTED")


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="gongyuan-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(var: Path, port: int, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The product, started as a person would start it; ended with SIGTERM if it still runs."""
    given = {name: value for name, value in os.environ.items() if name not in OURS}
    given |= {"GONGYUAN_VAR": str(var), "PORT": str(port), **environment}
    command = [sys.executable, "-m", "dev", "run"]
    output = (var / "output").open("w")
    with (
        output,
        subprocess.Popen(
            command, cwd=ROOT, env=given, stdout=output, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)


def is_ready(var: Path, process: subprocess.Popen[str]) -> bool:
    """Wait for the last line of the start; what was printed instead is shown on failure."""

    def said() -> str:
        return (var / "output").read_text()

    wait_until(lambda: "Ctrl-C stops everything" in said() or process.poll() is not None, 240)
    assert "Ctrl-C stops everything" in said(), said()
    return process.poll() is None


def status(port: int, path: str, **headers: str) -> int:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(link):
        link.request("GET", path, headers=headers)
        return link.getresponse().status


def children(var: Path) -> list[int]:
    found: list[int] = json.loads((var / "run.json").read_text())["children"]
    return found


def test_a_run_serves_revives_what_dies_and_stops_all_it_started(var: Path) -> None:
    port = free_port()

    with running(var, port) as process:
        assert is_ready(var, process)
        assert status(port, "/healthz") == 200
        started = children(var)
        database = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])

        os.kill(started[1], signal.SIGKILL)
        assert wait_until(lambda: children(var)[1] != started[1], 20)
        os.kill(database, signal.SIGKILL)
        assert wait_until(lambda: "starting it again" in (var / "output").read_text(), 20)
        assert wait_until(lambda: status(port, "/healthz") == 200, 30)

        started += children(var)
        database = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0

    assert "everything stopped" in (var / "output").read_text()
    assert [pid for pid in [*started, database] if is_alive(pid)] == []
    assert port_is_free("127.0.0.1", port)


def test_a_run_in_production_uses_the_database_it_is_given(var: Path) -> None:
    port = free_port()
    name = f"run_{secrets.token_hex(4)}"
    server = os.environ["GONGYUAN_DATABASE_URL"]
    given = urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with running(
            var,
            port,
            GONGYUAN_DATABASE_URL=given,
            GONGYUAN_MODE="production",
            GONGYUAN_SECRET_KEY=secrets.token_urlsafe(64),
            GONGYUAN_FIELD_KEYS=f"1:{secrets.token_hex(32)}",
            GONGYUAN_HOSTS="office.example",
        ) as process:
            assert is_ready(var, process)
            behind_proxy = {"Host": "office.example", "X-Forwarded-Proto": "https"}
            assert status(port, "/healthz", **behind_proxy) == 200
            with psycopg.connect(given) as connection:
                accounts = connection.execute("SELECT count(*) FROM people_user").fetchone()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)

    assert accounts == (0,)
    assert not (var / "postgres").exists()
    assert "demo accounts" not in (var / "output").read_text()


def test_production_without_keys_of_its_own_does_not_start(var: Path) -> None:
    with running(var, free_port(), GONGYUAN_MODE="production") as process:
        assert process.wait(60) == 2

    assert "GONGYUAN_SECRET_KEY must be a key of your own" in (var / "output").read_text()


def test_an_unreachable_database_is_named_with_the_way_back(var: Path) -> None:
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"  # pragma: allowlist secret

    with running(var, free_port(), GONGYUAN_DATABASE_URL=nowhere) as process:
        assert process.wait(60) == 2

    assert "无法连接数据库" in (var / "output").read_text()
    assert "unset GONGYUAN_DATABASE_URL && make run" in (var / "output").read_text()
