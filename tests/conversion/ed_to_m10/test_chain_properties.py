"""The chain closes: whatever is prescribed and however it is handed out, the amounts of the M10s add up."""

from decimal import Decimal
from fractions import Fraction
from xml.sax.saxutils import escape

from hypothesis import assume, given
from hypothesis import strategies as st

from converter.conversion.answer import Answer, Decision
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.dispensation import Dispensation
from converter.model.known import EarlierDispensation, Known
from tests.builders.back import back, ep_of, handed_out, refused, report_of, told
from tests.builders.exchange import steady
from tests.builders.loaded import convert, details_of
from tests.builders.messages import m1

PIECES = 30
"""Tablets in the default message's package."""

prescribed = st.tuples(st.integers(1, 6), st.integers(0, 3))
sizes = st.sampled_from((5, 6, 10, 15, 20, 30, 60, 90))


def size_of(report_size: str) -> int:
    """The pieces in a Pakningsstr of one or more layers."""
    product = 1
    for layer in report_size.split("x"):
        product *= int(layer)
    return product


@steady(60)
@given(prescribed, st.lists(st.tuples(st.integers(1, 6), sizes), min_size=1, max_size=8))
def test_amounts_add_up_over_any_dispensations(given_: tuple[int, int], dispensed: list[tuple[int, int]]) -> None:
    """Accepted exactly while within one dispense and within what remains; finished exactly at the last piece."""
    quantity, repeats = given_
    message = m1(quantity=str(quantity), repeats=str(repeats))
    sent = details_of(convert(message)).sent
    assert sent is not None
    one, left = quantity * PIECES, quantity * PIECES * (repeats + 1)
    earlier: tuple[EarlierDispensation, ...] = ()

    def recall(_: Dispensation, __: Known | None) -> Known:
        return Known(sent.facts, same_patient=True, earlier=earlier, remembered=True, dispense_recorded=False)

    for number, (packages, size) in enumerate(dispensed):
        ed = handed_out(message, number=f"D-{number}", packages=str(packages), layers=((str(size), "{Tablet}"),))
        outcome = back(ed, message, recall)
        amount = packages * size
        if amount > min(one, left):
            assert "dispensed-too-much" in refused(outcome)
            continue
        left -= amount
        report = report_of(outcome)
        assert report.packages * size_of(report.package.sizes[0].size) == amount
        assert report.finished == (left == 0)
        assert details_of(outcome).consumption is not None
        assert details_of(outcome).consumption.remaining == left
        earlier = (
            *earlier,
            EarlierDispensation(details_of(outcome).consumption.now, details_of(outcome).consumption.of),
        )


@steady(60)
@given(st.integers(1, 20), st.lists(st.integers(1, 12), min_size=1, max_size=3), st.integers(1, 20))
def test_layers_are_counted_as_they_are_nested(quantity: int, layers: list[int], packages: int) -> None:
    """Blisters in boxes: what counts is their product."""
    message = m1(quantity=str(quantity))
    nested = tuple((str(n), "{Tablet}" if i == 0 else "1") for i, n in enumerate(layers))
    amount = packages
    for layer in layers:
        amount *= layer
    outcome = back(handed_out(message, packages=str(packages), layers=nested), message)
    whole = quantity * PIECES
    assert (outcome.decision is Decision.CONVERTED) == (amount <= whole)
    if outcome.document is not None:
        report = report_of(outcome)
        assert report.finished == (amount == whole)
        assert report.packages * size_of(report.package.sizes[0].size) == amount


@steady(40)
@given(st.sampled_from(("0.5", "0.25", "0.2", "0.1", "1.5", "2.5")), st.integers(1, 4))
def test_parts_of_packages_are_pieces(part: str, quantity: int) -> None:
    """Half a package of 30 is 15, and the M10 has the number as the pharmacy wrote it."""
    message = m1(quantity=str(quantity))
    outcome = back(handed_out(message, packages=part), message)
    pieces = Fraction(part) * PIECES
    if pieces > quantity * PIECES:
        assert refused(outcome) == {"dispensed-too-much"}
        return
    if pieces.denominator != 1:
        assert refused(outcome) == {"ed-quantity-splits"}
        return
    report = report_of(outcome)
    assert report.packages == Decimal(part)
    assert details_of(outcome).consumption is not None
    assert details_of(outcome).consumption.now == pieces


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda t: t.strip())


@steady(120)
@given(words, words, words)
def test_any_words_of_the_pharmacy_come_out_as_they_went_in(name: str, lot: str, pharmacy: str) -> None:
    """Escaped where XML needs it, cut nowhere, in no finding."""
    ed = handed_out(name=name, lot=escape(lot), pharmacy=escape(pharmacy), substituted=True)
    outcome = back(ed)
    assume(outcome.decision is not Decision.REJECTED)  # of what is refused the bad inputs tell
    assume("ed-text-garbled" not in told(outcome))  # UTF-8 read as Latin-1 on its way is put right, and told
    report = report_of(outcome)
    assert " ".join(name.split()) in report.package.sizes[0].brand_name
    assert report.batch == " ".join(lot.split())
    assert report.pharmacy.startswith(" ".join(pharmacy.split()))


@steady(30)
@given(st.integers(0, 2))
def test_the_same_ed_gives_the_same_bytes(kind: int) -> None:
    """With the same clock; the clock is in the message's head only."""
    ed = handed_out(packages=("1", "0.5", "1")[kind], discards=kind == 2)
    first, again = back(ed), back(ed)
    assert first.document == again.document is not None
    assert read_m10(parse(first.document or b"")) == report_of(again)


def test_the_ep_is_the_one_that_was_prescribed() -> None:
    """The chain begins with the converter's own eP."""
    assert ep_of(m1()).count(b"<supply ") == 1
    assert isinstance(back(handed_out()), Answer)
