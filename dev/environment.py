"""The virtual environment: made once, renewed when its lock changes."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from dev.messages import Refusal, say
from dev.paths import (
    BOOTSTRAP_LOCK,
    DEVELOPMENT_LOCK,
    PYTHON,
    ROOT,
    RUNTIME_LOCK,
    VAR,
    VENV,
    script,
)
from dev.prerequisites import (
    ROOM_FOR_DATA,
    ROOM_FOR_ENVIRONMENT,
    require_room,
    require_venv_module,
    require_writable,
)
from dev.processes import locked

STAMP = VENV / "installed.json"


def ensure_environment(*, development: bool = False) -> None:
    """Bring `.venv` to the state of the lock; a matter of milliseconds when nothing changed."""
    require_writable(VAR)
    require_room(ROOT, ROOM_FOR_DATA)
    with locked(ROOT / "var" / "environment.lock"):
        installed = _installed()
        wanted = "development" if development else "runtime"
        if installed.get(wanted) == digest(wanted):
            return
        require_writable(VENV)
        require_room(ROOT, ROOM_FOR_ENVIRONMENT)
        _ensure_venv()
        # An environment that once had the development tools keeps them.
        kinds = {"runtime"}
        lock = RUNTIME_LOCK
        if development or "development" in installed:
            kinds.add("development")
            lock = DEVELOPMENT_LOCK
        say(f"安装依赖（首次约一分钟）/ installing packages of {lock.name}")
        _install(lock)
        STAMP.write_text(json.dumps({kind: digest(kind) for kind in sorted(kinds)}))
        say("依赖已安装 / packages installed")


def digest(kind: str) -> str:
    """A fingerprint of the lock an environment of this kind is installed from."""
    lock = DEVELOPMENT_LOCK if kind == "development" else RUNTIME_LOCK
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def ensure_uv() -> str:
    """The path of uv inside the environment, installed by pip when missing."""
    uv = script("uv")
    if not Path(uv).exists():
        version = [str(PYTHON), "-m", "pip", "--version"]
        if subprocess.run(version, capture_output=True, check=False).returncode:
            subprocess.run([PYTHON, "-m", "ensurepip"], check=True, capture_output=True)
        _pip("--require-hashes", "-r", str(BOOTSTRAP_LOCK))
    return uv


def _installed() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    # A moved clone or a removed interpreter leaves an environment that cannot start.
    return stamp if PYTHON.exists() and _belongs_here() else {}


def _belongs_here() -> bool:
    try:
        first_line = Path(script("gunicorn")).read_bytes().split(b"\n", 2)
    except OSError:
        return False
    return str(VENV).encode() in b"".join(first_line[:2])


def _ensure_venv() -> None:
    if PYTHON.exists() and (not STAMP.exists() or _belongs_here()):
        return
    require_venv_module()
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"建立虚拟环境 / making .venv with Python {version}")
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True, symlinks=True)


def _install(lock: Path) -> None:
    try:
        uv = ensure_uv()
        command = [uv, "pip", "sync", "--require-hashes", "--python", str(PYTHON), str(lock)]
        subprocess.run(command, check=True, env=_uv_environment(), capture_output=True, text=True)
    except (subprocess.CalledProcessError, Refusal, OSError) as failure:
        said = (getattr(failure, "stderr", "") or str(failure)).strip()[-600:]
        say(f"uv 未成功，改用 pip / uv failed, trying pip:\n{said}")
        _pip("--require-hashes", "-r", str(lock))


def _uv_environment() -> dict[str, str]:
    """Tell uv, which ignores pip's settings, the package index that pip is set to use."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    if not any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL")):
        command = [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"]
        configured = subprocess.run(command, capture_output=True, text=True, check=False)
        index = os.environ.get("PIP_INDEX_URL") or configured.stdout.strip()
        if index:
            environment["UV_DEFAULT_INDEX"] = index
    return environment


def _pip(*arguments: str) -> None:
    options = ["--disable-pip-version-check", "--quiet", "--no-input"]
    result = subprocess.run(
        [PYTHON, "-m", "pip", "install", *options, *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise Refusal(
            f"下载依赖失败：{result.stderr.strip()[-800:]}",
            "Downloading the packages failed; the reason is above.",
            "pip config set global.index-url URL   # 换用可达的软件源 / an index you can reach",
            "make run",
        )
