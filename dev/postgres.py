"""A PostgreSQL server of the project's own: made, started, shared, stopped; nothing installed.

The binaries come from a wheel; nothing of the wheel's own Python code is used. Every process that
needs the server holds a shared lock on one file (a lease). A guardian waits for the exclusive lock
on it and so learns, even after `kill -9`, when nobody needs the server any more: no orphan stays.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dev.accounts import as_account, can_reach, hand_over
from dev.cluster import ROLE, Cluster, passwords
from dev.messages import Refusal
from dev.paths import ROOT
from dev.processes import command_line, is_alive, locked, wait_until

ADMINISTRATOR = "postgres"
START_SECONDS = 120


@contextlib.contextmanager
def lease(cluster: Cluster) -> Iterator[str]:
    """Use the server for as long as the block runs, starting it if need be; yields its URL."""
    cluster.home.mkdir(parents=True, exist_ok=True)
    with locked(cluster.home / "users.lock", fcntl.LOCK_SH):
        with locked(cluster.home / "start.lock", fcntl.LOCK_EX):
            ensure_running(cluster)
            _ensure_guarded(cluster)
        yield cluster.url()


def ensure_running(cluster: Cluster) -> None:
    """Make the cluster on first use and start its server unless it runs. Holds the start lock."""
    if is_running(cluster):
        return
    if _is_complete(cluster):
        try:
            _start(cluster)
        except Refusal:
            if cluster.durable:
                raise
        else:
            return
    _create(cluster)


def is_running(cluster: Cluster) -> bool:
    """Whether the server of this very data folder answers; a stale pid file is removed."""
    pid_file = cluster.data / "postmaster.pid"

    def settled() -> bool:
        lines = _lines(pid_file)
        return not lines or (len(lines) >= 8 and lines[7].strip() == "ready")

    lines = _lines(pid_file)
    if not lines:
        return False
    pid = int(lines[0])
    if not is_alive(pid) or f"-D {cluster.data}" not in command_line(pid):
        pid_file.unlink(missing_ok=True)  # the number now belongs to nobody, or to a stranger
        return False
    wait_until(settled, START_SECONDS)
    return bool(_lines(pid_file))


def stop(cluster: Cluster) -> None:
    """Stop the server and wait for its end; open transactions are rolled back."""
    if is_running(cluster):
        _run(cluster, "pg_ctl", "-D", str(cluster.data), "-m", "fast", "-w", "-t", "60", "stop")
    if not cluster.port and Path(cluster.host).parent != cluster.base:
        with contextlib.suppress(OSError):
            Path(cluster.host).rmdir()


def is_guarded(cluster: Cluster) -> bool:
    """Whether a guardian waits for the last user to go."""
    with (cluster.home / "guardian.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def administer(cluster: Cluster, statements: str, database: str = "postgres") -> None:
    """Run SQL as the server's administrator."""
    command = ["-h", cluster.host, "-p", str(cluster.port or 5432), "-U", ADMINISTRATOR]
    environment = {"PGPASSWORD": passwords(cluster)["administrator"]}
    options = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statements]
    _run(cluster, "psql", *command, *options, environment=environment)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except FileNotFoundError:
        return []


def _is_complete(cluster: Cluster) -> bool:
    version = _lines(cluster.data / "PG_VERSION")
    if not (cluster.home / "complete").exists() or not version:
        return False
    installed = _run(cluster, "postgres", "--version").split()[2].split(".")[0]
    if version[0] == installed:
        return True
    if cluster.durable:
        raise Refusal(
            f"{cluster.data} 是 PostgreSQL {version[0]} 的数据，现有程序是 {installed} 版。",
            f"The data are of PostgreSQL {version[0]}, the programs of {installed}.",
            "make reset   # 清空演示数据 / empties the demo data",
        )
    return False


