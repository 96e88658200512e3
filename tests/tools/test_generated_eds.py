"""eDs of generated dispenses: few of them here; what is wrong would be named."""

import pytest

from converter.conversion.m10_to_ed.discard import discard_of
from tests.builders.loaded import loaded
from tools import generated_eds
from tools.generated_eds import AT, id_of, main, make


def test_each_pharmacy_and_number_has_one_id(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty pharmacies with the same two numbers, without the official material."""
    monkeypatch.delenv("CONVERTER_REFERENCE", raising=False)
    assert main(["80"]) == 0
    said = capsys.readouterr().out
    assert "80 eDs, 80 ids, 40 pharmacies, 2 numbers" in said
    assert "each eD passed our own schema" in said


def test_the_same_seed_makes_the_same() -> None:
    """To the byte."""
    assert make(8, 3, loaded()).made == make(8, 3, loaded()).made
    assert AT.tzinfo is not None


def test_what_shares_an_id_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool would see it."""
    monkeypatch.delenv("CONVERTER_REFERENCE", raising=False)
    monkeypatch.setattr(generated_eds, "id_of", lambda document: ("1", "2"))
    assert main(["3"]) == 1
    assert "3 dispenses have 1 ids" in capsys.readouterr().out


def test_a_discard_has_the_id_of_its_ed() -> None:
    """As the tool holds it."""
    for document in make(3, 5, loaded()).made.values():
        assert id_of(document) == id_of(discard_of(document, loaded()))
