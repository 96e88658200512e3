"""What every eD of ours says, whatever was dispensed; what depends on the dispense; and what makes a discard of it."""

from decimal import Decimal
from functools import cache

import pytest
from lxml import etree

from converter.formats.cda.ed_writer import HOW, discarded
from converter.model.substitution import Substituted
from tests.builders.foreign import foreign
from tests.builders.norwegian import ed_of, entered

SPACES = {"h": "urn:hl7-org:v3"}
SUPPLY = "h:component/h:structuredBody/h:component/h:section/h:entry/h:supply"
SUBSTITUTION = f"{SUPPLY}/h:entryRelationship[@typeCode='COMP']/h:act"
FIXED = {
    "h:typeId/@root": ["2.16.840.1.113883.1.3"],
    "h:typeId/@extension": ["POCD_HD000040"],
    "h:templateId/@root": ["1.3.6.1.4.1.12559.11.10.1.3.1.1.2"],
    "h:code/@*": ["60593-1", "2.16.840.1.113883.6.1", "Medication dispensed.extended Document"],
    "h:confidentialityCode/@*": ["N", "2.16.840.1.113883.5.25", "normal"],
    "h:author/h:functionCode/@*": ["2262", "2.16.840.1.113883.2.9.6.2.7", "Pharmacists"],
    "h:legalAuthenticator/h:signatureCode/@code": ["S"],
    "h:inFulfillmentOf/@typeCode": ["FLFS"],
    "h:inFulfillmentOf/h:order/@*": ["ACT", "RQO"],
    "//h:section/h:templateId/@root": ["1.3.6.1.4.1.12559.11.10.1.3.1.2.2"],
    "//h:section/h:code/@*": ["60590-7", "2.16.840.1.113883.6.1", "Medication dispensed.brief Document"],
    f"{SUPPLY}/@*": ["SPLY", "EVN"],
    f"{SUPPLY}/h:templateId/@root": [
        "1.3.6.1.4.1.12559.11.10.1.3.1.3.3",
        "1.3.6.1.4.1.19376.1.5.3.1.4.7.3",
        "2.16.840.1.113883.10.20.1.34",
    ],
    f"{SUPPLY}/h:quantity/@unit": ["1"],
    f"{SUPPLY}/h:performer/@typeCode": ["PRF"],
    f"{SUPPLY}/h:entryRelationship[@typeCode='REFR']/h:substanceAdministration/@*": ["SBADM", "INT"],
    "//h:assignedEntity/h:addr/@nullFlavor | //h:assignedAuthor/h:addr/@nullFlavor": ["NI"] * 3,
    "//h:assignedEntity/h:telecom/@nullFlavor | //h:assignedAuthor/h:telecom/@nullFlavor": ["NI"] * 3,
    "h:recordTarget/h:patientRole/h:addr/@nullFlavor | h:recordTarget/h:patientRole/h:telecom/@nullFlavor": ["NI"] * 2,
}
"""By path: the guide's templates and codes (eHDSI v8.0.0, eDispensation), and absent addresses said to be absent."""


@cache
def ed(packages: str = "2", batch: str = "A123", substituted: Substituted | None = Substituted.GENERIC) -> bytes:
    """The eD of a dispense."""
    return ed_of(foreign(), entered(packages=Decimal(packages), batch=batch, substituted=substituted))


def at(path: str, document: bytes) -> list[str]:
    """The values at a path, in the order of the document."""
    found = etree.fromstring(document).xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(value) for value in found]


@pytest.mark.parametrize("path", FIXED)
def test_every_ed_says(path: str) -> None:
    """Whatever was dispensed."""
    assert at(path, ed()) == FIXED[path]


@pytest.mark.parametrize(("batch", "words"), [("A123", ", batch A123"), ("", "")])
def test_the_batch_is_told_where_there_is_one(batch: str, words: str) -> None:
    """In words, and as the lot number that stands before the package; neither where there is none."""
    document = ed(batch=batch)
    said = f"Dispensed: 2 x Fiktivprofen tab 400 mg, 30 stykk{words}"
    assert at("//h:content[@ID='dispensed']/text()", document) == [said]
    before = "following-sibling::*[1][local-name()='asContent']"
    assert at(f"//h:lotNumberText[{before}]/text()", document) == at("//h:lotNumberText/text()", document)
    assert at("//h:lotNumberText/text()", document) == ([batch] if batch else [])


@pytest.mark.parametrize("answer", [None, *Substituted])
def test_a_substitution_is_an_act_of_its_own(answer: Substituted | None) -> None:
    """Where something was substituted, and only there; the narrative says in any case what, and the act names it."""
    document = ed(substituted=answer)
    (words,) = at("//h:content[@ID='substitution']/text()", document)
    assert words == f"Substitution: {HOW[answer]}"
    if answer in {None, Substituted.NONE}:
        assert at(SUBSTITUTION, document) == []
        return
    assert at(f"{SUBSTITUTION}/h:code/@*", document) == ["SUBST", "2.16.840.1.113883.5.6", "Substitution"]
    assert at(f"{SUBSTITUTION}/@*", document) == ["ACT", "EVN"]
    assert at(f"{SUBSTITUTION}/h:text/h:reference/@value", document) == ["#substitution"]


def test_each_answer_has_words_of_its_own() -> None:
    """So that no two can be taken for each other."""
    assert len(set(HOW.values())) == len(HOW) == len(Substituted) + 1


def test_a_discard_is_the_same_document_but_for_template_and_code() -> None:
    """Both of the document's head; the rest keeps its bytes."""
    template, code = b'root="1.3.6.1.4.1.12559.11.10.1.3.1.1.2', b'<code code="60593-1"'
    usual, taken_back = ed(), discarded(ed())
    assert taken_back.count(b"DISCARD") == 2
    assert taken_back.replace(template + b"-DISCARD", template).replace(b'"DISCARD-60593-1"', b'"60593-1"') == usual
    assert (usual.count(template + b'"'), usual.count(code)) == (1, 1)
