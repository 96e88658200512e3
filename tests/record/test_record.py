"""What the record makes of eDs that come once, twice, together, changed, taken back and too late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.finding import Problem
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.record.sending import send as send_by_door
from converter.record.sending import send_each
from converter.rules.rule import Effect
from tests.builders.back import LATER, handed_out, refused, report_of, told, undated
from tests.builders.dispenses import told as norwegian
from tests.builders.loaded import convert, details_of, loaded, remarks, ruled, stops
from tests.builders.m1_parts import MSGHEAD
from tests.builders.messages import AT, MESSAGE_ID, m1, m1_list, m94, m96
from tests.builders.numbers import number_for
from tests.builders.pharmacy import hand_out

FOUR, TWICE = m1(quantity="4"), m1(quantity="2", repeats="1")


def send(record: ExchangeRecord, message: bytes = FOUR) -> None:
    """The eP leaves."""
    record.note_sent((convert(message),), AT)


def asked(record: ExchangeRecord, message: bytes) -> Answer[Prescribed]:
    """The answer to a prescription, by the door that asks the record."""
    (answer,) = send_by_door(message, loaded(), record, AT).answers
    return answer


def arrive(
    record: ExchangeRecord,
    number: str = "D-1",
    at: datetime = LATER,
    message: bytes = FOUR,
    m1: bytes | None = None,
    **knobs: object,
) -> Answer[Dispensed]:
    """An eD of the tests' pharmacy arrives."""
    return receive(handed_out(message, number=number, **knobs), loaded(), record, at, m1)


def dispensations(record: ExchangeRecord) -> int:
    """How many are kept."""
    return record.count()["dispensation"]


def test_what_left_is_known_when_it_comes_back(record: ExchangeRecord) -> None:
    """No M1 beside it: group, amounts and patient are from the record."""
    send(record)
    outcome = arrive(record, packages="4")
    assert report_of(outcome).finished
    assert report_of(outcome).package.group.code == "C"
    assert record.count() == {"prescription": 1, "sent": 1, "dispensation": 1}


def test_what_never_left_is_unknown(record: ExchangeRecord) -> None:
    assert refused(arrive(record)) == {"dispensed-unknown-prescription"}
    assert record.count() == {"prescription": 0, "sent": 0, "dispensation": 0}


def test_an_m1_beside_it_makes_the_record_know(record: ExchangeRecord) -> None:
    """And the next one needs none."""
    assert not report_of(arrive(record, packages="3", m1=FOUR)).finished
    assert report_of(arrive(record, "D-2")).finished


def test_amounts_add_up_over_dispensations(record: ExchangeRecord) -> None:
    """Two of four, one of four, one too many, and the last."""
    send(record)
    assert not report_of(arrive(record, "D-1", packages="2")).finished
    assert not report_of(arrive(record, "D-2", packages="1")).finished
    assert refused(arrive(record, "D-3", packages="2")) == {"dispensed-too-much"}
    assert report_of(arrive(record, "D-4", packages="1")).finished
    assert refused(arrive(record, "D-5", packages="1")) == {"dispensed-too-much", "dispensed-when-used-up"}
    assert dispensations(record) == 3


def test_the_same_ed_twice_is_answered_the_same_and_counts_once(record: ExchangeRecord) -> None:
    """To the byte but for GenDate, which is now; hours later, with other white space and other quotes."""
    send(record)
    later = LATER + timedelta(hours=5)
    first, again = arrive(record, packages="4"), arrive(record, packages="4", at=later)
    assert first.decision is again.decision is Decision.CONVERTED
    assert undated(first.document) == undated(again.document)
    assert (report_of(first).generated_at, report_of(again).generated_at) == (LATER, later)
    assert details_of(again).finished
    shaped = handed_out(FOUR, packages="4").replace(b'moodCode="EVN">', b"moodCode='EVN' >")
    assert receive(shaped, loaded(), record, LATER).document == first.document
    assert dispensations(record) == 1


def test_another_content_under_the_same_id_is_a_conflict(record: ExchangeRecord) -> None:
    """Whatever differs, and whether of the same prescription or another."""
    send(record)
    send(record, m1(message_id="aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"))
    arrive(record)
    assert refused(arrive(record, packages="2")) == {"dispensation-conflict"}
    assert refused(arrive(record, lot="X1")) == {"dispensation-conflict"}
    other = arrive(record, message=m1(message_id="aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"))
    assert refused(other) == {"dispensation-conflict"}
    assert dispensations(record) == 1


