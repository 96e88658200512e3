"""Discards as OpenNCP makes them, and whole submissions that come again: found by id, in whatever words they are."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.asked import Asked
from converter.conversion.ed_to_m10.details import read_details
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.cda.ed_reader import read_identity
from converter.formats.xml import parse
from converter.model.conversation import Conversation
from converter.model.discard import DiscardDetails
from converter.model.handed_out import Sending
from converter.model.known import PrescriptionFacts
from converter.model.patient_asked import PatientAsked, read_patient_asked
from converter.record.kept import dispensation_json
from converter.record.reception import receive, receive_details
from converter.record.record import ExchangeRecord
from converter.record.tables import DISPENSATION
from tests.builders.back import LATER, handed_out, reasons, refused, report_of, told, undated
from tests.builders.exchange import steady
from tests.builders.loaded import convert, details_of, loaded
from tests.builders.messages import MESSAGE_ID, NUMBER, m1
from tests.builders.numbers import number_for
from tests.builders.openncp import Written, again, discarded
from tests.builders.pharmacy import DOCUMENT_ROOT
from tests.builders.records import opened
from tests.conversion.ed_to_m10.test_real_eds import AT as THEN
from tests.conversion.ed_to_m10.test_real_eds import REAL, danish
from tests.record.test_record import FOUR, dispensations, send

ED = handed_out(FOUR)
FNR_ROOT = "2.16.578.1.12.4.1.4.1"
SOMEBODY = number_for(date(1980, 2, 29))
OTHER_ID = "5a774ee6-94f5-48d2-bd15-1537a1b70e1d"
LATER_STILL = LATER + timedelta(hours=3)


def take(record: ExchangeRecord, ed: bytes, m1: bytes | None = None, asked: Asked | None = None) -> Answer[Dispensed]:
    """A document arrives."""
    return receive(ed, loaded(), record, LATER, m1, asked or Asked())


def details(number: str = "D-1", patient: str = f"{NUMBER}^^^&{FNR_ROOT}&ISO") -> bytes:
    """The fields of a discard, as a gateway writes them."""
    return (
        '{"discardId": "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8", "discardDate": "20261125021500",'
        f' "dispenseId": "{DOCUMENT_ROOT}^{number}", "patientId": "{patient}", "healthCareProvider": "N/A"}}'
    ).encode()


def by_details(record: ExchangeRecord, fields: bytes) -> Answer[Dispensed]:
    """A discard comes as fields alone."""
    return receive_details(read_details(fields), loaded(), record, LATER)


def test_a_discard_in_the_pharmacys_own_codes_annuls_what_was_reported(record: ExchangeRecord) -> None:
    """National codes outermost, other names, no translations, indented: the M10 but for its ids is the first one's."""
    send(record)
    first = report_of(take(record, again(ED, Written(translated=True, words="norsk"))))
    national = Written(national=True, words="narodni", indent="\t", turned=True)
    taken = report_of(take(record, discarded(ED, national)))
    assert taken == replace(first, message_id=taken.message_id, annuls=first.message_id, finished=False)
    assert undated(take(record, discarded(ED, Written(words="x"))).document) == undated(
        take(record, discarded(ED, national)).document
    )
    assert dispensations(record) == 1


def test_what_a_discard_says_beside_its_ids_is_not_read(record: ExchangeRecord) -> None:
    """No amount, no product, no day: it is enough which eD it is, and whose."""
    send(record)
    first = report_of(take(record, ED))
    bare = discarded(ED)
    start, end = bare.index(b"<entry"), bare.index(b"</entry>")
    taken = report_of(take(record, bare[:start] + b"<entry>" + bare[end:]))
    assert (taken.annuls, taken.packages) == (first.message_id, first.packages)


