"""What comes in the wrong order, or twice under two ids: a discard before its eD, and a supply that was sent again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.conversion.answer import Answer
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from tests.builders.back import LATER, handed_out, refused, report_of, told
from tests.builders.ed_products import ingredient
from tests.builders.loaded import loaded
from tests.builders.messages import m1
from tests.builders.records import KEY, OTHER_KEY, address, opened
from tests.record.test_record import FOUR, arrive, dispensations, send

REPEAT = "dispensation-possible-repeat"


def test_a_discard_before_its_ed_is_refused_and_keeps_nothing(record: ExchangeRecord) -> None:
    """The sender is told to try again, and can: the eD is taken when it comes, and then its discard."""
    send(record)
    early = arrive(record, discards=True)
    assert refused(early) == {"discard-of-unknown"}
    (why,) = [f for f in early.findings if f.code == "discard-of-unknown"]
    assert "again" in why.hint_en
    assert why.openncp == "ERROR_ED_DISCARD_FAILED"
    assert dispensations(record) == 0
    reported = report_of(arrive(record))
    taken_back = report_of(arrive(record, discards=True))
    assert (reported.annuls, taken_back.annuls) == ("", reported.message_id)


def test_a_discard_before_its_ed_with_the_m1_beside_it_stays(record: ExchangeRecord) -> None:
    """Where the record does not know the prescription it may have known the eD: the discard is taken and remembered."""
    assert report_of(arrive(record, discards=True, m1=FOUR)).annuls
    assert refused(arrive(record)) == {"dispensation-discarded"}
    assert refused(arrive(record, m1=FOUR)) == {"dispensation-discarded"}


def test_an_ed_and_its_discard_at_once_end_in_one_of_two_ways(record: ExchangeRecord) -> None:
    """Taken and taken back; or the discard refused, and the eD stands until it is sent again. Never a discard alone."""
    send(record)
    for number in range(6):
        one: dict[str, Any] = {"number": f"D-{number}"}
        other: dict[str, Any] = {**one, "discards": True}
        with ThreadPoolExecutor(2) as pool:
            ed, discard = pool.map(lambda knobs: arrive(record, **knobs), (one, other))
        assert report_of(ed).annuls == ""
        if discard.document is None:
            assert refused(discard) == {"discard-of-unknown"}
            discard = arrive(record, **other)
        assert report_of(discard).annuls == report_of(ed).message_id
    assert report_of(arrive(record, "D-9", packages="4")).finished


def repeats(outcome: Answer[Dispensed]) -> bool:
    """Whether it is told as one that may have been sent before."""
    return REPEAT in told(outcome)


def test_a_supply_sent_again_under_another_id_is_told(record: ExchangeRecord) -> None:
    """Both count, for nobody but the pharmacy knows; the same document again is no repeat of itself."""
    send(record)
    assert not repeats(arrive(record, "D-1"))
    assert repeats(arrive(record, "D-2"))
    assert not repeats(arrive(record, "D-1"))
    assert dispensations(record) == 2


OTHERS: dict[str, dict[str, Any]] = {
    "another day": {"on": "20261123101500+0100"},
    "another amount": {"packages": "2"},
    "another package": {"layers": (("15", "{Tablet}"),)},
    "another name": {"name": "Nurofen"},
    "another strength in words": {"strength": "400 mg x"},
    "another strength in codes": {"ingredients": ingredient(number="200")},
    "another form": {"form": ("10219000", "Tablet")},
    "another package code": {"package_code": ("1.3.160", "05900000000017")},
    "another pharmacy": {"raw": {'extension="77"': 'extension="78"'}},
}
THE_SAME: dict[str, dict[str, Any]] = {
    "another batch": {"lot": "B-2"},
    "another hour": {"on": "20261124181500+0100"},
    "a whole number otherwise": {"packages": "1.000"},
    "another spelling of the pharmacy": {"pharmacy": "APTEKA"},
    "marked as substituted": {"substituted": True},
    "made later": {"made": "20261125101500+0100"},
}


@pytest.mark.parametrize("what", [*OTHERS, *THE_SAME])
def test_a_repeat_is_one_of_pharmacy_day_product_and_amount(record: ExchangeRecord, what: str) -> None:
    send(record)
    arrive(record, "D-1")
    assert repeats(arrive(record, "D-2", **(OTHERS | THE_SAME)[what])) == (what in THE_SAME)


def test_a_layer_of_one_makes_no_other_package(record: ExchangeRecord) -> None:
    """`1` around thirty tablets is thirty tablets."""
    send(record)
    arrive(record, "D-1", layers=(("30", "{Tablet}"),))
    assert repeats(arrive(record, "D-2", layers=(("30", "{Tablet}"), ("1", "1"))))
    assert not repeats(arrive(record, "D-3", layers=(("30", "{Tablet}"), ("2", "1"))))


def test_one_of_another_prescription_is_no_repeat(record: ExchangeRecord) -> None:
    """Nor is one after the first was taken back, which is how a mistake is mended."""
    send(record)
    other = m1(quantity="4", message_id="5a774ee6-94f5-48d2-bd15-1537a1b70e1d")
    send(record, other)
    arrive(record, "D-1")
    assert not repeats(arrive(record, "D-2", message=other))
    arrive(record, "D-1", discards=True)
    assert not repeats(arrive(record, "D-3"))


def test_a_discard_is_no_repeat(record: ExchangeRecord) -> None:
    """It takes one of the two back, as the hint says; then one is left."""
    send(record)
    arrive(record, "D-1")
    arrive(record, "D-2")
    assert not repeats(arrive(record, "D-2", discards=True))
    assert repeats(arrive(record, "D-3"))


def test_a_repeat_is_known_under_a_new_key(tmp_path: Any) -> None:
    """While rows under the old one live."""
    with address("sqlite", tmp_path) as where:
        with opened(where) as record:
            send(record)
            arrive(record, "D-1")
        with opened(where, f"{OTHER_KEY},{KEY}") as record:
            assert repeats(arrive(record, "D-2"))


def test_without_a_record_nothing_is_said_of_repeats() -> None:
    """Nobody remembers."""
    assert not repeats(receive_nothing())


def receive_nothing() -> Answer[Dispensed]:
    """An eD with its M1, where no record is kept."""

    return ed_to_m10(handed_out(FOUR), loaded(), LATER, FOUR)


knobs = st.fixed_dictionaries(
    {
        "packages": st.sampled_from(["1", "2"]),
        "on": st.sampled_from(["20261123101500+0100", "20261124101500+0100"]),
        "name": st.sampled_from(["A", "B"]),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(knobs, min_size=2, max_size=5))
def test_a_repeat_is_told_exactly_where_the_same_stands(tmp_path_factory: Any, given_out: list[dict[str, str]]) -> None:
    """Of any sequence of supplies on one prescription of plenty."""
    plenty = m1(quantity="40")
    with address("sqlite", tmp_path_factory.mktemp("repeat")) as where, opened(where) as record:
        send(record, plenty)
        for number, one in enumerate(given_out):
            ed = handed_out(plenty, number=f"D-{number}", **one)
            outcome = receive(ed, loaded(), record, LATER)
            report_of(outcome)
            assert repeats(outcome) == (one in given_out[:number])
