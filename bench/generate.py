"""A database of N invented cases: `python -m bench.generate --cases 100000 [--facts FILE]`.

Everything is made from one seed: the same seed and day give the same database. People, firms and
numbers are nobody's; numbers have right check digits.
"""

import json
import multiprocessing
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import django
import psycopg

if TYPE_CHECKING:
    from bench.cases import World
    from bench.province import Size

CHUNK = 1_000
SEED = 20_261_123
#: One employer for so many cases.
CASES_PER_EMPLOYER = 5


def found(
    connection: psycopg.Connection[Any],
    cases: int,
    *,
    now: datetime,
    facts: Sequence[str] = (),
    size: "Size | None" = None,
) -> "World":
    """Everything that cases hang on: the province, employers, the answers of policy, the plan.

    `connection` is the one beneath Django's, so that both see the same rows.
    """
    from bench.answers import ask_all
    from bench.cases import World
    from bench.people import employers
    from bench.plan import plan, years
    from bench.province import Size, build
    from gongyuan.desk.demo.numbers import Numbers

    random = Random(SEED)
    numbers = Numbers(random)
    places = build(size or Size(), random=random, numbers=numbers, now=now)
    towns = [place.name for place in places if place.level == "county"]
    rows, known = employers(cases // CASES_PER_EMPLOYER + 50, towns, numbers)
    rows.write(connection)
    answers = ask_all(connection, years(now), "410000", now)
    made = plan(cases, places, seed=SEED, now=now)
    return World(plan=made, answers=answers, employers=known, facts=facts)


def fill(world: "World", numbers: Iterable[int], connection: psycopg.Connection[Any]) -> int:
    """Write the rows of these cases; how many rows."""
    from bench.cases import write
    from bench.sheets import Sheets

    sheets = Sheets()
    for case in numbers:
        write(world, case, sheets)
    return sheets.write(connection)


def finish(world: "World", connection: psycopg.Connection[Any]) -> None:
    """Let counters and sequences go on where the generated numbers end."""
    from bench.sheets import Sheets
    from bench.tables import reset_sequences
    from gongyuan.core.models import Counter

    connection.execute("DROP TABLE bench_answer")
    with (
        connection.cursor() as cursor,
        cursor.copy(
            f"COPY {Counter._meta.db_table} (unit_id, kind, year, value) FROM STDIN"
        ) as copy,
    ):
        for (unit, year), value in world.plan.counters.items():
            for kind in ("application", "case"):
                copy.write_row((world.plan.places[unit].id, kind, year, value))
    reset_sequences(connection, [*Sheets().tables(), "people_employer"])


def fill_in_processes(world: "World", url: str, processes: int) -> int:
    """The same for all cases, in chunks dealt out to processes, each with its own connection."""
    context = multiprocessing.get_context("fork")
    total = context.Value("l", 0)
    workers = [
        context.Process(target=_work, args=(world, url, part, processes, total))
        for part in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a process of the generator failed; its reason is above")
    return int(total.value)


def _work(world: "World", url: str, part: int, parts: int, total: Any) -> None:
    cases = len(world.plan)
    with psycopg.connect(url) as connection:
        connection.execute("SET synchronous_commit = off")
        for first in range(part * CHUNK, cases, parts * CHUNK):
            rows = fill(world, range(first, min(first + CHUNK, cases)), connection)
            connection.commit()
            with total.get_lock():
                total.value += rows


def load(cases: int, *, url: str, processes: int, facts: Sequence[str] = ()) -> None:
    """Migrate an empty database, fill it and let the planner learn it; prints what it took."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from bench.sheets import Sheets
    from bench.tables import bare_tables

    start = time.perf_counter()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    migrated = time.perf_counter()
    with transaction.atomic():
        world = found(connection.connection, cases, now=timezone.now(), facts=facts)
    connection.close()
    founded = time.perf_counter()
    with psycopg.connect(url) as bare:
        with bare_tables(bare, Sheets().tables()):
            rows = fill_in_processes(world, url, processes)
            filled = time.perf_counter()
        finish(world, bare)
        bare.commit()
        bare.autocommit = True
        bare.execute("VACUUM ANALYZE")
    end = time.perf_counter()
    print(
        f"{cases:,} cases, {rows:,} rows: migrate {migrated - start:.0f} s, province "
        f"{founded - migrated:.0f} s, copy {filled - founded:.0f} s by {processes} processes, "
        f"indexes, keys and ANALYZE {end - filled:.0f} s",
        flush=True,
    )


def read_facts(path: Path) -> list[str]:
    """The field `text` of every line of a file of JSON objects."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def main() -> None:
    import os

    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    chosen = parser.parse_args()
    django.setup()
    facts = read_facts(chosen.facts) if chosen.facts else ()
    url = os.environ["GONGYUAN_DATABASE_URL"]
    load(chosen.cases, url=url, processes=chosen.processes, facts=facts)


if __name__ == "__main__":
    main()
