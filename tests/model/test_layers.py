"""What an outer layer of a package counts: containers, or what is inside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.amounts import amount_of
from converter.model.coded import Coded, Null, Quantity
from converter.model.layers import counts_containers, holds_pieces, is_ambiguous, is_bare_one
from converter.model.product import PackageLayer, Product
from tests.builders.exchange import steady

EDQM = "0.4.0.127.0.16.1.1.2.1"
BLISTER = Coded("30007000", EDQM, "Blister")
SACHET = Coded("30055000", "0.4.0.127.0.16.1.1.2.1", "Sachet")
Said = tuple[str, str, str]


def package(*said: Said, container: Coded | Null = BLISTER) -> tuple[PackageLayer, ...]:
    """Layers of value, unit and word, innermost first, each in the same container."""
    return tuple(PackageLayer(Quantity(Decimal(value), unit, word), container) for value, unit, word in said)


TEN: Said = ("10", "{Tablet}", "")


@pytest.mark.parametrize(
    ("outer", "ambiguous"),
    [
        (("3", "1", ""), False),
        (("3", "{Blister}", ""), False),
        (("3", "1", "blisters"), False),
        (("3", "1", "Blister"), False),
        (("30", "{Tablet}", ""), True),
        (("30", "1", "tablets"), True),
        (("30", "1", "stk"), True),
        (("30", "{Capsule}", ""), True),
        (("30", "1", "plaquettes"), True),
        (("3", "{Bottle}", ""), True),
        (("3", "{Strip}", ""), False),
        (("100", "{Tabletti}", ""), True),
        (("100", "{Tabletter}", ""), True),
        (("100", "{Comprimido}", ""), True),
        (("100", "{Pills}", ""), True),
        (("100", "{Piece}", ""), True),
        (("100", "{Unit}", ""), True),
        (("100", "{Dose}", ""), True),
        (("100", "{Puff}", ""), True),
        (("100", "{Coated tablet}", ""), True),
        (("100", "{Actuation}", ""), True),
        (("1", "{Tablet}", ""), True),
        (("30", "mg", ""), True),
    ],
)
def test_what_an_outer_layer_counts(outer: Said, ambiguous: bool) -> None:
    """Containers, where it says nothing else or names them; else it may be what is inside."""
    layers = package(TEN, outer)
    assert is_ambiguous(layers) is ambiguous
    assert counts_containers(layers, 1) is not ambiguous
    assert (amount_of(Decimal(1), Product("x", "", Null.NI, layers)) is None) is ambiguous


@pytest.mark.parametrize(
    ("layers", "ambiguous"),
    [
        (package(("1", "{Vial}", ""), ("10", "{Vial}", "")), False),
        (package(("1", "{Tablet}", ""), ("30", "{Tablet}", "")), False),
        (package(("5", "mL", ""), ("50", "mL", "")), True),
        (package(("1", "mL", ""), ("10", "mL", "")), False),
        (package(("5", "mL", ""), ("10", "{Vial}", "")), True),
        (package(("5", "mL", ""), ("10", "{Vial}", ""), container=Coded("30069000", EDQM, "Injektiopullo")), False),
        (package(("5", "mL", ""), ("10", "{Vial}", ""), container=Null.UNK), False),
        (package(("5", "g", ""), ("20", "{Sachet}", ""), container=Coded("30054000", EDQM, "Annospussi")), False),
        (package(("5", "g", ""), ("20", "{Sachet}", ""), container=Coded("30054000", EDQM, "Dosepose")), False),
        (package(("5", "g", ""), ("20", "{Sachet}", ""), container=Null.NI), False),
        (package(("5", "{Sachet}", ""), ("20", "{Sachet}", ""), container=Null.NI), True),
        (package(TEN, ("3", "{Strip}", ""), container=Coded("30065000", EDQM, "Liuska")), False),
        (package(("3", "mL", ""), ("5", "{Pen}", ""), container=Coded("30050000", EDQM, "")), False),
        (package(("120", "{Actuation}", ""), ("3", "{Inhaler}", ""), container=Coded("30052000", EDQM, "")), False),
        (package(TEN, ("3", "{Annospussi}", ""), container=Coded("7", "1.2.3", "Annospussi")), False),
        (package(TEN, ("30", "{Dose}", ""), container=Null.NI), True),
        (package(TEN, ("3", "1", ""), ("60", "{Tablet}", "")), True),
        (package(TEN, ("3", "1", ""), ("2", "1", "")), False),
        (package(("4", "{Tablet}", ""), ("7", "{Sachet}", ""), container=SACHET), False),
        (package(("4", "{Tablet}", ""), ("7", "{Sachet}", "")), True),
        (package(TEN), False),
        ((), False),
    ],
)
def test_it_is_ambiguous_where_the_totals_differ(layers: tuple[PackageLayer, ...], ambiguous: bool) -> None:
    """One of each inside comes out the same either way; a container that is named is one."""
    assert is_ambiguous(layers) is ambiguous


@pytest.mark.parametrize(
    ("layers", "bare"),
    [
        (package(("1", "1", "")), True),
        (package(("1", "1", ""), ("1", "1", "")), True),
        (package(("1", "1", "tablets")), False),
        (package(("1", "{Tablet}", "")), False),
        (package(("30", "1", "")), False),
        (package(("1", "1", ""), ("30", "1", "")), False),
        ((), False),
    ],
)
def test_a_bare_one(layers: tuple[PackageLayer, ...], bare: bool) -> None:
    """One of nothing said: a piece or a package."""
    assert is_bare_one(layers) is bare


def test_what_holds_pieces() -> None:
    """Several of them in all."""
    assert holds_pieces(package(TEN))
    assert holds_pieces(package(("1", "{Tablet}", ""), ("3", "1", "")))
    assert not holds_pieces(package(("1", "{Tablet}", "")))
    assert not holds_pieces(package(("30", "mL", "")))
    assert not holds_pieces(())


UNITS = st.sampled_from(
    (
        "{Tablet}",
        "{Capsule}",
        "1",
        "mL",
        "L",
        "{Vial}",
        "{Blister}",
        "mg",
        "x",
        "{Tabletti}",
        "{Unit}",
        "{Dose}",
        "{Box}",
    )
)
LAYER = st.tuples(st.integers(1, 60).map(str), UNITS, st.sampled_from(("", "tablets", "stk", "blisters")))
CONTAINERS: dict[str, Coded | Null] = {
    "Blister": BLISTER,
    "Vial": Coded("30069000", EDQM, "Injektiopullo"),
    "": Null.UNK,
}


@steady(1000)
@given(st.lists(LAYER, min_size=1, max_size=3), st.sampled_from(sorted(CONTAINERS)))
def test_no_amount_is_counted_in_two_ways(said: list[Said], container: str) -> None:
    """Where there is an amount, each outer layer names no unit, names the container, or makes no difference."""
    layers = package(*said, container=CONTAINERS[container])
    amount = amount_of(Decimal(1), Product("x", "", Null.NI, layers))
    if amount is None:
        return
    held = amount_of(Decimal(1), Product("x", "", Null.NI, layers[:1]))
    assert held is not None
    inner = said[0][1].strip("{}")
    for outer in range(1, len(layers)):
        value, unit, word = said[outer]
        inside = held.value
        held = held.times(int(value))  # type: ignore[arg-type]
        named = word.removesuffix("s").capitalize() or unit.strip("{}")
        counts = named in {"Blister", "Vial", "Box"} if not container else named == container
        assert (
            (unit == "1" and not word)
            or (counts and named != inner)
            or (counts and container)
            or inside == 1
            or (unit == "L" and inside == 1000)
        )
    assert amount.value == held.value
