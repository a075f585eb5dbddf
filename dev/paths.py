"""Where things lie in a clone."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("GONGYUAN_VAR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
BOOTSTRAP_LOCK = ROOT / "dev" / "bootstrap.lock"
DEMO_DATABASE = VAR / "postgres"
TEST_DATABASE = VAR / "postgres-test"


def script(name: str) -> str:
    """The path of a command line tool inside the virtual environment."""
    return str(VENV / "bin" / name)


def inside_environment() -> bool:
    """Whether this process runs on the project's own virtual environment."""
    return Path(sys.prefix).resolve() == VENV.resolve()
