"""Ten fingers and a mouse: whatever they do is counted, and how long it takes them is reckoned.

Seconds are those of the keystroke-level model (Card, Moran and Newell 1983) for hands on the keys,
and of a clerk's 120 characters a minute for what is typed; waiting is measured.
"""

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

CHARACTERS_A_MINUTE = 120
#: Seconds of a key that is no text, and of pointing at something and clicking or tapping it.
KEY_SECONDS, CLICK_SECONDS = 0.28, 1.3
MOST_STEPS = 80
FOCUSED = """() => {
  const e = document.activeElement;
  return (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || "").trim();
}"""
CHOSEN = "() => document.activeElement.selectedOptions[0].text"


class Lost(Exception):  # noqa: N818 - the page has changed, the script has not
    """What should have been on the page was not."""


@dataclass
class Hands:
    """One person at one page, from the first key of a task to its last."""

    page: Page
    keys: int = 0
    clicks: int = 0
    characters: int = 0
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        """What the task takes a practised person, waiting included."""
        typing = self.characters * 60 / CHARACTERS_A_MINUTE
        return typing + self.keys * KEY_SECONDS + self.clicks * CLICK_SECONDS + self.waited

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.characters += len(text)

    def tap(self, thing: Locator) -> None:
        thing.click()
        self.clicks += 1

    def to(self, name: str) -> None:
        """Tab until the control of this name has the focus."""
        for _ in range(MOST_STEPS):
            if self.page.evaluate(FOCUSED).startswith(name):
                return
            self.press("Tab")
        raise Lost(f"no Tab leads to {name}")

    def fill(self, name: str, text: str) -> None:
        self.to(name)
        self.type(text)

    def choose(self, name: str, option: str) -> None:
        self.to(name)
        for _ in range(MOST_STEPS):
            if self.page.evaluate(CHOSEN) == option:
                return
            self.press("ArrowDown")
        raise Lost(f"{name} has no {option}")

    def wait_for(self, thing: Locator | str) -> None:
        """Wait until the page has come, or this stands on it; a machine's time, measured."""
        start = time.perf_counter()
        if isinstance(thing, str):
            self.page.wait_for_url(thing, wait_until="domcontentloaded")
        else:
            thing.first.wait_for()
        self.waited += time.perf_counter() - start
