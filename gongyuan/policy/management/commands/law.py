import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongyuan.core.reachable import is_database_reachable
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import Calculator, calculators
from gongyuan.policy.in_force import refresh
from gongyuan.policy.parameter_files import shipped_table

USAGE = 2


class Command(BaseCommand):
    help = (
        "用一个计算器计算：从标准输入读入一个 JSON 对象或者每行一个 JSON 对象，逐行给出结果。"
        "有一行填写有误的，该行给出 error，结束时返回 1。"
    )
    # It computes; without a database it works from the shipped files alone.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="计算器的代码，见 --list")
        parser.add_argument("--list", action="store_true", help="列出计算器的代码和名称")
        parser.add_argument(
            "--schema", nargs="?", const="", metavar="NAME", help="打印输入的 JSON Schema"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for one in calculators().values():
                self.stdout.write(f"{one.name}\t{one.title}")
            return
        chosen = _named(options["schema"] or options["name"])
        if options["schema"] is not None:
            schema = chosen.input.model_json_schema()
            self.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2))
            return
        if self._answer_all(_texts(), chosen, self._figures()):
            raise SystemExit(1)

    def _answer_all(
        self, texts: Iterable[str], calculator: Calculator, regional: FigureTable
    ) -> int:
        """Answer one by one and return how many could not be computed."""
        bad = 0
        for text in texts:
            try:
                said = calculator.run(_parsed(text), regional).to_json()
            except InputErrors as refused:
                said, bad = {"error": refused.errors}, bad + 1
            # Half a character, typed as an escape, cannot be printed.
            line = json.dumps(said, ensure_ascii=False).encode(errors="replace").decode()
            self.stdout.write(line)
        return bad

    def _figures(self) -> FigureTable:
        """The figures in force, or the shipped ones where no database answers."""
        if is_database_reachable():
            return refresh()
        self.stderr.write("没有连接到数据库，只使用随产品提供的地区参数和放假安排。")
        return shipped_table()


def _named(name: str | None) -> Calculator:
    known = calculators()
    chosen = known.get(name or "")
    if chosen:
        return chosen
    names = "\n".join(f"  {one.name}\t{one.title}" for one in known.values())
    said = f"没有计算器“{name}”。" if name else "请写明计算器的代码。"
    raise CommandError(f"{said}现有：\n{names}", returncode=USAGE)


def _texts() -> Iterator[str]:
    """The questions on standard input: a line each, or one object written over many lines."""
    if hasattr(sys.stdin, "reconfigure"):
        # A line in another encoding is a line nobody can read, not the end of all.
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    lines = iter(sys.stdin)
    first = next((line for line in lines if line.strip()), "")
    if not _is_json(first):
        rest = [first, *lines]
        whole = "".join(rest)
        yield from [whole] if _is_json(whole) else filter(str.strip, rest or [""])
        if not whole.strip():
            yield whole
        return
    yield first
    yield from (line for line in lines if line.strip())


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        said = "不是正确的 JSON。" if text.strip() else "没有输入。"
        raise InputErrors({"": said}) from error
