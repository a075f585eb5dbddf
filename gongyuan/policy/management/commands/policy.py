import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseFailed
from django.utils import timezone

from gongyuan.core.reachable import is_database_reachable
from gongyuan.policy import asking, comparison, explaining, reading, wording
from gongyuan.policy.facts import FactsError
from gongyuan.policy.loader import join_texts, joined_with, load_packs, shipped_paths, single
from gongyuan.policy.pack import Pack, PackError, PackSet, PacksRefused, PackText
from gongyuan.policy.regions import NATION
from gongyuan.policy.registry import approved_texts, current_packs
from gongyuan.policy.resolution import MissingRule

VERBS = ("check", "decide", "explain", "diff")


class Command(BaseCommand):
    help = (
        "check [文件…] 检查政策包；decide 读入事实（每行一个 JSON 对象），逐行给出结论；"
        "explain 地区 [项] 说明每一项出自哪里；diff 包 包 比较两个包（代码、代码@版本或者文件）。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", nargs="?", choices=VERBS, default="check")
        parser.add_argument("arguments", nargs="*", help="文件、地区和项，或者两个包")
        parser.add_argument("--schema", action="store_true", help="打印输入行的 JSON Schema")
        parser.add_argument("--pack", action="append", type=Path, help="只用这些政策包文件")
        parser.add_argument("--region", default=NATION, help="办理单位的行政区划代码")
        parser.add_argument("--on", type=date.fromisoformat, help="适用日期，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(asking.line_schema(), ensure_ascii=False, indent=2))
            return
        run: dict[str, Callable[[dict[str, Any], PackSet], None]] = {
            "check": self._check,
            "decide": self._decide,
            "explain": self._explain,
            "diff": self._diff,
        }
        try:
            packs = load_packs(options["pack"]) if options["pack"] else self._packs_in_force()
            run[options["verb"]](options, packs)
        except PacksRefused as refused:
            lines = [f"{e.file}：{e.path}：{e.reason}" for e in refused.errors]
            raise CommandError("\n".join(lines)) from refused
        except PackError as error:
            raise CommandError(f"{error.file}：{error.path}：{error.reason}") from error
        except FactsError as error:
            raise CommandError("\n".join(error.errors.values())) from error
        except MissingRule as error:
            raise CommandError(str(error)) from error

    def _packs_in_force(self) -> PackSet:
        """The packs in force, or the shipped ones where no database answers."""
        if is_database_reachable():
            return current_packs()
        self.stderr.write("没有连接到数据库，只使用随产品提供的政策包。")
        return load_packs(shipped_paths())

    def _check(self, options: dict[str, Any], packs: PackSet) -> None:
        texts = [reading.read_file(Path(name)) for name in options["arguments"]]
        given = {text.name for text in texts}
        if texts:
            whole = joined_with(packs, texts)
        else:
            whole = packs if options["pack"] else join_texts(self._all_texts())
        for pack in whole.packs:
            if not given or pack.source.name in given:
                self.stdout.write(
                    f"{pack.source.name}：{pack.title}（{pack.region}，"
                    f"{wording.days_in_words(pack)}，条款 {len(pack.clauses)} 条）"
                )

    def _all_texts(self) -> list[PackText]:
        """Shipped and approved packs, also those that the running site would leave out."""
        shipped = [reading.read_file(path) for path in shipped_paths()]
        try:
            return [*shipped, *approved_texts()]
        except DatabaseFailed:
            self.stderr.write("数据库不可用，只检查了随程序发布的政策包。")
            return shipped

    def _explain(self, options: dict[str, Any], packs: PackSet) -> None:
        if not 1 <= len(options["arguments"]) <= 2:
            raise CommandError("写法：policy explain 地区 [项] [--on 日期]")
        region, key = (*options["arguments"], "")[:2]
        resolved = asking.policy_of(packs, region, self._day(options))
        for line in explaining.explained(resolved, packs, key):
            self.stdout.write(line)

    def _diff(self, options: dict[str, Any], packs: PackSet) -> None:
        if len(options["arguments"]) != 2:
            raise CommandError("写法：policy diff 包 包")
        left, right = (_named(name, packs) for name in options["arguments"])
        found = comparison.differences(left, right)
        for item in found or ():
            self.stdout.write(item.in_words)
        if not found:
            self.stdout.write("两个包没有差别。")

    def _decide(self, options: dict[str, Any], packs: PackSet) -> None:
        region, on = options["region"], self._day(options)
        asking.policy_of(packs, region, on)
        if self._answer_all(_lines(), packs, region_code=region, on=on):
            raise SystemExit(1)

    def _answer_all(
        self, lines: Iterable[str], packs: PackSet, *, region_code: str, on: date
    ) -> int:
        """Answer line by line and return how many lines could not be read."""
        bad = 0
        for line in lines:
            if not line.strip():
                continue
            try:
                asked = asking.read_asked(_parsed(line), region_code=region_code, on=on)
                said = asking.answer_json(asking.answer(asked, packs))
            except FactsError as error:
                said, bad = {"error": error.errors}, bad + 1
            text = json.dumps(said, ensure_ascii=False)
            # Half a character, typed as an escape, cannot be printed.
            self.stdout.write(text.encode(errors="replace").decode())
        return bad

    def _day(self, options: dict[str, Any]) -> date:
        return options["on"] or timezone.localdate()


def _lines() -> Iterable[str]:
    if hasattr(sys.stdin, "reconfigure"):
        # A line in another encoding is a line nobody can read, not the end of all.
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactsError({"": "不是正确的 JSON。"}) from error


def _named(name: str, packs: PackSet) -> Pack:
    """A pack by its id, by id@version, or by the path of a file."""
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return single(reading.read_file(Path(name)))
    pack_id, _, version = name.partition("@")
    found = [pack for pack in packs.named(pack_id) if version in ("", str(pack.version))]
    if not found:
        known = "、".join(dict.fromkeys(pack.id for pack in packs.packs))
        raise CommandError(f"没有政策包“{name}”。现有：{known}。")
    return max(found, key=lambda pack: pack.version)
