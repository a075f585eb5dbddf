"""PostgreSQL refuses to run as root: the system account it runs as instead."""

import functools
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from dev.messages import Refusal

SERVER_ACCOUNT = "gongyuan"


@functools.cache
def server_account() -> str | None:
    """None for an ordinary user; for root a system account, created on first use."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SERVER_ACCOUNT)
    except KeyError:
        if shutil.which("useradd") is None:
            raise Refusal(
                "PostgreSQL 不能以 root 身份运行，本机也没有 useradd，请改用普通用户运行。",
                "PostgreSQL cannot run as root and useradd is missing: run as an ordinary user.",
            ) from None
        options = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", *options, SERVER_ACCOUNT], check=True, capture_output=True)
    return SERVER_ACCOUNT


def as_account(account: str | None) -> dict[str, Any]:
    """The arguments that make `subprocess` run a program as the account."""
    if account is None:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def hand_over(path: Path, account: str | None) -> None:
    """Give a file or folder to the server's account."""
    if account is not None:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def can_reach(account: str, path: Path) -> bool:
    """Whether the account can enter the folder, or execute the program, at this path."""
    result = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$0"', str(path)],
        check=False,
        cwd="/",
        **as_account(account),
    )
    return result.returncode == 0
