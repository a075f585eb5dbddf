"""Where the server's socket lies, and ports."""

import hashlib
import os
import pwd
import socket
import stat
import tempfile
from pathlib import Path

from dev.accounts import hand_over
from dev.messages import Refusal

# The kernel allows 108 bytes on Linux and 104 on macOS, the socket's own name included.
LONGEST_SOCKET = 100


def socket_folder(base: Path, account: str | None) -> Path:
    """A folder only the server's account may enter; in the temporary folder when paths are deep."""
    folder = base / "socket"
    path = f"{folder}/.s.PGSQL.5432"
    if len(path.encode()) > LONGEST_SOCKET or set(path) & set(",'\"\\"):
        digest = hashlib.sha256(str(base).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"gongyuan-{digest}"
    if not folder.exists():
        folder.mkdir(mode=0o700)
        hand_over(folder, account)
    owner = pwd.getpwnam(account).pw_uid if account else os.geteuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise Refusal(
            f"{folder} 不属于本程序，请删除后重试。",
            f"{folder} is not ours alone; remove it and try again.",
            f"rm -rf {folder}",
        )
    return folder


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port of the loopback interface that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
