"""The reference cases of amounts and strengths in prescriptions from abroad, as their README says they must be."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import Verdict, verdict
from tests.builders.foreign import codes, foreign, shown
from tests.builders.foreign_products import code
from tests.builders.loaded import details_of, loaded

AT = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
AMBIGUOUS, UNREAD, CONTRADICTS = "view-package-ambiguous", "view-strength-unread", "view-strength-contradicts"


@dataclass(frozen=True)
class Right:
    """What is right of one eP.

    Attributes:
        told: of the codes that tell of amounts and strengths, those among the findings.
        one, total: what a package and all of them hold, in words.
        layers: in words.
        needed: whether a number of Norwegian packages is suggested; None where no package is.
    """

    told: tuple[str, ...] = ()
    one: str = ""
    total: str = ""
    layers: tuple[str, ...] = ()
    needed: bool | None = None


CASES = {
    "outer-layer-30-tablets-shown-as-600-eD-for-20-packs": Right(
        (AMBIGUOUS,), layers=("10 tabletter i blisterpakning", "30 tabletter i boks"), needed=False
    ),
    "package-outer-layer-says-total-tablets-multiplied": Right(
        (AMBIGUOUS,), layers=("10 tabletter i blisterpakning", "100 tabletter i boks"), needed=False
    ),
    "package-outer-layer-says-total-tablets-in-words-multiplied": Right(
        (AMBIGUOUS,), layers=("10 tabletter i blisterpakning", "100 tablets i boks"), needed=False
    ),
    "ep-layers-3-of-10": Right(
        one="30 tabletter",
        total="60 tabletter",
        layers=("10 tabletter i blisterpakning", "3 av disse i boks"),
        needed=True,
    ),
    "ep-strength-mcg-words-mg": Right(
        (UNREAD,), one="30 tabletter", total="60 tabletter", layers=("30 tabletter i blisterpakning",)
    ),
    "ep-strength-words-finnish-microgram": Right(
        (CONTRADICTS,), one="30 tabletter", total="60 tabletter", layers=("30 tabletter i blisterpakning",)
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_what_it_must_be(shared: Path, name: str) -> None:
    """What is told, totals, layers in words, and what is suggested."""
    right = CASES[name]
    outcome = ep_to_view((shared / "cases" / "inbound" / f"{name}.xml").read_bytes(), loaded(), AT)
    view = details_of(outcome)
    told = {f.code for f in outcome.findings}
    assert {AMBIGUOUS, UNREAD, CONTRADICTS} & told == set(right.told)
    assert verdict(outcome) is not Verdict.DISPENSABLE or not right.told
    assert view.product is not None
    assert (view.product.one, view.product.whole, view.product.layers) == (right.one, right.total, right.layers)
    if right.needed is None:
        assert view.suggestions == ()
    else:
        assert bool([s for s in view.suggestions if s.needed]) is right.needed
        assert bool([s for s in view.suggestions if s.compared]) is right.needed


def layer(value: int, unit: str, form: str, inside: str = "") -> str:
    """A layer of a package, with the layers around it."""
    return (
        f'<pharm:asContent classCode="CONT"><pharm:quantity value="{value}" unit="{unit}"/>'
        f'<pharm:containerPackagedProduct classCode="CONT" determinerCode="KIND">{form}{inside}'
        "</pharm:containerPackagedProduct></pharm:asContent>"
    )


def container(value: str, display: str) -> str:
    return code(value, "0.4.0.127.0.16.1.1.2.1", display, "", "pharm:formCode")


BLISTER, BOX = container("30007000", "Blister"), container("30009000", "Box")


@pytest.mark.parametrize(
    "unit", ["{Tabletti}", "{Tabletter}", "{Comprimido}", "{Pills}", "{Piece}", "{Unit}", "{Dose}", "{Coated tablet}"]
)
def test_a_word_that_is_no_container_is_not_multiplied(unit: str) -> None:
    """100 of an unknown word around blisters of 10 may be 100 or 1000 tablets."""
    document = foreign(content=layer(10, "{Tablet}", BLISTER, layer(100, unit, BOX)))
    product, suggestions = shown(document).product, shown(document).suggestions
    assert AMBIGUOUS in codes(document)
    assert product is not None
    assert (product.one, product.whole) == ("", "")
    assert not any(s.needed for s in suggestions)


@pytest.mark.parametrize(
    ("inner", "unit"),
    [
        (container("30054000", "Annospussi"), "{Sachet}"),
        (container("30054000", "Dosepose"), "{Sachet}"),
        (code("", "", "", "", "pharm:formCode"), "{Sachet}"),
        (container("30065000", "Liuska"), "{Strip}"),
        (container("30007000", "L\u00e4pipainopakkaus"), "{Blister}"),
    ],
)
def test_a_container_is_known_by_its_code(inner: str, unit: str) -> None:
    """Whatever language its word is in."""
    document = foreign(content=layer(5, "g", inner, layer(20, unit, BOX)))
    product = shown(document).product
    assert AMBIGUOUS not in codes(document)
    assert product is not None
    assert product.one == "100 g"
