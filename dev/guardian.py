"""Stops a server when the last process that used it has gone, however it went.

Started in the background by `dev.postgres.lease`; waits on the lock that every user shares.
"""

import fcntl
import json
import os
import sys
import time
from pathlib import Path

from dev.cluster import Cluster
from dev.postgres import stop


def watch(cluster: Cluster) -> None:
    """Return after the server was stopped because nobody held a lease for the idle time."""
    home = cluster.home
    with (home / "guardian.lock").open("a") as mine, (home / "users.lock").open("a") as users:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
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
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            break
        stop(cluster)
        # First this lock: whoever gets a lease next must see that nobody guards.
        fcntl.flock(mine, fcntl.LOCK_UN)


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
