"""Bad input: each has a documented decision and stable codes, and no finding repeats anything of the message."""

import pytest

from converter.conversion.answer import Decision
from tests.builders.loaded import assert_sound, convert, remarks, stops, words_of
from tests.builders.messages import MARKERS, m1
from tests.conversion.m1_to_ep import cases_bytes, cases_content, cases_excluded, cases_messages
from tests.conversion.m1_to_ep.cases import Case

CASES = (*cases_bytes.CASES, *cases_messages.CASES, *cases_content.CASES, *cases_excluded.CASES)


def test_each_case_has_a_name_of_its_own() -> None:
    """A name used twice would hide a case in a report."""
    names = [c.name for c in CASES]
    assert sorted({n for n in names if names.count(n) > 1}) == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name.replace(" ", "-"))
def test_input_has_its_documented_outcome(case: Case) -> None:
    """Decision, exactly the codes that stop it, and what is said about them."""
    outcome = convert(case.data, case.at, case.status, case.access, case.multidose)
    assert_sound(outcome, MARKERS)
    assert (outcome.decision, stops(outcome)) == (case.decision, case.codes)
    assert case.remarks <= remarks(outcome)
    said = "\n".join(words_of(f) for f in outcome.findings)
    assert [w for w in case.said if w not in said] == []
    assert not case.path or case.path in {f.path for f in outcome.findings}


def test_a_message_cut_anywhere_is_rejected() -> None:
    """Cut after every 23rd byte: not XML, or not UTF-8 where the cut is inside a letter."""
    whole = m1()
    for end in range(1, len(whole) - 1, 23):
        outcome = convert(whole[:end])
        assert_sound(outcome, MARKERS)
        assert outcome.decision is Decision.REJECTED, end
        assert stops(outcome) in ({"not-xml"}, {"encoding-not-utf8"}), end
