"""What two copies of one prescription are compared by: every value of it, and no layout."""

from types import SimpleNamespace

import pytest

from converter.conversion.m1_to_ep.signed_content import signed_content
from converter.formats.norway.msghead import open_envelope
from converter.formats.xml import parse
from tests.builders.messages import m1


def content(message: bytes) -> str:
    """Of an M1 without an extension."""
    found = SimpleNamespace(envelope=open_envelope(parse(message)), extension=None)
    return signed_content(found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        m1(dosage="2 tabletter daglig"),
        m1(size="100"),
        m1(form="52"),
        m1(name="Fiktivprofen tab 600 mg"),
    ],
)
def test_another_value_is_another_content(other: bytes) -> None:
    """A text as well as an attribute."""
    assert content(other) != content(m1())


def test_layout_is_no_content() -> None:
    """Blanks between elements and comments."""
    spread = m1().replace(b"><", b">\n  <").replace(b"</Resept>", b"<!-- x --></Resept>")
    assert content(spread) == content(m1())
    assert content(m1(name=" Fiktivprofen tab 400 mg ")) == content(m1(name="Fiktivprofen tab 400 mg"))
