"""The server of the measurements, and one database for each size on it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dev.cluster import Cluster, wheel_binaries
from dev.paths import PYTHON, ROOT, VAR
from dev.postgres import lease

HOME = VAR / "postgres-bench"
IDLE_SECONDS = 60


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server for as long as the block runs: of one's own, or the embedded one.

    The embedded one does not wait for the disk (fsync off), which makes the shares of our own code
    larger, not smaller.
    """
    external = os.environ.get("GONGYUAN_DATABASE_URL")
    if external:
        yield external
        return
    cluster = Cluster(HOME, wheel_binaries(), durable=False, idle_seconds=IDLE_SECONDS)
    with lease(cluster) as url:
        yield url


def named(url: str, database: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{database}"))


def environment(url: str) -> dict[str, str]:
    """What a process of the measurements is told."""
    given = {**os.environ, "GONGYUAN_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    return {**given, "GONGYUAN_MODE": "demo", "GONGYUAN_VAR": str(VAR)}


def ensure(url: str, cases: int, *, facts: str = "", renew: bool = False) -> str:
    """The URL of the database of a size, generated unless it stands."""
    name = f"bench_{cases}{'_facts' if facts else ''}"
    target = named(url, name)
    if renew or not _is_filled(target, cases):
        _create(url, name)
        command = [str(PYTHON), "-m", "bench.generate", "--cases", str(cases)]
        command += ["--facts", facts] if facts else []
        subprocess.run(command, cwd=ROOT, env=environment(target), check=True)
    return target


def empty(url: str, name: str) -> str:
    """The URL of a new database with all tables and no rows."""
    _create(url, name)
    target = named(url, name)
    migrate = [str(PYTHON), "manage.py", "migrate", "--verbosity", "0", "--no-input"]
    subprocess.run(migrate, cwd=ROOT, env=environment(target), check=True)
    return target


def _is_filled(url: str, cases: int) -> bool:
    """Whether the database stands with its cases; migrations written since are run on it."""
    try:
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM cases_case), count(*) FROM consultations_consultation"
            ).fetchone()
    except psycopg.Error:
        return False
    if not row or min(row) < cases:
        return False
    migrate = [str(PYTHON), "manage.py", "migrate", "--verbosity", "0", "--no-input"]
    if subprocess.run(migrate, cwd=ROOT, env=environment(url), check=False).returncode:
        return False
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return True


def _create(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def collect_static(url: str) -> None:
    """The pages name their static files by fingerprint, so these must have been collected."""
    program = (
        "import django; django.setup(); from dev.prepare import collect_static_files as collect; "
        "collect()"
    )
    subprocess.run([str(PYTHON), "-c", program], cwd=ROOT, env=environment(url), check=True)


def settings_of(url: str) -> dict[str, str]:
    """What of the server decides speed."""
    names = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "work_mem", "jit")
    with psycopg.connect(url) as connection:
        return {
            name: connection.execute(sql.SQL("SHOW {}").format(sql.Identifier(name))).fetchone()[0]
            for name in names
        }
