"""What a pharmacist must see first stands in the first screen: who, whether, what, how, until when, by whom."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENS = {"desktop": (1280, 800), "phone": (360, 800)}
FIRST = [
    "Aino Esimerkki",
    "29. februar 1980",
    "FI-TEST-0071",
    "Ingenting er til hinder for utlevering",
    "Buranisti",
    "Tablett, filmdrasjert",
    "60 tabletter",
    "1 tablett 3 ganger daglig.",
    "1. november 2027",
    "Eero Mallinen",
]


def opened(page: "Page", address: str) -> None:
    """The example of the page."""
    page.goto(f"{address}/pharmacy")
    with page.expect_navigation():
        page.locator("form:not(.upload) button").first.click()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_task_fits_the_first_screen(page: "Page", address: str, screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    opened(page, address)
    for words in FIRST:
        box = page.get_by_text(words).locator("visible=true").first.bounding_box()
        assert box is not None, words
        assert box["y"] + box["height"] <= height, words
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, words  # noqa: PT018


def test_in_print_the_name_is_on_every_page(page: "Page", address: str) -> None:
    opened(page, address)
    page.emulate_media(media="print")
    running = page.locator(".running")
    assert running.is_visible()
    assert running.inner_text() == "Aino Esimerkki, født 29. februar 1980, Finland"
    assert running.evaluate("e => getComputedStyle(e).display") == "table-header-group"
