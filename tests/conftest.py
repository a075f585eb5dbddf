"""What every test may use: a browser and a judge of accessibility; and no test may skip."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection, connections
from playwright.sync_api import Page, Playwright
from psycopg import sql

from dev.browser import find_chromium

ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What the browser tool turns off itself, for the last list given is the one that counts; and a
#: frame of its own for every page that is opened, which is made and thrown away at a tenth of all.
TURNED_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "PreconnectToSearch",
    "RenderDocument",
)
#: Chromium must reach nothing but the server under test, and a page stays too short a time for its
#: scripts to be worth compiling for speed.
QUIET_BROWSER = (
    "--js-flags=--no-maglev --no-turbofan",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(TURNED_OFF)}",
)
#: Tables smaller than this are read in one go anyhow.
SMALL_BYTES = 30 * 8192
FULL_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND pg_relation_size(oid) > %s
"""
SWEEPER = pytest.StashKey[psycopg.Connection]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser, and run it last in each process.

    Who has nothing left takes over the last half of what the other has not begun: so in either half
    long journeys come before short ones, and at the end nobody waits for a long one.
    """
    for item in items:
        if "browser_type" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    others = [item for item in items if not item.get_closest_marker("browser")]
    journeys = [item for item in items if item.get_closest_marker("browser")]
    long = [item for item in journeys if item.get_closest_marker("long")]
    short = [item for item in journeys if not item.get_closest_marker("long")]
    middle = len(short) // 2
    items[:] = [*others, *long[::2], *short[:middle], *long[1::2], *short[middle:]]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped test is a failed one: what is not run proves nothing."""
    report: Any = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped; no test may skip. {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a module that skips itself as a whole."""
    report: Any = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped; no test may skip. {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """The test database, and a connection beside the tests' own for whoever sweeps it."""
    with django_db_blocker.unblock():
        place = connection.get_connection_params()
    address = {name: place.get(name) for name in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**address, autocommit=True) as sweeper:
        pytestconfig.stash[SWEEPER] = sweeper
        yield
        del pytestconfig.stash[SWEEPER]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Between two modules nothing is open, and what was taken back is swept out of its tables.

    Rows of a transaction that was rolled back stay in the files, and whoever comes later reads past
    them: after a tree of fifty thousand unions everything took four times as long.
    """
    yield
    sweeper = item.config.stash.get(SWEEPER, None)
    if sweeper is not None and (nextitem is None or nextitem.path != item.path):
        tables = [sql.Identifier(name) for (name,) in sweeper.execute(FULL_TABLES, [SMALL_BYTES])]
        if tables:
            sweeper.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(tables)))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, in Chinese, without a network of its own."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("No Chromium: `make test` installs one, or set CHROMIUM to its path.")
    arguments = ["--lang=zh-CN", *QUIET_BROWSER]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Journeys name whole addresses; the plugin's own fixture warns under this pytest."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Pages see a Chinese browser in Chinese time."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """The browser tool keeps an event loop in the test's own thread; Django must tolerate it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield playwright
    # What was opened beside the loop is seen only beside it, and would hold the test database.
    connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Call with a page: it must not break one rule of WCAG 2.2, levels A and AA."""

    def judge(page: Page) -> None:
        page.wait_for_load_state()
        only = {"runOnly": {"type": "tag", "values": ACCESSIBILITY_RULES}}
        results = Axe().run(page, options={**only, "resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()

    return judge
