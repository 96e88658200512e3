"""National identity numbers: dates, D-numbers, synthetic months, and that a slip of the pen is refused."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from converter.model.identity_number import IdentityNumber, read_identity_number
from tests.builders.exchange import steady
from tests.builders.numbers import new_number, number_for, with_check_digits

births = st.dates(date(1854, 1, 1), date(2039, 12, 31))
months = st.sampled_from((0, 40, 65, 80))


@steady(500)
@given(births, st.booleans(), months, st.integers(0, 499))
def test_a_valid_number_says_its_date_and_kind(born: date, d_number: bool, synthetic: int, start: int) -> None:
    """In every century, for D-numbers and for each kind of synthetic month."""
    number = number_for(born, d_number=d_number, synthetic=synthetic, start=start)
    assert read_identity_number(number) == IdentityNumber(born, d_number, synthetic)


@steady(300)
@given(births, st.booleans(), months, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_refused(born: date, d_number: bool, synthetic: int, place: int, by: int) -> None:
    """Modulus 11 catches every single change of a digit."""
    number = number_for(born, d_number=d_number, synthetic=synthetic)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert read_identity_number(wrong) is None


@steady(300)
@given(births, st.integers(0, 9))
def test_two_neighbours_swapped_are_refused(born: date, place: int) -> None:
    """The commonest slip after a wrong digit."""
    number = number_for(born)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(swapped != number)
    assert read_identity_number(swapped) is None


@steady(300)
@given(st.text(st.sampled_from("0123456789"), min_size=9, max_size=9))
def test_right_check_digits_do_not_make_a_date(nine: str) -> None:
    """Whatever is accepted has a date that its own first six digits say."""
    number = with_check_digits(nine)
    assume(number is not None)
    read = read_identity_number(number or "")
    if read is not None:
        assert read.birth_date.day in {int(nine[:2]), int(nine[:2]) - 40}
        assert read.birth_date.month in {int(nine[2:4]) - extra for extra in (0, 40, 65, 80)}
        assert read.birth_date.year % 100 == int(nine[4:6])


@steady(200)
@given(st.text(max_size=14))
def test_other_text_is_refused_and_never_raises(text: str) -> None:
    """Unless it is eleven ASCII digits."""
    assume(not (len(text) == 11 and text.isascii() and text.isdigit()))
    assert read_identity_number(text) is None


NEW_DAY = date(2032, 1, 1)


@steady(500)
@given(births, st.booleans(), months, st.integers(0, 999), st.integers(1, 3))
def test_a_number_of_2032_is_a_slip_until_then(
    born: date, d_number: bool, synthetic: int, individual: int, remainder: int
) -> None:
    """It says day, month and the year's two digits; the century is not sure, so a birth date of either is its own."""
    number = new_number(born, individual, remainder, d_number=d_number, synthetic=synthetic)
    assume(number is not None and (born.year, born.month, born.day) != (1900, 2, 29))
    assert read_identity_number(number or "", date(2031, 12, 31)) is None
    read = read_identity_number(number or "", NEW_DAY)
    if read is None:
        assert (born.month, born.day) == (2, 29)
        return
    assert (read.is_d_number, read.synthetic, read.century_sure) == (d_number, synthetic, False)
    assert read.birth_date.replace(year=born.year) == born
    assert read.birth_date.year % 100 == born.year % 100
    for century in (1900, 2000):
        assert read.may_be_born(date(century + born.year % 100, born.month, min(born.day, 28))) is (born.day < 29)
    assert not read.may_be_born(born.replace(month=born.month % 12 + 1, day=1))


@steady(300)
@given(births, st.integers(0, 999), st.integers(0, 3), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_refused_after_2032_too(
    born: date, individual: int, remainder: int, place: int, by: int
) -> None:
    """The second control digit catches it alone."""
    number = new_number(born, individual, remainder)
    assume(number is not None)
    text = number or ""
    assert read_identity_number(text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :], NEW_DAY) is None


@steady(300)
@given(births, st.booleans(), months, st.integers(0, 499))
def test_an_old_number_stays_what_it_is(born: date, d_number: bool, synthetic: int, start: int) -> None:
    """Whatever day it is."""
    number = number_for(born, d_number=d_number, synthetic=synthetic, start=start)
    assert read_identity_number(number) == read_identity_number(number, NEW_DAY) is not None


@pytest.mark.parametrize(("remainder", "on", "valid"), [(0, date.min, True), (3, NEW_DAY, True), (4, NEW_DAY, False)])
def test_which_remainders_there_are(remainder: int, on: date, valid: bool) -> None:
    """Four from 2032 and one before; of others none, ever."""
    numbers = [n for i in range(500, 999) if (n := new_number(date(2001, 3, 7), i, remainder))]
    assert numbers
    assert {read_identity_number(n, on) is not None for n in numbers} == {valid}


@pytest.mark.parametrize(
    ("year", "individual", "born"),
    [(32, 999, 2032), (39, 500, 2039), (39, 499, 1939), (40, 999, 1940), (99, 0, 1999), (54, 600, 1954)],
)
def test_the_likelier_century(year: int, individual: int, born: int) -> None:
    """As the old individual numbers would tell it; none of the nineteenth century is alive."""
    reads = [
        read
        for more in range(9)
        for remainder in (1, 2, 3)
        if (n := new_number(date(1900 + year, 5, 17), individual - more if individual else more, remainder))
        and (read := read_identity_number(n, NEW_DAY))
    ]
    assert born in {read.birth_date.year for read in reads}


@pytest.mark.parametrize(
    ("head", "born"),
    [
        ("150836000", date(1936, 8, 15)),
        ("150836499", date(1936, 8, 15)),
        ("150836500", date(2036, 8, 15)),
        ("150836999", date(2036, 8, 15)),
        ("150854500", date(1854, 8, 15)),
        ("150854749", date(1854, 8, 15)),
        ("150854900", date(1954, 8, 15)),
        ("150854999", date(1954, 8, 15)),
        ("150854750", None),
        ("150845500", None),
        ("290200500", date(2000, 2, 29)),
        ("290201500", None),
        ("310400000", None),
        ("000180000", None),
        ("010080000", None),
        ("011380000", None),
    ],
)
def test_the_century_is_by_individual_number_and_year(head: str, born: date | None) -> None:
    """The ranges of Skatteetaten, at their edges; a number between them, or of no day, is refused.

    The individual number is followed upwards or downwards to the next one that has check digits.
    """
    step = -1 if head.endswith("9") else 1
    individuals = range(int(head[6:]), int(head[6:]) + 8 * step, step)
    numbers = [n for i in individuals if (n := with_check_digits(f"{head[:6]}{i:03}")) is not None]
    assert numbers
    read = read_identity_number(numbers[0])
    assert (None if read is None else read.birth_date) == born


@pytest.mark.parametrize(
    "number", ["", "0" * 11, "1" * 10, "1" * 12, "1234567890a", " 1234567890", "１２３４５６７８９０１"]
)
def test_what_is_no_number_is_refused(number: str) -> None:
    """Wrong length, letters, blanks, digits of other scripts, and no day at all."""
    assert read_identity_number(number) is None
