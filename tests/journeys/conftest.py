"""One installation and one browser for all journeys; a page for each person who takes part."""

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.crawling import Found, every_page
from tests.journeys.running import CHROMIUM, CHROMIUM_FLAGS, Running, installation
from tests.journeys.visiting import DESK, PHONE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with installation(tmp_path_factory.mktemp("rembuk"), proposals=300) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium absent")
    # Playwright keeps a loop in this thread; rows are read in it all the same, by one thread at a time.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield found
        found.close()


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def cookies_of(site: Running, browser: Browser) -> Callable[[str], list[dict[str, object]]]:
    """Everybody signs in once: many at the same desk would meet the limit that guards passwords."""

    @cache
    def known(username: str) -> list[dict[str, object]]:
        with browser.new_context(base_url=site.url, locale="id-ID") as context:
            sign_in(context.new_page(), site, username)
            return context.cookies()

    return known


@pytest.fixture
def open_page(site: Running, browser: Browser, cookies_of) -> Iterator[Open]:
    """`open_page(username)`: that person's browser, signed in; without a name a guest's."""
    contexts: list[BrowserContext] = []

    def open_one(
        username: str = "", *, size: dict[str, int] = DESK, javascript: bool = True, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            base_url=site.url, viewport=size, java_script_enabled=javascript, locale="id-ID",
            color_scheme="dark" if dark else "light", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        if username:
            context.add_cookies(cookies_of(username))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def phone_of(site: Running, browser: Browser, cookies_of) -> Iterator[Callable[[str], Page]]:
    """`phone_of(username)`: one telephone a person for the whole run."""
    known: dict[str, BrowserContext] = {}

    def opened(username: str) -> Page:
        if username not in known:
            known[username] = browser.new_context(base_url=site.url, viewport=PHONE, locale="id-ID")
            known[username].new_page()
            if username:
                known[username].add_cookies(cookies_of(username))
        return known[username].pages[0]

    yield opened
    for context in known.values():
        context.close()


@pytest.fixture(scope="session")
def dead() -> list[str]:
    """Links that lead nowhere: filled while the pages are found."""
    return []


@pytest.fixture(scope="session")
def pages(phone_of: Callable[[str], Page], dead: list[str]) -> list[Found]:
    """One address of each page, and who sees it there."""
    return every_page(phone_of, dead=dead)


def sign_in(page: Page, site: Running, username: str) -> None:
    """As a person does it: the form at /masuk/."""
    account = site.accounts[username]
    page.goto("/masuk/")
    page.locator("#id_login").fill(account.username)
    page.locator("#id_password").fill(account.password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/masuk/" not in url)
