"""What is told beside a report and beside a refusal, and what the record's word changes in it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.m10 import national_patient
from converter.formats.norway.m10_writer import without_patient
from converter.model.coded import Coded, Identifier, Null
from converter.model.dispensation import Dispensation, Recipient
from converter.model.known import Answered, Known
from tests.builders.back import back, handed_out, reasons, refused, report_of, told
from tests.builders.medicines import Register, codes, session

FNR_ROOT = "2.16.578.1.12.4.1.4.1"
ENDS = {"prescription-finished", "prescription-left-open"}


OTHER_SUBSTANCE = ("M01AE02", "naproxen")
"""Whether that uses the prescription up cannot be computed."""


@pytest.mark.parametrize(
    ("atc", "ends"), [(None, {"prescription-finished"}), (OTHER_SUBSTANCE, {"prescription-left-open"})]
)
def test_only_a_report_tells_what_it_brings_about(atc: tuple[str, str] | None, ends: set[str]) -> None:
    """A refusal brings nothing about, whatever would have followed: here it was handed out to another."""
    assert ENDS & told(back(handed_out(atc=atc))) == ends
    outcome = back(handed_out(atc=atc, patient="09057145678"))
    assert refused(outcome) == {"dispensed-to-another"}
    assert ENDS & told(outcome) == set()


def remembering(_: Dispensation, given: Known | None) -> Known | None:
    """A record that knows what the M1 says."""
    return None if given is None else replace(given, remembered=True)


def test_that_the_record_was_not_asked_is_told_where_it_was_not() -> None:
    """What came before is not known then."""
    assert "ed-register-unasked" in told(back(handed_out()))
    assert "ed-register-unasked" not in told(back(handed_out(), recall=remembering))


def test_an_ed_that_was_answered_is_answered_with_the_same_bytes() -> None:
    """Which is told; and it is finished as it was."""
    first = back(handed_out())
    kept = Answered(without_patient(first.document or b""), "", finished=True)
    again = back(handed_out(), recall=lambda _, __: kept)
    assert again.document == first.document
    assert [(f.code, f.path) for f in again.findings] == [("dispensation-repeated", "/ClinicalDocument/id")]
    assert again.details is not None
    assert again.details.finished


NAME = b"<name><given>Ingebj\xc3\xb8rgine</given><family>Kvistdalsen</family></name>"


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("<name><given>Ingebjørgine</given><family>Nordmann</family></name>", True),
        ("<name><given>Tuva</given><given>INGEBJORGINE</given><family>Kvistdalsen</family></name>", True),
        ("<name><given>Tuva</given><given>INGEBJØRGINE</given><family>Kvistdalsen</family></name>", False),
        ("<name><given>Tuva</given><family>Kvistdalsen</family></name>", True),
        ("", False),
    ],
)
def test_names_are_held_against_each_other_where_there_are_any(name: str, differs: bool) -> None:
    """The family name, and one given name at least."""
    document = handed_out()
    patient = document.index(b"<patient>")
    assert document[patient:].count(NAME) == 1
    outcome = back(document[:patient] + document[patient:].replace(NAME, name.encode()))
    assert reasons(outcome) == set()
    assert ("ed-name-differs" in told(outcome)) is differs


def test_a_pharmacy_without_a_name_is_called_so() -> None:
    """By its number; a pharmacy without either is none."""
    document = handed_out(pharmacy="")
    assert report_of(back(document)).pharmacy == "Apotek uten navn (77), Gdańsk, PL"
    neither, times = re.subn(rb'<id [^>]*extension="77"[^>]*/>', b'<id nullFlavor="UNK"/>', document)
    assert times >= 1
    assert refused(back(neither)) == {"ed-pharmacy-missing"}


@pytest.mark.parametrize(
    "ids",
    [(), (Identifier("1.2.3", "x"),), (Identifier(FNR_ROOT, "09057145678"), Identifier(FNR_ROOT, "13116900216"))],
    ids=["no number", "another country's", "two"],
)
def test_a_patient_without_one_national_number_is_none(ids: tuple[Identifier, ...]) -> None:
    """And is said to be none of ours."""
    one = session(Register())
    assert national_patient(Recipient(ids, None, None, Null.UNK), one) is None
    assert codes(one.notes) == ["ed-patient-not-norwegian"]


def test_a_patient_with_one_is_named_by_it() -> None:
    """The same number twice is one; birth date and sex stand in it."""
    one = session(Register())
    gender = Coded("F", "2.16.840.1.113883.5.1", "Female")
    number = Identifier(FNR_ROOT, "13116900216")
    found = national_patient(Recipient((number, number), None, date(1969, 11, 13), gender), one)
    assert found is not None
    assert ([i.value for i in found.ids], found.birth_date, found.sex) == (["13116900216"], None, "")
    assert codes(one.notes) == []


def test_what_was_refused_has_no_document() -> None:
    """Nor is it finished."""
    outcome = back(handed_out(patient="09057145678"))
    assert (outcome.decision, outcome.document) == (Decision.REJECTED, None)
    assert outcome.details is not None
    assert not outcome.details.finished