def test_a_discard_of_another_patient_is_refused_first_and_later(record: ExchangeRecord) -> None:
    """Before it is taken back, and when it was: nobody is told about another's."""
    send(record)
    take(record, ED)
    other = discarded(handed_out(FOUR, patient=SOMEBODY))
    assert refused(take(record, other)) == {"dispensed-to-another"}
    assert report_of(take(record, discarded(ED))).annuls
    assert refused(take(record, other)) == {"dispensed-to-another"}


def test_a_discard_that_names_another_prescription_is_a_conflict(record: ExchangeRecord) -> None:
    send(record)
    send(record, m1(quantity="4", message_id=OTHER_ID))
    take(record, ED)
    assert refused(take(record, discarded(ED).replace(MESSAGE_ID.encode(), OTHER_ID.encode()))) == {
        "dispensation-conflict"
    }
    assert refused(take(record, discarded(ED).replace(MESSAGE_ID.encode(), OTHER_ID[::-1].encode()))) != set()
    assert report_of(take(record, discarded(ED))).annuls


def test_a_discard_without_its_dispensation_is_told_so_whatever_its_codes(record: ExchangeRecord) -> None:
    """Of a prescription that left, and of one that nobody knows; nothing is kept, and both may come later."""
    assert refused(take(record, discarded(ED))) == {"dispensed-unknown-prescription", "discard-of-unknown"}
    send(record)
    early = take(record, discarded(ED))
    assert refused(early) == {"discard-of-unknown"}
    assert dispensations(record) == 0
    first = report_of(take(record, ED))
    assert report_of(take(record, discarded(ED))).annuls == first.message_id


def test_fields_alone_take_back_what_they_name(record: ExchangeRecord) -> None:
    """The M10 has the patient's number and no name, for the record keeps none; again the same."""
    send(record)
    first = report_of(take(record, ED))
    answer = by_details(record, details())
    taken = report_of(answer)
    assert (taken.annuls, taken.package) == (first.message_id, first.package)
    assert [(i.type, i.value) for i in taken.patient.ids] == [("FNR", NUMBER)]
    assert taken.patient.family == ""
    for repeat in (by_details(record, details(patient=NUMBER)), take(record, discarded(ED))):
        assert undated(repeat.document) == undated(answer.document)
        assert "dispensation-repeated" in told(repeat)
    assert dispensations(record) == 1


def test_fields_after_the_document_are_answered_without_its_name(record: ExchangeRecord) -> None:
    send(record)
    take(record, ED)
    named = report_of(take(record, discarded(ED)))
    answer = by_details(record, details())
    assert replace(report_of(answer), patient=named.patient) == named
    assert "dispensation-repeated" in told(answer)


def test_a_discard_that_names_the_patient_otherwise_is_answered_in_its_words(record: ExchangeRecord) -> None:
    """The first time and again: the number was compared, and the record keeps no name."""
    send(record)
    take(record, ED)
    first = report_of(take(record, discarded(ED)))
    upper = discarded(handed_out(FOUR, raw={"<family>Kvistdalsen": "<family>KVISTDALSEN"}))
    answer = take(record, upper)
    again_named = report_of(answer)
    assert again_named.patient.family == "KVISTDALSEN"
    assert replace(again_named, patient=first.patient) == first
    assert "dispensation-repeated" in told(answer)


def test_fields_of_what_never_came_or_of_another_are_refused(record: ExchangeRecord) -> None:
    send(record)
    unknown = {"dispensed-unknown-prescription", "discard-of-unknown"}
    assert refused(by_details(record, details())) == unknown
    take(record, ED)
    assert refused(by_details(record, details("D-2"))) == unknown
    assert refused(by_details(record, details("d-1"))) == unknown
    assert "dispensed-to-another" in refused(by_details(record, details(patient=SOMEBODY)))
    assert "dispensed-to-another" in refused(by_details(record, details(patient=f"{NUMBER}^^^&1.2.3&ISO")))
    assert report_of(by_details(record, details())).annuls


