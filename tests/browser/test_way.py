"""The whole way in a browser, with the keyboard alone: open the example, choose a package, see the eD, take it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from converter.examples import example
from converter.formats.cda.ed_reader import require_ed
from converter.formats.xml import parse
from tests.browser.serving import NOW, served
from tests.builders.norwegian import ed_of, entered

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIELDS = {
    "packages": "2",
    "batch": "A123",
    "number": "U-1",
    "given": "Ida",
    "family": "Eksempel",
    "hpr": "999900025",
    "pharmacy": "Eksempelapoteket",
    "organisation": "313000125",
    "street": "Eksempelveien 3",
    "postal": "9999",
    "city": "Eksempelby",
    "telephone": "+47 00 00 00 00",
}
MOST = 80
"""Presses of Tab: more than there are things on any page."""


def tab_to(page: "Page", selector: str) -> None:
    """Goes to an element as a user of the keyboard does."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def write(page: "Page", name: str, text: str) -> None:
    """Fills in a field by keyboard."""
    tab_to(page, f"#{name}")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page: "Page", selector: str) -> None:
    """Presses a button by keyboard, and waits for what comes."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def opened(page: "Page", address: str) -> None:
    """The example, opened by keyboard."""
    page.goto(f"{address}/pharmacy")
    press(page, "form:not(.upload) button")
    assert page.inner_text(".kicker") == "Resept fra utlandet: Finland"


def downloaded(page: "Page", selector: str) -> bytes:
    """A file that is taken by keyboard."""
    tab_to(page, selector)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    return Path(taken.value.path()).read_bytes()


def test_the_whole_way_with_the_keyboard_alone(page: "Page", address: str) -> None:
    opened(page, address)
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    chosen = page.eval_on_selector("input[name=choice]:checked", "e => e.value")
    assert page.input_value("#packages") == page.get_attribute("input[name=choice]:checked", "data-packages") == "2"
    tab_to(page, "input[name=substituted]")
    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert page.eval_on_selector("input[name=substituted]:checked", "e => e.value") == "generic"
    for name, text in FIELDS.items():
        write(page, name, text)
    press(page, "button[value=preview]")
    assert page.inner_text(".kicker") == "EU-utleveringen før den sendes"
    ed = downloaded(page, "a[download='ed-U1.xml']")
    assert ed == ed_of(example("ep-finnish"), entered(varenr=chosen, dispensed_at=NOW), at=NOW)
    require_ed(parse(ed))
    assert downloaded(page, "a[download='ed-U1-discard.xml']") != ed
    press(page, "button[value=back]")
    assert page.input_value("#given") == "Ida"


def test_the_search_shows_packages_while_one_types(page: "Page", address: str) -> None:
    opened(page, address)
    write(page, "q", "fiktivamol tab")
    page.wait_for_selector("#hits input[type=radio]")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.closest('#hits') !== null")
    page.keyboard.press("Space")
    assert page.eval_on_selector("input[name=choice]:checked", "e => e.value") in {"990001", "990002"}
    write(page, "varenr", "990003")
    page.keyboard.press("Tab")
    assert page.query_selector("input[name=choice]:checked") is None


def test_what_is_refused_is_said_where_the_reader_is(page: "Page", address: str) -> None:
    """The list of problems has the focus, and what was entered stands."""
    opened(page, address)
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    page.fill("#at", "2026-11-23T10:15")
    page.check("#substituted-generic")
    for name, text in {**FIELDS, "packages": "9"}.items():
        write(page, name, text)
    press(page, "button[value=preview]")
    assert page.evaluate("() => document.activeElement.id") == "problems"
    assert "Det er mer enn det som er forskrevet." in page.inner_text("#problems")
    assert page.input_value("#family") == "Eksempel"


def test_a_file_can_be_dropped(page: "Page", address: str) -> None:
    page.goto(f"{address}/outbound")
    page.set_input_files("#m1", {"name": "m1.xml", "mimeType": "text/xml", "buffer": example("m1-locked")})
    press(page, "form.upload button")
    assert "sperret" in page.inner_text("main").casefold() or "locked" in page.inner_text("main")


def test_the_outbound_example_is_one_press_away(page: "Page", address: str) -> None:
    page.goto(f"{address}/outbound")
    press(page, "form:not(.upload) button")
    assert "ClinicalDocument" in page.inner_text("main")


def test_a_dosage_is_read_with_the_keyboard_alone(page: "Page", address: str) -> None:
    """Written or chosen; the text is in no address."""
    page.goto(f"{address}/dosage")
    write(page, "text", "1 tablett om kvelden")
    press(page, "form button")
    assert "Take 1 tablet in the evening." in page.inner_text("main")
    assert page.input_value("#text") == "1 tablett om kvelden"
    assert "tablett" not in page.url
    press(page, "button[name=example][value='4']")
    assert "Ingen dose i teksten" in page.inner_text("main")
    assert page.input_value("#text") == "Som avtalt med lege"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_cut_off_at_the_side(page: "Page", address: str, width: int) -> None:
    """WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels; wide tables have a region of their own."""
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.goto(f"{address}/outbound")
    press(page, "form:not(.upload) button")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.goto(f"{address}/dosage")
    page.fill("#text", "1-2 tabletter inntil 3 ganger daglig ved smerter. Maks 6 tabletter per døgn " + "x" * 80)
    press(page, "form button")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_it_works_without_a_script(browser: object, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{address}/pharmacy")
    page.click("form:not(.upload) button")
    page.fill("#q", "fiktivprofen")
    page.click("button[value=search]")
    page.check("#h990003")
    page.check("#substituted-generic")
    for name, text in {**FIELDS, "at": "2026-11-23T10:15"}.items():
        page.fill(f"#{name}", text)
    page.click("button[value=preview]")
    assert page.inner_text(".kicker") == "EU-utleveringen før den sendes"
    page.goto(f"{address}/dosage")
    page.click("button[name=example]")
    assert "Take 1 tablet three times daily for 7 days." in page.inner_text("main")
    context.close()


def test_no_other_host_is_asked(page: "Page") -> None:
    with served() as base:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        opened(page, base)
        assert asked
        assert not [u for u in asked if not u.startswith((base, "data:"))]
