"""M1 of version 2.4, and extension 1 in a further document."""

import pytest

from converter.conversion.answer import Decision
from tests.builders import m1_parts as p
from tests.builders.loaded import convert, remarks, stops
from tests.builders.messages import DOSAGE, extension, m1, m1_v24

PRECAUTION = f'<ForholdsregelInntak V="1" S="{p.LISTS}7479" DN="Tas med mat"/>'
SAYS = (
    f"<Dosering>{PRECAUTION}<Doseringstekst>3 tabletter daglig</Doseringstekst>"
    "<Tilleggstekst>Svelges hele</Tilleggstekst></Dosering>"
)


def test_version_2_4_gives_the_document_of_2_5() -> None:
    """What both versions can say gives the same bytes."""
    assert convert(m1_v24()).document == convert(m1()).document
    assert convert(m1_v24()).decision is Decision.CONVERTED


def test_a_lock_of_version_2_4_shows_by_its_reference_number_alone() -> None:
    """2.4 has no LastResept."""
    assert stops(convert(m1_v24(reference_number="ABC123FGH"))) == {"excluded-reference-number"}


@pytest.mark.parametrize(
    "element", ["<LastResept>true</LastResept>", "<TidligsteUtlevering>2026-11-01</TidligsteUtlevering>"]
)
def test_what_2_4_does_not_have_is_refused(element: str) -> None:
    """A 2.4 with an element of 2.5 breaks its schema: it is not read as if it were 2.5."""
    mixed = m1_v24().replace(b"</Resept>", f"{element}</Resept>".encode())
    assert stops(convert(mixed)) == {"schema-fault"}


@pytest.mark.parametrize(("version", "said"), [("2009-02-20", "2.3 (2009-02-20)"), ("2999-01-01", "?")])
def test_other_versions_are_refused_by_name(version: str, said: str) -> None:
    """The answer names the version where it is a known one, and never what the message wrote."""
    outcome = convert(m1(m1_namespace=f"http://www.kith.no/xmlstds/eresept/m1/{version}"))
    assert stops(outcome) == {"m1-version-not-supported"}
    assert said in outcome.findings[0].text_en
    assert "2999" not in outcome.findings[0].text_en


def test_an_extension_s_words_follow_the_prescription_s_own() -> None:
    """Both instructions are sent and the difference is told; precaution and addition come after them."""
    outcome = convert(m1(raw_documents=extension(SAYS)))
    assert f"{DOSAGE} / 3 tabletter daglig / Tas med mat / Svelges hele".encode() in (outcome.document or b"")
    assert "dosage-worded-otherwise" in remarks(outcome)
    assert "document-not-read" not in remarks(outcome)


def test_an_extension_may_say_the_dosage_alone_or_the_same() -> None:
    """An M1 without instruction takes the extension's; the same words are said once."""
    alone = convert(m1(dosage=None, raw_documents=extension(SAYS)))
    assert b">3 tabletter daglig / Tas med mat / Svelges hele<" in (alone.document or b"")
    same = convert(m1(raw_documents=extension(f"<Dosering><Doseringstekst>{DOSAGE}.</Doseringstekst></Dosering>")))
    assert same.document == convert(m1()).document
    assert "dosage-worded-otherwise" not in remarks(same)


def test_a_discontinued_treatment_stays() -> None:
    """Seponering excludes, also when it is to come."""
    stopped = '<Seponering><Tidspunkt>2030-01-01T00:00:00</Tidspunkt><Arsak V="1" S="1.2" DN="x"/></Seponering>'
    assert stops(convert(m1(raw_documents=extension(stopped)))) == {"excluded-discontinued"}


def test_a_diagnosis_and_what_is_not_known_are_withheld() -> None:
    """The document is as without the extension, and the answer names what stayed."""
    inside = f'<Diagnose V="R97" S="{p.LISTS}7170" DN="Allergisk rinitt"/><Nytt>Hemmelig</Nytt>'
    outcome = convert(m1(raw_documents=extension(inside)))
    assert outcome.document == convert(m1()).document
    assert len([f for f in outcome.findings if f.code == "element-withheld"]) == 2


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (extension(SAYS, version="2"), "extension-version-not-supported"),
        (extension(SAYS, version=""), "extension-version-not-supported"),
        (extension(SAYS, namespace=p.EXTENSION[:-1] + "2"), "extension-version-not-supported"),
        (extension(SAYS) * 2, "several-extensions"),
        (extension(SAYS).replace("<Content>", '<Content><Fremmed xmlns="urn:x"/>'), "schema-fault"),
    ],
)
def test_an_extension_that_is_not_read_refuses_the_prescription(document: str, code: str) -> None:
    """What it says could matter: nothing is sent without it."""
    assert stops(convert(m1(raw_documents=document))) == {code}
