"""An eD taken back: whose it is, its parsed id decides; however it was written down again, a discard comes of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.m10_to_ed.discard import discard_of, m10_to_ed_discard
from converter.enrichment.medicines import MedicinesRegister
from converter.examples import example
from converter.formats.cda.ed_discard import discard
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.cda.ed_writer import discarded
from converter.formats.cda.names import ED_DOCUMENT
from converter.formats.xml import parse
from converter.model.finding import Problem
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.messages import AT
from tests.builders.norwegian import ed_of, entered

OWN_ROOT = loaded().identifiers.document_root
OURS = ed_of(foreign(), entered())
HEAD = f'<templateId root="{ED_DOCUMENT}"/>'.encode()
ID = OURS[OURS.index(b"<id ") : OURS.index(b"/>", OURS.index(b"<id ")) + 2]
KIND = OURS[OURS.index(b"<code ") : OURS.index(b"/>", OURS.index(b"<code ")) + 2]


def content(data: bytes) -> bytes:
    """What a document says, comments and spelling left out; a discard undone."""
    root = parse(data)
    normalise_discard(root)
    return etree.tostring(root)


def through_lxml(data: bytes) -> bytes:
    """Written by another serialiser."""
    return etree.tostring(etree.fromstring(data), encoding="UTF-8", xml_declaration=True)


def with_prefix(data: bytes) -> bytes:
    """Every HL7 name with a prefix."""
    root = etree.fromstring(data)
    made = etree.Element(root.tag, nsmap={"h": "urn:hl7-org:v3", "pharm": "urn:hl7-org:pharm"})
    made.extend(list(root))
    etree.cleanup_namespaces(made, keep_ns_prefixes=["h", "pharm"])
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True)


AGAIN = {
    "as it was made": OURS,
    "by another serialiser": through_lxml(OURS),
    "with another prefix": with_prefix(OURS),
    "single quotes": OURS.replace(HEAD, HEAD.replace(b'"', b"'")).replace(KIND, KIND.replace(b'"', b"'")),
    "white space around the equals sign": OURS.replace(HEAD, HEAD.replace(b"=", b" = ")).replace(
        b"<code code=", b"<code\n  code =\t", 1
    ),
    "attributes in another order": OURS.replace(
        KIND, b'<code displayName="x" codeSystem="2.16.840.1.113883.6.1" code="60593-1"/>'
    ),
    "a character reference": OURS.replace(HEAD, HEAD.replace(b"1.3.6.1", b"1.3&#46;6.1")),
    "the id by a character reference": OURS.replace(ID, ID.replace(b".", b"&#x2e;", 1)),
    "a comment of the same words before": OURS.replace(b"<ClinicalDocument", b"<!--" + HEAD + b"--><ClinicalDocument"),
    "a comment of the same words inside": OURS.replace(HEAD, b"<!--" + HEAD + KIND + b"-->" + HEAD),
    "a byte order mark": b"\xef\xbb\xbf" + OURS,
    "the id far behind": OURS.replace(HEAD, b"<!--" + b" " * 5000 + b"-->" + HEAD),
    "a title of the same words": OURS.replace(
        b"<title>eDispensation", b"<title>root=&quot;" + ED_DOCUMENT.encode() + b"&quot;"
    ),
}


@pytest.mark.parametrize("how", AGAIN)
def test_an_ed_of_ours_is_taken_back_however_it_is_spelt(how: str) -> None:
    """A discard that is well-formed, and says what the eD said but for the two values."""
    made = discard_of(AGAIN[how], loaded())
    assert normalise_discard(parse(made))
    assert content(made) == content(AGAIN[how])


def test_the_bytes_are_kept_where_they_are_ours() -> None:
    """What is as it was made differs in the two values alone."""
    assert discard_of(OURS, loaded()) == discarded(OURS)
    assert len(discard_of(OURS, loaded())) == len(OURS) + 2 * len("-DISCARD")


FOREIGN = example("ed-tablets")
FOREIGN_ID = b'<id root="2.16.840.1.113883.3.9999.1"'
OWN = OWN_ROOT.encode()
OTHERS = {
    "as it is": FOREIGN,
    "our root in a comment": FOREIGN.replace(b"<ClinicalDocument", b'<!-- root="%s" --><ClinicalDocument' % OWN, 1),
    "our root in a comment beside the id": FOREIGN.replace(FOREIGN_ID, b'<!-- root="%s" -->' % OWN + FOREIGN_ID, 1),
    "our root in another attribute": FOREIGN.replace(FOREIGN_ID, FOREIGN_ID + b' assigningAuthorityName="%s"' % OWN, 1),
    "our root in another id": FOREIGN.replace(b"<patientRole>", b'<patientRole><id root="%s" extension="1"/>' % OWN, 1),
    "our root below": FOREIGN.replace(FOREIGN_ID, b'<id root="%s.1"' % OWN, 1),
    "two ids, one of them ours": FOREIGN.replace(FOREIGN_ID, b'<id root="%s" extension="1"/>' % OWN + FOREIGN_ID, 1),
    "a null id": FOREIGN.replace(FOREIGN_ID, b'<id nullFlavor="NI" root="%s"' % OWN, 1),
    "no code of an eD": FOREIGN.replace(FOREIGN_ID, b'<id root="%s"' % OWN, 1).replace(b'"60593-1"', b'"1"', 1),
}


@pytest.mark.parametrize("whose", OTHERS)
def test_an_ed_of_others_is_not_taken_back(whose: str) -> None:
    """Wherever our root stands in it, if not in its one id."""
    assert parse(OTHERS[whose]) is not None
    with pytest.raises(Problem) as caught:
        discard_of(OTHERS[whose], loaded())
    (told,) = caught.value.findings
    place = "code" if whose == "no code of an eD" else "id"
    assert (told.code, told.path) == ("ed-not-ours", f"/ClinicalDocument/{place}")


@pytest.mark.parametrize("lost", [b"1.3.6.1.4.1.12559.11.10.1.3.1.1.2", b'"60593-1"'])
def test_what_has_not_both_values_has_no_discard(lost: bytes) -> None:
    """There is nothing to overwrite."""
    data = OURS.replace(lost, lost.replace(b"1", b"2"), 1)
    assert discard(data, parse(data)) is None


NONE = {
    "an eP": (foreign(), "ep-instead-of-ed"),
    "a discard": (discarded(OURS), "ed-discarded-already"),
    "half a discard": (OURS.replace(b'"60593-1"', b'"DISCARD-60593-1"', 1), "ed-discard-half"),
    "no XML": (OURS[:500], "not-xml"),
}


@pytest.mark.parametrize("what", NONE)
def test_what_is_no_ed_is_refused(what: str) -> None:
    """By what it is."""
    data, code = NONE[what]
    with pytest.raises(Problem) as caught:
        discard_of(data, loaded())
    assert [f.code for f in caught.value.findings] == [code]


def test_the_answer_is_the_discard_and_what_answered() -> None:
    """Made as every route's is."""
    answer = m10_to_ed_discard(OURS, loaded(), AT)
    assert answer == Answer(Decision.CONVERTED, (), loaded().versions, discard_of(OURS, loaded()))


