"""Reads an ePrescription (CDA level 3, namespace `urn:hl7-org:pharm`, wave 6 and later) into the exchange model."""

from dataclasses import dataclass, replace

from lxml import etree

from converter.formats.cda import elements as e
from converter.formats.cda import narrative, product_reader
from converter.formats.cda.dosage_reader import read_schedule, read_times
from converter.formats.cda.elements import H, need, under, unreadable, words
from converter.formats.cda.ep_header_reader import read_header
from converter.formats.cda.names import EP_DOCUMENT
from converter.formats.xml import kids
from converter.model.coded import Bilingual, Coded
from converter.model.dosage import Dosage
from converter.model.finding import Problem, finding
from converter.model.prescription import Exchange, ToDispenser
from converter.model.product import SUBSTANCES_APART, Product

ID, CODE, TEXT, VALUE = (H + t for t in ("id", "code", "text", "value"))
SECTION = tuple(H + t for t in ("component", "structuredBody", "component", "section"))
EFFECTIVE_TIME, QUANTITY, ROUTE = H + "effectiveTime", H + "quantity", H + "routeCode"


@dataclass(frozen=True, slots=True)
class ReadEp:
    """What an eP says: its structured part as a value, its narrative's texts by identifier, and all its words."""

    prescription: Exchange
    texts: dict[str, str]
    words: str


def read_ep(root: etree._Element) -> ReadEp:
    """Reads a document.

    Raises:
        Problem: `not-an-ep` where the document is of another kind, `ep-unreadable` with the place otherwise.
    """
    templates = {t.get("root") for t in root.iterchildren(H + "templateId")}
    if root.tag != H + "ClinicalDocument" or EP_DOCUMENT not in templates:
        raise Problem([finding("not-an-ep")])
    header = read_header(root)
    section = under(root, *SECTION)
    parts = kids(section)
    narrative_text = need(parts, TEXT, section)
    texts = {i: words(c) for c in narrative_text.iter(H + "content") if (i := c.get("ID")) is not None}
    narrative_words = str(etree.tostring(narrative_text, method="text", encoding="unicode", with_tail=False))
    item = under(section, H + "entry", H + "substanceAdministration")
    item_parts = kids(item)
    relations = _relations(item)
    supply = relations.get("supply")
    if supply is None:
        raise unreadable(item)
    supply_parts = kids(supply)
    start, end, days, timing = read_times(item)
    valid_from, valid_until = e.interval(need(supply_parts, EFFECTIVE_TIME, supply))
    if valid_from is None or valid_until is None:
        raise unreadable(supply)
    prescription = Exchange(
        document_id=header.document_id,
        prescription_id=e.ii(need(parts, ID, section)),
        item_id=e.ii(need(item_parts, ID, item)),
        made_at=header.made_at,
        language=header.language,
        written_on=header.written_on,
        valid_from=valid_from,
        valid_until=valid_until,
        patient=header.patient,
        prescriber=header.prescriber,
        contact_point=header.contact_point,
        product=_product(under(need(item_parts, H + "consumable", item), H + "manufacturedProduct"), texts),
        packages=e.value(need(supply_parts, QUANTITY, supply)),
        substitution=_substitution(relations),
        dosage=Dosage(
            text=_instruction(item, relations, narrative_text, texts),
            start=start,
            end=end,
            english=_english(texts, narrative.DOSAGE),
            schedule=read_schedule(item, timing, days),
        ),
        route=e.optional_coded(item_parts.get(ROUTE)),
        indication=texts.get(narrative.original_id(narrative.INDICATION), ""),
        indication_english=_english(texts, narrative.INDICATION),
        use=_bilingual(texts, narrative.USE),
        no_combination=narrative.NO_COMBINATION in texts,
        by_substance=narrative.BY_SUBSTANCE in texts,
        to_dispenser=_to_dispenser(texts),
    )
    _check_dispenser(prescription, texts, item)
    return ReadEp(prescription, texts, narrative_words)


def _to_dispenser(texts: dict[str, str]) -> tuple[ToDispenser, ...]:
    """The words to the dispenser by the identifiers of their rows."""
    found = []
    for identifier, english in texts.items():
        topic = identifier.removeprefix(narrative.dispenser_id(""))
        if topic != identifier and topic in narrative.TO_DISPENSER:
            found.append(ToDispenser(topic, english, texts.get(narrative.original_id(identifier), "")))
    return tuple(found)


def _check_dispenser(prescription: Exchange, texts: dict[str, str], item: etree._Element) -> None:
    """Each text to the dispenser has an instruction of its own, in their order, and nothing else has."""
    said = [
        under(act, TEXT, H + "reference").get("value", "").removeprefix("#")
        for relation in item.iterchildren(H + "entryRelationship")
        for act in relation.iterchildren(H + "act")
        if any(code.get("code") == "FINSTRUCT" for code in act.iterchildren(CODE))
    ]
    if tuple(said) != narrative.to_dispenser(prescription) or not texts.keys() >= set(said):
        raise unreadable(item)


def _relations(item: etree._Element) -> dict[str, etree._Element]:
    """What stands in the item's entryRelationships: `supply`, and acts and observations by their code."""
    found: dict[str, etree._Element] = {}
    for relation in item.iterchildren(H + "entryRelationship"):
        for target in relation:
            code = next(target.iterchildren(CODE), None)
            key = code.get("code", "") if code is not None else str(target.tag).rpartition("}")[2]
            found.setdefault(key, target)
    return found


def _product(manufactured: etree._Element, texts: dict[str, str]) -> Product:
    """The product; where it has no ingredients, the names of its substances from the narrative."""
    product = product_reader.read_product(manufactured).with_register(
        _bilingual(texts, narrative.STRENGTH_IN_REGISTER), _bilingual(texts, narrative.PACKAGE_IN_REGISTER)
    )
    if not product.ingredients and texts.get(narrative.STRENGTH) == narrative.SEVERAL_STRENGTHS:
        product = replace(product, several_strengths=True)
    names = texts.get(narrative.SUBSTANCE, "")
    if product.ingredients or not names:
        return product
    return replace(product, substances=tuple(names.split(SUBSTANCES_APART)))


def _english(texts: dict[str, str], row_id: str) -> str:
    english = texts.get(row_id, "")
    return "" if english == narrative.SEE_ORIGINAL else english


def _bilingual(texts: dict[str, str], row_id: str) -> Bilingual | None:
    english = texts.get(row_id, "")
    return Bilingual(english, texts.get(narrative.original_id(row_id), "")) if english else None


def _substitution(relations: dict[str, etree._Element]) -> Coded | None:
    observation = relations.get("SUBST")
    return None if observation is None else e.coded(under(observation, VALUE))


def _instruction(
    item: etree._Element, relations: dict[str, etree._Element], text: etree._Element, texts: dict[str, str]
) -> str:
    """The patient instruction's text, by its reference into the narrative."""
    act = relations.get("PINSTRUCT")
    if act is None:
        raise unreadable(item)
    reference = under(act, TEXT, H + "reference")
    target = reference.get("value", "").removeprefix("#")
    if target in texts:
        return texts[target]
    for element in text.iter():
        if element.get("ID") == target:
            return words(element)
    raise unreadable(reference)
