"""An eD that OpenNCP transcoded and translated says what it said before: the friendly values are in `translation`."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.conversion.ed_to_m10.route import ed_to_m10
from tests.builders.back import LATER, handed_out, report_of, told
from tests.builders.exchange import steady
from tests.builders.loaded import details_of, loaded
from tests.builders.messages import m1
from tests.builders.openncp import TRANSLATED, Written, again
from tests.conversion.ed_to_m10.test_real_eds import AT, REAL, danish, recall

ED = handed_out(m1(quantity="4"))
MESSAGE = m1(quantity="4")
REPEATS = "ed-translation-repeats"
"""A fault of form that is told where the same code stands in both."""
ONCE, TWICE = Written(translated=True), Written(translated=True, indent=" ", turned=True)


def norwegian(ed: bytes) -> bytes:
    """The eD as Norway's contact point hands it on: each code called as the Norwegian tables call it."""
    root = etree.fromstring(again(ed, ONCE))
    terms = {code: row.norwegian for table in loaded().tables.norwegian.values() for code, row in table.rows.items()}
    named = 0
    for element in root.iter(*TRANSLATED):
        if (term := terms.get(element.get("code", ""))) is not None:
            element.set("displayName", term)
            named += 1
    assert named
    return bytes(etree.tostring(root, encoding="UTF-8"))


@pytest.mark.parametrize("how", [ONCE, TWICE])
def test_what_is_pushed_into_translations_changes_nothing(how: Written) -> None:
    """To the byte, once and around what was there."""
    plain = ed_to_m10(ED, loaded(), LATER, MESSAGE)
    once = again(ED, how)
    for document in (once, again(once, how)):
        moved = ed_to_m10(document, loaded(), LATER, MESSAGE)
        assert moved.document == plain.document is not None
        assert told(moved) - {REPEATS} == told(plain)
        assert details_of(moved).consumption == details_of(plain).consumption


def test_norwegian_names_of_codes_change_nothing() -> None:
    """Nor do they contradict the codes."""
    plain, moved = (ed_to_m10(document, loaded(), LATER, MESSAGE) for document in (ED, norwegian(ED)))
    assert moved.document == plain.document is not None
    assert told(moved) - {REPEATS} == told(plain)


@pytest.mark.parametrize("name", REAL)
def test_received_eds_translated_say_the_same(shared: Path, name: str) -> None:
    """The M10 to the byte where names stay; where they change, all of it but the words that no table has."""
    ed = (shared / "samples" / "eu" / "ed" / f"{name}.xml").read_bytes()
    plain = ed_to_m10(ed, danish(), AT, recall=recall)
    assert ed_to_m10(again(ed, ONCE), danish(), AT, recall=recall).document == plain.document is not None
    named = ed_to_m10(again(ed, replace(ONCE, words="norsk")), danish(), AT, recall=recall)
    assert replace(report_of(named), remark="") == replace(report_of(plain), remark="")
    assert told(named) - {REPEATS, "ed-display-missing"} == told(plain) - {REPEATS, "ed-display-missing"}


HOW = st.builds(
    Written, translated=st.booleans(), indent=st.none() | st.sampled_from([" ", "\t"]), turned=st.booleans()
)


@steady(40)
@given(st.lists(HOW, min_size=1, max_size=3))
def test_however_often_it_is_written_down_again_the_m10_is_the_same(ways: list[Written]) -> None:
    document = ED
    for how in ways:
        document = again(document, how)
    assert ed_to_m10(document, loaded(), LATER, MESSAGE).document == ed_to_m10(ED, loaded(), LATER, MESSAGE).document
