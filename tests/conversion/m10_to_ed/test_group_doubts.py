"""A dispense on a prescription whose group is open: told again, and the package's own group decides."""

import pytest

from tests.builders.foreign import foreign
from tests.builders.foreign_products import CODEINE, IBUPROFEN, LOCAL, code, ingredient, kind
from tests.builders.norwegian import entered, made, package, refused, shelf

OPEN = ingredient(IBUPROFEN, "Ibuprofen") + ingredient(code("4711", LOCAL, "Jotakin"), "Jotakin")


def told(document: bytes) -> set[str]:
    """What is told of a dispense on this prescription."""
    return {f.code for f in made(document, entered()).findings}


@pytest.mark.parametrize(
    ("document", "doubt"),
    [
        (foreign(ingredient=OPEN), "view-substance-unchecked"),
        (foreign(atc=kind(code("M01AE")), ingredient=ingredient(code("4711", LOCAL, "x"))), "view-atc-group"),
        (foreign(atc="", ingredient=ingredient(code("4711", LOCAL, "x"))), "view-atc-missing"),
        (foreign(name="<name>Codeinol</name>"), "view-word-named-a-b"),
    ],
)
def test_an_open_group_is_told_again_with_the_ed(document: bytes, doubt: str) -> None:
    """What is handed out is of a known group that is neither A nor B: the register says so of the package."""
    assert doubt in told(document)
    assert not {c for c in told(foreign()) if c.startswith("view-")}


def test_an_open_group_alone_stops_no_ed() -> None:
    """A person has looked; the package is in group C by the register."""
    assert made(foreign(name="<name>Codeinol</name>"), entered()).document is not None


def test_a_code_of_a_or_b_anywhere_makes_no_ed() -> None:
    document = foreign(atc=kind(IBUPROFEN) + kind(CODEINE, "GEN"))
    assert "view-group-a-b" in refused(document, entered())


def test_what_is_no_order_makes_no_ed() -> None:
    assert "view-event" in refused(foreign().replace(b'moodCode="INT">', b'moodCode="EVN">', 1), entered())


def test_what_contradicts_itself_is_compared_as_unknown_and_not_repeated() -> None:
    """The eD says no form of what was prescribed: neither the code's nor the word's."""
    form = code("10714000", "0.4.0.127.0.16.1.1.2.1", "Tablet", tag="pharm:formCode")
    document = foreign(form=form)
    assert "dispense-not-compared" in told(document)
    ed = made(document, entered()).document
    assert ed is not None
    assert b"10714000" not in ed


def test_a_package_of_no_known_group_is_not_dispensed() -> None:
    """What has none is of an unknown one."""
    for group in ("", "X"):
        unknown = package("990003", group=group, brand_group="")
        assert refused(foreign(), entered(), shelf(unknown)) == {"dispense-group-unknown"}