def test_fields_of_a_patient_with_a_d_number_need_the_document(record: ExchangeRecord) -> None:
    """Birth date and sex must stand beside it (list 7419: 112, 261), and the record keeps neither.

    A national code of the sex says nothing here: Spain's `M` is a woman.
    """
    number = number_for(date(1980, 2, 29), d_number=True)
    message = m1(quantity="4", patient_ids=((number, "DNR"),), birth_date="1980-02-29")
    send(record, message)
    ed = handed_out(message)
    first = report_of(take(record, ed))
    assert first.patient.birth_date == date(1980, 2, 29)
    assert refused(by_details(record, details(patient=number))) == {"discard-needs-document"}
    taken = report_of(take(record, discarded(ed))).patient
    assert (taken.ids, taken.birth_date, taken.sex) == (first.patient.ids, first.patient.birth_date, "0")


@pytest.mark.parametrize("discards", [False, True])
def test_the_patient_asked_for_is_held_against_the_documents(record: ExchangeRecord, discards: bool) -> None:
    """In CX and alone, of a dispensation, its discard and a repeat: another is refused and nothing is kept."""
    send(record)
    document = discarded(ED) if discards else ED
    if discards:
        take(record, ED)
    before = dispensations(record)
    for text in (SOMEBODY, f"{NUMBER}^^^&2.16.578.1.12.4.1.4.2&ISO"):
        wrong = Asked(read_patient_asked(text))
        assert refused(take(record, document, asked=wrong)) == {"patient-asked-differs"}
        assert dispensations(record) == before
    right = Asked(read_patient_asked(f"{NUMBER}^^^&amp;{FNR_ROOT}&amp;ISO"))
    first = take(record, document, asked=right)
    assert undated(take(record, document, asked=right).document) == undated(first.document)
    assert refused(take(record, document, asked=Asked(read_patient_asked(SOMEBODY)))) == {"patient-asked-differs"}


def test_fields_and_document_of_a_discard_are_compared(record: ExchangeRecord) -> None:
    send(record)
    take(record, ED)

    def both(fields: bytes) -> Answer[Dispensed]:
        return take(record, discarded(ED), asked=Asked(details=read_details(fields)))

    assert refused(both(details("D-2"))) == {"discard-details-differ"}
    assert refused(both(details(patient=SOMEBODY))) == {"patient-asked-differs"}
    assert report_of(both(details())).annuls


AGAIN = {
    "other names": Written(words="autre"),
    "translated": Written(words="norsk", translated=True),
    "translated twice": Written(words="norsk", translated=True, indent="  "),
    "other white space": Written(indent="\t"),
    "attributes turned": Written(turned=True),
}


@pytest.mark.parametrize("how", AGAIN)
def test_a_whole_submission_that_comes_again_is_answered_the_same(record: ExchangeRecord, how: str) -> None:
    """The M10 of the first time but for GenDate, whatever the codes are called by now; counted once."""
    send(record)
    first = take(record, ED)
    repeat = receive(again(ED, AGAIN[how]), loaded(), record, LATER_STILL)
    assert undated(repeat.document) == undated(first.document)
    assert report_of(repeat).generated_at == LATER_STILL
    assert details_of(repeat).answered is not None
    assert dispensations(record) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"packages": "2"},
        {"name": "Nurofen"},
        {"atc": ("N02BE01", "paracetamol")},
        {"form": ("10219000", "Tablet")},
        {"on": "20261123101500+0100"},
        {"layers": (("15", "{Tablet}"),)},
        {"lot": "B-2"},
        {"substituted": True},
        {"package_code": ("1.3.160", "05900000000017")},
        {"raw": {'extension="77"': 'extension="78"'}},
        {"raw": {"<family>Kvistdalsen": "<family>Kvistdal"}},
        {"raw": {"<family>Kvistdalsen": "<family>KVISTDALSEN"}},
        {"raw": {"<given>Ingebjørgine</given>": "<given>Inge</given><given>bjørgine</given>"}},
    ],
    ids=lambda knobs: next(iter(knobs)),
)
def test_another_substance_under_the_same_id_is_a_conflict(record: ExchangeRecord, other: dict[str, object]) -> None:
    """What an M10 would say otherwise is no repeat."""
    send(record)
    take(record, ED)
    assert refused(take(record, handed_out(FOUR, **other))) == {"dispensation-conflict"}
    assert dispensations(record) == 1


