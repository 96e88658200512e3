"""A substance and a strength of FEST as they are read, each field by itself."""

from decimal import Decimal

import pytest
from lxml import etree

from converter.formats.norway.fest_records import FestStrength, FestSubstance
from converter.formats.norway.fest_substance import read_strength, read_substance
from converter.formats.norway.fest_values import FS, LIST, children_of
from converter.model.coded import Coded
from converter.model.medicine import RegisterQuantity

OPERATOR, INTERVAL = '<Styrkeoperator V="L"/>', '<Styrkeoperator V="I"/>'
MG_500, PER_ML = '<Styrke V="500" U="mg"/>', '<StyrkeNevner V="2" U="ml"/>'


def element(name: str, inside: str) -> etree._Element:
    """An element of FEST with this inside."""
    return etree.fromstring(f'<{name} xmlns="{FS[1:-1]}">{inside}</{name}>')


def strength(inside: str) -> FestStrength:
    """The strength as read."""
    given = element("VirkestoffMedStyrke", inside)
    return read_strength(given, children_of(given), "/x")


def mg(value: str) -> RegisterQuantity:
    """So many mg."""
    return RegisterQuantity(Decimal(value), "mg")


def test_a_substance_has_its_names_and_what_it_is_related_to() -> None:
    """Each related one once."""
    inside = "<Navn> Kodein </Navn><NavnEngelsk>codeine</NavnEngelsk>" + "".join(
        f"<RefVirkestoff>{ref}</RefVirkestoff>" for ref in ("V2", "V1", "V2")
    )
    given = element("Virkestoff", inside)
    assert read_substance(given, children_of(given), "/x") == FestSubstance("Kodein", "codeine", ("V2", "V1"))


def test_a_strength_has_each_field_from_its_own_element() -> None:
    """The upper end is in the unit of the lower."""
    inside = (
        f"{MG_500}{PER_ML}{INTERVAL}<StyrkeOvreVerdi>600</StyrkeOvreVerdi><RefVirkestoff>V1</RefVirkestoff>"
        '<AlternativStyrke V="1" U="g"/><AlternativStyrkeNevner V="3" U="l"/><AtcKombipreparat V="N02AJ06" DN="x"/>'
    )
    assert strength(inside) == FestStrength(
        substance="V1",
        usable=True,
        strength=mg("500"),
        denominator=RegisterQuantity(Decimal(2), "ml"),
        operator="I",
        upper=mg("600"),
        alternative=RegisterQuantity(Decimal(1), "g"),
        alternative_denominator=RegisterQuantity(Decimal(3), "l"),
        atc=Coded("N02AJ06", f"{LIST}7180", "x"),
    )


NOT_STATED = {
    "no number": '<Styrke U="mg"/>',
    "an empty number": '<Styrke V="" U="mg"/>',
    "neither": "<Styrke/>",
    "the words for it": '<Styrke V="0" U="(ikke angitt)"/>',
    "the words and a number": '<Styrke V="500" U="(ikke angitt)"/>',
    "the words with blanks around": '<Styrke V="0" U=" (ikke angitt) "/>',
}


@pytest.mark.parametrize("how", NOT_STATED)
def test_what_is_not_stated_is_known_not_to_be(how: str) -> None:
    """The record is of use, whatever stands beside; no amount is left of it."""
    beside = f"{PER_ML}{INTERVAL}<StyrkeOvreVerdi>600</StyrkeOvreVerdi>"
    for more in ("", beside):
        found = strength(NOT_STATED[how] + more)
        assert found.usable
        assert (found.strength, found.denominator, found.upper) == (None, None, None)


UNUSABLE = {
    "nothing": OPERATOR,
    "no unit": f'<Styrke V="500"/>{OPERATOR}',
    "a number that is none": f'<Styrke V="many" U="mg"/>{OPERATOR}',
    "zero": f'<Styrke V="0" U="mg"/>{OPERATOR}',
    "no operator": MG_500,
    "a denominator of zero": f'{MG_500}<StyrkeNevner V="0" U="ml"/>{OPERATOR}',
    "an interval without an end": f"{MG_500}{INTERVAL}",
    "an interval that goes down": f"{MG_500}{INTERVAL}<StyrkeOvreVerdi>400</StyrkeOvreVerdi>",
    "an interval of one point": f"{MG_500}{INTERVAL}<StyrkeOvreVerdi>500</StyrkeOvreVerdi>",
}


@pytest.mark.parametrize("how", UNUSABLE)
def test_what_cannot_be_used_is_not(how: str) -> None:
    """Nor taken for what is not stated."""
    assert not strength(UNUSABLE[how]).usable


@pytest.mark.parametrize(("inside", "denominator"), [("", None), (PER_ML, RegisterQuantity(Decimal(2), "ml"))])
def test_a_plain_strength_is_of_use_with_a_denominator_or_without(
    inside: str, denominator: RegisterQuantity | None
) -> None:
    """Equal is no operator; an upper end without an interval is none."""
    found = strength(f"{MG_500}{inside}{OPERATOR}<StyrkeOvreVerdi>600</StyrkeOvreVerdi>")
    assert (found.usable, found.strength, found.operator, found.upper) == (True, mg("500"), "", None)
    assert found.denominator == denominator


def test_an_alternative_goes_with_its_denominator() -> None:
    """One whose denominator cannot be read is none; a denominator alone is none either."""
    alternative, broken = '<AlternativStyrke V="1" U="g"/>', '<AlternativStyrkeNevner V="0" U="l"/>'
    below = '<AlternativStyrkeNevner V="3" U="l"/>'
    found = [strength(MG_500 + OPERATOR + more) for more in (alternative, alternative + broken, below)]
    assert [f.alternative for f in found] == [RegisterQuantity(Decimal(1), "g"), None, None]
    assert [f.alternative_denominator for f in found] == [None, None, None]
