"""Persons: the legal name first and the others beside it, all numbers in one place, guardian, contacts, authors."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.ep_to_view.persons import PatientView
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown, stops

NAME = part_of("patient")[part_of("patient").index("<name>") : part_of("patient").index("</name>") + len("</name>")]
BIRTH = '<birthTime value="19800229"/>'
GENDER = part_of("patient")[part_of("patient").index("<administrativeGenderCode") :].partition("/>")[0] + "/>"
ID = '<id root="2.16.840.1.113883.3.9999.20.3" extension="FI-TEST-0071"/>'


def with_patient(old: str, new: str) -> bytes:
    """The prescription with a part of its patient swapped."""
    assert old in part_of("patient")
    return foreign(patient=part_of("patient").replace(old, new))


def patient(document: bytes) -> PatientView:
    """The patient as shown."""
    found = shown(document).patient
    assert found is not None
    return found


OLD = '<name use="C"><given>Vanha</given><family>Nimi</family></name>'
STAGE = '<name use="A"><given>Tähti</given><family>Taivas</family></name>'


def test_the_legal_name_stands_first_and_the_others_beside_it() -> None:
    """What an eD would carry is the same name."""
    document = with_patient(NAME, OLD + STAGE + NAME)
    found = patient(document)
    assert found.name == "Aino Esimerkki"
    assert [(n.text, n.kind) for n in found.other_names] == [
        ("Vanha Nimi", "navn i lisens eller register"),
        ("Tähti Taivas", "kunstnernavn"),
    ]
    carried = shown(document).prescription.patient
    assert carried is not None
    assert carried.name is not None
    assert carried.name.family == "Esimerkki"
    assert "view-names-several" in codes(document)


def test_two_names_of_the_same_kind_are_told_as_such() -> None:
    """Which is the legal one is not guessed."""
    document = with_patient(NAME, NAME + OLD.replace(' use="C"', ""))
    assert "view-names-unclear" in codes(document)
    assert "view-names-several" not in codes(document)
    assert not codes(with_patient(NAME, NAME + NAME)) & {"view-names-unclear", "view-names-several"}


def test_a_former_name_is_shown_as_such() -> None:
    """By the day of the document."""
    former = OLD.replace(' use="C"', ' use="L"').replace(
        "</name>", '<validTime><high value="20200131"/></validTime></name>'
    )
    found = patient(with_patient(NAME, former + NAME))
    assert found.name == "Aino Esimerkki"
    assert [(n.kind, n.until) for n in found.other_names] == [("tidligere navn, offisielt navn", date(2020, 1, 31))]


def test_all_numbers_stand_in_one_place() -> None:
    """With who gave them, and the Norwegian word of those that are known."""
    swedish = '<id root="1.2.752.129.2.1.3.1" extension="191212121212" assigningAuthorityName="Skatteverket"/>'
    bare = '<id root="2.16.840.1.113883.3.9999.20.9"/>'
    document = with_patient(ID, ID + swedish + bare)
    assert [(i.value, i.issuer, i.kind) for i in patient(document).ids] == [
        ("FI-TEST-0071", "", ""),
        ("191212121212", "Skatteverket", "svensk personnummer"),
        ("", "", ""),
    ]
    outcome = outcome_of(document)
    assert outcome.details is not None
    told = EpToViewAnswer.with_view(outcome, outcome.details).view.patient
    assert told is not None
    assert [i.root for i in told.ids][1:] == ["1.2.752.129.2.1.3.1", "2.16.840.1.113883.3.9999.20.9"]


@pytest.mark.parametrize(
    ("birth", "day", "words"),
    [
        ('<birthTime value="1980"/>', None, "1980"),
        ('<birthTime value="198002"/>', None, "februar 1980"),
        ('<birthTime value="19800229103000+0200"/>', date(1980, 2, 29), ""),
        ('<birthTime value="198013"/>', None, ""),
        ('<birthTime nullFlavor="UNK"/>', None, ""),
        ("", None, ""),
    ],
)
def test_a_birth_date_is_shown_as_far_as_it_is_said(birth: str, day: date | None, words: str) -> None:
    """What is not a day is told."""
    document = with_patient(BIRTH, birth)
    assert (patient(document).birth_date, patient(document).birth) == (day, words)
    assert ("view-birth-date-unclear" in codes(document)) == (day is None)


@pytest.mark.parametrize(("null", "words"), [("UNK", "ukjent"), ("MSK", "finnes, men er skjermet"), ("NI", "")])
def test_why_the_sex_is_not_said_is_said(null: str, words: str) -> None:
    """As far as the document does."""
    document = with_patient(GENDER, f'<administrativeGenderCode nullFlavor="{null}"/>')
    assert patient(document).gender.text == words


LETTERS = st.text("abcdeæøł", min_size=1, max_size=8)
USES = st.lists(st.sampled_from(["L", "C", "A", "P", "R", "I", "ABC", "IDE", "SRCH", "odd"]), unique=True, max_size=2)


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(st.tuples(USES, LETTERS, LETTERS), min_size=1, max_size=5),
    ids=st.lists(st.tuples(st.sampled_from(["1.2.3", "1.2.246.21"]), LETTERS, LETTERS), min_size=1, max_size=5),
)
def test_no_name_and_no_number_is_lost(
    names: list[tuple[list[str], str, str]], ids: list[tuple[str, str, str]]
) -> None:
    """However many there are: each is shown, with who gave it, and each name once for what it is."""
    written = "".join(
        f'<name use="{" ".join(uses)}"><given>{given}</given><family>{family}</family></name>'
        for uses, given, family in names
    )
    numbers = "".join(
        f'<id root="{root}" extension="{value}" assigningAuthorityName="{issuer}"/>' for root, value, issuer in ids
    )
    found = patient(foreign(patient=part_of("patient").replace(NAME, written).replace(ID, numbers)))
    assert {found.name, *(n.text for n in found.other_names)} == {f"{given} {family}" for _, given, family in names}
    assert [(i.root, i.value, i.issuer) for i in found.ids] == ids
    legal = {f"{given} {family}" for uses, given, family in names if "L" in uses}
    assert not legal or found.name in legal


def test_a_guardian_is_named() -> None:
    """With the relation and the telephone; it is told that there is one."""
    guardian = (
        '<guardian><code code="MTH" codeSystem="2.16.840.1.113883.5.111" displayName="mother"/>'
        '<telecom value="tel:+358"/><guardianPerson><name><given>Eeva</given><family>Huoltaja</family></name>'
        "</guardianPerson></guardian>"
    )
    document = with_patient("</patient>", guardian + "</patient>")
    (found,) = patient(document).guardians
    assert (found.name, found.kind, found.relation, found.telecoms) == (
        "Eeva Huoltaja",
        "verge",
        "mother",
        ("tel:+358",),
    )
    assert "view-guardian" in codes(document)
    assert "view-guardian" not in codes(foreign())


def test_contacts_are_named() -> None:
    """The next of kin; a payer is none."""
    entity = (
        '<participant typeCode="IND"><associatedEntity classCode="{}"><telecom value="tel:1"/><associatedPerson><name>'
        "<given>Olli</given><family>Omainen</family></name></associatedPerson></associatedEntity></participant>"
    )
    custodian = "<custodian>"
    text = foreign().decode()
    document = text.replace("<component>", entity.format("NOK") + entity.format("PAYOR") + "<component>", 1).encode()
    assert custodian in text
    assert [(c.name, c.kind) for c in patient(document).contacts] == [("Olli Omainen", "nærmeste pårørende")]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (BIRTH.replace("1980", "1990"), "another birth date"),
        ('<administrativeGenderCode code="M" codeSystem="2.16.840.1.113883.5.1"/>', "another sex"),
        ('<x:deceasedInd xmlns:x="urn:hl7-org:sdtc" value="true"/>', "whether the patient has died"),
        ("<hair/>", "something that is not known"),
    ],
)
def test_what_is_said_twice_or_not_read_of_the_patient_is_named(more: str, words: str) -> None:
    """In people's words."""
    outcome = outcome_of(with_patient("</patient>", more + "</patient>"))
    assert [f for f in outcome.findings if f.code == "view-person-unread" and words in f.text_en]


