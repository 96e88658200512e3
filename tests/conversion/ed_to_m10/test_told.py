"""What is told beside a report and beside a refusal, and what the record's word changes in it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.m10 import is_latin, national_patient
from converter.formats.norway.m10_writer import without_patient
from converter.model.coded import Coded, Identifier, Null
from converter.model.dispensation import Dispensation, Recipient
from converter.model.finding import Severity
from converter.model.known import Answered, Known
from converter.model.party import PersonName
from tests.builders.back import back, handed_out, reasons, refused, report_of, told
from tests.builders.medicines import Register, codes, session
from tests.builders.messages import m1

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
    kept = Answered(without_patient(first.document or b""), first.document.__eq__, finished=True)
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


NAME_OF = "<name><given>{given}</given><family>{family}</family></name>"


@pytest.mark.parametrize(
    ("given", "family"), [("Ингебьёргине", "Квистдален"), ("Ινγκεμπγιόργκινε", "Κβίσταλσεν"), ("Ingebjørgine", "Квист")]
)
def test_a_name_in_other_letters_is_the_prescription_s(given: str, family: str) -> None:
    """The number is the same, so the person is; the names differ, which is told as before."""
    document = handed_out()
    patient = document.index(b"<patient>")
    name = NAME_OF.format(given=given, family=family).encode()
    outcome = back(document[:patient] + document[patient:].replace(NAME, name))
    person = report_of(outcome).patient
    assert (person.given, person.family) == ("Ingebjørgine", "Kvistdalsen")
    assert {"ed-name-of-prescription", "ed-name-differs"} <= told(outcome)


def test_without_the_prescription_s_name_it_is_as_the_ed_has_it() -> None:
    """Told; nothing is transcribed."""
    one = session(Register())
    number = Identifier(FNR_ROOT, "13116900216")
    found = national_patient(Recipient((number,), PersonName("Квист", ("Анна",)), None, Null.UNK), one)
    assert found is not None
    assert (found.given, found.family) == ("Анна", "Квист")
    assert codes(one.notes) == ["ed-name-not-latin"]


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Åse-Marie O'Neill", "Ġorġ Ħafna", "Þóra", "Đặng", ""])
def test_latin_letters_are_latin_whatever_their_marks(name: str) -> None:
    """And a name in them stays as the eD has it."""
    assert is_latin(name)


RESERVED = m1(substitution="1")


@pytest.mark.parametrize(
    ("knobs", "message", "code"),
    [
        ({"name": "Ibum"}, RESERVED, "dispensed-other-name-though-forbidden"),
        ({"name": "Ibum", "substituted": True}, RESERVED, "dispensed-substituted-though-forbidden"),
        ({"name": "Ibum"}, None, ""),
        ({"name": "FIKTIVPROFEN 400 mg"}, RESERVED, ""),
        ({}, RESERVED, ""),
    ],
)
def test_another_name_where_the_prescriber_reserved(knobs: dict[str, object], message: bytes | None, code: str) -> None:
    """It is told, and the M10 says it as a change: whoever reads that sees no findings."""
    outcome = back(handed_out(message, **knobs), message)
    report = report_of(outcome)
    assert {c for c in told(outcome) if "forbidden" in c} == ({code} if code else set())
    assert bool(report.changes) is bool(code)
    assert ("reservert seg mot bytte" in report.remark) is bool(code)


@pytest.mark.parametrize(
    ("atc", "ingredients", "group", "code"),
    [
        (("N02AA05", "oxycodone"), "", "A", "dispensed-group-a-b"),
        (("N02AB03", "fentanyl"), "", "A", "dispensed-group-a-b"),
        (("N02AJ06", "codeine and paracetamol"), "", "B", "dispensed-group-a-b"),
        (("V03AX03", "cobicistat"), "", "C", "dispensed-group-of-prescription"),
        (("M01AE01", "ibuprofen"), "", "C", ""),
        (None, "N02AB03", "A", "dispensed-group-a-b"),
    ],
)
def test_the_group_is_that_of_what_was_dispensed(
    atc: tuple[str, str] | None, ingredients: str, group: str, code: str
) -> None:
    """By Norway's register: of the product's code, and of any substance's in A or B; a new opioid is an opioid."""
    substance = (
        f'<pharm:ingredient classCode="ACTI"><pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND">'
        f'<pharm:code code="{ingredients}" codeSystem="2.16.840.1.113883.6.73" displayName="x"/>'
        "</pharm:ingredientSubstance></pharm:ingredient>"
    )
    strength = (
        '<pharm:quantity><numerator xsi:type="PQ" value="400" unit="mg"/>'
        '<denominator xsi:type="PQ" value="1" unit="{Tablet}"/></pharm:quantity><pharm:ingredientSubstance '
    )
    given = substance.replace("<pharm:ingredientSubstance ", strength) if ingredients else ""
    outcome = back(handed_out(atc=atc, ingredients=given))
    report = report_of(outcome)
    assert report.package.group.code == group
    assert {c for c in told(outcome) if c.startswith("dispensed-group")} == ({code} if code else set())
    assert (f"Reseptgruppe {group} er den utleverte varens" in report.remark) is (group != "C")


def test_texts_are_cut_at_a_word_and_told() -> None:
    """The strength and the form are not cut off a name."""
    long = "Ibum " * 100
    outcome = back(handed_out(name=long.strip(), package_name="Pakke " * 400, lot="L" * 100, pharmacy="Apteka " * 60))
    report = report_of(outcome)
    assert "ed-text-cut" in told(outcome)
    assert len(report.package.name_form_strength) <= 200
    assert report.package.name_form_strength.endswith("Ibum… tab 400 mg")
    assert all(len(s.brand_name) <= 200 and s.brand_name.endswith("Ibum…") for s in report.package.sizes)
    assert len(report.remark) <= 1000
    assert len(report.batch) == 64
    assert report.pharmacy.endswith("Apteka…")
    assert not [f for f in outcome.findings if f.severity is not Severity.REMARK]
