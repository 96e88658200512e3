"""A quantity is read whole or not at all."""

import pytest
from lxml import etree

from converter.formats.cda.strict import is_null, read_quantity, says_nothing
from converter.model.coded import Quantity

HEAD = '<quantity xmlns="urn:hl7-org:v3" value="2" unit="1">'


def read(inside: str) -> Quantity | None:
    """A quantity of two with that inside."""
    return read_quantity(etree.fromstring(f"{HEAD}{inside}</quantity>"))


def test_the_words_of_its_unit_are_read() -> None:
    """Of one translation with the same number, or with none."""
    found = read("<translation value='2'><originalText>tabletter</originalText></translation>")
    assert found is not None
    assert (str(found.value), found.unit, found.text) == ("2", "1", "tabletter")
    assert read("<translation><originalText> tabletter </originalText></translation>") == found


@pytest.mark.parametrize(
    "inside",
    [
        "<translation><originalText language='nb'>tabletter</originalText></translation>",
        "<translation><originalText>tab<reference value='#x'/></originalText></translation>",
        "<translation value='3'><originalText>tabletter</originalText></translation>",
        "<translation code='x'><originalText>tabletter</originalText></translation>",
        "<translation/><other/>",
        "<translation><originalText>a</originalText></translation><translation><originalText>b</originalText></translation>",
    ],
)
def test_what_says_anything_more_is_not_read(inside: str) -> None:
    """An attribute, an element, another number, two words."""
    assert read(inside) is None


@pytest.mark.parametrize(
    ("xml", "null", "nothing"),
    [
        ("<a nullFlavor='UNK'/>", True, True),
        ("<a/>", False, True),
        ("<a><b nullFlavor='UNK'/></a>", False, True),
        ("<a nullFlavor='UNK'><b nullFlavor='NI'/></a>", True, True),
        ("<a nullFlavor='UNK'><b/></a>", False, False),
        ("<a><b/></a>", False, False),
        ("<a nullFlavor='UNK' value='1'/>", False, False),
        ("<a value='1'/>", False, False),
        ("<a>x</a>", False, False),
    ],
)
def test_what_is_null_and_what_says_nothing(xml: str, null: bool, nothing: bool) -> None:
    """Null with nothing beside it; or nothing, or null alone, inside."""
    element = etree.fromstring(xml.replace("<a", "<a xmlns='urn:hl7-org:v3'", 1))
    assert (is_null(element), says_nothing(element)) == (null, nothing)
