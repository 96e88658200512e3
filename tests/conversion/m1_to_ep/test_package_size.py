"""Package sizes as M1 writes them, and that the total amount is the same before and after."""

import re
from decimal import Decimal
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.conversion.medicine.package import read_size
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, stops
from tests.builders.messages import m1

whole = st.integers(1, 9999).map(Decimal)
numbers = st.decimals(Decimal("0.01"), Decimal(99999), places=2, allow_nan=False) | whole
blanks = st.text(st.sampled_from(" \t\u00a0"), max_size=2)
crosses = st.sampled_from(("x", "X", "×"))


@steady(300)
@given(
    st.lists(st.tuples(whole, blanks, crosses, blanks, st.sampled_from(".,")), max_size=4),
    st.tuples(numbers, blanks, crosses, blanks, st.sampled_from(".,")),
)
def test_a_size_is_read_as_its_numbers(
    outer: list[tuple[Decimal, str, str, str, str]], inner: tuple[Decimal, str, str, str, str]
) -> None:
    """Blanks of all kinds, either decimal sign, any of the crosses; an outer layer of one says nothing."""
    parts, text = [*outer, inner], ""
    for n, (value, before, cross, after, sign) in enumerate(parts):
        text += f"{before}{cross if n else ''}{after}{format(value, 'f').replace('.', sign)}"
    values = [value for value, *_ in parts]
    assert read_size(text) == (*[v for v in values[:-1] if v != 1], values[-1])


@pytest.mark.parametrize("text", ["0,5 x 60", "2.5x10", "1.000", "10 x 1.500", "120.000"])
def test_half_a_container_and_a_point_that_may_mean_thousands_are_refused(text: str) -> None:
    """Outer layers are counted whole; `1.000` may be one or a thousand."""
    assert read_size(text) is None


pieces = st.sampled_from(
    ("0", "1", "10", "007", "0,5", "2.50", "x", "x", " x ", "×", " ", ".", "-", "1e2", "stk", "1.0,0")
)


@steady(300)
@given(st.lists(pieces, max_size=5).map("".join))
def test_a_size_is_read_whole_or_not_at_all(text: str) -> None:
    """What is read has no zero and says every digit of the text; where a word or a sign is in it, it is refused."""
    found = read_size(text)
    if found is None:
        return
    assert all(n > 0 for n in found)
    assert not set(text) - set("0123456789., x×")
    assert prod(found) == prod(Decimal(n.replace(",", ".")) for n in re.split("[x×]", text.replace(" ", "")))


@steady(200)
@given(st.text(max_size=12))
def test_any_text_is_answered(text: str) -> None:
    """Numbers above zero, or nothing; never an exception."""
    found = read_size(text)
    assert found is None or (found and all(n > 0 for n in found))


def total_of(document: bytes) -> Decimal:
    """Packages x layers x content, as another country reads them."""
    ep = read_ep(parse(document)).prescription
    return ep.packages * prod((layer.content.value for layer in ep.product.layers), start=Decimal(1))


@steady(150)
@given(
    st.sampled_from(("990003", "990004", "990014", "990018", "000001", "990026")),
    st.lists(st.integers(1, 400).map(Decimal), max_size=2),
    st.integers(1, 400).map(Decimal) | st.sampled_from([Decimal("0.5"), Decimal("2.25")]),
    st.sampled_from(("1", "2", "0.5", "1.25", "12")),
    st.sampled_from(("stk", "ml", "g", "dose")),
)
def test_the_total_amount_is_preserved(
    varenr: str, outer: list[Decimal], inner: Decimal, quantity: str, unit: str
) -> None:
    """Whatever the register thinks of the package: what was signed is what may be dispensed."""
    size = [*outer, inner]
    known = loaded().register.find(varenr)
    name, brand = (known.name_form_strength, known.brand_name) if known else ("Fiktivprofen tab 400 mg", "Fiktivprofen")
    outcome = convert(
        m1(
            varenr=varenr,
            name=name,
            brand=brand,
            size=" x ".join(map(str, size)),
            quantity=quantity,
            unit=unit,
            form=known.form.code if known and known.form else "53",
            atc=known.atc.code if known and known.atc else "M01AE01",
        )
    )
    if unit in {"stk", "dose"} and inner != int(inner):
        assert outcome.decision is Decision.REJECTED  # no half pieces
        return
    if unit in {"ml", "g"} and stops(outcome) == {"package-unit-unfit"}:
        return  # what this form counts has no volume
    if stops(outcome) == {"quantity-splits-piece"}:
        assert (Decimal(quantity) * prod(size)) % 1  # nor a piece a half
        return
    assert outcome.decision is Decision.CONVERTED
    assert total_of(outcome.document or b"") == Decimal(quantity) * prod(size)


@pytest.mark.parametrize("varenr", [f"9900{n:02}" for n in range(1, 55) if n not in {35, 50, 51, 52, 53}])
def test_every_product_of_the_demo_register_keeps_its_total(varenr: str) -> None:
    """The package as the register has it, prescribed as such; those excluded, or of a form without EU code, aside."""
    medicine = loaded().register.find(varenr)
    assert medicine is not None
    assert medicine.form is not None
    content = medicine.contents[0]
    message = m1(
        varenr=varenr,
        size=content.size_text,
        unit=content.unit.code,
        unit_list=content.unit.system.rpartition(".")[2],
        name=medicine.name_form_strength,
        brand=medicine.brand_name,
        form=medicine.form.code,
        atc=None if medicine.atc is None else medicine.atc.code,
        group=medicine.group,
        quantity="3",
    )
    outcome = convert(message)
    assert outcome.decision is Decision.CONVERTED
    amount = (content.multiple or 1) * (content.count or 1) * content.amount
    assert total_of(outcome.document or b"") == 3 * amount