def _create(cluster: Cluster) -> None:
    """Make the cluster from nothing: own role without superuser powers, own database, UTF-8."""
    (cluster.home / "complete").unlink(missing_ok=True)
    shutil.rmtree(cluster.data, ignore_errors=True)
    fresh = {"administrator": secrets.token_urlsafe(24), "role": secrets.token_urlsafe(24)}
    kept = cluster.home / "passwords.json"
    kept.unlink(missing_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(fresh))
    cluster.data.mkdir(parents=True, mode=0o700)
    hand_over(cluster.data, cluster.account)
    password_file = cluster.data.parent / "initdb.password"
    password_file.unlink(missing_ok=True)
    password_file.touch(mode=0o600)
    password_file.write_text(fresh["administrator"])
    hand_over(password_file, cluster.account)
    try:
        _run(cluster, "initdb", *_initdb_options(cluster, password_file))
    finally:
        password_file.unlink()
    with (cluster.data / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude = 'gongyuan.conf'\n")
    _start(cluster)
    # The role may create databases (tests do) but is no superuser: row level security binds it.
    administer(cluster, f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{fresh['role']}'")
    administer(cluster, f"CREATE DATABASE {ROLE} OWNER {ROLE}")
    (cluster.home / "complete").touch()


def _initdb_options(cluster: Cluster, password_file: Path) -> list[str]:
    options = ["-D", str(cluster.data), "-U", ADMINISTRATOR, "--encoding=UTF8"]
    options += ["--auth=scram-sha-256", f"--pwfile={password_file}", "--no-instructions"]
    if not cluster.durable:
        options.append("--no-sync")
    return options


def _configuration(cluster: Cluster) -> str:
    folder = "" if cluster.port else cluster.host
    settings = {
        "listen_addresses": "'127.0.0.1'" if cluster.port else "''",
        "port": str(cluster.port or 5432),
        "unix_socket_directories": f"'{folder}'",
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        # What failed may hold what somebody typed: the log says that it failed, and why, no more.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if not cluster.durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def _start(cluster: Cluster) -> None:
    configuration = cluster.data / "gongyuan.conf"
    configuration.write_text(_configuration(cluster))
    log = cluster.data / "server.log"
    log.touch()
    for path in (configuration, log):
        hand_over(path, cluster.account)
    options = ["-D", str(cluster.data), "-l", str(log), "-w", "-t", str(START_SECONDS)]
    for attempt in range(3):
        try:
            _run(cluster, "pg_ctl", *options, "start")
            return
        except Refusal:
            # After a killed server its children need a moment to leave the shared memory.
            if attempt == 2:
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
                raise Refusal(
                    f"PostgreSQL 启动失败，日志 {log} 的末尾：\n{tail}",
                    "PostgreSQL did not start; the end of its log is above.",
                ) from None
            time.sleep(1)


def _run(
    cluster: Cluster, program: str, *arguments: str, environment: dict[str, str] | None = None
) -> str:
    """Run one of the server's programs as the server's account; its output goes to a file."""
    programs = _reachable(cluster).binaries
    variables = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8",
        "TZ": "Asia/Shanghai",
        **(environment or {}),
    }
    output = cluster.home / f"output.{os.getpid()}"
    # A file instead of a pipe: the server would inherit the pipe and keep it open for ever.
    with output.open("w+") as sink:
        result = subprocess.run(
            [str(programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env=variables,
            cwd="/",
            check=False,
            **as_account(cluster.account),
        )
        sink.seek(0)
        text = sink.read()
    output.unlink()
    if result.returncode:
        raise Refusal(f"{program} 失败：{text.strip()}", f"{program} failed, see above.")
    return text


def _reachable(cluster: Cluster) -> Cluster:
    """The cluster with programs its account can execute: copied beside the data if need be."""
    if cluster.account is None or can_reach(cluster.account, cluster.binaries / "postgres"):
        return cluster
    copy = cluster.base / "programs"
    if not (copy / "bin" / "postgres").exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(cluster.binaries.parent, copy, dirs_exist_ok=True)
    return replace(cluster, binaries=copy / "bin")


def _ensure_guarded(cluster: Cluster) -> None:
    if is_guarded(cluster):
        return
    subprocess.run(
        [sys.executable, "-m", "dev.guardian", json.dumps(_description(cluster))],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )


def _description(cluster: Cluster) -> dict[str, str | int | bool | None]:
    return {
        "home": str(cluster.home),
        "binaries": str(cluster.binaries),
        "durable": cluster.durable,
        "port": cluster.port,
        "idle_seconds": cluster.idle_seconds,
    }
