"""The set of packs this process works with; a bad set never takes its place."""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.pack import PackSet

_lock = Lock()
_current: PackSet | None = None


def current_packs() -> PackSet:
    """The packs in force in this process, read from the shipped files on first use."""
    return _current or reload_packs()


def reload_packs(paths: Iterable[Path] | None = None) -> PackSet:
    """Read packs again (by default the shipped ones) and put them in force.

    Raises PacksRefused with every reason and keeps the running set when one of them is bad.
    """
    global _current  # noqa: PLW0603 - this module exists to hold it
    with _lock:
        loaded = load_packs(shipped_paths() if paths is None else paths)
        _current = loaded
        return loaded
