"""Stops a server when the last process that used it has gone, however it went.

Started in the background by `dev.postgres.lease`; waits on the lock that every user shares.
"""

import fcntl
import json
import os
import sys
import time
from pathlib import Path
from typing import IO

from dev.cluster import Cluster
from dev.postgres import stop
from dev.processes import wait_until


def watch(cluster: Cluster) -> None:
    """Return after the server was stopped because nobody held a lease for the idle time."""
    home = cluster.home
    with (home / "guardian.lock").open("a") as mine, (home / "users.lock").open("a") as users:
        # Whoever only asks whether there is a guardian holds the lock for a moment as well.
        if not wait_until(lambda: _acquired(mine), 1):
            return
        while True:
            fcntl.flock(users, fcntl.LOCK_EX)
            if not home.exists():
                return
            if not cluster.idle_seconds and not (home / "keep").exists():
                break
            fcntl.flock(users, fcntl.LOCK_UN)
            time.sleep(cluster.idle_seconds or 1)
            if (home / "keep").exists():
                continue
            if _acquired(users):
                break
        stop(cluster)
        # First this lock: whoever gets a lease next must see that nobody guards.
        fcntl.flock(mine, fcntl.LOCK_UN)


def _acquired(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    if os.fork():
        os._exit(0)  # whoever started us goes on at once and has no child to wait for
    described = json.loads(sys.argv[1])
    watch(
        Cluster(
            home=Path(described["home"]),
            binaries=Path(described["binaries"]),
            durable=described["durable"],
            port=described["port"],
            idle_seconds=described["idle_seconds"],
        )
    )
