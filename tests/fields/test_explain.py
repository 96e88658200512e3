"""`converter explain`: every field of one message, what became of it and why, in two languages, without any value."""

from io import StringIO

import pytest
from rich.console import Console

from converter.conversion.explain import Explanation, explain
from converter.explanation import show
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
    m94,
)


def explained(message: bytes) -> Explanation:
    """What the converter says of a message."""
    return explain(message, loaded(), AT)


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
    assert "leaf-not-in-register" in {f.code for f in explanation.outcome.findings}


def test_a_message_that_cannot_be_opened_has_no_fields() -> None:
    """Its findings say why."""
    explanation = explained(b"<MsgHead/>")
    assert explanation.leaves == ()
    assert explanation.outcome.findings
