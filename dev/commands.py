"""The commands of `python3 -m dev`; the Makefile calls nothing else."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from dev.checks import check, format_project
from dev.cluster import demo_cluster, test_cluster
from dev.database import database_url, keep_running, stop_kept
from dev.environment import ensure_environment, ensure_uv
from dev.messages import Refusal, say
from dev.paths import DEVELOPMENT_LOCK, PYTHON, ROOT, RUNTIME_LOCK, TEST_DATABASE, VAR, VENV
from dev.running import process_environment, run, stop_run
from dev.screens import demonstration, run_in, screens
from dev.testing import test, test_database, test_external

CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache")


def run_command(arguments: list[str]) -> int:
    """Run one command; a refusal is printed with what mends it and ends with code 2."""
    parser = argparse.ArgumentParser(prog="python3 -m dev", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed to the command")
    parsed = parser.parse_args(arguments)
    os.chdir(ROOT)
    try:
        return COMMANDS[parsed.command](parsed.rest)
    except Refusal as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


def environment(arguments: list[str]) -> int:
    """`env`: the environment with everything a developer needs."""
    ensure_environment(development=True)
    return 0


def manage(arguments: list[str]) -> int:
    """`manage …`: manage.py on the demo database, its server started for as long as needed."""
    ensure_environment()
    return _with_database([str(PYTHON), "manage.py", *arguments])


def with_database(arguments: list[str]) -> int:
    """`with-database [--test] COMMAND …`: any command, with GONGYUAN_DATABASE_URL set."""
    ensure_environment()
    on_test = arguments[:1] == ["--test"]
    command = arguments[1:] if on_test else arguments
    return _with_database(command, test_server=on_test)


def bench(arguments: list[str]) -> int:
    """`bench`: the pages at several sizes on a server of their own, compared within one run."""
    ensure_environment(development=True)
    command = [str(PYTHON), "-m", "bench.run", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def bench_documents(arguments: list[str]) -> int:
    """`bench-documents`: documents of every kind, each opened by LibreOffice."""
    with demonstration("bench_documents") as (address, environment):
        return run_in(environment, "-m", "bench.documents", address, *arguments)


def bench_ledgers(arguments: list[str]) -> int:
    """`bench-ledgers`: a hundred thousand rows in from Excel and two hundred thousand out."""
    ensure_environment(development=True)
    command = [str(PYTHON), "-m", "bench.ledgers", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def bench_tasks(arguments: list[str]) -> int:
    """`bench-tasks`: count keys, clicks and seconds of what an office does all day."""
    with demonstration("bench_tasks") as (address, environment):
        return run_in(environment, "-m", "bench.tasks", address, *arguments)


def diagrams(arguments: list[str]) -> int:
    """`diagrams`: draw the table of a case's states anew into docs/case-workflow.md."""
    ensure_environment()
    return subprocess.run([str(PYTHON), "-m", "dev.diagrams"], cwd=ROOT, check=False).returncode


def url(arguments: list[str]) -> int:
    """`url [--test]`: print a database URL whose server keeps running until `stop`."""
    ensure_environment()
    print(keep_running(test_cluster() if "--test" in arguments else demo_cluster()))
    return 0


def stop(arguments: list[str]) -> int:
    """`stop`: end the run of this clone and every server of its own that is not in use."""
    stopped = stop_run()
    if PYTHON.exists():
        stopped = stop_kept(demo_cluster()) or stopped
        (TEST_DATABASE / "keep").unlink(missing_ok=True)  # tests may run: its guardian decides
    say("已停止 / stopped" if stopped else "没有在运行的系统 / nothing was running")
    return 0


def lock(arguments: list[str]) -> int:
    """`lock`: resolve pyproject.toml anew into the two locks, with hashes."""
    ensure_environment(development=True)
    uv = ensure_uv()
    options = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--no-emit-index-url", "--no-annotate", "--quiet"]
    groups = {RUNTIME_LOCK: [], DEVELOPMENT_LOCK: ["--group", "dev", "-c", RUNTIME_LOCK.name]}
    for target, extra in groups.items():
        command = [uv, "pip", "compile", "pyproject.toml", *options, *extra, "-o", target.name]
        subprocess.run([*command, *arguments], cwd=ROOT, check=True)
    return 0


def clean(arguments: list[str]) -> int:
    """`clean`: remove the environment and the caches; the demo's data stay."""
    stop([])
    for folder in (VENV, TEST_DATABASE, VAR / "static", *(ROOT / name for name in CACHES)):
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def reset(arguments: list[str]) -> int:
    """`reset`: remove the demo's data, so that the next run begins anew."""
    stop([])
    if PYTHON.exists():
        cluster = demo_cluster()
        shutil.rmtree(cluster.data, ignore_errors=True)
        shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(VAR / "files", ignore_errors=True)
    return 0


def _with_database(command: list[str], *, test_server: bool = False) -> int:
    with database_url(test=test_server) as address:
        told = process_environment(address)
        return subprocess.run(command, env=told, cwd=ROOT, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": lambda arguments: run(),
    "check": lambda arguments: check(),
    "fmt": lambda arguments: format_project(),
    "test": test,
    "test-database": test_database,
    "test-external": test_external,
    "bench": bench,
    "bench-documents": bench_documents,
    "bench-ledgers": bench_ledgers,
    "bench-tasks": bench_tasks,
    "screens": screens,
    "diagrams": diagrams,
    "env": environment,
    "manage": manage,
    "with-database": with_database,
    "url": url,
    "stop": stop,
    "lock": lock,
    "clean": clean,
    "reset": reset,
}
