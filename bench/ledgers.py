"""`make bench-ledgers`: a ledger of past cases or consultations in from Excel and out again, rows a
second and memory of each step in a process of its own."""

import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import databases
from dev.paths import PYTHON, ROOT

#: Rows a second and megabytes (docs of the goals: import of 100,000; export memory flat).
LEAST_RATE, MOST_GROWTH = 2000, 40
HEADINGS = (
    *("案号", "申请人姓名", "身份证号码", "联系电话", "被申请人", "案由", "援助方式", "受理时间"),
    *("立案时间", "仲裁委", "结案方式", "结案时间", "处理结果", "承办律师", "标的额", "裁决金额"),
)
ASKED_HEADINGS = (
    *("登记日期", "来访人", "联系电话", "方式", "用人单位", "咨询内容", "处理结果", "接待人"),
    *("人数", "时长"),
)
EMPLOYERS = 5000


def case(number: int) -> list[Any]:
    """A case of the years 2006 to 2015, as offices write them; every third names a person."""
    from tests.people.factories import identity_number, phone

    year, month = 2006 + number % 10, 1 + number % 12
    person = number % 3 == 0
    return [
        f"试援〔{year}〕{number}号",
        f"试工{number % 9000}",
        identity_number(serial=number) if person and number % 9 == 0 else "",
        phone(number) if person else "",
        f"试验第{number % EMPLOYERS}有限公司",
        "拖欠工资" if number % 2 else "工伤",
        "代理仲裁" if number % 4 else "咨询",
        f"{year}.{month}.5",
        f"{year}-{month:02d}-12" if number % 4 else "",
        "临河县仲裁委" if number % 4 else "",
        "裁决" if number % 4 else "",
        f"{year}年{month}月28日",
        "裁决支付工资",
        "周试明",
        12000 + number % 1000,
        "8,000",
    ]


def asked(number: int) -> list[Any]:
    """Somebody who came or called in those years; every third has no name."""
    from tests.people.factories import phone

    year, month, day = 2006 + number % 10, 1 + number % 12, 1 + number % 28
    return [
        f"{year}.{month}.{day} {8 + number % 9}:{number % 60:02d}",
        f"试工{number}" if number % 3 else "",
        phone(number) if number % 3 else "",
        "来访" if number % 2 else "12351热线",
        f"试验第{number % EMPLOYERS}有限公司",
        f"第{number}件：单位拖欠工资{number % 9 + 1}个月，问怎么要回来",
        "告知可以向劳动监察投诉，也可以申请劳动仲裁",
        "李试窗",
        1 + number % 4,
        f"{10 + number % 30}分钟",
    ]


#: Headings and rows by kind.
LEDGERS: dict[str, tuple[Sequence[str], Callable[[int], list[Any]]]] = {
    "past_cases": (HEADINGS, case),
    "consultations": (ASKED_HEADINGS, asked),
}


def workbook(target: Path, kind: str, rows: int) -> bytes:
    """Such a ledger as a file."""
    import xlsxwriter

    headings, row = LEDGERS[kind]
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        page = book.add_worksheet("台账")
        page.write(0, 0, "职工法律援助台账")
        page.write_row(1, 0, headings)
        for number in range(rows):
            page.write_row(number + 2, 0, row(number))
    return target.read_bytes()


def resident() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Seconds of one step: by the clock, and what our process and the server worked."""

    clock: float
    own: float
    #: None where the server runs on another machine.
    server: float | None

    @property
    def quiet(self) -> float:
        """What it takes where nobody else is at work: the two work by turns."""
        return self.clock if self.server is None else min(self.clock, self.own + self.server)


def told(name: str, rows: int, spent: Spent, before: float) -> None:
    """One line: seconds, of these worked by us and by the server, rows a second, memory.

    The time worked tells more where others use the machine too.
    """
    server = "" if spent.server is None else f" + server {spent.server:.1f}"
    print(
        f"{name:<20}{rows:>8}{spent.clock:>8.1f} s (own {spent.own:.1f}{server})"
        f"{rows / spent.clock:>8.0f}/s, quiet {rows / spent.quiet:.0f}/s"
        f"   memory {before:.0f} → {resident():.0f} MB",
        flush=True,
    )


def step(name: str, rows: int, work: Callable[[], Any]) -> Spent:
    before, begun, used, served = resident(), time.perf_counter(), time.process_time(), worked()
    work()
    after = worked()
    spent = Spent(
        clock=time.perf_counter() - begun,
        own=time.process_time() - used,
        server=None if served is None or after is None else after - served,
    )
    told(name, rows, spent, before)
    return spent


def worked() -> float | None:
    """Processor seconds of our connection's process at the server, when it is on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    try:
        told, ticks = stat.read_text().rpartition(")")[2].split(), os.sysconf("SC_CLK_TCK")
    except OSError:
        return None
    return (int(told[11]) + int(told[12])) / ticks