def test_a_discard_gives_the_amount_back(record: ExchangeRecord) -> None:
    """It annuls the M10 of its eD, and what it held may be handed out again."""
    send(record)
    first = report_of(arrive(record, packages="4"))
    taken = report_of(arrive(record, packages="4", discards=True))
    assert (taken.annuls, taken.finished) == (first.message_id, False)
    assert taken.message_id != first.message_id
    assert report_of(arrive(record, "D-2", packages="4")).finished


def test_a_discard_twice_is_answered_the_same(record: ExchangeRecord) -> None:
    send(record)
    arrive(record)
    first = arrive(record, discards=True)
    again = arrive(record, discards=True, at=LATER + timedelta(days=3))
    assert undated(first.document) == undated(again.document)
    assert dispensations(record) == 1


def test_a_discard_of_what_never_came_is_refused(record: ExchangeRecord) -> None:
    """As long as the record knows the prescription; nothing is kept."""
    send(record)
    assert refused(arrive(record, discards=True)) == {"discard-of-unknown"}
    assert dispensations(record) == 0


def test_a_discard_is_annulled_though_the_record_is_gone(record: ExchangeRecord) -> None:
    """The ids follow from the eD; the M1 tells the rest. The eD that comes after its discard stays taken back."""
    taken = arrive(record, discards=True, m1=FOUR)
    assert report_of(taken).annuls
    assert refused(arrive(record)) == {"dispensation-discarded"}


def test_an_ed_after_its_discard_is_refused(record: ExchangeRecord) -> None:
    send(record)
    arrive(record)
    arrive(record, discards=True)
    assert refused(arrive(record)) == {"dispensation-discarded"}


def test_another_patient_is_refused_by_the_hash(record: ExchangeRecord) -> None:
    send(record)
    assert refused(arrive(record, patient=number_for(AT.date().replace(year=1980)))) == {"dispensed-to-another"}


def test_a_thousand_of_the_same_at_once_count_once(record: ExchangeRecord) -> None:
    """All get the one answer."""
    send(record)
    ed = handed_out(FOUR, packages="2")
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda _: receive(ed, loaded(), record, LATER), range(1000)))
    assert {o.decision for o in outcomes} == {Decision.CONVERTED}
    assert len({o.document for o in outcomes}) == 1
    assert dispensations(record) == 1


@pytest.mark.parametrize("known", [True, False], ids=["sent before", "M1 beside each"])
def test_dispensations_at_once_never_exceed_the_prescription(record: ExchangeRecord, known: bool) -> None:
    """Of twelve that want one each, four get it."""
    if known:
        send(record)
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(lambda n: arrive(record, f"D-{n}", m1=None if known else FOUR), range(12)))
    converted = [o for o in outcomes if o.decision is Decision.CONVERTED]
    assert len(converted) == 4 == dispensations(record)
    assert sum(details_of(o).finished for o in converted) == 1
    for outcome in outcomes:
        if outcome.decision is not Decision.CONVERTED:
            assert "dispensed-too-much" in refused(outcome)


def test_different_eds_of_one_id_at_once_are_one_and_conflicts(record: ExchangeRecord) -> None:
    send(record)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: arrive(record, lot=f"L{n}"), range(8)))
    refusals = [refused(o) for o in outcomes if o.decision is not Decision.CONVERTED]
    assert refusals == [{"dispensation-conflict"}] * 7
    assert dispensations(record) == 1


def test_the_same_ed_and_its_m1_many_times_at_once_count_once(record: ExchangeRecord) -> None:
    """The first makes the prescription's row, and no two wait for each other."""
    ed = handed_out(FOUR, packages="2")
    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(lambda _: receive(ed, loaded(), record, LATER, FOUR), range(240)))
    assert {o.decision for o in outcomes} == {Decision.CONVERTED}
    assert len({o.document for o in outcomes}) == 1
    assert dispensations(record) == 1


def test_a_discard_is_taken_by_its_ids_and_annuls_what_was_reported(record: ExchangeRecord) -> None:
    """Whatever else it says, also a second time: OpenNCP sends it in the codes and words of the pharmacy's country."""
    send(record)
    first = report_of(arrive(record))
    taken = report_of(arrive(record, discards=True, packages="2"))
    assert (taken.annuls, taken.packages, taken.package) == (first.message_id, first.packages, first.package)
    assert report_of(arrive(record, discards=True, name="Other")) == taken


