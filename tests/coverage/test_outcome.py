"""What an eP has is read from its bytes, and an English notice is no dosage."""

import pytest

from converter.conversion.answer import Decision
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.coverage.outcome import Has, outcome_of
from converter.coverage.reasons import UNTOLD, reasons
from tests.builders.loaded import loaded
from tests.builders.messages import AT, m1

ALL = frozenset(Has)


@pytest.mark.parametrize(
    ("overrides", "lacks"),
    [
        ({"dosage": "1 tablett 2 ganger daglig"}, set()),
        ({"dosage": "1 tablett ved behov"}, {Has.DOSE}),
        ({"dosage": "Etter avtale"}, {Has.DOSE}),
        ({"dosage": "xyzzy daglig"}, {Has.DOSE, Has.ENGLISH}),
        ({"dosage": "90 tabletter 20 ganger daglig"}, {Has.DOSE, Has.ENGLISH}),
        ({"dosage": "1 tablett daglig", "varenr": "777777"}, {Has.STRENGTH}),
        ({"dosage": "1 tablett daglig", "size": "50"}, {Has.PRODUCT}),
    ],
)
def test_what_an_ep_lacks_has_its_reason(overrides: dict[str, str], lacks: set[Has]) -> None:
    """The rest it has; each lack is told by a finding."""
    outcome = outcome_of(m1_to_ep(m1(**overrides), loaded(), AT))
    assert outcome.decision is Decision.CONVERTED, outcome.codes
    assert ALL - outcome.has == lacks
    if overrides["dosage"] != "1 tablett ved behov":  # a text that the eP has no structure for is told by no finding
        assert not [has for has in lacks if reasons(outcome.codes, has) == (UNTOLD,)]


def test_what_stays_has_the_codes_that_stop_it() -> None:
    """And no others: a remark is no reason."""
    locked = outcome_of(m1_to_ep(m1(locked="true"), loaded(), AT))
    assert (locked.decision, locked.codes, locked.has) == (Decision.EXCLUDED, ("excluded-locked",), frozenset())
    refused = outcome_of(m1_to_ep(m1(dosage=None), loaded(), AT))
    assert (refused.decision, refused.codes) == (Decision.REJECTED, ("dosage-missing",))
