import json
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from gongyuan.core.models import Notice
from gongyuan.desk.demo import network
from gongyuan.desk.demo.afterwards import ask_afterwards
from gongyuan.desk.demo.agreements import agree
from gongyuan.desk.demo.answers_checked import check_answers
from gongyuan.desk.demo.applying import apply_after_asking
from gongyuan.desk.demo.colleagues import keep_people
from gongyuan.desk.demo.consulting import consult
from gongyuan.desk.demo.duties import arrange_duty
from gongyuan.desk.demo.learning import learn_and_ask
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.old_ledgers import keep_old_ledgers
from gongyuan.desk.demo.payments import pay_team
from gongyuan.desk.demo.plan import applied_for, spread
from gongyuan.desk.demo.recruitment import recruit
from gongyuan.desk.demo.returns import fill_in
from gongyuan.desk.demo.stations import work_together
from gongyuan.desk.demo.stories import Teller, tell_many
from gongyuan.desk.demo.team_year import live_the_year
from gongyuan.desk.demo.together import pass_between_unions
from gongyuan.organisations.models import Unit
from gongyuan.people.models import User

SEED = 20261122
OWN_CASES = 54


class Command(BaseCommand):
    help = "装入演示数据：吉林省与平顶山市的组织网络、账号和案件（均为虚构）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="只列出演示账号")
        parser.add_argument(
            "--facts", type=Path, help="申请事实的文件：JSON 行（text）或者每行一段"
        )
        parser.add_argument("--cases", type=int, help="案件数；给了 --facts 时默认每段一件")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._list_accounts()
            return
        facts = _facts(options["facts"]) if options["facts"] else []
        count = options["cases"] or len(facts) or OWN_CASES
        if User.objects.exists() and not facts:
            raise CommandError("数据库里已经有账号，不再装入演示数据。")
        with transaction.atomic():
            self._load(facts, count)

    def _load(self, facts: list[str], count: int) -> None:
        random, now = Random(SEED + len(facts)), timezone.now()  # noqa: S311 - invents, guards nothing
        numbers = Numbers(random)
        is_fresh = not User.objects.exists()
        if not is_fresh:
            units = {unit.region_code: unit for unit in Unit.objects.filter(closed_on=None)}
        else:
            units = network.build(random=random, numbers=numbers, now=now)
            self.stdout.write(f"组织 {len(units)} 个，演示账号 {len(network.ACCOUNTS)} 个")
        teller = Teller(random=random, numbers=numbers, now=now, facts=facts)
        plan = (applied_for if facts else spread)(units, count, random)
        tell_many(teller, plan, self._report(count))
        if is_fresh:
            work_together(units, now=now)
            fill_in(units, random=random, now=now)
            pass_between_unions(teller, units, now=now)
            ask_afterwards(random=random, now=now)
            keep_people(units, random=random, now=now)
            agree(units, random=random, now=now)
            arrange_duty(units, now=now)
            recruit(units, numbers=numbers, now=now)
            consult(units, numbers=numbers, random=random, now=now)
            apply_after_asking(units, now=now)
            check_answers(units, now=now)
            live_the_year(units, now=now)
            pay_team(units, now=now)
            learn_and_ask(units, now=now)
            keep_old_ledgers(random=random, now=now)
        # The stories' messages are of the past; nobody is to be told of them now.
        Notice.objects.filter(handed_over_at=None).update(handed_over_at=now, sent_at=now)

    def _report(self, count: int) -> Any:
        def report(position: int) -> None:
            if position % max(count // 6, 1) == 0 or position == count:
                self.stdout.write(f"案件 {position}/{count}")
                self.stdout.flush()

        return report

    def _list_accounts(self) -> None:
        known = set(User.objects.values_list("username", flat=True))
        for account in network.ACCOUNTS:
            if account.username in known:
                self.stdout.write(
                    f"{account.username:<10} {account.role.label}　{account.name}　{account.does}"
                )
        self.stdout.write(f"密码均为 {network.PASSWORD}")


def _facts(path: Path) -> list[str]:
    """The texts of a file: JSON objects with `text`, or plain lines; empty ones are left out."""
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("{"):
            line = str(json.loads(line).get("text", ""))
        if line.strip():
            texts.append(line.strip())
    if not texts:
        raise CommandError(f"{path.name} 里没有可用的事实。")
    return texts
