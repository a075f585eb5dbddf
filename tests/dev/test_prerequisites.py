"""Each missing prerequisite is named in Chinese and English, with the command that mends it."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dev.messages import Refusal
from dev.paths import ROOT
from dev.prerequisites import requested_port, require_room
from dev.sockets import free_port


def python(source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines on this Python, from the root of the project."""
    return subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_old_python_is_named_with_the_command_that_installs_a_newer_one(tmp_path: Path) -> None:
    old = "import runpy, sys; sys.version_info = (3, 9, 18); sys.argv = ['dev', 'run']; "

    result = python(old + "runpy.run_module('dev', run_name='__main__')", PATH=str(tmp_path))

    assert result.returncode == 2
    assert "需要 Python 3.11 或更高版本，当前是 3.9。" in result.stderr
    assert "Python 3.11 or newer is needed; this is 3.9." in result.stderr
    assert "apt-get install python3.11" in result.stderr


def test_an_old_python_hands_over_to_a_newer_one_when_there_is_one(tmp_path: Path) -> None:
    newer = tmp_path / "python3.13"
    newer.write_text('#!/bin/sh\necho "newer: $@"\n')
    newer.chmod(0o755)
    old = "import runpy, sys; sys.version_info = (3, 9, 18); sys.argv = ['dev', 'run']; "

    result = python(old + "runpy.run_module('dev', run_name='__main__')", PATH=str(tmp_path))

    assert result.stdout == "newer: -m dev run\n"


def test_the_first_file_read_can_be_read_by_python_3_7() -> None:
    source = (ROOT / "dev" / "__main__.py").read_text()

    read = ast.parse(source, feature_version=(3, 7))

    assert any(isinstance(part, ast.FunctionDef) for part in read.body)


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_its_venv_module_is_told_the_debian_package(module: str) -> None:
    result = python(
        f"import sys; sys.modules[{module!r}] = None\n"
        "from dev.prerequisites import require_venv_module\n"
        "require_venv_module()"
    )

    assert result.returncode == 1
    assert "Python 缺少 venv 模块" in result.stderr
    assert "apt-get install -y python3-venv" in result.stderr


def test_a_full_disk_is_named_with_what_is_free_and_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        require_room(tmp_path, 10**18)

    assert "磁盘空间不足" in str(refused.value)
    assert f"{10**18 // 2**20} MB needed" in str(refused.value)
    assert f"df -h {tmp_path}" in str(refused.value)


def test_room_enough_is_not_refused(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    require_room(tmp_path, 1)

    with pytest.raises(Refusal):
        require_room(tmp_path, free * 2)


def test_a_folder_of_somebody_else_is_named_with_the_command_that_gives_it_back() -> None:
    result = python(
        "import os; from pathlib import Path; from dev.prerequisites import require_writable\n"
        "os.getuid() or os.setuid(65534)\n"
        "require_writable(Path('/usr/lib/gongyuan/var'))"
    )

    assert "没有写入 /usr/lib 的权限" in result.stderr
    assert "chown" in result.stderr


def test_a_busy_port_ends_the_run_at_once_and_names_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        result = subprocess.run(
            ["make", "run"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), "GONGYUAN_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert result.returncode != 0
    assert f"端口 {port} 已被占用。" in result.stderr
    assert f"Port {port} is in use." in result.stderr
    assert "make run" in result.stderr
    assert "make stop" in result.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("text", ["80a", "0", "65536", "-1", "８０００"])
def test_a_port_that_is_no_port_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)

    with pytest.raises(Refusal, match="PORT must be a number from 1 to 65535"):
        requested_port()


def test_the_port_is_8000_when_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)

    assert requested_port() == 8000


def test_a_given_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("PORT", str(port))

    assert requested_port() == port
