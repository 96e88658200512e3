"""What all tests share: where the reference material is, when it is there."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from converter.dosage.soundness import check_soundness
from converter.dosage.vocabulary import Vocabulary, Word
from converter.sources.problems import ProblemList

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CONVERTER_REFERENCE", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material (official schemas, rules, messages); the test is skipped where it is missing."""
    if not (SHARED / "check" / "run").exists():
        pytest.skip("needs the reference material, which is not part of this repository")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-golden`: the golden documents are written anew instead of compared."""
    parser.addoption("--update-golden", action="store_true", help="write the golden documents anew; read the diff")


@pytest.fixture(scope="session", autouse=True)
def sound_once() -> Iterator[None]:
    """Words of dosages that were found sound are not asked again in this process, whatever else is loaded with them.

    The check itself is asked by `tests/dosage/test_soundness.py`.
    """
    sound: list[Mapping[str, Mapping[str, Word]]] = []

    def check(vocabulary: Vocabulary, problems: ProblemList) -> None:
        if vocabulary.kinds in sound:
            return
        before = len(problems)
        check_soundness(vocabulary, problems)
        if len(problems) == before:
            sound.append(vocabulary.kinds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("converter.conversion.converter.check_soundness", check)
        yield
