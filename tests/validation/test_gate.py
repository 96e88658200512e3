"""The schema gate: libxml2 decides; a refusal says where and what was expected, never what the message said."""

import pytest

from converter.formats.xml import parse
from tests.builders.loaded import loaded, words_of
from tests.builders.messages import FAMILY, GIVEN, MARKERS, NUMBER, m1

ITEM = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel"
GOOD = m1()


def faults(data: bytes) -> list[tuple[str, str, str]]:
    """Code, path and English words of the gate's findings."""
    return [(f.code, f.path, words_of(f)) for f in loaded().norway.check(parse(data))]


def test_a_valid_message_has_no_faults() -> None:
    """Nor after one that had: the gate keeps nothing."""
    assert faults(m1(quantity="to"))
    assert faults(GOOD) == []


def test_place_and_type_are_told() -> None:
    """With the path of the element and the type that its value should have."""
    [(code, path, words)] = faults(m1(quantity=NUMBER + "x"))
    assert (code, path) == ("schema-fault", f"{ITEM}/Antall")
    assert "decimal" in words
    assert NUMBER not in words


def test_at_most_ten_faults_are_told() -> None:
    """And that there are more."""
    found = faults(GOOD.replace(b"<Antall>1</Antall>", b"<Antall>1</Antall>" + b"<Merknad><a/></Merknad>" * 40))
    assert len(found) <= 11
    many = m1(patient_ids=tuple((NUMBER, "FNR") for _ in range(30)), patient_id_list="1.x")
    found = faults(many)
    assert len(found) == 11
    assert found[-1][0] == "schema-faults-more"


@pytest.mark.parametrize("count", [10, 6_000])
def test_names_that_the_schema_does_not_know_are_not_told(count: int) -> None:
    """Also of a message too large to be explained, where libxml2's own places are used."""
    unknown = f"<{FAMILY}><{GIVEN} a='{NUMBER}'>{NUMBER}</{GIVEN}></{FAMILY}>" * count
    found = faults(GOOD.replace(b"<Antall>1</Antall>", unknown.encode()))
    assert found
    assert {code for code, _, _ in found} <= {"schema-fault", "schema-faults-more"}
    told = "\n".join(words for _, _, words in found)
    assert [v for v in MARKERS if v in told] == []


def test_our_own_documents_have_a_gate_of_their_own() -> None:
    """A fault there is a defect of ours."""
    assert {f.code for f in loaded().eu.check(parse(b"<ClinicalDocument xmlns='urn:hl7-org:v3'/>"))} == {
        "written-document-invalid"
    }