def test_the_conversation_is_the_requests_and_is_not_kept(record: ExchangeRecord) -> None:
    """A repeat answers the download of now; without one it is the first M10 without ConversationRef."""
    send(record)
    one, two = Conversation("1" * 36, "2" * 36), Conversation("3" * 36, "4" * 36)
    first = take(record, ED, asked=Asked(conversation=one))
    assert report_of(first).conversation == one
    assert undated(take(record, ED, asked=Asked(conversation=one)).document) == undated(first.document)
    assert replace(report_of(take(record, ED, asked=Asked(conversation=two))), conversation=one) == report_of(first)
    assert report_of(take(record, ED)).conversation is None
    assert report_of(take(record, discarded(ED), asked=Asked(conversation=two))).conversation == two


def before_substance(record: ExchangeRecord) -> None:
    """Makes the rows what they were before a hash of their substance was kept."""
    with record.engine.begin() as connection:
        for row in connection.execute(DISPENSATION.select()).all():
            kept = replace(record.rows.kept(row), substance="")
            sealed = record.rows.keys.seal(
                dispensation_json(kept).replace(b',"substance":""', b""), bytes(row.document)
            )
            here = DISPENSATION.c.document == row.document
            connection.execute(update(DISPENSATION).where(here).values(sealed=sealed))


def test_rows_of_before_are_answered_again_and_taken_back(record: ExchangeRecord) -> None:
    """The same document is a repeat, one in other words is a conflict as it was then; a discard is found by its ids."""
    send(record)
    first = take(record, ED)
    before_substance(record)
    assert undated(take(record, ED).document) == undated(first.document)
    assert refused(take(record, again(ED, AGAIN["translated"]))) == {"dispensation-conflict"}
    assert report_of(take(record, discarded(ED))).annuls == report_of(first).message_id


def test_a_converted_discard_is_that_of_the_record_and_keeps_nothing(record: ExchangeRecord) -> None:
    """Where it is only converted: the report that the record has is annulled there too."""
    send(record)
    take(record, ED)

    def converted(ed: bytes) -> Answer[Dispensed]:
        asked = Asked(reported=lambda identity: record.reported(identity, LATER))
        return ed_to_m10(ed, loaded(), LATER, asked=asked)

    once = converted(discarded(ED))
    assert once.document == converted(discarded(ED)).document is not None
    assert undated(take(record, discarded(ED)).document) == undated(once.document)


def facts_of(number: str) -> PrescriptionFacts:
    """A prescription of ibuprofen under a Danish number, written in time."""
    sent = details_of(convert(m1())).sent
    assert sent is not None
    day, last = date(2024, 1, 1), date(2025, 12, 31)
    return replace(sent.facts, prescription_id=number, written_on=day, valid_from=day, valid_until=last)


def left(record: ExchangeRecord, ed: bytes) -> None:
    """The prescription of a received eD is in the record, for whoever it names."""
    identity = read_identity(parse(ed), danish().identifiers.prescription_root, frozenset())
    assert identity.prescription_id is not None
    number = identity.prescription_id.extension
    with record.engine.begin() as connection:
        for patient in identity.patient.ids:
            if patient.root in danish().person_types:
                sending = Sending(number, patient, lambda: "signed")
                record.rows.put(connection, facts_of(number), sending, THEN, sent=True)


