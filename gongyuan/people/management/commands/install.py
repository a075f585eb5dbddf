from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from gongyuan.core.refusals import Refused
from gongyuan.organisations.actions.founding import found_unions
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules import UnitDetails
from gongyuan.people.actions.staff import open_account
from gongyuan.people.actor import Actor, system
from gongyuan.people.choices import Role
from gongyuan.people.details import PostDetails


class Command(BaseCommand):
    help = "首次安装：设立最上级工会，开第一个系统管理员账号，打印初始密码"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--union", required=True, help="最上级工会全称，如 河南省总工会")
        parser.add_argument("--short", required=True, help="简称，如 河南")
        parser.add_argument("--region", required=True, help="区划代码，如 410000")
        parser.add_argument("--prefix", required=True, help="机关代字，如 豫工援")
        parser.add_argument("--level", choices=UnitLevel.values, default=UnitLevel.PROVINCE)
        parser.add_argument("--username", required=True, help="管理员账号")
        parser.add_argument("--name", required=True, help="管理员姓名")

    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.exists():
            raise CommandError("已经有组织了，不是首次安装。以后的组织在“组织网络”里导入。")
        try:
            with transaction.atomic():
                password = self._install(options)
        except Refused as refusal:
            raise CommandError("".join(refusal.reasons)) from refusal
        self.stdout.write(f"{options['union']} 已设立。账号 {options['username']}，")
        self.stdout.write(f"初始密码 {password}，第一次登录后要改。")

    def _install(self, options: dict[str, Any]) -> str:
        now = timezone.now()
        top = UnitDetails(
            name=options["union"],
            short_name=options["short"],
            level=options["level"],
            region_code=options["region"],
            document_prefix=options["prefix"],
        )
        units = found_unions(unions=[(top, "")], actor=system(), now=now)
        unit = units[options["region"]]
        opened = open_account(
            username=options["username"],
            name=options["name"],
            post=PostDetails(unit=unit, role=Role.SYSTEM_ADMIN, starts_on=timezone.localdate(now)),
            actor=Actor(name="安装", unit_path=unit.path),
            now=now,
        )
        return opened.password
