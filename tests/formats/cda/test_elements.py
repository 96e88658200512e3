"""Codes with what they were translated from."""

from converter.formats.cda.elements import coded
from converter.model.coded import Coded
from tests.builders.snippets import h


def test_each_gateway_that_translates_wraps_the_one_before() -> None:
    """The nearest first; a wrapper without a code of its own hides none inside it."""
    inside = '<translation code="c" codeSystem="3" displayName="C"/>'
    given = h(
        '<code code="a" codeSystem="1" displayName="A">'
        f'<translation code="b" codeSystem="2">{inside}</translation>'
        '<translation nullFlavor="UNK"><translation code="d"/></translation></code>'
    )
    originals = (Coded("b", "2", ""), Coded("c", "3", "C"), Coded("d", "", ""))
    assert coded(given) == Coded("a", "1", "A", originals)
    assert coded(h('<code code="a"/>')) == Coded("a", "", "")
