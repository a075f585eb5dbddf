"""Takes the pictures of `make screens`; runs inside the environment, on a loaded demonstration."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dev.messages import Refusal, say
from dev.paths import ROOT

django.setup()

from django.db import transaction  # noqa: E402 - Django must know its settings first
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongyuan.cases.choices import CaseState  # noqa: E402
from gongyuan.cases.models import Case  # noqa: E402
from gongyuan.desk.demo.network import PASSWORD, WUGANG, YANBIAN  # noqa: E402
from gongyuan.desk.demo.numbers import Numbers  # noqa: E402
from gongyuan.desk.demo.plan import Planned  # noqa: E402
from gongyuan.desk.demo.stories import Teller  # noqa: E402
from gongyuan.organisations.models import Unit  # noqa: E402
from gongyuan.policy.choices import AidForm  # noqa: E402

FOLDER = ROOT / "docs" / "screens"
WHOLE_FOLDER = ROOT / "var" / "whole-pages"
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
COLOURS = 256
#: Numbers that the demonstration has given already, and how many stories are tried at most.
NUMBERS_GIVEN, MOST_STORIES = 5000, 150


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A page to be taken: who looks, where, and what is done there before."""

    name: str
    account: str = ""
    path: str = "/"
    before: Callable[[Page], None] | None = None

    @property
    def is_office(self) -> bool:
        return bool(self.account) and self.account != "lawyer"


@dataclass(frozen=True, kw_only=True)
class Size:
    name: str
    is_phone: Callable[[Picture], bool]
    is_large: bool = False


SIZES = (
    Size(name="wide", is_phone=lambda picture: False),
    Size(name="phone", is_phone=lambda picture: True),
    Size(name="large", is_phone=lambda picture: not picture.is_office, is_large=True),
)


