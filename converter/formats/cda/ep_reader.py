"""Reads an ePrescription (CDA level 3, namespace `urn:hl7-org:pharm`, wave 6 and later) into the exchange model."""

from dataclasses import dataclass

from lxml import etree

from converter.formats.cda import elements as e
from converter.formats.cda import narrative, product_reader
from converter.formats.cda.elements import H, one, unreadable, words
from converter.formats.cda.names import EP_DOCUMENT
from converter.formats.cda.narrative import NarrativeRow
from converter.formats.xml import path_of
from converter.model.coded import Bilingual, Coded
from converter.model.dosage import Dosage
from converter.model.finding import Problem, finding
from converter.model.party import Patient, Professional
from converter.model.prescription import Exchange

SECTION = f"{H}component/{H}structuredBody/{H}component/{H}section"


@dataclass(frozen=True, slots=True)
class ReadEp:
    """What an eP says: its structured part as a value, and the lines of its narrative."""

    prescription: Exchange
    lines: tuple[NarrativeRow, ...]


def read_ep(root: etree._Element) -> ReadEp:
    """Reads a document.

    Raises:
        Problem: `not-an-ep` where the document is of another kind, `ep-unreadable` with the place otherwise.
    """
    templates = {t.get("root") for t in root.iterfind(H + "templateId")}
    if root.tag != H + "ClinicalDocument" or EP_DOCUMENT not in templates:
        raise Problem([finding("not-an-ep")])
    section = one(root, SECTION)
    texts = _identified(one(section, H + "text"))
    item = one(section, f"{H}entry/{H}substanceAdministration")
    supply = one(item, f"{H}entryRelationship[@typeCode='COMP']/{H}supply")
    author = one(root, H + "author")
    start, end = e.interval(one(item, H + "effectiveTime"))
    valid_from, valid_until = e.interval(one(supply, H + "effectiveTime"))
    if valid_from is None or valid_until is None:
        raise unreadable(supply)
    route = item.find(H + "routeCode")
    prescription = Exchange(
        document_id=e.ii(one(root, H + "id")),
        prescription_id=e.ii(one(section, H + "id")),
        item_id=e.ii(one(item, H + "id")),
        made_at=e.stamp(one(root, H + "effectiveTime")),
        language=one(root, H + "languageCode").get("code", ""),
        written_on=e.day(one(author, H + "time")),
        valid_from=valid_from,
        valid_until=valid_until,
        patient=_patient(one(root, f"{H}recordTarget/{H}patientRole")),
        prescriber=_prescriber(author),
        contact_point=e.organisation(
            one(root, f"{H}custodian/{H}assignedCustodian/{H}representedCustodianOrganization")
        ),
        product=product_reader.read_product(one(item, f"{H}consumable/{H}manufacturedProduct")),
        packages=e.value(one(supply, H + "quantity")),
        substitution=_substitution(item),
        dosage=Dosage(_instruction(item, texts), start, end),
        route=None if route is None or route.get("code") is None else e.coded(route),
        indication=texts.get(narrative.original_id(narrative.INDICATION), ""),
        use=_bilingual(texts, narrative.USE),
        no_combination=narrative.NO_COMBINATION in texts,
    )
    return ReadEp(prescription, _lines(one(section, H + "text")))


def _identified(text: etree._Element) -> dict[str, str]:
    """The narrative's texts by their identifiers."""
    return {i: words(c) for c in text.iter(H + "content") if (i := c.get("ID")) is not None}


def _lines(text: etree._Element) -> tuple[NarrativeRow, ...]:
    found = []
    for row in text.iterfind(f"{H}table/{H}tbody/{H}tr"):
        cells = list(row)
        contents = [c.find(H + "content") for c in cells[1:]]
        english = contents[0] if contents else None
        if english is not None:
            original = contents[1] if len(contents) > 1 else None
            found.append(NarrativeRow(english.get("ID", ""), words(cells[0]), words(english), words(original)))
    return tuple(found)


def _bilingual(texts: dict[str, str], row_id: str) -> Bilingual | None:
    english = texts.get(row_id, "")
    return Bilingual(english, texts.get(narrative.original_id(row_id), "")) if english else None


def _patient(role: etree._Element) -> Patient:
    person = one(role, H + "patient")
    return Patient(
        ids=e.ids(role),
        name=e.name(one(person, H + "name")),
        birth_date=e.day(one(person, H + "birthTime")),
        gender=e.maybe_coded(one(person, H + "administrativeGenderCode")),
        address=e.addr(role),
        telecoms=e.telecoms(role),
    )


def _prescriber(author: etree._Element) -> Professional:
    assigned = one(author, H + "assignedAuthor")
    return Professional(
        ids=e.ids(assigned),
        name=e.name(one(assigned, f"{H}assignedPerson/{H}name")),
        role=e.coded(one(author, H + "functionCode")),
        organisation=e.organisation(one(assigned, H + "representedOrganization")),
        address=e.addr(assigned),
        telecoms=e.telecoms(assigned),
    )


def _substitution(item: etree._Element) -> Coded:
    observation = one(item, f"{H}entryRelationship/{H}observation")
    if one(observation, H + "code").get("code") != "SUBST":
        raise unreadable(observation)
    return e.coded(one(observation, H + "value"))


def _instruction(item: etree._Element, texts: dict[str, str]) -> str:
    """The patient instruction's text, by its reference into the narrative."""
    for act in item.iterfind(f"{H}entryRelationship/{H}act"):
        if one(act, H + "code").get("code") == "PINSTRUCT":
            reference = one(act, f"{H}text/{H}reference")
            target = texts.get(reference.get("value", "").removeprefix("#"))
            if target is None:
                raise Problem([finding("ep-unreadable", path_of(reference))])
            return target
    raise unreadable(item)
