"""Every value goes through the escape: any text comes back from a parser as it went in."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.formats.xml import esc, parse
from tests.builders.exchange import CHARACTERS, steady, texts


@steady(500)
@given(texts | st.text(CHARACTERS, max_size=60))
def test_text_comes_back_as_it_went_in(value: str) -> None:
    """As element text and as attribute, by our parser and by a plain one."""
    document = f'<a b="{esc(value)}">{esc(value)}</a>'.encode()
    for root in (parse(document), etree.fromstring(document)):
        assert (root.text or "") == value
        assert root.get("b") == value


@steady(200)
@given(texts)
def test_text_cannot_become_markup(value: str) -> None:
    """No element, attribute, comment or instruction comes of a value."""
    root = etree.fromstring(f'<a b="{esc(value)}"><c>{esc(value)}</c><d/></a>'.encode())
    assert [e.tag for e in root] == ["c", "d"]
    assert list(root.attrib) == ["b"]
