"""The set of packs this process works with; a bad set never takes its place.

It is made of the files that come with the product and of the revisions unions have approved. The
latter take effect the day after their approval at the soonest, so that a process which looks for
them now and then always has them in time.
"""

import logging
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import Error as DatabaseFailed

from gongyuan.policy.loader import join_texts, joined_with, load_packs, shipped_paths
from gongyuan.policy.models import PackRevision
from gongyuan.policy.pack import PackSet, PacksRefused, PackText

log = logging.getLogger(__name__)
_lock = Lock()
_current: PackSet | None = None
#: How many approved revisions the set was made with: none is ever changed or taken back.
_approved = 0
_looked_at = float("-inf")


def current_packs() -> PackSet:
    """The packs in force in this process.

    Read from the shipped files on first use; the database is asked for newly approved revisions
    (one count) when `POLICY_RECHECK_SECONDS` have passed, never where that is None.
    """
    packs = _current or reload_packs()
    pause = settings.POLICY_RECHECK_SECONDS
    if pause is None or time.monotonic() - _looked_at < pause:
        return packs
    return refresh()


def reload_packs(paths: Iterable[Path] | None = None) -> PackSet:
    """Read pack files again (by default the shipped ones) and put them alone in force.

    Raises PacksRefused with every reason and keeps the running set when one of them is bad.
    """
    with _lock:
        return _put_in_force(load_packs(shipped_paths() if paths is None else paths), approved=0)


def refresh() -> PackSet:
    """Put in force what unions have approved since; the running set stays where that fails."""
    global _looked_at  # noqa: PLW0603 - this module exists to hold it
    running = _current or reload_packs()
    if not _lock.acquire(blocking=False):
        return running
    try:
        _looked_at = time.monotonic()
        if PackRevision.objects.approved().count() == _approved:
            return running
        texts = approved_texts()
        return _put_in_force(_with_revisions(texts), approved=len(texts))
    except DatabaseFailed:
        log.exception("approved packs cannot be read; the running ones stay in force")
        return running
    finally:
        _lock.release()


def approved_texts() -> list[PackText]:
    """The texts of all approved revisions, in the order in which they were begun."""
    return [revision.source for revision in PackRevision.objects.approved().order_by("pk")]


def packs_of_now() -> PackSet:
    """The packs as the database has them at this moment, whatever this process has read."""
    return _with_revisions(approved_texts())


def _with_revisions(texts: list[PackText]) -> PackSet:
    """The shipped packs with the approved ones; one that no longer fits is left out and told."""
    shipped = load_packs(shipped_paths())
    try:
        return join_texts([*(pack.source for pack in shipped.packs), *texts])
    except PacksRefused:
        packs = shipped
        for text in texts:
            try:
                packs = joined_with(packs, [text])
            except PacksRefused as refused:
                log.error("an approved pack is left out: %s", refused)
        return packs


def _put_in_force(packs: PackSet, *, approved: int) -> PackSet:
    global _current, _approved  # noqa: PLW0603 - this module exists to hold them
    _current, _approved = packs, approved
    return packs
