"""The English of amounts, strengths, packages and roles, with the tables that ship."""

from decimal import Decimal
from itertools import pairwise

import pytest

from converter.model.coded import Coded, Null, Quantity
from converter.model.product import PackageLayer
from converter.model.wording import Wording
from converter.terminology.english import wording_of
from tests.builders.loaded import loaded

EDQM = "0.4.0.127.0.16.1.1.2.1"
BLISTER, PEN, AMPOULE, BOTTLE, VIAL = "30007000", "30050000", "30001000", "30008000", "30069000"
SACHET = "30054000"


def words() -> Wording:
    """As shipped."""
    return wording_of(loaded().tables)


def so_much(value: str, unit: str, text: str = "") -> Quantity:
    """An amount."""
    return Quantity(Decimal(value), unit, text)


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (so_much("98", "{Tablet}"), "98 tablets"),
        (so_much("1", "{Tablet}"), "1 tablet"),
        (so_much("0.5", "{Tablet}"), "0.5 tablets"),
        (so_much("24", "{Patch}"), "24 patches"),
        (so_much("10", "{Suppository}"), "10 suppositories"),
        (so_much("160", "ug"), "160 micrograms"),
        (so_much("20000", "[IU]"), "20 000 international units"),
        (so_much("9999", "[IU]"), "9999 international units"),
        (so_much("1250000", "[IU]"), "1 250 000 international units"),
        (so_much("10000.125", "mL"), "10 000.125 mL"),
        (so_much("5", "10*6.[IU]"), "5 million international units"),
        (so_much("100", "1", "units"), "100 units"),
        (so_much("30", "10*6", "million units"), "30 million units"),
        (so_much("1.0", "mg"), "1 mg"),
        (so_much("2.5", "mL"), "2.5 mL"),
        (so_much("60", "1"), "60"),
        (so_much("60", "1", "dose(s) (dose)"), "60 doses"),
        (so_much("1", "1", "piece(s) (stykk)"), "1 piece"),
        (so_much("2", "{Unheard}"), "2 Unheard"),
    ],
)
def test_an_amount(quantity: Quantity, said: str) -> None:
    """Micrograms, international units and million in words; pieces in the plural."""
    assert words().amount(quantity) == said


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (so_much("1", "{Tablet}"), "per tablet"),
        (so_much("1", "mL"), "per mL"),
        (so_much("5", "g"), "per 5 g"),
        (so_much("24", "h"), "per 24 hours"),
        (so_much("1", "h"), "per hour"),
        (so_much("1", "1", "dose(s)"), "per dose"),
        (so_much("1", "1"), "per 1"),
    ],
)
def test_what_a_strength_is_per(quantity: Quantity, said: str) -> None:
    """One without its number."""
    assert words().per(quantity) == said


def package(content: Quantity, container: str = "", *outer: str) -> tuple[PackageLayer, ...]:
    """Layers, innermost first; outer ones innermost first too."""
    known = loaded().tables.value_set("eHDSIPackage").find(container)
    inner = PackageLayer(content, Null.UNK if known is None else known)
    return (inner, *[PackageLayer(so_much(n, "1"), Null.UNK) for n in outer])


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        (package(so_much("98", "{Tablet}"), BLISTER), "98 tablets in blister packs"),
        (package(so_much("98", "{Tablet}")), "98 tablets"),
        (package(so_much("100", "{Tablet}"), BLISTER, "10"), "10 x 100 tablets in blister packs"),
        (package(so_much("3", "mL"), PEN, "5"), "5 pre-filled pens of 3 mL"),
        (package(so_much("3", "mL"), PEN, "1"), "1 pre-filled pen of 3 mL"),
        (package(so_much("10", "mL"), AMPOULE, "20", "2"), "2 x 20 ampoules of 10 mL"),
        (package(so_much("1", "mL"), AMPOULE), "1 mL in an ampoule"),
        (package(so_much("150", "mL"), BOTTLE), "150 mL in a bottle"),
        (package(so_much("1", "{Vial}"), VIAL, "10"), "10 vials"),
        (package(so_much("1", "{Vial}"), VIAL, "10", "2"), "2 x 10 x 1 vial"),
        (package(so_much("2", "{Tablet}"), "", "10"), "10 x 2 tablets"),
        (package(so_much("1", "{Tablet}"), BLISTER), "1 tablet in a blister pack"),
        (package(so_much("24", "{Patch}"), SACHET), "24 patches in sachets"),
        (package(so_much("1", "{Patch}"), SACHET), "1 patch in a sachet"),
        (package(so_much("5", "g"), SACHET, "30"), "30 sachets of 5 g"),
        (package(so_much("10", "{Tablet}"), "", "10"), "10 x 10 tablets"),
    ],
)
def test_a_package(layers: tuple[PackageLayer, ...], said: str) -> None:
    """Outermost first; how many blisters there are is not said."""
    assert words().package(layers) == said


def test_one_person_is_no_group() -> None:
    """And a role without a row stands as the value set has it."""
    assert words().role(Coded("221", "", "Medical doctors")) == "medical doctor"
    assert words().role(Coded("999", "", "Others")) == "Others"


def test_each_word_tells_its_unit_apart() -> None:
    """No two units have one word: what differs in code differs in words."""
    said = sorted(one for one, _ in words().units.values())
    assert not [a for a, b in pairwise(said) if a == b]
    assert len(words().units) > 50
