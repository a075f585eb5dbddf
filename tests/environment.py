"""Early pytest plugin: mode and database of the tests, set before Django reads its settings.

Without `GONGYUAN_DATABASE_URL` the tests use the project's own test server, which all test runs of
this clone share; it stops by itself a minute after the last of them.
"""

import atexit
import contextlib
import gc
import os

from dev.cluster import test_cluster
from dev.postgres import lease

# What is no longer needed is found by counting, but for rings of objects: those are looked for. By
# default that is done so often that a tenth of all the time goes into it.
gc.set_threshold(50_000, 20, 20)

_held = contextlib.ExitStack()
atexit.register(_held.close)

os.environ["GONGYUAN_MODE"] = "test"
os.environ.setdefault("GONGYUAN_TEST_DATABASE", "gongyuan")
if not os.environ.get("GONGYUAN_DATABASE_URL"):
    os.environ["GONGYUAN_DATABASE_URL"] = _held.enter_context(lease(test_cluster()))


def pytest_collection_finish() -> None:
    """What is there now stays to the end: nobody need look through it again."""
    gc.freeze()
