from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.pack import PackSet
from gongyuan.policy.reading import PACKS_FOLDER
from gongyuan.policy.resolution import Resolved, resolve

DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def shipped() -> PackSet:
    return load_packs(shipped_paths())


@pytest.fixture(scope="session")
def henan(shipped: PackSet) -> Resolved:
    """Wugang, a county-level city of Pingdingshan."""
    return resolve(shipped, "410481", DAY)


@pytest.fixture(scope="session")
def jiangsu(shipped: PackSet) -> Resolved:
    return resolve(shipped, "320281", DAY)


@pytest.fixture(scope="session")
def nation(shipped: PackSet) -> Resolved:
    """A place without a pack of its own: Tonglu in Zhejiang."""
    return resolve(shipped, "330122", DAY)


@pytest.fixture(scope="session")
def jilin(shipped: PackSet) -> Resolved:
    """Yanji, a county-level city of Yanbian."""
    return resolve(shipped, "222401", DAY)


@pytest.fixture(params=["henan", "jiangsu", "nation"])
def place(request: pytest.FixtureRequest) -> tuple[str, Resolved]:
    """Each of the three in turn, with its name."""
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """Write a shipped pack with one piece of its text replaced, and give its path."""

    def write(name: str, old: str, new: str, file: str = "") -> Path:
        text = (PACKS_FOLDER / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not contain {old}"
        path = tmp_path / (file or name)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write
