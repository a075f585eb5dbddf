"""`make run`: the web server and the job worker, over a prepared database, until Ctrl-C."""

import contextlib
import ctypes
import fcntl
import functools
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType

from dev.cluster import demo_cluster
from dev.database import database_url, revive_database, wait_for_end
from dev.environment import ensure_environment
from dev.messages import Refusal, say
from dev.paths import PYTHON, ROOT, VAR, script
from dev.prerequisites import requested_port, require_free_port, require_writable
from dev.processes import command_line, is_alive, wait_until

RUN_FILE = VAR / "run.json"
READY_SECONDS = 90
STOP_SECONDS = 30
CHILD_SECONDS = 12
RESTARTS = 3
REFUSED = 2
SETTLED_SECONDS = 60


@dataclass
class Child:
    """A program this run started and answers for."""

    label: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = field(default=0)

    def start(self, environment: dict[str, str]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop the children in order
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    def restart(self, environment: dict[str, str]) -> None:
        self.ask_to_stop()
        self.end()
        self.start(environment)

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        """Wait for the end, not for ever; what the program itself started goes with it."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CHILD_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def run() -> int:
    """Set up, start, serve; stops everything it started, the database server included."""
    host = os.environ.get("HOST") or "127.0.0.1"
    port = requested_port()
    require_writable(VAR)
    with only_run(), stopping_on_signals(), contextlib.suppress(KeyboardInterrupt):
        require_free_port(host, port)
        ensure_environment()
        say("启动数据库 / starting the database")
        with database_url() as url:
            environment = process_environment(url)
            _prepare(environment)
            serve(host, port, environment)
    if not os.environ.get("GONGYUAN_DATABASE_URL"):
        wait_for_end(demo_cluster(), STOP_SECONDS)
    say("已全部停止 / everything stopped")
    return 0


def process_environment(url: str) -> dict[str, str]:
    """What the product's processes are told; what was given from outside stays."""
    given = dict(os.environ)
    given.setdefault("GONGYUAN_MODE", "demo")
    given["GONGYUAN_DATABASE_URL"] = url
    given["GONGYUAN_VAR"] = str(VAR)
    given["PYTHONUNBUFFERED"] = "1"
    return given


def serve(host: str, port: int, environment: dict[str, str]) -> None:
    """Run the children until interrupted; revive what dies; then stop them all."""
    gunicorn = [script("gunicorn"), "config.wsgi:application", "--bind", f"{host}:{port}"]
    gunicorn += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    gunicorn += ["--no-control-socket", "--log-level", "warning", "--graceful-timeout", "10"]
    worker = [str(PYTHON), "manage.py", "procrastinate", "worker"]
    children = [Child("网站 / web server", gunicorn), Child("任务 / job worker", worker)]
    try:
        for child in children:
            say(f"启动{child.label}")
            child.start(environment)
        _write_run_file(port, children)
        _wait_until_ready(port, children)
        announce(host, port)
        while True:
            time.sleep(0.5)
            if revive_database():
                # The worker's listening connection went with the server; it would sit deaf.
                children[-1].restart(environment)
            for child in children:
                _revive(child, environment)
            _write_run_file(port, children)
    except KeyboardInterrupt:
        pass
    finally:
        with _ignoring_signals():
            say("正在停止 / stopping")
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.end()
            RUN_FILE.unlink(missing_ok=True)


def announce(host: str, port: int) -> None:
    """The address and the demo accounts, the last thing printed before the first request."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104
    accounts = VAR / "accounts.txt"
    say(f"已就绪 / ready: http://{shown}:{port}/")
    if accounts.exists() and (text := accounts.read_text().strip()):
        print(f"\n演示账号 / demo accounts\n{text}\n", flush=True)
    print("按 Ctrl-C 停止 / Ctrl-C stops everything", flush=True)


def stop_run() -> bool:
    """End the run of this clone, wherever it was started, and what a killed one left behind."""
    try:
        noted = json.loads(RUN_FILE.read_text())
    except (OSError, ValueError):
        return False
    ours = (" -m dev", "gunicorn config.wsgi", "manage.py procrastinate")
    for pid in [noted["pid"], *noted["children"]]:
        if is_alive(pid) and any(words in command_line(pid) for words in ours):
            os.kill(pid, signal.SIGTERM)
            wait_until(functools.partial(_is_gone, pid), STOP_SECONDS)
    RUN_FILE.unlink(missing_ok=True)
    return True


def _is_gone(pid: int) -> bool:
    return not is_alive(pid)


@contextlib.contextmanager
def only_run() -> Iterator[None]:
    """One run per clone: a second would share its data and outlive its database."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "run.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                "本目录的系统已在运行。", "This clone is already running.", "make stop"
            ) from None
        yield


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """SIGTERM and a closed terminal end the run as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _ignoring_signals() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _prepare(environment: dict[str, str]) -> None:
    command = [str(PYTHON), "-m", "dev.prepare"]
    result = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if result == REFUSED:
        sys.exit(REFUSED)  # the reason and its remedy are on the screen already
    if result:
        raise Refusal(
            "数据库或静态文件没有准备好，原因见上。",
            "Preparing the database or the static files failed; the reason is above.",
        )


def _wait_until_ready(port: int, children: list[Child]) -> None:
    def answered() -> bool:
        _refuse_if_ended(children)
        return answers(port)

    if not wait_until(answered, READY_SECONDS):
        raise Refusal(
            f"网站在 {READY_SECONDS} 秒内没有应答。",
            f"The web server did not answer within {READY_SECONDS} seconds.",
        )


def answers(port: int) -> bool:
    """Whether the health page answers; behind https-only settings any sane answer counts."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/healthz", headers={"X-Forwarded-Proto": "https"})
        status = link.getresponse().status
    except OSError:
        return False
    finally:
        link.close()
    demo = os.environ.get("GONGYUAN_MODE", "demo") == "demo"
    return status == 200 if demo else status < 500


def _refuse_if_ended(children: list[Child]) -> None:
    for child in children:
        if child.process and child.process.poll() is not None:
            raise Refusal(
                f"{child.label} 启动后退出（{child.process.returncode}），原因见上。",
                f"{child.label} ended at once; the reason is above.",
            )


def _revive(child: Child, environment: dict[str, str]) -> None:
    """Start again what died; give up on what dies again and again."""
    if child.process is None or child.process.poll() is None:
        return
    if time.monotonic() - child.started > SETTLED_SECONDS:
        child.failures = 0
    child.failures += 1
    if child.failures > RESTARTS:
        raise Refusal(
            f"{child.label} 反复退出，已停止全部程序。",
            f"{child.label} ended again and again; everything is stopped.",
        )
    say(f"{child.label} 退出（{child.process.returncode}），重新启动 / ended, starting it again")
    child.restart(environment)


def _write_run_file(port: int, children: list[Child]) -> None:
    """Say which processes run, for whoever stops them: written beside and put in place whole."""
    pids = [child.process.pid for child in children if child.process]
    beside = RUN_FILE.with_suffix(".new")
    beside.write_text(json.dumps({"pid": os.getpid(), "port": port, "children": pids}))
    beside.replace(RUN_FILE)


def _parent_death_signal() -> Callable[[], None]:
    """On Linux a child asks the kernel to end it with its parent, even after `kill -9`."""
    set_parent_death_signal = 1
    library = ctypes.CDLL(None)

    def arrange() -> None:
        library.prctl(set_parent_death_signal, signal.SIGTERM)

    return arrange


_die_with_parent = _parent_death_signal() if sys.platform == "linux" else None