def bring_in(chosen: Namespace) -> None:
    """Keep, check and import a ledger, and prove that it is there once."""
    from django.utils import timezone

    from gongyuan.ledgers.actions.checking import check_ledger
    from gongyuan.ledgers.actions.importing import ask_import, import_ledger
    from gongyuan.ledgers.actions.laying_out import lay_out
    from gongyuan.ledgers.choices import LedgerKind
    from gongyuan.ledgers.kinds import kind_of
    from gongyuan.ledgers.models import Ledger
    from gongyuan.people.choices import Role
    from tests.ledgers.factories import kept
    from tests.organisations.factories import make_unit
    from tests.people.factories import make_actor

    actor = make_actor(role=Role.LEGAL_HEAD, unit=make_unit())
    now, rows = timezone.now(), chosen.rows
    with TemporaryDirectory() as folder:
        content = workbook(Path(folder) / "ledger.xlsx", chosen.kind, rows)
    register = kind_of(chosen.kind).models[-1]._base_manager
    ledger = kept(LedgerKind(chosen.kind), content, actor=actor)
    found = step("find the columns", rows, lambda: lay_out(ledger=ledger, now=now))
    matched = _match(ledger.pk, actor, now)
    checked = step(
        "read and check", rows, lambda: check_ledger(ledger=matched, actor=actor, now=now)
    )
    ask_import(ledger=matched, actor=actor, now=now)
    written = step("import", rows, lambda: import_ledger(ledger=matched, actor=actor, now=now))
    assert register.count() == rows, Ledger.objects.get().fault
    import_ledger(ledger=matched, actor=actor, now=now)
    assert register.count() == rows
    mark = "ok" if rows / written.quiet >= LEAST_RATE else "MISSED"
    print(
        f"import on a quiet machine: {rows / written.quiet:.0f} rows/s, goal {LEAST_RATE}: {mark}"
    )
    whole = sum(one.quiet for one in (found, checked, written))
    print(f"from the file to the register, the same: {rows / whole:.0f} rows/s", flush=True)


def _match(ledger_id: int, actor: Any, now: Any) -> Any:
    from gongyuan.ledgers.actions.keeping import match_columns
    from gongyuan.ledgers.models import Ledger

    ledger = Ledger.objects.get(pk=ledger_id)
    meant = [{index: name for index, _, name in one["headings"]} for one in ledger.layout]
    return match_columns(ledger=ledger, meant=meant, defaults={}, actor=actor, now=now)


def take_out(chosen: Namespace) -> None:
    """Write so many rows out; what the memory grew by over a tenth of them."""
    from gongyuan.core.sheets.writing import streamed
    from gongyuan.ledgers.kinds import kind_of
    from gongyuan.ledgers.kinds.kind import Going
    from gongyuan.people.models import Post
    from gongyuan.people.queries.posts import actor_in

    actor = actor_in(Post.objects.select_related("unit", "user", "institution").get())
    kind = kind_of(chosen.kind)
    going = Going(today=_today(), has_personal=True)
    names = [column.name for column in kind.columns]

    def write(most: int) -> None:
        rows, cells = kind.rows_out(actor, going)

        def lines() -> Iterator[list[Any]]:
            passed = 0
            while passed < most:
                # The register may be shorter than what is asked for: it is gone through again.
                for found in rows[: most - passed].iterator(chunk_size=2000):
                    line = cells(found)
                    passed += 1
                    yield [line.get(name, "") for name in names]

        with TemporaryDirectory() as folder:
            streamed(Path(folder) / "out.xlsx", "台账", kind.columns, lines())

    write(2000)
    base = resident()
    step("export, a tenth", chosen.out // 10, lambda: write(chosen.out // 10))
    step("export", chosen.out, lambda: write(chosen.out))
    growth = resident() - base
    mark = "ok" if growth <= MOST_GROWTH else "MISSED"
    print(f"export: grew by {growth:.0f} MB over {chosen.out} rows, goal {MOST_GROWTH}: {mark}")


def _today() -> Any:
    from django.utils import timezone

    return timezone.localdate()


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="make bench-ledgers", description=__doc__)
    parser.add_argument("--kind", default="past_cases", choices=sorted(LEDGERS), help="of what")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the ledger coming in")
    parser.add_argument("--out", type=int, default=200_000, help="rows of the ledger going out")
    parser.add_argument("--part", default="", choices=["", "in", "out"], help="for itself")
    chosen = parser.parse_args(arguments)
    if chosen.part:
        import django

        django.setup()
        (bring_in if chosen.part == "in" else take_out)(chosen)
        return 0
    with databases.server() as url:
        target = databases.empty(url, "bench_ledgers")
        environment = databases.environment(target)
        for part in ("in", "out"):
            command = [str(PYTHON), "-m", "bench.ledgers", "--part", part, *arguments]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