def received(shared: Path, name: str) -> bytes:
    """A received eD."""
    return (shared / "samples" / "eu" / "ed" / f"{name}.xml").read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_the_discards_of_received_eds_are_all_taken_and_none_twice(
    shared: Path, record: ExchangeRecord, name: str
) -> None:
    """As OpenNCP makes them of each: five ways to write it, two times each, one annulment."""
    ed = received(shared, name)
    left(record, ed)
    first = receive(ed, danish(), record, THEN)
    assert first.decision is Decision.CONVERTED, reasons(first)
    ways = [Written(), Written(national=True, words="cislo"), *AGAIN.values()]
    answers = [receive(discarded(ed, how), danish(), record, THEN) for how in ways for _ in range(2)]
    assert {report_of(a).annuls for a in answers} == {report_of(first).message_id}
    assert len({undated(a.document) for a in answers}) == 1
    assert [details_of(a).answered is None for a in answers] == [True] + [False] * (len(answers) - 1)
    assert dispensations(record) == 1
    assert refused(receive(ed, danish(), record, THEN)) == {"dispensation-discarded"}


HOW = st.builds(
    Written,
    national=st.booleans(),
    words=st.none() | st.text("abcæøåčšž ", min_size=1, max_size=9),
    translated=st.booleans(),
    indent=st.none() | st.sampled_from(["", " ", "\t"]),
    turned=st.booleans(),
)
STEPS = st.lists(st.tuples(st.booleans(), HOW), min_size=1, max_size=6)


@steady(100)
@given(STEPS)
def test_whatever_the_words_an_ed_counts_once_and_is_taken_back_once(steps: list[tuple[bool, Written]]) -> None:
    """Of any sequence of submissions and discards of one eD: the first of each decides, the others repeat it."""
    answers: dict[bool, bytes] = {}
    with TemporaryDirectory() as folder, opened(f"sqlite:///{Path(folder) / 'r.db'}") as record:
        send(record)
        for discards, how in steps:
            how = how if discards else replace(how, national=False)
            outcome = take(record, discarded(ED, how) if discards else again(ED, how))
            if discards and False not in answers:
                assert refused(outcome) == {"discard-of-unknown"}
            elif not discards and True in answers:
                assert refused(outcome) == {"dispensation-discarded"}
            else:
                assert outcome.document is not None, reasons(outcome)
                assert answers.setdefault(discards, undated(outcome.document)) == undated(outcome.document)
        assert dispensations(record) == (False in answers)
        standing = {True: 0, False: 1}[True in answers] if answers else 0
        with record.engine.connect() as connection:
            row = record.rows.prescription(connection, MESSAGE_ID, LATER)
            assert row is not None
            assert len(record.rows.standing(connection, row)) == standing


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"{NUMBER}^^^&{FNR_ROOT}&ISO", PatientAsked(NUMBER, FNR_ROOT)),
        (f" {NUMBER}^^^NO&amp;{FNR_ROOT}&amp;ISO^NI ", PatientAsked(NUMBER, FNR_ROOT)),
        ("f-907^^^&1.2.208.176.1.2&ISO", PatientAsked("f-907", "1.2.208.176.1.2")),
        (NUMBER, PatientAsked(NUMBER)),
        ("12345678901", None),
        ("", None),
        (f"{NUMBER}^^^{FNR_ROOT}", None),
        (f"{NUMBER}^^^&{FNR_ROOT}&L", None),
        (f"{NUMBER}^^^&01.2&ISO", None),
        (f"^^^&{FNR_ROOT}&ISO", None),
        (f"{NUMBER}^^^&{FNR_ROOT}&ISO~{NUMBER}", None),
        ("9" * 10_000, None),
    ],
)
def test_a_patient_is_read_in_cx_or_as_a_national_number(text: str, read: PatientAsked | None) -> None:
    assert read_patient_asked(text) == read


def test_nothing_of_a_patient_is_in_a_repr() -> None:
    assert NUMBER not in repr(DiscardDetails(read_details(details()).dispensation, PatientAsked(NUMBER)))
