"""The official rules on every eP that the tests have: of the official messages, the golden ones, the demo's packages.

The rules, and the official messages, are reference material; without it the tests are skipped. Nothing of the messages
is printed: a failure names documents, codes and places only.
"""

from pathlib import Path

import pytest

from tests.builders.loaded import convert
from tests.builders.official import failing
from tests.conversion.ep_to_view.test_bad_views import PDF, page_of
from tests.conversion.m1_to_ep.test_official_messages import EXPECTED, C, official_messages
from tests.enrichment.test_demo_converts import answers

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(scope="module")
def documents(shared: Path) -> dict[str, bytes]:
    """Every eP by name, and a page of wave 8 that the tests of views are made with."""
    messages = official_messages(shared)
    made = {f"message-{name.replace('/', '-')}": convert(messages[name], at).document for name, at in EXPECTED}
    of_demo = {f"demo-{varenr}": answer.document for varenr, answer in answers().items()}
    golden = {f"golden-{path.parent.name}": path.read_bytes() for path in sorted(GOLDEN.glob("*/ep.xml"))}
    every = {**made, **of_demo, **golden, "page": page_of(PDF)}
    return {name: document for name, document in every.items() if document is not None}


def test_every_document_is_there(documents: dict[str, bytes]) -> None:
    """None is lost on the way to the check."""
    converts = sum(decision is C for decision, _ in EXPECTED.values())
    assert sum(name.startswith("message-") for name in documents) == converts
    assert sum(name.startswith("golden-") for name in documents) > 60
    assert sum(name.startswith("demo-") for name in documents) > 50


def test_every_document_is_sound_by_the_official_rules(
    documents: dict[str, bytes], shared: Path, tmp_path: Path
) -> None:
    """No error in any."""
    assert failing(shared, tmp_path, documents) == {}
