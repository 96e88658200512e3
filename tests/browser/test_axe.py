"""axe-core on every page, in both languages, wide and narrow: nothing serious by WCAG 2.2 AA."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_way import FIELDS
from tests.builders.foreign import foreign
from tests.conversion.ep_to_view.test_bad_views import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
EXPIRED = foreign(valid='<effectiveTime xsi:type="IVL_TS"><high value="20261122"/></effectiveTime>')
POOR = foreign(desc="", ratio="", atc="", form='<pharm:formCode code="1" codeSystem="1.2.3" displayName="Pillula"/>')
LANGUAGES = ("no", "en")
DOSAGES = {
    "understood": "1 tablett daglig",
    "elsewhere": "Som avtalt",
    "not understood": "1 tabelt\nmorgen",
}


def faults(page: "Page") -> list[tuple[str, list[str]]]:
    """What axe finds, of whatever weight: which rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


def upload(page: "Page", address: str, ep: bytes, lang: str) -> None:
    """Opens a prescription."""
    page.goto(f"{address}/pharmacy?lang={lang}")
    page.set_input_files("#ep", {"name": "ep.xml", "mimeType": "text/xml", "buffer": ep})
    page.click("form.upload button")
    page.wait_for_load_state()


def filled(page: "Page", **other: str) -> None:
    """Fills in the form of a dispense, and asks for the eD."""
    page.fill("#varenr", "990003")
    page.check("#substituted-generic")
    for name, text in {**FIELDS, "at": "2026-11-23T10:15", **other}.items():
        page.fill(f"#{name}", text)
    page.click("button[value=preview]")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page(page: "Page", address: str, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, Any] = {}
    page.goto(f"{address}/pharmacy?lang={lang}")
    found["start"] = faults(page)
    for name, ep in {"sound": foreign(), "expired": EXPIRED, "poor": POOR, "a page": page_of(b"%PDF-1.7 x")}.items():
        upload(page, address, ep, lang)
        for details in page.query_selector_all("summary"):
            details.click()
        found[name] = faults(page)
    upload(page, address, b"<x/>", lang)
    found["refused"] = faults(page)
    upload(page, address, foreign(), lang)
    page.fill("#q", "fiktiv")
    page.wait_for_selector("#hits input[type=radio]")
    found["search"] = faults(page)
    filled(page, packages="9")
    found["problems"] = faults(page)
    filled(page)
    page.click("summary")
    found["eD"] = faults(page)
    for example in ("m1-tablets", "m1-locked"):
        page.goto(f"{address}/outbound?lang={lang}")
        found["outbound"] = faults(page)
        if example == "m1-tablets":
            page.click("form:not(.upload) button")
        page.wait_for_load_state()
        found[example] = faults(page)
    for name, text in DOSAGES.items():
        page.goto(f"{address}/dosage?lang={lang}")
        found["dosage"] = faults(page)
        page.fill("#text", text)
        page.click("form button")
        page.wait_for_load_state()
        found[f"dosage: {name}"] = faults(page)
    assert {name: f for name, f in found.items() if f} == {}


def test_what_axe_looks_for_it_finds(page: "Page", address: str) -> None:
    """The check itself: an input without a label is found."""
    page.goto(f"{address}/pharmacy")
    page.eval_on_selector("label", "e => e.remove()")
    assert "label" in {rule for rule, _ in faults(page)}
