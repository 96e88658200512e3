"""A file of use: what is read of it, and each line that cannot be used by its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.coverage.use import BadLine, UseError, Wrong, read_use


@pytest.mark.parametrize(
    "text",
    [
        "123456,20\n012345,3\n",
        "varenr,number\n123456,20\n012345,3",
        "vnr,packages sold\n123456,20\n012345,3",
        "\ufeffVarenr;antall\r\n123456;20\r\n012345;3\r\n",
        '"123456","20"\n\n012345 , 3\n',
        "123456\t20\n012345\t3\n",
        "123456,15\n012345,3\n123456,5\n",
    ],
)
def test_lines_are_varenr_and_number(text: str) -> None:
    """With a head or without, by comma, semicolon or tab; several lines of one varenr add up."""
    use = read_use(text.encode())
    assert use.numbers == {"123456": 20, "012345": 3}
    assert use.bad == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("123456", Wrong.COLUMNS),
        ("123456,1,2", Wrong.COLUMNS),
        ("12345,1", Wrong.VARENR),
        ("000000,1", Wrong.VARENR),
        ("Paracet,1", Wrong.VARENR),
        ("123456,", Wrong.NUMBER),
        ("123456,-1", Wrong.NUMBER),
        ("123456;1,5", Wrong.NUMBER),
        ('123456,"1,5"', Wrong.NUMBER),
        ("123456,1e3", Wrong.NUMBER),
        ("123456,²", Wrong.NUMBER),
        ("123456,1234567890123", Wrong.NUMBER),
        ('"123456,1', Wrong.UNREADABLE),
    ],
)
def test_a_bad_line_is_left_out_and_told_by_its_number(line: str, wrong: Wrong) -> None:
    """The others weigh; nothing is guessed."""
    use = read_use(f"varenr,number\n111111,1\n{line}\n222222,2\n".encode())
    assert use.numbers == {"111111": 1, "222222": 2}
    assert use.bad == (BadLine(3, wrong),)


@pytest.mark.parametrize("data", [b"", b"\n", b"varenr,number\n", b"a,b\n", "123456,1".encode("utf-16"), b"\xff,1"])
def test_a_file_without_a_line_of_use_is_refused(data: bytes) -> None:
    """In words of both languages."""
    with pytest.raises(UseError) as told:
        read_use(data)
    assert told.value.norwegian
    assert told.value.english


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else happens."""
    try:
        use = read_use(text.encode("utf-8", "replace"))
    except UseError:
        return
    assert use.numbers
    assert all(number >= 0 for number in use.numbers.values())
    assert all(1 <= bad.line <= text.count("\n") + 1 for bad in use.bad)
