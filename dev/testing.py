"""`make test`: the whole suite, browser journeys included; and once more on a PostgreSQL 15."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from dev.browser import ensure_chromium, install_packages
from dev.cluster import Cluster
from dev.environment import ensure_environment
from dev.messages import Refusal, say
from dev.paths import PYTHON, ROOT, VAR
from dev.postgres import lease, stop
from dev.sockets import free_port

PROCESSES = "2"
#: A process that has nothing left takes over half of what the other has not begun.
SHARED_OUT = ("-n", PROCESSES, "--dist", "worksteal")
EXTERNAL_VERSION = 15
EXTERNAL_PLACES = (
    "/usr/lib/postgresql/15/bin",
    "/usr/pgsql-15/bin",
    "/opt/homebrew/opt/postgresql@15/bin",
    "/usr/local/opt/postgresql@15/bin",
)


def test(arguments: list[str]) -> int:
    """Everything, in parallel; a missing browser is a failure, never a skip."""
    ensure_environment(development=True)
    chromium = ensure_chromium()
    return _pytest(arguments, {"CHROMIUM": chromium})


def test_database(arguments: list[str]) -> int:
    """Everything but the browser journeys, on the database that is named from outside."""
    ensure_environment(development=True)
    return _pytest(["-m", "not browser", *arguments], {})


def test_external(arguments: list[str]) -> int:
    """The same on a PostgreSQL 15 of the system, started for this in a temporary folder."""
    ensure_environment(development=True)
    binaries = external_binaries()
    home = Path(tempfile.mkdtemp(prefix="gongyuan-postgres-15-"))
    home.chmod(0o755)  # the server's account must enter; data and socket are closed to others
    cluster = Cluster(home, binaries, durable=False, port=free_port())
    say(f"启动 PostgreSQL {EXTERNAL_VERSION} / starting it on port {cluster.port}")
    try:
        with lease(cluster) as url:
            return _pytest(["-m", "not browser", *arguments], {"GONGYUAN_DATABASE_URL": url})
    finally:
        stop(cluster)
        shutil.rmtree(home, ignore_errors=True)


def external_binaries() -> Path:
    """Where the system's PostgreSQL 15 lies; installed from Debian's packages when root."""
    if not (found := _installed_binaries()) and os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian would start a server of its own at once.
        settings = Path("/etc/postgresql-common/createcluster.conf")
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text("create_main_cluster = false\n")
        install_packages(f"postgresql-{EXTERNAL_VERSION}")
        found = _installed_binaries()
    if not found:
        raise Refusal(
            f"没有找到 PostgreSQL {EXTERNAL_VERSION}。",
            f"PostgreSQL {EXTERNAL_VERSION} was not found.",
            f"sudo apt-get install -y postgresql-{EXTERNAL_VERSION}   # Debian 12",
            f"brew install postgresql@{EXTERNAL_VERSION}              # macOS",
        )
    return found


def _installed_binaries() -> Path | None:
    for place in EXTERNAL_PLACES:
        if (Path(place) / "initdb").exists():
            return Path(place)
    return None


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    command = [str(PYTHON), "-m", "pytest", *SHARED_OUT, *arguments]
    told = {**os.environ, **environment}
    # Where nothing compiled may lie beside the sources, each of the many processes would compile.
    if told.pop("PYTHONDONTWRITEBYTECODE", ""):
        told.setdefault("PYTHONPYCACHEPREFIX", str(VAR / "bytecode"))
    return subprocess.run(
        command, cwd=ROOT, env=told, stdin=subprocess.DEVNULL, check=False
    ).returncode