def test_every_discard_is_annulled_though_the_record_is_gone(record: ExchangeRecord) -> None:
    """Known by M1s only, a prescription's history is not whole, and is not taken for it."""
    assert report_of(arrive(record, "D-1", discards=True, m1=FOUR)).annuls
    assert report_of(arrive(record, "D-2", discards=True, m1=FOUR)).annuls
    new = arrive(record, "D-3", m1=FOUR)
    assert "ed-register-unasked" in told(new)
    assert report_of(arrive(record, "D-4", discards=True, m1=FOUR)).annuls
    arrive(record, "D-3", m1=FOUR, discards=True)
    send(record)
    assert refused(arrive(record, "D-5", discards=True, m1=FOUR)) == {"discard-of-unknown"}


def test_of_what_left_here_the_record_knows_as_what(record: ExchangeRecord) -> None:
    """An M1 beside it that says less does not count."""
    send(record, FOUR)
    assert report_of(arrive(record, packages="4", m1=m1(quantity="1"))).finished


def test_an_ep_sent_again_renews_and_forgets_nothing(record: ExchangeRecord) -> None:
    assert asked(record, TWICE).document is not None
    arrive(record, message=TWICE, packages="2")
    assert asked(record, TWICE).document is not None
    assert record.count() == {"prescription": 1, "sent": 2, "dispensation": 1}
    assert refused(arrive(record, "D-2", message=TWICE, packages="3")) == {"dispensed-too-much"}


def test_what_came_back_counts_before_the_next_one_leaves(record: ExchangeRecord) -> None:
    """Whole, partly, taken back, all: of two times two packages."""
    assert asked(record, TWICE).document is not None
    arrive(record, message=TWICE, packages="1")
    assert stops(asked(record, TWICE)) == {"excluded-partly-dispensed"}
    arrive(record, "D-2", message=TWICE, packages="1")
    assert stops(asked(record, TWICE)) == set()
    arrive(record, "D-3", message=TWICE, packages="2")
    assert stops(asked(record, TWICE)) == {"excluded-used-up"}
    arrive(record, "D-3", message=TWICE, packages="2", discards=True)
    assert stops(asked(record, TWICE)) == set()
    assert record.count() == {"prescription": 1, "sent": 3, "dispensation": 3}


def test_a_dispensation_that_comes_meanwhile_stops_what_was_made_without_it(record: ExchangeRecord) -> None:
    """The eP was made from what the record knew before."""
    before = convert(TWICE)
    send(record, TWICE)
    arrive(record, message=TWICE, packages="2")
    with pytest.raises(Problem, match="record-changed"):
        record.note_sent((before,), AT)
    assert record.count()["sent"] == 1


OTHER_PATIENT = m1(quantity="4", patient_ids=((number_for(date(1980, 2, 29)), "FNR"),))


@pytest.mark.parametrize("forged", [OTHER_PATIENT, m1(quantity="9"), m1(quantity="4", dosage="5 tabletter daglig")])
def test_a_second_prescription_of_one_id_replaces_nothing_and_is_told(record: ExchangeRecord, forged: bytes) -> None:
    """Another patient, another amount, another dosage; letter case of the id is no difference."""
    assert asked(record, FOUR).document is not None
    upper = forged.replace(MESSAGE_ID.encode(), MESSAGE_ID.upper().encode())
    for other in (forged, upper):
        assert stops(asked(record, other)) == {"prescription-conflict"}
    assert record.count() == {"prescription": 1, "sent": 1, "dispensation": 0}
    assert refused(arrive(record, message=FOUR, packages="5")) == {"dispensed-too-much"}
    assert report_of(arrive(record, message=FOUR, packages="4")).finished