@pytest.mark.parametrize("what", NONE)
def test_the_answer_to_what_is_no_ed_says_why(what: str) -> None:
    """Rejected, without a document."""
    data, code = NONE[what]
    answer = m10_to_ed_discard(data, loaded(), AT)
    assert (answer.decision, answer.document, [f.code for f in answer.findings]) == ("rejected", None, [code])


def test_the_answer_tells_of_an_old_register() -> None:
    """As every route's does, of a discard and of a refusal."""
    old = replace(loaded(), fest_max_age=0)
    for data, codes in ((OURS, ["register-old"]), (FOREIGN, ["ed-not-ours", "register-old"])):
        assert [f.code for f in m10_to_ed_discard(data, old, AT).findings] == codes


def test_a_failure_of_ours_is_a_defect() -> None:
    """And nothing leaves."""

    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError

    answer = m10_to_ed_discard(OURS, replace(loaded(), register=cast(MedicinesRegister, Broken())), AT)
    assert (answer.decision, answer.document) == ("defect", None)
    assert [f.code for f in answer.findings] == ["unexpected-failure"]


def test_the_case_of_our_root_in_a_comment(shared: Path) -> None:
    """As it was reported: another country's eD, whose parsed id decides."""
    data = (shared / "cases" / "inbound" / "foreign-ed-with-our-root-in-a-comment.xml").read_bytes()
    assert OWN in data
    answer = m10_to_ed_discard(data, loaded(), AT)
    assert (answer.document, [f.code for f in answer.findings]) == (None, ["ed-not-ours"])
