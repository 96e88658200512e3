"""`converter explain`: every field of one message, what became of it and why, in two languages, without any value."""

from io import StringIO

import pytest
from rich.console import Console

from converter.cli.explain import show
from converter.conversion.m1_to_ep.explain import Explanation, explain
from converter.fields.register import Fate
from tests.builders.loaded import loaded
from tests.builders.messages import (
    AT,
    CITY,
    DOSAGE,
    FAMILY,
    GIVEN,
    INDICATION,
    NUMBER,
    REMARK,
    STREET,
    extension,
    m1,
    m1_list,
    m94,
)

OTHER_ID = "aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"


def explained(message: bytes) -> Explanation:
    """What the converter says of a message with one prescription."""
    (only,) = explain(message, loaded(), AT)
    return only


def shown(message: bytes, lang: str) -> str:
    """What is printed."""
    out = StringIO()
    show(explained(message), lang, Console(file=out, width=300))
    return out.getvalue()


def test_every_field_is_told_and_none_is_unknown() -> None:
    """Of an M1 alone and in an M9.4."""
    for message in (m1(remark=REMARK, raw_payers="<Frikort>true</Frikort>"), m94(m1())):
        explanation = explained(message)
        assert len(explanation.leaves) > 50
        assert explanation.unknown == ()
        assert {leaf.row.fate for leaf in explanation.leaves if leaf.row} == set(Fate)


def test_what_leaves_says_where_it_went() -> None:
    """By the end of the path in the document."""
    found = {leaf.path: leaf for leaf in explained(m1()).leaves}
    assert found["MsgHead/MsgInfo/Patient/FamilyName"].outputs == ("patient/name/family",)
    assert found["Resept/ReseptDokLegemiddel/Antall"].outputs == ("entryRelationship/supply/quantity",)


@pytest.mark.parametrize(
    ("lang", "words"), [("no", ("Blir i Norge", "Norske vilkår")), ("en", ("Stays in Norway", "Norwegian dispensing"))]
)
def test_it_speaks_two_languages_and_quotes_nothing(lang: str, words: tuple[str, ...]) -> None:
    """The table has the fields' names and our own words."""
    text = shown(m1(remark=REMARK), lang)
    assert all(word in text for word in words)
    assert [v for v in (NUMBER, FAMILY, GIVEN, STREET, CITY, DOSAGE, INDICATION, REMARK) if v in text] == []


def test_a_prescription_that_stays_says_that_nothing_was_made() -> None:
    """Its fields are explained all the same."""
    text = shown(m1(locked="true"), "en")
    assert "no document was made" in text
    assert "Not sent" in text
    assert "Sent as it is" not in text


def test_a_field_that_the_register_does_not_know_is_told() -> None:
    """As in the full report."""
    explanation = explained(m1(raw_documents=extension("<Nytt>Hemmelig</Nytt>")))
    assert explanation.unknown == ("ReseptUtvidelse/Nytt",)
    assert "leaf-not-in-register" in {f.code for f in explanation.answer.findings}


def test_a_message_that_cannot_be_opened_has_no_fields() -> None:
    """Its findings say why."""
    explanation = explained(b"<MsgHead/>")
    assert explanation.leaves == ()
    assert explanation.answer.findings


def test_the_field_that_stopped_it_says_so() -> None:
    """The decision and its reasons come first; a finding stands at the field it names, too."""
    text = shown(m1(locked="true"), "no")
    assert text.startswith("Utelukket: den blir i Norge.")
    assert "→ Resepten er låst" in text.partition("Resept/LastResept ")[2]


def test_what_a_document_does_not_say_is_not_said_to_be_sent() -> None:
    """A field whose kind is sent, but not this time: nobody knows the unit."""
    dosing = (
        '<Dosering><Starttidspunkt V="2026-11-03"/><DoseFastTidspunkt><Mengde V="1" U="ukjent"/>'
        '<Intervall V="1" U="Døgn"/><GisEksakt>false</GisEksakt></DoseFastTidspunkt></Dosering>'
    )
    found = {leaf.path: leaf for leaf in explained(m1(raw_dosing=dosing)).leaves}
    amount = "Resept/ReseptDokLegemiddel/Forskrivning/Dosering/DoseFastTidspunkt/Mengde/@V"
    assert found[amount].outputs == ()
    assert "says nothing that this document has" in shown(m1(raw_dosing=dosing), "en")


def test_each_prescription_of_a_list_is_explained() -> None:
    """What cannot be opened has its reasons and no table."""
    explanations = explain(m1_list(m1(), m1(locked="true", message_id=OTHER_ID), "<Annet/>"), loaded(), AT)
    assert [bool(e.leaves) for e in explanations] == [True, True, False]
    assert [e.answer.decision.value for e in explanations] == ["converted", "excluded", "rejected"]


def test_a_field_that_is_sent_says_where_to_and_one_that_is_unknown_that_it_is() -> None:
    """In both languages; the reason that stops it stands at its own field alone."""
    unknown = m1(raw_documents=extension("<Nytt>Hemmelig</Nytt>"))
    assert "patient/name/family" in shown(unknown, "en")
    assert "ReseptUtvidelse/Nytt" in shown(unknown, "en")
    assert "not in the register of fields" in shown(unknown, "en")
    assert "ikke i feltregisteret" in shown(unknown, "no")
    assert shown(m1(locked="true"), "no").count("→ Resepten er låst") == 1


def test_a_field_that_the_register_knows_is_not_told() -> None:
    """Of an extension too: it is excluded, for what it says."""
    codes = {f.code for f in explained(m1(raw_documents=extension("<Seponering/>"))).answer.findings}
    assert "excluded-discontinued" in codes
    assert "leaf-not-in-register" not in codes
