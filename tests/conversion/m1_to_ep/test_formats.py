"""One prescription in three formats: the same rules and findings, and nothing of a page is loaded for level 3."""

import subprocess
import sys
from pathlib import Path

import pytest

from converter.conversion.answer import Decision
from converter.conversion.converter import CDA_L1, CDA_L3, LEVELS, PDF
from converter.conversion.m1_to_ep.route import Asked, each_m1_to_ep, m1_to_ep
from tests.builders.loaded import convert, details_of, loaded
from tests.builders.messages import AT, MESSAGE_ID, m1, m96
from tests.golden.test_golden import CASES

ROOT = Path(__file__).parents[3]
HEAVY = ("typst", "pypdfium2", "fontTools", "segno", "font_source_sans_pro")
PROGRAM = f"""
import sys
from converter.conversion.m1_to_ep.route import m1_to_ep
from tests.builders.loaded import loaded
from tests.builders.messages import AT, m1
assert m1_to_ep(m1(), loaded(), AT).document
sys.stdout.write(" ".join(name for name in {HEAVY!r} if name in sys.modules))
"""


def test_level_3_loads_nothing_of_a_page() -> None:
    """80 MB that only a page needs."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, cwd=ROOT, timeout=300)
    assert done.stdout == b""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", [CDA_L1, PDF])
def test_what_decides_is_the_same(name: str, form: str) -> None:
    """A prescription that stays in Norway stays in every format, with the same findings."""
    answer, usual = m1_to_ep(CASES[name], loaded(), AT, Asked(format=form)), convert(CASES[name])
    if name == "hostile-text":
        assert [f.code for f in answer.findings if f not in usual.findings] == ["l1-letter-missing"]
    else:
        assert (answer.decision, answer.findings) == (usual.decision, usual.findings)


@pytest.mark.parametrize("form", LEVELS)
def test_what_is_kept_is_the_same_but_for_the_document_s_id(form: str) -> None:
    """The page alone is what the level 1 document holds, and has its id."""
    sent, usual = (details_of(m1_to_ep(m1(), loaded(), AT, Asked(format=f))).sent for f in (form, CDA_L3))
    assert sent is not None
    assert usual is not None
    assert sent.document_id.root == usual.document_id.root
    assert sent.document_id.extension == f"{MESSAGE_ID}.{'L3' if form == CDA_L3 else 'L1'}"
    assert (sent.facts, sent.recorded) == (usual.facts, usual.recorded)
    assert sent.sending.content() == usual.sending.content()


def test_a_page_s_origins_are_not_told() -> None:
    """They are those of the structured document; who asks for them beside another format is refused at the door."""
    answer = m1_to_ep(m1(), loaded(), AT, Asked(provenance=True, format=CDA_L1))
    assert answer.decision is Decision.CONVERTED
    assert details_of(answer).provenance is None


def test_one_without_a_page_does_not_take_the_others_along() -> None:
    """Each prescription of a list is answered on its own."""
    other = "00000000-0000-4000-8000-000000000002"
    entries = ((MESSAGE_ID, "E"), (other, "E"))
    listing = m96(m1(), m1(family="\u05d0\u05d1", message_id=other), entries=entries)
    answers = each_m1_to_ep(listing, loaded(), AT, Asked(format=CDA_L1)).answers
    assert [a.decision for a in answers] == [Decision.CONVERTED, Decision.REJECTED]
