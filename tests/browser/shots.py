"""Pictures of the pages for a person to look at: `python -m tests.browser.shots FOLDER EP...`.

Each prescription is opened on the pharmacist's page: desktop, narrow, and as it prints (PDF).
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.serving import ARGUMENTS, CHROMIUM, served

DESKTOP, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 800}


def take(page: Page, base: str, document: Path, folder: Path) -> None:
    """The three pictures of one prescription."""
    page.set_viewport_size(DESKTOP)
    page.goto(f"{base}/pharmacy")
    page.set_input_files("#ep", document)
    page.click("form.upload button")
    page.wait_for_load_state()
    page.screenshot(path=folder / f"{document.stem}-desktop.png", full_page=True)
    page.pdf(path=folder / f"{document.stem}.pdf", format="A4")
    page.set_viewport_size(NARROW)
    page.screenshot(path=folder / f"{document.stem}-narrow.png", full_page=True)


def main() -> None:
    """All of them."""
    folder, documents = Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]]
    folder.mkdir(exist_ok=True, parents=True)
    with served() as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        for document in documents:
            take(page, base, document, folder)
        browser.close()


if __name__ == "__main__":
    main()
