"""A browser for the tests of the pages; they are skipped, and say so, where Playwright or Chromium is missing."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.serving import ARGUMENTS, CHROMIUM, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

WANTED = "CONVERTER_TEST_BROWSER"
"""Set where a missing browser is a failure, as in CI."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, headless."""
    if not CHROMIUM.exists():
        _missing(f"needs {CHROMIUM} (Debian: chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("needs playwright: requirements-browser.lock")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


def _missing(what: str) -> None:
    if os.environ.get(WANTED):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The service, at a moment when the shipped examples are valid."""
    with served() as base:
        yield base


@pytest.fixture
def page(browser: Any) -> Iterator["Page"]:
    """A new window; whatever goes wrong in it, a script that fails or a policy that is broken, fails the test."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [w for w in wrong if "422" not in w] == []
