import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongyuan.policy import rules
from gongyuan.policy.facts import ApplicationFacts, FactsError, json_schema
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.pack import PackSet, PacksRefused
from gongyuan.policy.regions import NATION
from gongyuan.policy.resolution import MissingRule, Resolved, resolve


class Command(BaseCommand):
    help = "检查政策包；或者读入事实（每行一个 JSON 对象），逐行给出结论。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["check", "decide"], default="check")
        parser.add_argument("--schema", action="store_true", help="打印事实的 JSON Schema")
        parser.add_argument("--pack", action="append", type=Path, help="只用这些政策包文件")
        parser.add_argument("--region", default=NATION, help="办理单位的行政区划代码")
        parser.add_argument("--on", type=date.fromisoformat, help="适用日期，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
            return
        packs = self._packs(options["pack"] or shipped_paths())
        if options["verb"] == "check":
            for pack in packs.packs:
                self.stdout.write(
                    f"{pack.source.name}：{pack.title}（{pack.region}，"
                    f"{pack.effective_from} 起，条款 {len(pack.clauses)} 条）"
                )
            return
        try:
            resolved = resolve(packs, options["region"], options["on"] or timezone.localdate())
        except (MissingRule, ValueError) as error:
            raise CommandError(str(error)) from error
        if self._decide_all(sys.stdin, resolved):
            raise SystemExit(1)

    def _packs(self, paths: Iterable[Path]) -> PackSet:
        try:
            return load_packs(paths)
        except PacksRefused as refused:
            lines = [f"{e.file}：{e.path}：{e.reason}" for e in refused.errors]
            raise CommandError("\n".join(lines)) from refused

    def _decide_all(self, lines: Iterable[str], resolved: Resolved) -> int:
        """Answer line by line and return how many lines could not be read."""
        bad = 0
        for line in lines:
            if not line.strip():
                continue
            try:
                facts = ApplicationFacts.from_json(json.loads(line))
                answer = rules.evaluate(facts, resolved).to_json()
            except json.JSONDecodeError:
                answer, bad = {"error": {"": "不是正确的 JSON。"}}, bad + 1
            except FactsError as error:
                answer, bad = {"error": error.errors}, bad + 1
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return bad
