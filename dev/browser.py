"""The Chromium of the journeys: found on the machine, or installed; never silently missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev.messages import Refusal, say
from dev.paths import script

#: The shell without a window first: it takes a quarter less of a processor for the same pages.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
#: One of these, the shell where the distribution has it; and letters for Chinese.
BROWSERS = ("chromium-headless-shell", "chromium")
FONTS = "fonts-noto-cjk"
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def find_chromium() -> str | None:
    """The path of a browser: `$CHROMIUM`, the system's, or the one the browser tool installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for application in APPLICATIONS:
        if Path(application).exists():
            return application
    cache = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    own = sorted((cache / "ms-playwright").glob("chromium-*/chrome-*/chrome"))
    return str(own[-1]) if own else None


def ensure_chromium() -> str:
    """Find a browser or install one; refuses, naming the command, when neither succeeds."""
    if not (found := find_chromium()):
        install_chromium()
        found = find_chromium()
    if not found:
        raise Refusal(
            "浏览器测试需要 Chromium，未找到，自动安装也没有成功。",
            "The browser tests need Chromium: none was found and installing it failed.",
            "apt-get install -y chromium fonts-noto-cjk   # Debian, root",
            "CHROMIUM=/path/to/chrome make test",
        )
    return found


def install_chromium() -> None:
    """From Debian's packages when root, else by the browser tool's own installer."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        any(install_packages(browser, FONTS) for browser in BROWSERS)
    if not find_chromium():
        say("安装 Chromium / installing Chromium with playwright")
        subprocess.run([script("playwright"), "install", "chromium"], check=False)


def install_packages(*packages: str) -> bool:
    """Install Debian packages without questions; whether it succeeded."""
    say(f"安装软件包 / installing packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["install", "-y", "-qq", "--no-install-recommends"]
    for command in (["apt-get", "update", "-qq"], ["apt-get", *options, *packages]):
        result = subprocess.run(
            command,
            env=quiet,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if result.returncode:
        say(f"软件包安装失败 / failed:\n{result.stdout[-2000:]}")
    return result.returncode == 0
