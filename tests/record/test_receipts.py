"""What the record makes of Reseptformidleren's receipts: what each M10 is now, and that none refused is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text

from converter.conversion.ed_to_m10.apprec import judge, told_abroad
from converter.model.receipt import OPEN, UNSETTLED, Noted, Report, State
from converter.model.zone import OSLO
from converter.record.record import ExchangeRecord
from converter.record.tables import REPORT
from tests.builders.back import LATER, handed_out, report_of, undated
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.messages import FAMILY, NUMBER, m1
from tests.builders.receipts import apprec
from tests.builders.records import KEY, OTHER_KEY, opened
from tests.record.test_discard import before_substance, take
from tests.record.test_record import FOUR, TWICE, arrive, asked, send

ROWS = loaded().policy.receipts
OUT = LATER + timedelta(minutes=1)
FAR = datetime(2099, 1, 1, tzinfo=UTC)


def out(record: ExchangeRecord, number: str = "D-1", **knobs: Any) -> str:
    """An M10 is handed out; its MsgId."""
    return report_of(arrive(record, number, **knobs)).message_id


def answered(record: ExchangeRecord, receipt: bytes, at: datetime = OUT) -> Noted:
    """A receipt comes."""
    noted = record.note_receipt(judge(receipt, ROWS), at)
    assert noted is not None
    return noted


def listed(record: ExchangeRecord, states: frozenset[State]) -> list[Report]:
    """What is listed."""
    return record.reports(states, 100)


def stamp(seconds: int) -> str:
    """GenDate of a receipt, so many seconds after the M10."""
    return (LATER + timedelta(seconds=seconds)).isoformat()


def test_an_m10_is_open_until_it_is_accepted(record: ExchangeRecord) -> None:
    send(record)
    message = out(record)
    (waiting,) = listed(record, OPEN)
    assert (waiting.message_id, waiting.annuls, waiting.state) == (message, False, State.HANDED_OUT)
    assert (waiting.handed_out, waiting.handed_out_last, waiting.answered) == (LATER, LATER, None)
    noted = answered(record, apprec(message))
    assert (noted.report.state, noted.report.answered, noted.repeated) == (State.ACCEPTED, OUT, False)
    assert listed(record, OPEN) == listed(record, UNSETTLED) == []


def test_a_report_and_its_annulment_are_two_m10s(record: ExchangeRecord) -> None:
    send(record)
    first = out(record)
    second = report_of(arrive(record, discards=True)).message_id
    assert {(r.message_id, r.annuls) for r in listed(record, OPEN)} == {(first, False), (second, True)}
    assert answered(record, apprec(second)).report.annuls
    assert [r.message_id for r in listed(record, OPEN)] == [first]


def test_a_refusal_is_kept_with_its_codes_until_it_is_accepted(record: ExchangeRecord) -> None:
    """And it is handed out again meanwhile: the M10 of then, with GenDate of now."""
    send(record)
    first = arrive(record)
    message = report_of(first).message_id
    assert answered(record, apprec(message, "2", "313")).report.codes == ("313",)
    later = LATER + timedelta(hours=2)
    again = arrive(record, at=later)
    assert undated(again.document) == undated(first.document)
    (refused,) = listed(record, UNSETTLED)
    assert (refused.state, refused.codes) == (State.REFUSED, ("313",))
    assert (refused.handed_out, refused.handed_out_last) == (LATER, later)
    assert answered(record, apprec(message, made=stamp(7300))).report.state is State.ACCEPTED
    assert listed(record, UNSETTLED) == []


def test_sent_before_counts_as_accepted_and_is_told_after_a_refusal(record: ExchangeRecord) -> None:
    send(record)
    message = out(record)
    noted = answered(record, apprec(message, "2", "65"))
    assert (noted.report.state, noted.was_refused) == (State.ACCEPTED, False)
    other = out(record, "D-2")
    answered(record, apprec(other, "2", "132"))
    noted = answered(record, apprec(other, "2", "65", made=stamp(20)))
    assert (noted.report.state, noted.was_refused) == (State.ACCEPTED, True)


def test_the_same_receipt_twice_is_answered_the_same(record: ExchangeRecord) -> None:
    """In other white space too."""
    send(record)
    receipt = apprec(out(record), "2", "1")
    first, again = answered(record, receipt), answered(record, receipt, OUT + timedelta(days=1))
    shaped = receipt.replace(b"<Status V=", b"<Status  V=").replace(b"?>\n", b"?>\n\n")
    assert (first.repeated, again.repeated, answered(record, shaped).repeated) == (False, True, True)
    assert first.report == again.report


def test_a_receipt_that_comes_many_times_at_once_is_noted_once(record: ExchangeRecord) -> None:
    """While the M10 is handed out again."""
    send(record)
    receipt = apprec(out(record), "2", "1")
    with ThreadPoolExecutor(8) as pool:
        noted = [pool.submit(answered, record, receipt) for _ in range(12)]
        again = [pool.submit(arrive, record) for _ in range(4)]
    assert sorted(n.result().repeated for n in noted) == [False] + [True] * 11
    assert len({undated(a.result().document) for a in again}) == 1
    assert [r.state for r in listed(record, UNSETTLED)] == [State.REFUSED]


def test_an_older_receipt_decides_nothing(record: ExchangeRecord) -> None:
    """A refusal that comes after the acceptance it went before."""
    send(record)
    message = out(record)
    answered(record, apprec(message, made=stamp(60)))
    late = answered(record, apprec(message, "2", "313", made=stamp(30)))
    assert (late.late, late.report.state, late.report.codes) == (True, State.ACCEPTED, ())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_accepted_and_later_refused_is_a_contradiction_in_whatever_order(
    record: ExchangeRecord, order: tuple[int, int]
) -> None:
    """It is listed with the refused ones; a newer acceptance settles it."""
    send(record)
    message = out(record)
    receipts = (apprec(message, made=stamp(10)), apprec(message, "2", "96", made=stamp(20)))
    for place in order:
        noted = answered(record, receipts[place])
    assert noted.report.state is State.CONTRADICTED
    assert [r.codes for r in listed(record, UNSETTLED)] == [("96",)]
    assert answered(record, apprec(message, "2", "65", made=stamp(30))).report.state is State.ACCEPTED


def test_a_receipt_of_an_m10_that_was_not_handed_out_is_nothing(record: ExchangeRecord) -> None:
    send(record)
    out(record)
    assert record.note_receipt(judge(apprec("11111111-2222-4333-8444-555555555555"), ROWS), OUT) is None
    assert len(listed(record, OPEN)) == 1


def test_accepted_in_part_is_refused_and_for_a_person(record: ExchangeRecord) -> None:
    send(record)
    noted = answered(record, apprec(out(record), "3", "313"))
    assert (noted.report.state, noted.report.status) == (State.REFUSED, "3")


def test_a_refused_m10_is_never_forgotten(where: str) -> None:
    """With all that belongs to it, so that it can be handed out again; an open or accepted one is, in its time."""
    with opened(where, days=10) as record:
        other = m1(quantity="4", message_id="5a774ee6-94f5-48d2-bd15-1537a1b70e1d")
        send(record, TWICE)
        send(record, other)
        refused = out(record, message=TWICE, packages="2")
        first = arrive(record, message=TWICE, packages="2").document
        out(record, "D-2", message=other)
        answered(record, apprec(refused, "2", "1"))
        assert record.purge(FAR) == 1
        assert [r.message_id for r in listed(record, UNSETTLED)] == [refused]
        assert listed(record, OPEN) == []
        assert asked(record, TWICE).document is not None  # its eP once more shortens nothing
        assert record.purge(FAR) == 0
        again = arrive(record, at=datetime(2030, 1, 1, tzinfo=OSLO), message=TWICE, packages="2")
        assert undated(again.document) == undated(first)
        late = datetime(2030, 1, 2, tzinfo=OSLO)
        answered(record, apprec(refused, made="2030-01-02T00:00:00+01:00"), late)
        assert record.purge(late + timedelta(days=10)) == 0
        assert record.purge(late + timedelta(days=11)) == 1
        assert record.count() == {"prescription": 0, "sent": 0, "dispensation": 0}


def test_two_refused_ones_of_a_prescription_are_both_settled_before_it_goes(where: str) -> None:
    with opened(where, days=10) as record:
        send(record)
        messages = [out(record, number) for number in ("D-1", "D-2")]
        for message in messages:
            answered(record, apprec(message, "2", "264"))
        answered(record, apprec(messages[0], made=stamp(60)))
        assert record.purge(FAR) == 0
        settled = record.settle(messages[1], OUT)
        assert settled is not None
        assert settled.state is State.HANDLED
        assert listed(record, UNSETTLED) == []
        assert record.purge(FAR) == 1


def test_what_is_settled_is_refused_again_by_a_new_receipt_only(record: ExchangeRecord) -> None:
    send(record)
    message = out(record)
    refusal = apprec(message, "2", "1")
    answered(record, refusal)
    record.settle(message, OUT)
    assert answered(record, refusal).report.state is State.HANDLED
    assert answered(record, apprec(message, "2", "1", made=stamp(90))).report.state is State.REFUSED
    assert record.settle("11111111-2222-4333-8444-555555555555", OUT) is None


def test_m10s_of_before_there_were_rows_are_found_for_a_month(record: ExchangeRecord) -> None:
    """By their receipts, and when they are handed out again."""
    send(record)
    first, taken = out(record), report_of(arrive(record, discards=True)).message_id
    other = out(record, "D-2")
    with record.engine.begin() as connection:
        connection.execute(delete(REPORT))
    assert listed(record, OPEN) == []
    assert record.note_receipt(judge(apprec(first), ROWS), LATER + timedelta(days=31)) is None
    noted = answered(record, apprec(taken, "2", "1"))
    assert (noted.report.message_id, noted.report.annuls, noted.report.handed_out) == (taken, True, LATER)
    arrive(record, "D-2")
    assert [r.message_id for r in listed(record, OPEN)] == [other]


def test_a_record_of_before_is_brought_up_to_date_and_goes_on(where: str) -> None:
    """What was reported is answered again, taken back, and answered by Reseptformidleren."""
    with opened(where) as record:
        send(record)
        first, other = arrive(record), arrive(record, "D-2")
        before_substance(record)
        with record.engine.begin() as connection:
            connection.execute(text("DROP TABLE report"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    with opened(where) as record:
        assert undated(arrive(record).document) == undated(first.document)
        assert report_of(arrive(record, discards=True)).annuls == report_of(first).message_id
        noted = answered(record, apprec(report_of(other).message_id, "2", "1"))
        assert noted.report.state is State.REFUSED


def test_receipts_are_known_under_a_new_key(where: str) -> None:
    """While rows under the old one live."""
    with opened(where, KEY) as record:
        send(record)
        message = out(record)
        refusal = apprec(message, "2", "1")
        answered(record, refusal)
    with opened(where, f"{OTHER_KEY},{KEY}") as record:
        assert answered(record, refusal).repeated
        arrive(record)
        assert [r.message_id for r in listed(record, UNSETTLED)] == [message]


def test_only_converted_is_not_handed_out(record: ExchangeRecord) -> None:
    """What is refused has no M10 either."""
    send(record)
    arrive(record, packages="9")
    take(record, b"<a/>")
    assert listed(record, OPEN) == []


def test_whether_a_prescription_left_from_here_is_told(record: ExchangeRecord) -> None:
    """Of one that is known by an M1 beside its eD only, a country abroad is not told that it is gone."""
    message = report_of(arrive(record, m1=FOUR)).message_id
    gone = judge(apprec(message, "2", "96"), ROWS)
    assert told_abroad(gone, answered(record, apprec(message, "2", "96"))) == "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE"
    other = m1(quantity="4", message_id="5a774ee6-94f5-48d2-bd15-1537a1b70e1d")
    send(record, other)
    noted = answered(record, apprec(out(record, "D-2", message=other), "2", "96"))
    assert noted.left_here
    assert told_abroad(gone, noted) == "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION"


def test_nothing_of_a_receipt_or_a_patient_can_be_read_in_the_database(record: ExchangeRecord) -> None:
    send(record)
    message = out(record)
    answered(record, apprec(message, "2", "264", "777", "not a code"))
    with record.engine.connect() as connection:
        stored = repr(connection.execute(text("SELECT * FROM report")).all())
    for value in (message, NUMBER, FAMILY, "not a code"):
        assert value not in stored
    assert "264,777" in stored


STATUS = st.sampled_from([("1", ()), ("2", ("65",)), ("2", ("96",)), ("2", ("313",)), ("3", ("1",))])
COME = st.lists(st.tuples(st.integers(0, 5), STATUS), min_size=1, max_size=6, unique_by=lambda one: one[0])


def expected(come: list[tuple[int, tuple[str, tuple[str, ...]]]]) -> State:
    """By the newest receipt, and whether any accepts."""
    accepts = {seconds: status == "1" or codes == ("65",) for seconds, (status, codes) in come}
    if accepts[max(accepts)]:
        return State.ACCEPTED
    return State.CONTRADICTED if any(accepts.values()) else State.REFUSED


@steady(60)
@given(COME)
def test_the_state_is_that_of_the_receipts_by_their_times(come: list[tuple[int, tuple[str, tuple[str, ...]]]]) -> None:
    """Whatever order they come in, each once or twice; and what is unsettled is kept."""
    with TemporaryDirectory() as folder, opened(f"sqlite:///{Path(folder) / 'r.db'}") as record:
        send(record)
        message = report_of(take(record, handed_out(FOUR))).message_id
        for seconds, (status, codes) in come:
            receipt = apprec(message, status, *codes, made=stamp(seconds))
            answered(record, receipt)
            noted = answered(record, receipt)
        assert noted.report.state is expected(come)
        kept = noted.report.state in UNSETTLED
        assert [r.message_id for r in listed(record, UNSETTLED)] == ([message] if kept else [])
        assert record.purge(FAR) == (not kept)
