"""Several of a kind on a page, read only once the page is there."""

from playwright.sync_api import Locator, expect


def every(found: Locator) -> list[Locator]:
    """Each of what is found on a page that has loaded, and at least one.

    `all()` alone does not wait: asked while the next page is still on its way it finds nothing,
    and the journey goes on with nothing filled in.
    """
    found.page.wait_for_load_state()
    expect(found.first).to_be_visible()
    return found.all()
