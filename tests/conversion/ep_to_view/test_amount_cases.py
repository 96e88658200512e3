"""The reference cases of amounts and strengths in prescriptions from abroad, as their README says they must be."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import Verdict, verdict
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
