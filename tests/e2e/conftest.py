"""Browsers of several people at once, on the server under test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gongyuan.people.models import User
from tests.e2e.people import Town, make_town
from tests.people.factories import PASSWORD

#: A machine that does other things too must not fail a journey.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


class Seat:
    """One person at one device: the page, and what the browser complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type == "error" else None,
        )

    def open(self, path: str) -> Page:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, path
        return self.page

    def sign_in(self, username: str) -> Page:
        """By account and password, as on the first morning."""
        page = self.open("/accounts/login/")
        page.get_by_label("账号").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        return page

    def is_already(self, user: User) -> "Seat":
        """Signed in before the journey begins."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "gongyuan.people.accounts.StaffBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.context.add_cookies(
            [{"name": "sessionid", "value": str(session.session_key), "url": self.address}]
        )
        return self


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def town(transactional_db: None) -> Town:
    cache.clear()
    return make_town()


@pytest.fixture
def seat(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, town: Town
) -> Iterator[Callable[..., Seat]]:
    """Give somebody a device; at the end no device may have complained."""
    seats: list[Seat] = []

    def give(size: dict[str, int] = WIDE, **options: Any) -> Seat:
        is_phone = size == PHONE
        context = browser.new_context(
            **{**browser_context_args, "viewport": size, "has_touch": is_phone, **options}
        )
        context.set_default_timeout(PATIENCE)
        seats.append(Seat(context, live_server.url))
        return seats[-1]

    yield give
    for one in seats:
        one.context.close()
    assert [text for one in seats for text in one.complaints] == []
