"""What must be true of the machine; each lack is named with the command that mends it."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from dev.messages import Refusal
from dev.sockets import port_is_free

MEGABYTE = 1024 * 1024
ROOM_FOR_ENVIRONMENT = 1500 * MEGABYTE
ROOM_FOR_DATA = 300 * MEGABYTE


def require_venv_module() -> None:
    """Debian ships Python without the module that makes virtual environments."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    sudo = "" if os.geteuid() == 0 else "sudo "
    raise Refusal(
        "Python 缺少 venv 模块，无法建立虚拟环境。",
        "This Python lacks the venv module and cannot make a virtual environment.",
        f"{sudo}apt-get install -y python3-venv   # python{version}-venv",
    )


def require_room(folder: Path, needed: int) -> None:
    """Refuse to begin what the disk could not hold; `needed` in bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refusal(
            f"磁盘空间不足：{folder} 剩余 {free // MEGABYTE} MB，需要 {needed // MEGABYTE} MB。",
            f"No room on the disk: {free // MEGABYTE} MB free, {needed // MEGABYTE} MB needed.",
            f"df -h {folder}   # 清理后重试 / free some and try again",
        )


def require_writable(folder: Path) -> None:
    """Refuse a folder of somebody else, usually left by an earlier run as root."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not os.access(existing, os.W_OK):
        raise Refusal(
            f"没有写入 {existing} 的权限。",
            f"No permission to write to {existing}.",
            f'sudo chown -R "$(id -un)" {existing}',
        )


def requested_port() -> int:
    """The port from `PORT`, 8000 when nothing is said."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(
            f"PORT 应为 1 到 65535 的整数，现为“{text}”。",
            f"PORT must be a number from 1 to 65535, not {text!r}.",
            "PORT=8001 make run",
        )
    return int(text)


def require_free_port(host: str, port: int) -> None:
    """Refuse a port somebody listens on, or one that only root may use."""
    if port < 1024 and os.geteuid() != 0 and sys.platform == "linux":
        raise Refusal(
            f"普通用户不能使用 1024 以下的端口（{port}）。",
            f"Ports below 1024 are for root alone ({port}).",
            "PORT=8001 make run",
        )
    if not port_is_free(host, port):
        raise Refusal(
            f"端口 {port} 已被占用。",
            f"Port {port} is in use.",
            f"PORT={port + 1 if port < 65535 else 8001} make run",
            "make stop   # 如果是上次没有停止的本系统 / if it is an earlier run of this program",
        )
