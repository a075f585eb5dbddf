"""A look at a page in real Chromium: what it says, axe, whether it fits, its empty form."""

import os
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ACCESSIBILITY_RULES
from tests.e2e.conftest import PATIENCE, PHONE, WIDE
from tests.e2e.crawl import Opened, Person

NARROW = {"width": 320, "height": 640}
#: A folder for pictures of every page in both widths, for whoever wants to look through them.
PICTURES = os.environ.get("PICTURES_OF_PAGES", "")
SAYS = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].filter((e) => e.checkVisibility()).length,
})"""
AXE = """async ([only, leftOut, unfold]) => {
  if (unfold) document.querySelectorAll("main details").forEach((one) => { one.open = true; });
  const options = { runOnly: only, resultTypes: ["violations"], preload: false, iframes: false };
  const found = await axe.run({ exclude: leftOut.map((one) => [one]) }, options);
  return found.violations.flatMap((one) => one.nodes.slice(0, 3).map((node) =>
    `${one.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)} ${
      [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")}`));
}"""
#: What every page of a person has alike; axe reads it on the first.
SHARED = [".rail", ".masthead"]
EVERYTHING = {"type": "tag", "values": ACCESSIBILITY_RULES}
#: What another width, the dark and an unfolded page can change.
BY_LOOK = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
#: Widths of the page at 320 pixels, in normal and large text, folded and unfolded.
FITS = """() => {
  const root = document.documentElement;
  const kept = root.dataset.size;
  const folded = [...document.querySelectorAll("details:not([open])")];
  const faults = [];
  for (const size of ["normal", "large"]) {
    root.dataset.size = size;
    for (const open of [false, true]) {
      for (const one of folded) one.open = open;
      if (root.scrollWidth <= innerWidth) continue;
      const wide = [...document.querySelectorAll("body *")]
        .filter((e) => e.checkVisibility())
        .filter((e) => !e.closest(".table-scroll, .visually-hidden, .skip-link"))
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
      const told = wide.slice(-2).map((e) => e.outerHTML.slice(0, 120)).join(" / ");
      faults.push(`${root.scrollWidth} pixels wide in ${size} text: ${told}`);
    }
  }
  for (const one of folded) one.open = false;
  if (kept === undefined) delete root.dataset.size; else root.dataset.size = kept;
  return faults;
}"""
#: Empties the forms of the page's own part that are typed into; what each would send then.
EMPTY = """() => [...document.forms].flatMap((form, index) => {
  const asks = [...form.elements].filter((e) => e.name && e.checkVisibility()
    && !["submit", "button", "hidden", "fieldset"].includes(e.type));
  if (form.method !== "post" || !form.closest("main") || !asks.length) return [];
  for (const one of asks) {
    if (["checkbox", "radio"].includes(one.type)) one.checked = false;
    else if (one.options) one.value = "";
    else one.value = "";
  }
  const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return [{ index, action: form.action, sent: new URLSearchParams(sent).toString() }];
})"""
SEND = "index => HTMLFormElement.prototype.submit.call(document.forms[index])"
TOLD = """() => {
  const summary = document.querySelector("[data-error-summary]");
  return summary !== null && summary.checkVisibility();
}"""
#: Asked together: each question goes through four processes and back.
SAYS_AND_AXE = f"async (asked) => [({SAYS})(), await ({AXE})(asked)]"
FITS_AND_EMPTY = f"() => [({FITS})(), ({EMPTY})()]"
TOLD_AND_FITS = f"() => [({TOLD})(), ({FITS})()]"


@dataclass
class Device:
    """The one page a person's device has open, and what its console said."""

    page: Page
    said: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext) -> "Device":
        device = cls(context.new_page())
        device.page.on("pageerror", lambda error: device.said.append(f"error: {error}"))
        device.page.on("console", lambda one: device.said.append(f"{one.type}: {one.text}"))
        return device


