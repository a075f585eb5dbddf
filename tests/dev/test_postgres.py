"""The server of our own: private, durable, shared, and never left behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.environment import database
from dev.cluster import Cluster, wheel_binaries
from dev.paths import ROOT
from dev.postgres import is_guarded, is_running, lease
from dev.processes import is_alive, wait_until
from dev.sockets import free_port


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder others may enter: the temporary folders of pytest are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="gongyuan-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    made = Cluster(home / "server", wheel_binaries())
    yield made
    assert has_ended(made)


def has_ended(cluster: Cluster) -> bool:
    """The server and its guardian are gone, without anybody having told them to go."""
    return wait_until(lambda: not is_running(cluster) and not is_guarded(cluster), 20)


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def test_the_role_is_no_superuser_and_text_is_utf8(cluster: Cluster) -> None:
    with lease(cluster) as url:
        superuser = ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        creates = ask(url, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user")
        encoding = ask(url, "SHOW server_encoding")
        longer = ask(url, "SELECT lower('ÄÖ') || '工援'")

    assert superuser is False
    assert creates is True
    assert encoding == "UTF8"
    assert longer == "äö工援"


def test_only_the_owner_can_read_password_data_and_socket(cluster: Cluster) -> None:
    with lease(cluster):
        password = (cluster.home / "passwords.json").stat().st_mode & 0o777
        data = cluster.data.stat().st_mode & 0o777
        socket = Path(cluster.host).stat().st_mode & 0o777

    assert (password, data, socket) == (0o600, 0o700, 0o700)


def test_a_wrong_password_is_refused_even_on_the_socket(cluster: Cluster) -> None:
    with lease(cluster) as url:
        wrong = url.replace(url.split(":")[2].split("@")[0], "guess")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_the_server_stops_when_the_last_user_has_gone_and_not_before(cluster: Cluster) -> None:
    with lease(cluster):
        with lease(cluster):
            pass
        assert not wait_until(lambda: not is_running(cluster), 1)

    assert has_ended(cluster)


def test_a_user_killed_outright_leaves_no_server_behind(cluster: Cluster) -> None:
    source = (
        "import sys, time; from pathlib import Path; from dev.cluster import *; "
        "from dev.postgres import lease\n"
        "with lease(Cluster(Path(sys.argv[1]), wheel_binaries())):\n"
        "    print('ready', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", source, str(cluster.home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "ready\n"
        assert is_running(cluster)
        user.kill()

    assert has_ended(cluster)


def test_a_killed_server_comes_back_with_everything_committed(cluster: Cluster) -> None:
    with lease(cluster) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        killed = postmaster(cluster)
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: not is_alive(killed), 10)
        with lease(cluster) as again:
            answer = ask(again, "SELECT answer FROM kept")

    assert answer == 42


def test_a_process_number_that_now_belongs_to_a_stranger_does_not_hinder(cluster: Cluster) -> None:
    with lease(cluster):
        pass
    assert has_ended(cluster)
    lines = [str(os.getpid()), str(cluster.data), "0", "5432", "", "", "0 0", "ready"]
    (cluster.data / "postmaster.pid").write_text("\n".join(lines))

    with lease(cluster) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_set_up_that_was_interrupted_is_made_anew(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("18\n")

    with lease(cluster) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_path_too_deep_for_a_socket_works(home: Path) -> None:
    deep = Cluster(home / ("很深的目录" * 10) / "it's a server", wheel_binaries(), durable=False)

    with lease(deep) as url:
        answer = ask(url, "SELECT 1")

    assert has_ended(deep)
    assert answer == 1


def test_a_home_closed_to_others_works_too(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "server", wheel_binaries(), durable=False)
    try:
        with lease(cluster) as url:
            answer = ask(url, "SELECT 1")
        assert has_ended(cluster)
    finally:
        shutil.rmtree(cluster.base)

    assert answer == 1


def test_a_server_on_a_loopback_port_is_reached_by_its_url(home: Path) -> None:
    cluster = Cluster(home / "server", wheel_binaries(), durable=False, port=free_port())

    with lease(cluster) as url:
        settings = database(url, test_name="x")
        answer = ask(url, "SELECT inet_server_port()")

    assert has_ended(cluster)
    assert settings["HOST"] == "127.0.0.1"
    assert settings["PORT"] == str(cluster.port) == str(answer)


def test_the_settings_understand_the_url_of_a_socket(cluster: Cluster) -> None:
    with lease(cluster) as url:
        settings = database(url, test_name="x")

        with psycopg.connect(
            host=str(settings["HOST"]),
            dbname=str(settings["NAME"]),
            user=str(settings["USER"]),
            password=str(settings["PASSWORD"]),
        ) as connection:
            answer = connection.execute("SELECT current_database()").fetchone()

    assert answer == (settings["NAME"],)
