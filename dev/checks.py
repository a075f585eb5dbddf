"""`make check`: everything that can be judged without running the product."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dev.cluster import test_cluster
from dev.environment import ensure_environment
from dev.messages import say
from dev.paths import PYTHON, ROOT, script
from dev.postgres import lease

# Locks are full of hashes, which look like secrets.
NOT_SEARCHED = (".lock", ".png", ".jpg", ".svg", ".woff2", ".docx", ".xlsx", ".mo")
# The fingerprints of the history triggers in migrations; the placeholder of an example URL.
NO_SECRETS = ["--exclude-lines", r'hash="[0-9a-f]{40}"', "--exclude-secrets", "^password$"]


@dataclass(frozen=True)
class Step:
    """One judge: its name, its command, and what it must be told."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def check() -> int:
    """Run every step, print each one's name and time; 1 when any of them objects."""
    ensure_environment(development=True)
    failed = []
    with lease(test_cluster()) as url:
        told = {**os.environ, "GONGYUAN_MODE": "test", "GONGYUAN_DATABASE_URL": url}
        for step in steps():
            if not _passes(step, {**told, **step.environment}):
                failed.append(step.name)
    if failed:
        say(f"✗ 未通过 / failed: {', '.join(failed)}")
        return 1
    say("✓ 检查全部通过 / every check passed")
    return 0


def steps() -> Iterator[Step]:
    """What `make check` consists of."""
    templates = [str(path) for path in project_files() if _is_template(path)]
    searched = [str(path) for path in project_files() if path.suffix not in NOT_SEARCHED]
    manage = [str(PYTHON), "manage.py"]
    yield Step("format", [script("ruff"), "format", "--check", "."])
    yield Step("lint", [script("ruff"), "check", "."])
    yield Step("types", [script("mypy"), "."])
    yield Step("import contracts", [script("lint-imports")])
    if templates:
        yield Step("templates", [script("djade"), "--target-version", "5.2", "--check", *templates])
    yield Step("migrations complete", [*manage, "makemigrations", "--check", "--dry-run"])
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    yield Step("deployment", deploy, production_keys())
    yield Step("secrets", [script("detect-secrets-hook"), *NO_SECRETS, *searched])


def production_keys() -> dict[str, str]:
    """Throw-away keys, so that the production settings can be judged."""
    return {
        "GONGYUAN_MODE": "production",
        "GONGYUAN_SECRET_KEY": secrets.token_urlsafe(64),
        "GONGYUAN_FIELD_KEYS": f"1:{secrets.token_hex(32)}",
        "GONGYUAN_HOSTS": "gongyuan.example",
    }


def project_files() -> list[Path]:
    """Files of the project, the new ones included, the ignored ones not; relative paths."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = sorted(name for name in listed.stdout.split("\0") if name)
        return [Path(name) for name in names if (ROOT / name).is_file()]
    folders = ("gongyuan", "config", "tests", "dev", "bench", "docs")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


def _is_template(path: Path) -> bool:
    return path.suffix == ".html" and "templates" in path.parts


def _passes(step: Step, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    mark = "✗" if result.returncode else "✓"
    say(f"{mark} {step.name} ({time.monotonic() - started:.1f}s)")
    if result.returncode:
        print(result.stdout.rstrip(), flush=True)
    return result.returncode == 0


def format_project() -> int:
    """Rewrite the source in the house's format; what cannot be mended by itself is printed."""
    ensure_environment(development=True)
    templates = [str(path) for path in project_files() if _is_template(path)]
    subprocess.run([script("ruff"), "check", "--fix", "--quiet", "."], cwd=ROOT, check=False)
    subprocess.run([script("ruff"), "format", "."], cwd=ROOT, check=False)
    if templates:
        command = [script("djade"), "--target-version", "5.2", *templates]
        subprocess.run(command, cwd=ROOT, check=False)
    return 0
