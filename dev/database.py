"""Which database a command works on: the one named from outside, or the embedded server."""

import contextlib
import os
from collections.abc import Iterator

from dev.cluster import Cluster, demo_cluster, test_cluster
from dev.messages import say
from dev.paths import DEMO_DATABASE
from dev.postgres import ensure_running, is_running, lease, stop
from dev.processes import locked, wait_until


@contextlib.contextmanager
def database_url(*, test: bool = False) -> Iterator[str]:
    """A database URL that works for as long as the block runs; `GONGYUAN_DATABASE_URL` wins."""
    external = os.environ.get("GONGYUAN_DATABASE_URL")
    if external:
        yield external
        return
    with lease(test_cluster() if test else demo_cluster()) as url:
        yield url


def revive_database() -> bool:
    """Start the embedded server again should it have died; whether that was so."""
    if os.environ.get("GONGYUAN_DATABASE_URL") or is_running(demo_cluster()):
        return False
    say("数据库意外停止，重新启动 / the database died, starting it again")
    with locked(DEMO_DATABASE / "start.lock"):
        ensure_running(demo_cluster())
    return True


def keep_running(cluster: Cluster) -> str:
    """Start the server and leave it running until `stop`; returns its URL."""
    with lease(cluster) as url:
        (cluster.home / "keep").touch()
        return url


def stop_kept(cluster: Cluster) -> bool:
    """Stop the server, also one that was to be kept running; whether it ran."""
    if not (cluster.home / "complete").exists():
        return False
    (cluster.home / "keep").unlink(missing_ok=True)
    with locked(cluster.home / "start.lock"):
        ran = is_running(cluster)
        stop(cluster)
    return ran


def wait_for_end(cluster: Cluster, seconds: float) -> bool:
    """Wait until the guardian has stopped the server, unless others still use it."""
    return wait_until(lambda: not is_running(cluster), seconds)
