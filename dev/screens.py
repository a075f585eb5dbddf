"""`make screens`: the ten main pages of a fresh demonstration, as pictures in docs/screens/."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from dev.browser import ensure_chromium
from dev.cluster import ROLE, test_cluster
from dev.environment import ensure_environment
from dev.messages import Refusal, say
from dev.paths import PYTHON, ROOT, VAR, script
from dev.postgres import administer, lease
from dev.processes import wait_until
from dev.running import READY_SECONDS, answers, process_environment
from dev.sockets import free_port

DATABASE = "screens"
#: Files and static files of its own: the pictures must not touch the demonstration of `make run`.
PLACE = VAR / "screens"


def screens(arguments: list[str]) -> int:
    """Load a demonstration of its own, serve it, take the pictures named (all without a name)."""
    ensure_environment(development=True)
    chromium = ensure_chromium()
    cluster = test_cluster()
    with lease(cluster):
        administer(cluster, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        administer(cluster, f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        environment = _environment(cluster.url(DATABASE), chromium)
        try:
            _run("-m", "dev.prepare", environment=environment)
            with _served(environment) as address:
                return _run("-m", "dev.camera", address, *arguments, environment=environment)
        finally:
            administer(cluster, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            shutil.rmtree(PLACE, ignore_errors=True)


def _environment(url: str, chromium: str) -> dict[str, str]:
    PLACE.mkdir(parents=True, exist_ok=True)
    told = {**process_environment(url), "GONGYUAN_MODE": "demo", "GONGYUAN_VAR": str(PLACE)}
    return {**told, "CHROMIUM": chromium, "DJANGO_SETTINGS_MODULE": "config.settings"}


def _run(*arguments: str, environment: dict[str, str]) -> int:
    command = [str(PYTHON), *arguments]
    result = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if result:
        raise Refusal(
            f"没有拍成：{' '.join(arguments[:2])} 出错，原因见上。",
            "No pictures: the reason is above.",
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
