"""Debian's Chromium under Playwright, which brings no browser of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; a failure, never a skip, where there is none."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed: .ci/packages chromium (make test does it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file as a person does; fails the test where the page complained or asked for more."""
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(path: Path, hash: str = "", width: int = 1280, scheme: str = "light") -> Page:
        viewport = {"width": width, "height": 800}
        page = browser.new_page(viewport=viewport, color_scheme=scheme)
        pages.append(page)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda one: complaints.append(one.url) if _is_foreign(one.url) else None)
        page.goto(path.as_uri() + hash)
        return page

    yield opened
    for page in pages:
        page.close()
    assert not complaints, complaints


def _is_foreign(url: str) -> bool:
    return not url.startswith(("file:", "data:"))
