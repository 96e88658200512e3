"""What a pharmacist must see first stands in the first screen: who, whether, what, how, until when, by whom."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_way import FIELDS
from tests.builders.foreign import foreign, part_of

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


CHECKED = foreign(
    ratio=part_of("ratio").replace('unit="mg"', 'unit="mcg"'),
    instruction="1 tablett ved behov. " + "Skal tas med rikelig vann. " * 20,
    valid='<effectiveTime xsi:type="IVL_TS"><high value="20271101"/></effectiveTime>',
)
EXPIRED = foreign(valid='<effectiveTime xsi:type="IVL_TS"><high value="20261122"/></effectiveTime>')
STATES = {
    "to be checked": (CHECKED, ["Kontroller før utlevering", "Et virkestoffs styrke i koder", "1. november 2027"]),
    "not dispensable": (EXPIRED, ["Kan ikke utleveres i Norge", "Resepten er utløpt.", "22. november 2026"]),
}


def upload(page: "Page", address: str, ep: bytes) -> None:
    """A prescription of a file."""
    page.goto(f"{address}/pharmacy")
    page.set_input_files("#ep", {"name": "ep.xml", "mimeType": "text/xml", "buffer": ep})
    page.click("form.upload button")
    page.wait_for_load_state()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_the_gravest_reason_and_the_task_fit_the_first_screen(
    page: "Page", address: str, state: str, screen: str
) -> None:
    """However long the prescriber's own words are; codes and places stand below."""
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    document, first = STATES[state]
    upload(page, address, document)
    for words in [*first, "Buranisti", "60 tabletter", "generisk bytte tillatt", "Eero Mallinen"]:
        box = page.get_by_text(words).locator("visible=true").first.bounding_box()
        assert box is not None, words
        assert box["y"] + box["height"] <= height, words
    assert "view-" not in page.inner_text(".status")
    assert "/ClinicalDocument" not in page.inner_text(".status")


@pytest.mark.parametrize("screen", SCREENS)
def test_each_reason_is_seen_once(page: "Page", address: str, screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    upload(page, address, CHECKED)
    for words in ("Et virkestoffs styrke i koder", "Dokumentets egne ord sier noe annet"):
        assert page.get_by_text(words).locator("visible=true").count() == 1, words
    more = page.get_by_text("Merknader i alt: 2").locator("visible=true").count()
    assert more == (1 if screen == "phone" else 0)


def test_every_column_of_the_packages_is_seen_on_a_phone(page: "Page", address: str) -> None:
    """And nothing on the page is wider than it."""
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, address)
    for cell in page.locator(".packages tbody tr").first.locator("td").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    for link in page.locator("nav a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360


def test_a_simple_prescription_is_printed_on_two_pages(page: "Page", address: str) -> None:
    opened(page, address)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) <= 2


def test_in_print_the_preview_has_the_name_on_every_page_and_no_xml(page: "Page", address: str) -> None:
    opened(page, address)
    page.fill("#varenr", "990003")
    page.check("#substituted-generic")
    for name, text in {**FIELDS, "at": "2026-11-23T10:15"}.items():
        page.fill(f"#{name}", text)
    page.click("button[value=preview]")
    page.emulate_media(media="print")
    assert page.locator(".running").evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert page.locator(".running").inner_text() == "Aino Esimerkki, født 29. februar 1980, Finland"
    assert page.locator("details").locator("visible=true").count() == 0


def test_in_print_the_name_is_on_every_page(page: "Page", address: str) -> None:
    opened(page, address)
    page.emulate_media(media="print")
    running = page.locator(".running")
    assert running.is_visible()
    assert running.inner_text() == "Aino Esimerkki, født 29. februar 1980, Finland"
    assert running.evaluate("e => getComputedStyle(e).display") == "table-header-group"
