"""The suite's own rules hold: nothing skips, no browser is a failure, axe does object."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dev.browser import find_chromium
from dev.paths import ROOT

#: What Playwright answers at once, from a page that may not be there yet; and what trusts a clock.
DO_NOT_WAIT = re.compile(
    r"\.(all|all_inner_texts|all_text_contents|is_checked|is_enabled)\(\)|wait_for_timeout"
)
NOT_JOURNEYS = {"finding.py", "test_suite_rules.py"}
NEEDS_A_BROWSER = re.compile(r"playwright|e2e\.conftest|\bpage\.get_by")
ACCESSIBLE = "<html lang=zh><title>工援</title><main><h1>您好</h1></main></html>"


def run_suite(folder: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one small test file under the rules of this suite."""
    (folder / "conftest.py").write_text("from tests.conftest import *\n")
    (folder / "test_small.py").write_text(source)
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-q", "-n0"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_skipped_test_is_a_failed_one(tmp_path: Path) -> None:
    source = "import pytest\ndef test_small():\n    pytest.skip('another day')\n"

    result = run_suite(tmp_path, source)

    assert result.returncode == 1
    assert "no test may skip" in result.stdout
    assert "another day" in result.stdout


def test_a_module_that_skips_itself_is_a_failure(tmp_path: Path) -> None:
    source = "import pytest\npytest.skip('another day', allow_module_level=True)\n"

    result = run_suite(tmp_path, source)

    assert result.returncode != 0
    assert "no test may skip" in result.stdout


def test_a_machine_without_a_browser_fails_the_journeys(tmp_path: Path) -> None:
    source = "def test_small(page):\n    page.goto('about:blank')\n"

    result = run_suite(tmp_path, source, CHROMIUM="/nowhere/chromium")

    assert result.returncode == 1
    assert "No Chromium" in result.stdout


def test_a_named_browser_is_taken_before_the_system_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "browser"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(own))

    assert find_chromium() == str(own)


def test_a_page_everybody_can_read_is_accepted(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page.set_content(ACCESSIBLE)

    assert_accessible(page)


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (ACCESSIBLE.replace(" lang=zh", ""), "html-has-lang"),
        (ACCESSIBLE.replace("<h1>", "<img src=x><h1>"), "image-alt"),
        (ACCESSIBLE.replace("<h1>", "<input><h1>"), "label"),
        (ACCESSIBLE.replace("<h1>", "<h1 style='color:#bbb;background:#fff'>"), "color-contrast"),
    ],
)
def test_a_page_that_shuts_somebody_out_is_refused(
    page: Page, assert_accessible: Callable[[Page], None], broken: str, rule: str
) -> None:
    page.set_content(broken)

    with pytest.raises(AssertionError, match=rule):
        assert_accessible(page)


def test_the_browser_speaks_chinese_in_chinese_time(page: Page) -> None:
    page.set_content(ACCESSIBLE)

    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"


def test_a_journey_reads_several_at_once_only_where_it_waits_for_them() -> None:
    journeys = [
        path
        for path in (ROOT / "tests").rglob("*.py")
        if path.name not in NOT_JOURNEYS
        and NEEDS_A_BROWSER.search(path.read_text(encoding="utf-8"))
    ]

    hasty = [
        f"{path.name}: {line.strip()}"
        for path in journeys
        for line in path.read_text(encoding="utf-8").splitlines()
        if DO_NOT_WAIT.search(line)
    ]

    assert len(journeys) > 15
    assert hasty == []