def test_a_copy_that_is_written_otherwise_is_the_same_prescription(record: ExchangeRecord) -> None:
    """Indented, with other prefixes, in an M9.4, with Reseptformidleren's signature."""
    assert asked(record, FOUR).document is not None
    root = etree.fromstring(FOUR)
    etree.indent(root, "\t")
    prefixed = FOUR.replace(b"<MsgHead xmlns=", b"<h:MsgHead xmlns:h=").replace(b"</MsgHead>", b"</h:MsgHead>")
    for tag in ("MsgInfo", "Document"):
        old = f'xmlns="{MSGHEAD}"'.encode()
        prefixed = prefixed.replace(f"<{tag}>".encode(), f"<{tag} ".encode() + old + b">")
    signed = m1(quantity="4", verified=("LE",))
    for copy in (etree.tostring(root, encoding="UTF-8"), prefixed, m94(FOUR), m94(signed)):
        assert asked(record, copy).document is not None, stops(asked(record, copy))
    assert record.count()["prescription"] == 1


def test_what_became_known_beside_an_ed_never_outranks_what_is_sent(record: ExchangeRecord) -> None:
    """Its patient and its amounts are replaced, and that is told."""
    forged = m1(quantity="9", patient_ids=((number_for(date(1980, 2, 29)), "FNR"),))
    arrive(record, message=forged, m1=forged, packages="1")
    assert record.count()["prescription"] == 1
    answer = asked(record, m1(quantity="1", repeats="3"))
    assert "record-replaced" in remarks(answer)
    assert answer.document is not None
    again = m1(quantity="1", repeats="3")
    assert report_of(arrive(record, "D-2", message=again, packages="1"))
    assert refused(arrive(record, "D-3", message=again, packages="9")) == {"dispensed-too-much"}


def test_an_m1_beside_an_ed_that_is_not_the_one_sent_decides_nothing_and_is_told(record: ExchangeRecord) -> None:
    """The amounts are those of what was sent."""
    assert asked(record, FOUR).document is not None
    other = arrive(record, message=FOUR, m1=m1(quantity="9"), packages="3")
    assert "m1-differs-from-record" in told(other)
    assert refused(arrive(record, "D-2", message=FOUR, m1=m1(quantity="9"), packages="2")) == {"dispensed-too-much"}
    assert "m1-differs-from-record" not in told(arrive(record, "D-3", message=FOUR, m1=FOUR, packages="1"))


def test_a_conflict_in_a_list_does_not_take_the_others_along(record: ExchangeRecord) -> None:
    other = m1(message_id="aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2")
    assert asked(record, FOUR).document is not None
    answers = send_each(m1_list(m1(quantity="9"), other), loaded(), record, AT).answers
    assert [stops(a) for a in answers] == [{"prescription-conflict"}, set()]
    assert record.count() == {"prescription": 2, "sent": 2, "dispensation": 0}


def test_what_does_not_leave_is_not_kept(record: ExchangeRecord) -> None:
    for message in (m1(locked="true"), m1(varenr="1"), b"<x/>"):
        send(record, message)
    assert record.count() == {"prescription": 0, "sent": 0, "dispensation": 0}


def test_a_refused_dispensation_leaves_no_trace(record: ExchangeRecord) -> None:
    """Its identifier is free, and the M1 beside it is not kept either."""
    assert refused(arrive(record, packages="5", m1=FOUR)) == {"dispensed-too-much"}
    assert record.count() == {"prescription": 0, "sent": 0, "dispensation": 0}
    assert report_of(arrive(record, packages="4", m1=FOUR)).packages == Decimal(4)


def test_another_substance_is_not_counted_with_the_prescribed(record: ExchangeRecord) -> None:
    """An amount that cannot be compared leaves the prescription open, also for those that follow."""
    send(record)
    assert not report_of(arrive(record, atc=("M01AE02", "naproxen"))).finished
    later = arrive(record, "D-2", packages="3")
    assert not report_of(later).finished
    assert "prescription-left-open" in told(later)
    assert refused(arrive(record, "D-3", packages="2")) == {"dispensed-too-much"}
    assert report_of(arrive(record, "D-4", packages="1")).finished
    assert refused(arrive(record, "D-5")) == {"dispensed-too-much", "dispensed-when-used-up"}


def test_what_norway_handed_out_counts_when_the_next_one_comes_back(record: ExchangeRecord) -> None:
    """As the M9.6 told it when the eP left; and with the M1 alone the next time."""
    assert asked(record, m96(TWICE, raw=norwegian("2"))).document is not None
    assert report_of(arrive(record, message=TWICE, packages="2")).finished
    assert refused(arrive(record, "D-2", message=TWICE, packages="1")) == {
        "dispensed-too-much",
        "dispensed-when-used-up",
    }
    arrive(record, message=TWICE, packages="2", discards=True)
    assert stops(asked(record, TWICE)) == set()
    assert details_of(asked(record, TWICE)).dispensed.before == 60  # type: ignore[union-attr]
    fresh = details_of(asked(record, m96(TWICE))).dispensed
    assert fresh is not None
    assert fresh.before == 0  # Reseptformidleren knows better