def test_a_document_about_two_patients_is_not_dispensable() -> None:
    """Whom it is for is not guessed."""
    document = foreign(patient=part_of("patient") * 2)
    assert "view-patients-several" in stops(document)


def test_two_authors_are_both_named_and_none_is_the_prescriber() -> None:
    """Of the document, or of its item."""
    other = part_of("author").replace("Eero", "Ossi")
    item = part_of("item")
    at = item.index("<consumable")
    for document in (foreign(author=part_of("author") + other), foreign(item=item[:at] + other + item[at:])):
        view = shown(document)
        assert view.prescriber is None
        assert [author.name for author in view.authors] == ["Eero Mallinen", "Ossi Mallinen"]
        assert "view-authors-several" in codes(document)
    same = foreign(item=item[:at] + part_of("author") + item[at:])
    assert shown(same).prescriber is not None
    assert "view-authors-several" not in codes(same)


def test_a_program_beside_a_person_prescribed_nothing() -> None:
    """An authoring device has no name of a person."""
    device = (
        "<author><time value='20261101'/><assignedAuthor><id nullFlavor='NI'/><assignedAuthoringDevice>"
        "<softwareName>Ohjelma</softwareName></assignedAuthoringDevice></assignedAuthor></author>"
    )
    view = shown(foreign(author=device + part_of("author")))
    assert view.prescriber is not None
    assert view.prescriber.name == "Eero Mallinen"


def test_the_reference_cases(shared: Path) -> None:
    """`patient-two-names-first-only`, `two-authors-second-silent`."""
    two = (shared / "cases/inbound/patient-two-names-first-only.xml").read_bytes()
    assert patient(two).name == "Aino Esimerkki"
    assert [n.text for n in patient(two).other_names] == ["Vanha Nimi"]
    authors = (shared / "cases/inbound/two-authors-second-silent.xml").read_bytes()
    assert [author.name for author in shown(authors).authors] == ["Test Lege", "Second Prescriber"]
    assert shown(authors).prescriber is None
