"""`make screens`: the ten main pages of a fresh demonstration, as pictures in docs/screens/; and
the demonstration itself, loaded and served for whatever looks at it through a browser."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.browser import ensure_chromium
from dev.cluster import ROLE, test_cluster
from dev.environment import ensure_environment
from dev.messages import Refusal, say
from dev.paths import PYTHON, ROOT, VAR, script
from dev.postgres import administer, lease
from dev.processes import wait_until
from dev.running import READY_SECONDS, answers, process_environment
from dev.sockets import free_port


def screens(arguments: list[str]) -> int:
    """Load a demonstration of its own, serve it, take the pictures named (all without a name)."""
    with demonstration("screens") as (address, environment):
        return run_in(environment, "-m", "dev.camera", address, *arguments)


@contextmanager
def demonstration(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a freshly loaded demonstration and the environment of its processes.

    Database, files and static files are its own, gone with the block: nothing done to it touches
    the demonstration of `make run`.
    """
    ensure_environment(development=True)
    chromium = ensure_chromium()
    cluster, place = test_cluster(), VAR / name
    with lease(cluster):
        administer(cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        administer(cluster, f"CREATE DATABASE {name} OWNER {ROLE}")
        environment = _environment(cluster.url(name), place, chromium)
        try:
            run_in(environment, "-m", "dev.prepare")
            with _served(environment) as address:
                yield address, environment
        finally:
            administer(cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            shutil.rmtree(place, ignore_errors=True)


def _environment(url: str, place: Path, chromium: str) -> dict[str, str]:
    place.mkdir(parents=True, exist_ok=True)
    told = {**process_environment(url), "GONGYUAN_MODE": "demo", "GONGYUAN_VAR": str(place)}
    return {**told, "CHROMIUM": chromium, "DJANGO_SETTINGS_MODULE": "config.settings"}


def run_in(environment: dict[str, str], *arguments: str) -> int:
    """Run Python on a demonstration; refuses when it fails, its own words stand above."""
    command = [str(PYTHON), *arguments]
    result = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if result:
        raise Refusal(
            f"没有办成：{' '.join(arguments[:2])} 出错，原因见上。",
            f"{' '.join(arguments[:2])} failed: the reason is above.",
        )
    return result


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    """The address of a web server that lives as long as the block."""
    port = free_port()
    command = [script("gunicorn"), "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    command += ["--log-level", "warning"]
    say("启动网站 / web server")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(port) or server.poll() is not None, READY_SECONDS)
        if server.poll() is not None:
            raise Refusal("网站没有启动，原因见上。", "The web server did not start, see above.")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
