"""`make bench`: the pages at several sizes, compared within one run."""

import json
import os
import platform
import statistics
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench import databases, orientation, throughput
from bench.report import Line, table
from dev.paths import PYTHON, ROOT


class Remote:
    """A probe in a process of its own, on the database of one size."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [str(PYTHON), "-m", "bench.probe"],
            cwd=ROOT,
            env=databases.environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, command: str, *arguments: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([command, *arguments]), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"the probe ended while asked for {command} {arguments}")
        return json.loads(answer)

    def end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


@contextmanager
def probes(urls: dict[int, str]) -> Iterator[dict[int, Remote]]:
    found = {size: Remote(url) for size, url in urls.items()}
    try:
        yield found
    finally:
        for remote in found.values():
            remote.end()


REPETITIONS = 30
MOST_GROWTH, MOST_OF_PAGE, MOST_OF_SUBMISSION, LEAST_RATE = 1.5, 3.0, 4.0, 0.3
MOST_BYTES, MOST_QUERIES, MOST_MEGABYTES = 30 * 1024, 12, 150


def measured(
    remotes: dict[int, Remote], asked: list[tuple[str, ...]], chosen: Namespace
) -> dict[tuple[int, tuple[str, ...]], float]:
    """Medians in milliseconds of every question at every size, asked in turn.

    On a machine that others use too, the fastest of all says more about the program.
    """
    found: dict[tuple[int, tuple[str, ...]], list[float]] = {}
    for _ in range(chosen.repetitions):
        for question in asked:
            for size, remote in remotes.items():
                found.setdefault((size, question), []).append(remote.ask(*question))
    pick = min if chosen.fastest else statistics.median
    return {key: pick(values) for key, values in found.items()}


def pages(remotes: dict[int, Remote], chosen: Namespace) -> list[Line]:
    """One line a page: at each size, growth, share of its own SQL, queries, bytes."""
    small, large = min(remotes), max(remotes)
    known = remotes[large].ask("names")
    names = [name for name in known if not chosen.only or chosen.only in name]
    empty = known[-1]
    facts = {
        (size, name): remote.ask("facts", name)
        for size, remote in remotes.items()
        for name in {*names, empty}
    }
    asked = [(command, name) for name in names for command in ("page", "sql")]
    times = measured(remotes, [("page", empty), *asked], chosen)
    lines = []
    for name in names:
        at = {size: times[size, ("page", name)] for size in remotes}
        bare = times[large, ("sql", name)] + times[large, ("page", empty)]
        told, before = facts[large, name], facts[small, name]
        line = Line(name, at, told["status"])
        # Pages of different length do not compare: their growth is told, not judged.
        is_same = abs(told["rows"] - before["rows"]) <= before["rows"] / 10
        line.judge("÷small", at[large] / at[small], MOST_GROWTH if is_same else None)
        line.judge("÷own SQL+empty", at[large] / bare, MOST_OF_PAGE)
        line.note("SQL ms", times[large, ("sql", name)])
        line.judge("queries", told["queries"], MOST_QUERIES)
        line.note("queries, small", before["queries"])
        line.judge("KB", told["bytes"] / 1024, MOST_BYTES / 1024 if told["is_list"] else None)
        line.note("rows", told["rows"])
        line.note("rows, small", before["rows"])
        line.note("orientation", orientation.told(name, at[large]))
        lines.append(line)
    return lines


def submission(remotes: dict[int, Remote], chosen: Namespace) -> list[Line]:
    """An application against the same rows written bare."""
    small, large = min(remotes), max(remotes)
    times = measured(remotes, [("submit",), ("bare_submit",)], chosen)
    line = Line("submit_application", {size: times[size, ("submit",)] for size in remotes}, 200)
    line.judge("÷small", times[large, ("submit",)] / times[small, ("submit",)], MOST_GROWTH)
    bare = times[large, ("bare_submit",)]
    line.judge("÷bare rows", times[large, ("submit",)] / bare, MOST_OF_SUBMISSION)
    line.note("bare ms", bare)
    line.note("statements", remotes[large].ask("submit_statements"))
    line.note("orientation", orientation.told(line.name, times[large, ("submit",)]))
    return [line]


def requests_a_second(remotes: dict[int, Remote], urls: dict[int, str]) -> list[str]:
    """What a real server of two processes gives, against the view that does nothing."""
    large = max(remotes)
    remote = remotes[large]
    wanted = {}
    for name, username in remote.ask("throughput"):
        session = remote.ask("session", username) if username else ""
        wanted[name] = (remote.ask("path", name), session)
    with throughput.web_server(urls[large]) as (port, pid):
        found = throughput.rates(port, wanted)
        resident = throughput.resident_megabytes(pid)
    empty = found["empty view"]
    told = [
        f"{name:<26} {rate:7.0f}/s   ÷ empty {rate / empty:5.2f}"
        + ("" if name == "empty view" else f" {_mark(rate / empty >= LEAST_RATE)}")
        + (f"   {orientation.lists_told(rate)}" if name.startswith("case list") else "")
        for name, rate in found.items()
    ]
    weights = ", ".join(f"{value:.0f}" for value in resident)
    heavy = max(resident, default=0)
    return [*told, f"web processes, resident: {weights} MB {_mark(heavy <= MOST_MEGABYTES)}"]


def _mark(passed: bool) -> str:
    return "ok" if passed else "MISSED"


def machine(url: str) -> str:
    cores, load = os.cpu_count(), os.getloadavg()[0]
    told = ", ".join(f"{name} {value}" for name, value in databases.settings_of(url).items())
    python = platform.python_version()
    return f"{platform.machine()}, {cores} cores, load {load:.1f}, Python {python}; {told}"


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,100000", help="cases, separated by commas")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument("--fastest", action="store_true", help="the fastest, not the median")
    parser.add_argument("--renew", action="store_true", help="generate the databases anew")
    parser.add_argument("--facts", default="", help="a file of questions as facts of the cases")
    parser.add_argument("--explain", default="", help="show the plans of one page and end")
    chosen = parser.parse_args(arguments)
    sizes = sorted(int(size) for size in chosen.sizes.split(","))
    with databases.server() as url:
        urls = {
            size: databases.ensure(url, size, facts=chosen.facts, renew=chosen.renew)
            for size in sizes
        }
        databases.collect_static(urls[sizes[0]])
        print(machine(url), flush=True)
        with probes(urls) as remotes:
            if chosen.explain:
                print("\n".join(remotes[max(sizes)].ask("explain", chosen.explain)))
                return 0
            return _measure(remotes, urls, chosen)


def _measure(remotes: dict[int, Remote], urls: dict[int, str], chosen: Namespace) -> int:
    parts: list[Callable[[], list[Line]]] = [lambda: pages(remotes, chosen)]
    if not chosen.only:
        parts.append(lambda: submission(remotes, chosen))
    lines = []
    for part in parts:
        found = part()
        print(table(found), flush=True)
        lines += found
    if not chosen.only:
        print("\n".join(requests_a_second(remotes, urls)))
    missed = [line.name for line in lines if not line.passed]
    print(f"missed: {', '.join(missed)}" if missed else "every goal is met")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
