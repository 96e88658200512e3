"""The official rules on every eP that the tests have: of the official messages, the golden ones, the demo's packages.

The rules, and the official messages, are reference material; without it the tests are skipped. Nothing of the messages
is printed: a failure names documents, codes and places only.
"""

from datetime import datetime
from pathlib import Path

import pytest

from converter.conversion.converter import CDA_L1
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from tests.builders.loaded import convert, loaded
from tests.builders.messages import AT
from tests.builders.official import failing
from tests.conversion.ep_to_view.test_bad_views import PDF, page_of
from tests.conversion.m1_to_ep.test_official_messages import EXPECTED, C, official_messages
from tests.enrichment.demo_facts import by_id, packages
from tests.enrichment.demo_messages import message
from tests.enrichment.test_demo_converts import answers

GOLDEN = Path(__file__).parents[2] / "golden"


def golden_files() -> list[Path]:
    """The golden documents."""
    return sorted(GOLDEN.glob("*/ep.xml"))


def golden_message(document: Path) -> bytes:
    """The message of a golden document."""
    return document.with_name("m1.xml").read_bytes()


def level_1_of(data: bytes, at: datetime = AT) -> bytes | None:
    """The level 1 document of a message."""
    return m1_to_ep(data, loaded(), at, Asked(format=CDA_L1)).document


@pytest.fixture(scope="module")
def documents(shared: Path) -> dict[str, bytes]:
    """Every eP by name, of both levels, and a page of wave 8 that the tests of views are made with."""
    messages = official_messages(shared)
    made = {f"message-{name.replace('/', '-')}": convert(messages[name], at).document for name, at in EXPECTED}
    of_demo = {f"demo-{varenr}": answer.document for varenr, answer in answers().items()}
    golden = {f"golden-{path.parent.name}": path.read_bytes() for path in golden_files()}
    brands = by_id("LegemiddelMerkevare")
    level_1 = {
        **{f"l1-message-{name.replace('/', '-')}": level_1_of(messages[name], at) for name, at in EXPECTED},
        **{f"l1-demo-{varenr}": level_1_of(message(package, brands)) for varenr, package in packages().items()},
        **{
            f"l1-golden-{path.parent.name}": level_1_of(path.with_name("m1.xml").read_bytes())
            for path in golden_files()
        },
    }
    every = {**made, **of_demo, **golden, **level_1, "page": page_of(PDF)}
    return {name: document for name, document in every.items() if document is not None}


def test_every_document_is_there(documents: dict[str, bytes]) -> None:
    """None is lost on the way to the check."""
    converts = sum(decision is C for decision, _ in EXPECTED.values())
    assert sum(name.startswith("message-") for name in documents) == converts
    assert sum(name.startswith("golden-") for name in documents) > 60
    assert sum(name.startswith("demo-") for name in documents) > 50
    of_level_1 = {name for name in documents if name.startswith("l1-")}
    of_level_3 = documents.keys() - of_level_1 - {"page"}
    assert {f"l1-{name}" for name in of_level_3} - of_level_1 == {"l1-golden-hostile-text"}  # letters of no font


def test_every_document_is_sound_by_the_official_rules(
    documents: dict[str, bytes], shared: Path, tmp_path: Path
) -> None:
    """No error in any."""
    assert failing(shared, tmp_path, documents) == {}