def test_what_is_told_beside_an_ed_counts_for_the_next_one(record: ExchangeRecord) -> None:
    """The first comes with an M9.6 around its M1, the second alone."""
    assert asked(record, TWICE).document is not None
    assert not report_of(arrive(record, message=TWICE, m1=m96(TWICE, raw=norwegian("1")), packages="1")).finished
    assert arrive(record, "D-2", message=TWICE, packages="2").document is not None
    assert "dispensed-when-used-up" in refused(arrive(record, "D-3", message=TWICE, packages="1"))


def test_a_rest_that_was_sent_is_all_that_may_come_back(record: ExchangeRecord) -> None:
    """Where the policy sends it: one package of two."""
    assert asked(record, TWICE).document is not None
    arrive(record, message=TWICE, packages="1")
    policy = ruled("excluded-partly-dispensed", Effect.REMARK)
    (rest,) = send_by_door(TWICE, policy, record, AT).answers
    assert rest.document is not None
    too_much = receive(hand_out(rest.document, number="D-2", packages="2"), loaded(), record, LATER)
    assert refused(too_much) == {"dispensed-too-much"}
    assert receive(hand_out(rest.document, number="D-3", packages="1"), loaded(), record, LATER).document is not None
    assert stops(asked(record, TWICE)) == set()


def test_a_forged_m1_beside_an_ed_uses_no_other_patient_s_prescription_up(record: ExchangeRecord) -> None:
    """It counts nothing, before and after the real one has left."""
    forged = m1(quantity="2", repeats="1", patient_ids=((number_for(date(1980, 2, 29)), "FNR"),))
    for number in ("D-1", "D-2"):
        arrive(record, number, message=forged, m1=forged, packages="2")
    real = asked(record, TWICE)
    assert stops(real) == set()
    assert "record-replaced" in remarks(real)
    assert "record-replaced" not in remarks(asked(record, TWICE))
    for number in ("D-3", "D-4"):
        assert arrive(record, number, message=TWICE, packages="2").document is not None
    assert stops(asked(record, TWICE)) == {"excluded-used-up"}


def test_what_was_dispensed_on_other_content_of_the_same_patient_is_not_known(record: ExchangeRecord) -> None:
    """Sixty tablets of another medicine are no hand-over of this one."""
    other = m1(quantity="3", varenr="990002", name="Fiktivamol tab 500 mg", brand="Fiktivamol", atc="N02BE01",
               atc_name="Paracetamol", size="100")  # fmt: skip
    arrive(record, message=other, m1=other, packages="1")
    assert stops(asked(record, TWICE)) == {"excluded-dispensed-unknown"}


def test_two_first_ones_of_one_id_at_once_are_one_and_a_conflict(record: ExchangeRecord) -> None:
    """Whichever comes first stands, with all that is kept of it."""
    forged = m1(quantity="9", patient_ids=((number_for(date(1980, 2, 29)), "FNR"),))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: asked(record, (TWICE, forged)[n % 2]), range(16)))
    left = {n % 2 for n, a in enumerate(answers) if a.document is not None}
    assert len(left) == 1
    assert {code for a in answers for code in stops(a)} <= {"prescription-conflict", "record-unavailable"}


def test_a_name_in_other_letters_is_answered_again_the_same_with_the_m1(record: ExchangeRecord) -> None:
    """The record keeps no name: without the M1 that gave it the answer cannot be given again, which is told."""
    name = b"<name><given>Ingebj\xc3\xb8rgine</given><family>Kvistdalsen</family></name>"
    document = handed_out(FOUR)
    patient = document.index(b"<patient>")
    ed = document[:patient] + document[patient:].replace(
        name, "<name><given>Анна</given><family>Квист</family></name>".encode()
    )
    first = receive(ed, loaded(), record, LATER, FOUR)
    assert report_of(first).patient.family == "Kvistdalsen"
    assert receive(ed, loaded(), record, LATER, FOUR).document == first.document
    assert refused(receive(ed, loaded(), record, LATER)) == {"dispensation-repeated-without-m1"}
