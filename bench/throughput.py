"""Requests a second of pages on a real server, and what its processes weigh."""

import http.client
import os
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.databases import environment
from dev.paths import ROOT, script
from dev.sockets import free_port

WORKERS, THREADS = 2, 4
CLIENTS = 8
ROUNDS, SECONDS = 5, 2.0
READY_SECONDS = 60


@contextmanager
def web_server(url: str) -> Iterator[tuple[int, int]]:
    """Gunicorn as `make run` starts it, on the loopback; its port and process."""
    port = free_port()
    command = [script("gunicorn"), "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS)]
    command += ["--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(url))
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def rates(port: int, requests: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Requests a second by name, the median of rounds in which each has its turn.

    `requests`: path and session cookie by name.
    """
    found: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(ROUNDS):
        for name, (path, session) in requests.items():
            found[name].append(_round(port, path, session))
    return {name: statistics.median(values) for name, values in found.items()}


def resident_megabytes(pid: int) -> list[float]:
    """The memory of each web process, in megabytes, with and without what they share."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [_resident(int(child)) for child in children]


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line for line in lines if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1024


def _round(port: int, path: str, session: str) -> float:
    cookie = f"Cookie: sessionid={session}\r\n" if session else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n".encode()
    until = time.perf_counter() + SECONDS
    counts = [0] * CLIENTS
    failures: list[BaseException] = []

    def ask(place: int) -> None:
        try:
            counts[place] = _ask(port, request, until)
        except (OSError, ValueError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / SECONDS


def _ask(port: int, request: bytes, until: float) -> int:
    """Ask again and again over one connection; how often there was an answer of 200."""
    answered, link = 0, socket.create_connection(("127.0.0.1", port))
    with link:
        while time.perf_counter() < until:
            link.sendall(request)
            answer = http.client.HTTPResponse(link)
            answer.begin()
            answer.read()
            if answer.status != 200:
                raise ValueError(f"the server answered {answer.status}")
            answered += 1
            if answer.will_close:
                link.close()
                link = socket.create_connection(("127.0.0.1", port))
    return answered


def _wait(port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            _ask(port, b"GET /bench/empty/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 0)
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the web server of the measurements did not answer in {os.getpid()}")