def main(arguments: list[str]) -> int:
    """Take the pictures named, or all of them, in every size."""
    parser = argparse.ArgumentParser(prog="make screens ARGS=…", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--whole", action="store_true", help="whole pages, into var/whole-pages")
    wanted = parser.parse_args(arguments)
    known = pictures()
    if unknown := set(wanted.names) - {picture.name for picture in known}:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    folder = WHOLE_FOLDER if wanted.whole else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as chromium:
        for picture in known:
            if not wanted.names or picture.name in wanted.names:
                say(f"拍 {picture.name}")
                for size in SIZES:
                    shot = take(chromium, wanted.address, picture, size, whole=wanted.whole)
                    keep(shot, folder / f"{picture.name}-{size.name}.png")
    return 0


def pictures() -> list[Picture]:
    """The ten main pages; the records they show are looked up before the browser starts."""
    handled = a_case(CaseState.HANDLING, days_ago=20, lawyer="lawyer")
    undecided = a_case(CaseState.AWAITING_DECISION, days_ago=1)
    granted = a_case(CaseState.GRANTED, days_ago=3)
    table = [Unit.objects.get(region_code=YANBIAN).pk, timezone.localdate().year]
    return [
        Picture(name="worklist", account="officer", path=reverse("desk_worklist")),
        Picture(name="case", account="officer", path=reverse("case_detail", args=[handled.pk])),
        Picture(name="registration", account="window", path=reverse("case_registration")),
        Picture(
            name="decision",
            account="head",
            path=reverse("case_decision", args=[undecided.pk, "grant"]),
        ),
        Picture(
            name="assignment", account="officer", path=reverse("case_assignment", args=[granted.pk])
        ),
        Picture(name="table", account="yanbian", path=reverse("return_table", args=table)),
        Picture(name="home", path=reverse("portal_home")),
        Picture(name="apply", path=reverse("portal_apply"), before=answer_wrongly),
        Picture(name="status", path=reverse("portal_track"), before=tracking(handled)),
        Picture(name="lawyer", account="lawyer", path=reverse("lawyer_case", args=[handled.pk])),
    ]


def a_case(state: CaseState, *, days_ago: int, lawyer: str = "", but: Case | None = None) -> Case:
    """The county's latest arbitration about money in a state (and of a lawyer), another than `but`.

    Which states the demonstration holds depends on the hour it was loaded; what a picture shows
    shall not. So one more story is told, again and again until it ends as wanted.
    """
    rows = Case.objects.filter(unit__region_code=WUGANG, state=state, claim_amount__gt=0)
    rows = rows.filter(aid_form=AidForm.ARBITRATION).order_by("-applied_at")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    if lawyer:
        rows = rows.filter(assignments__lawyer__user__username=lawyer, assignments__ended_at=None)
    random = Random(days_ago)  # noqa: S311 - invents, guards nothing
    numbers = Numbers(random)
    for _ in range(NUMBERS_GIVEN):
        numbers.phone(), numbers.uscc()
    teller = Teller(random=random, numbers=numbers, now=timezone.now())
    for _ in range(MOST_STORIES):
        if found := rows.first():
            return found
        with transaction.atomic():
            county = Unit.objects.get(region_code=WUGANG)
            teller.tell(Planned(unit=county, days_ago=days_ago))
            transaction.set_rollback(not rows.exists())
    raise Refusal(
        f"演示里没有“{state.label}”的案件。",
        f"The demonstration has no case that is {state.value}.",
    )


def answer_wrongly(page: Page) -> None:
    """Go through the application to the amounts, and type one that is no number."""
    page.get_by_label("干了活，钱没给够").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("欠我的工钱").check()
    page.get_by_label("加班费").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("欠我的工钱").fill("三万多")
    page.get_by_label("加班费").fill("4200")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("alert").or_(page.locator(".field-errors")).first.wait_for()


def tracking(case: Case) -> Callable[[Page], None]:
    """Open a matter as its worker does, by code and phone."""
    applicant = case.applicants.select_related("worker").order_by("position").first()
    if applicant is None:
        raise Refusal("案件没有申请人。", "The case has no applicant.")
    code, phone = case.matter.code, applicant.worker.phone

    def open_matter(page: Page) -> None:
        page.get_by_label("查询码").fill(code)
        page.get_by_label("申请时留的手机号").fill(phone)
        page.get_by_role("button", name="查", exact=True).click()
        page.wait_for_url("**/my/*/")

    return open_matter


def take(
    chromium: Browser, address: str, picture: Picture, size: Size, *, whole: bool = False
) -> bytes:
    """One picture of one page, in a browser that has seen nothing before."""
    is_phone = size.is_phone(picture)
    context = chromium.new_context(
        viewport=PHONE if is_phone else WIDE,  # type: ignore[arg-type] # a plain dict
        is_mobile=is_phone,
        has_touch=is_phone,
        device_scale_factor=2 if is_phone else 1,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    try:
        if size.is_large:
            context.add_cookies([{"name": "text_size", "value": "large", "url": address}])
        page = opened(context, address, picture)
        if picture.before is not None:
            picture.before(page)
        page.evaluate("document.activeElement && document.activeElement.blur()")
        if picture.before is None:
            page.evaluate("window.scrollTo(0, 0)")
        return page.screenshot(full_page=whole, animations="disabled", caret="hide")
    finally:
        context.close()


@contextmanager
def signed_in(
    chromium: Browser, address: str, account: str, size: dict[str, int]
) -> Iterator[Page]:
    """A page of a browser in which an account of the demonstration has signed in."""
    context = chromium.new_context(
        viewport=size,  # type: ignore[arg-type] # a plain dict
        has_touch=size == PHONE,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    try:
        desk = Picture(name=account, account=account, path=reverse("my_account"))
        yield opened(context, address, desk)
    finally:
        context.close()


def opened(context: BrowserContext, address: str, picture: Picture) -> Page:
    page = context.new_page()
    if picture.account:
        page.goto(address + reverse("account_login"))
        page.locator("[name=login]").fill(picture.account)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/login/" not in url)
    answer = page.goto(address + picture.path)
    if answer is None or not answer.ok:
        raise Refusal(f"{picture.name} 打不开。", f"{picture.path} did not answer with a page.")
    return page


def keep(shot: bytes, path: Path) -> None:
    """Write a picture in few colours: a page of text loses nothing and takes a third."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, reaching nothing but the server."""
    arguments = ["--lang=zh-CN", "--disable-gpu", "--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=os.environ["CHROMIUM"], args=arguments)
        try:
            yield chromium
        finally:
            chromium.close()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(2)
