"""Between the server's start and the first request: tables, static files, demo data.

Runs inside the virtual environment, as one process, because starting Django costs a second.
"""

import gc
import hashlib
import io
import os
import sys
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands

from dev.messages import Refusal, say
from dev.paths import RUNTIME_LOCK, VAR

OLDEST_POSTGRES = 150000
ACCOUNTS = VAR / "accounts.txt"


def main() -> int:
    """Prepare what the settings name; every step is skipped when there is nothing to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Drawing up two hundred tables fills the memory with rings of objects that are all still in
    # use: by default a third of the time goes into looking through them.
    gc.set_threshold(100_000, 50, 50)
    django.setup()
    try:
        require_database()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    say("数据库结构 / migrating the database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    collect_static_files()
    ACCOUNTS.write_text("")
    if os.environ.get("GONGYUAN_MODE") == "demo" and "demo" in get_commands():
        load_demonstration()
    return 0


def require_database() -> None:
    """Refuse a server that does not answer, or that is older than the product can use."""
    # Not Django's own connection: its pool would wait, and repeat the reason many times.
    try:
        with psycopg.connect(os.environ["GONGYUAN_DATABASE_URL"], connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as failure:
        raise Refusal(
            f"无法连接数据库：{failure}",
            "The database of GONGYUAN_DATABASE_URL cannot be reached.",
            "unset GONGYUAN_DATABASE_URL && make run   # 使用自带的数据库 / the embedded one",
        ) from failure
    if version < OLDEST_POSTGRES:
        raise Refusal(
            f"需要 PostgreSQL 15 或更高版本，当前是 {version // 10000}。",
            f"PostgreSQL 15 or newer is needed; this is {version // 10000}.",
        )


def collect_static_files() -> None:
    """Copy and compress the static files, only when one of them has changed."""
    fingerprint = hashlib.sha256(RUNTIME_LOCK.read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            fingerprint.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = VAR / "static.stamp"
    if stamp.exists() and stamp.read_text() == fingerprint.hexdigest():
        return
    say("静态文件 / collecting static files")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint.hexdigest())


def load_demonstration() -> None:
    """Fill an empty database with the demonstration, and keep its list of accounts at hand."""
    if not get_user_model().objects.exists():
        say("演示数据 / loading the demo data")
        call_command("demo")
    accounts = io.StringIO()
    call_command("demo", "--accounts", stdout=accounts)
    ACCOUNTS.write_text(accounts.getvalue())


if __name__ == "__main__":
    sys.exit(main())