class Looker:
    """Opens pages for people, each of whom keeps a device for the whole crawl."""

    def __init__(self, browser: Browser, options: dict[str, Any], address: str) -> None:
        self.browser, self.options, self.address = browser, options, address
        self.devices: dict[str, Device] = {}
        self.looked_at, self.refused = 0, 0
        self.frames_read: set[tuple[str, str]] = set()

    def close(self) -> None:
        for device in self.devices.values():
            device.page.context.close()

    def faults_of(self, opened: Opened) -> list[str]:
        """Everything that is wrong with a page, and with what an empty form of it answers."""
        device = self._device(opened.person)
        page, device.said = device.page, []
        page.set_viewport_size(WIDE)
        answer = page.goto(self.address + opened.url)
        if answer is None or answer.status != 200:
            return [f"{opened.name}: {answer and answer.status} in the browser"]
        self.looked_at += 1
        _photograph(page, opened)
        said, broken = page.evaluate(SAYS_AND_AXE, self._asked(opened, EVERYTHING, "wide"))
        page.set_viewport_size(NARROW)
        too_wide, forms = page.evaluate(FITS_AND_EMPTY)
        faults = [*_wrong(said), *broken, *too_wide]
        refused_before = self.refused
        for form in forms:
            faults += self._refusal(page, opened.person, form)
            if page.url != self.address + opened.url:
                break
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        only = EVERYTHING if self.refused > refused_before else BY_LOOK
        faults += page.evaluate(AXE, self._asked(opened, only, "phone", unfold=True))
        page.emulate_media(color_scheme="light")
        faults += device.said
        return [f"{opened.name} ({opened.person.who}) {opened.url}: {one}" for one in faults]

    def _asked(
        self, opened: Opened, only: dict[str, Any], width: str, *, unfold: bool = False
    ) -> list[Any]:
        """What axe is asked of a page: which rules, what it need not read again, what it opens."""
        frame = (opened.person.who, width)
        left_out = SHARED if frame in self.frames_read else []
        self.frames_read.add(frame)
        return [only, left_out, unfold]

    def _refusal(self, page: Page, person: Person, form: dict[str, Any]) -> list[str]:
        """Send an empty form in the browser if it is refused, else leave it: it would be done."""
        html = _answer(person, form)
        if html is None:
            return [f"an empty form breaks the server: {form['sent']}"]
        if "field-errors" not in html and "data-error-summary" not in html:
            return []
        with page.expect_navigation():
            page.evaluate(SEND, form["index"])
        self.refused += 1
        is_told, too_wide = page.evaluate(TOLD_AND_FITS)
        return [*([] if is_told else ["an empty form without a summary"]), *too_wide]

    def _device(self, person: Person) -> Device:
        if person.who not in self.devices:
            context = self.browser.new_context(**self.options, viewport=WIDE)
            context.set_default_timeout(PATIENCE)
            context.add_init_script(AXE_SCRIPT)
            context.add_cookies(
                [
                    {"name": name, "value": one.value, "url": self.address}
                    for name, one in person.client.cookies.items()
                    if one.value
                ]
            )
            self.devices[person.who] = Device.of(context)
        return self.devices[person.who]


def _wrong(said: dict[str, Any]) -> list[str]:
    wrong = [] if said["lang"].startswith("zh") else [f"the language {said['lang']!r}"]
    if said["headings"] != 1:
        wrong.append(f"{said['headings']} headings of the first level")
    return wrong


def _answer(person: Person, form: dict[str, Any]) -> str | None:
    """What page the server would answer, asked in a transaction that leaves nothing behind.

    Empty when it would do what was asked, or answers no page; None when it breaks.
    """
    sender = Client(raise_request_exception=False)
    sender.cookies = SimpleCookie({name: one.value for name, one in person.client.cookies.items()})
    sent = dict(QueryDict(form["sent"]).lists())
    with transaction.atomic():
        answer = sender.post(urlsplit(form["action"]).path, sent)
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        return None
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""


def _photograph(page: Page, opened: Opened) -> None:
    if not PICTURES:
        return
    for tag, size in (("phone", PHONE), ("wide", WIDE)):
        page.set_viewport_size(size)
        who = opened.person.who.replace(" ", "-")
        name = f"{opened.name}-{who}-{abs(hash(opened.url)) % 1000}-{tag}.png"
        page.screenshot(path=Path(PICTURES) / name, full_page=True)
