"""What a substanceAdministration says of how the medicine is to be taken beside its dose and its times.

None of it is read as a value: each is named, and where there is any, dose and times are not all of the dosage. What may
stand in the element by CDA R2 (POCD_MT000040.SubstanceAdministration), and what no schema has, is either of no matter
for how it is taken (`APART`) or told. Templates of IHE PCC TF-2, 6.3.4.16, say that the dosage is in parts.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.strict import FALSE, has_own_text, is_null
from converter.model.unread import Unread

ROUTE, RELATION, TEMPLATE = H + "routeCode", H + "entryRelationship", H + "templateId"
CODE, TEXT, DRUG = H + "code", H + "text", "DRUG"
READ = frozenset(
    H + t
    for t in (
        "templateId",
        "id",
        "code",
        "text",
        "statusCode",
        "effectiveTime",
        "routeCode",
        "doseQuantity",
        "consumable",
        "entryRelationship",
    )
)
"""What the readers of an item and of its dosage read."""
APART = frozenset(H + t for t in ("realmCode", "typeId", "author", "informant", "participant"))
"""What says nothing of how the medicine is to be taken."""
NAMED = frozenset(
    H + t
    for t in (
        "priorityCode",
        "repeatNumber",
        "approachSiteCode",
        "rateQuantity",
        "maxDoseQuantity",
        "doseCheckQuantity",
        "administrationUnitCode",
        "subject",
        "performer",
        "precondition",
    )
)
"""What has words of its own; all else is an element that is not known."""
ATTRIBUTES = frozenset({"classCode", "moodCode", "negationInd"})
OF_RELATION = frozenset({"typeCode", "inversionInd", "contextConductionInd", "negationInd", "nullFlavor"})
HEAD = frozenset(H + t for t in ("realmCode", "typeId", "templateId"))
OF_INSTRUCTION = HEAD | {H + t for t in ("id", "code", "text", "statusCode", "author", "informant")}
OF_CHOICE = OF_INSTRUCTION | {H + "effectiveTime", H + "value"}
STEPS = {H + t: t for t in ("substanceAdministration", "precondition", "sequenceNumber", "maxDoseQuantity")} | {
    H + "entryRelationship": "statement"
}
"""What a statement that is read may hold of the dosage, however deep."""
PARTED = {
    "1.3.6.1.4.1.19376.1.5.3.1.4.8": "tapered",
    "1.3.6.1.4.1.19376.1.5.3.1.4.9": "split",
    "1.3.6.1.4.1.19376.1.5.3.1.4.10": "conditional",
}
MAX_NAMED = 20
"""One is enough for nothing to be said; a document may have thousands."""
INSTRUCTION, TO_DISPENSER, SUBSTITUTION = "PINSTRUCT", "FINSTRUCT", "SUBST"


def beside(item: etree._Element, reading: Reading) -> tuple[Unread, ...]:
    """Each thing that is said beside dose and times, in document order; a bounded number.

    Args:
        item: the substanceAdministration.
        reading: names the places.
    """
    return tuple([Unread(what, reading.path(element)) for what, element in islice(_beside(item), MAX_NAMED)])


def _beside(item: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    if _negated(item):
        yield "negation", item
    if not set(item.keys()) <= ATTRIBUTES or has_own_text(item):
        yield "element", item
    routes = [r for r in item.iterchildren(ROUTE) if not is_null(r)]
    if len(routes) > 1:
        yield "routes", routes[1]
    for child in item.iterchildren(etree.Element):
        if child.tag == RELATION:
            yield from _related(child)
        elif (child.tag == CODE and not _is_drug(child)) or (child.tag == TEXT and _own_words(child)):
            yield "statement", child
        elif child.tag == TEMPLATE and child.get("root", "").strip() in PARTED:
            yield PARTED[child.get("root", "").strip()], child
        elif child.tag not in READ | APART and not is_null(child):
            yield etree.QName(child).localname if child.tag in NAMED else "element", child


def _related(relation: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    if is_null(relation):
        return
    if _negated(relation) or not set(relation.keys()) <= OF_RELATION or has_own_text(relation):
        yield "element", relation
    for statement in relation.iterchildren(etree.Element):
        if statement.tag in HEAD or is_null(statement):
            continue
        code = next(statement.iterchildren(CODE), None)
        given = "" if code is None else code.get("code", "")
        if statement.tag == H + "sequenceNumber":
            yield "sequenceNumber", statement
        elif statement.tag == H + "substanceAdministration":
            yield "substanceAdministration", statement
        elif not _known(statement, given):
            yield "statement", statement
        elif statement.tag == H + "act" and given == INSTRUCTION:
            yield from _instruction(statement)
        else:
            yield from _within(statement)


def _instruction(act: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """An instruction to the patient is words; a time, a need or a part of its own is more."""
    if _negated(act):
        yield "negation", act
    for child in act.iterchildren(etree.Element):
        if child.tag not in OF_INSTRUCTION and not is_null(child):
            yield "statement", child


def _within(statement: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """What stands in a supply, words to the pharmacy or a choice and is of the dosage: steps, conditions.

    Of what an element that is not known holds nobody knows whether it is.
    """
    for inner in statement.iterdescendants(*STEPS):
        if not is_null(inner):
            yield STEPS[str(inner.tag)], inner
    if statement.tag != H + "supply":
        known = OF_CHOICE if statement.tag == H + "observation" else OF_INSTRUCTION
        for child in statement.iterchildren(etree.Element):
            if child.tag not in known and child.tag not in STEPS and not is_null(child):
                yield "statement", child


def _known(statement: etree._Element, code: str) -> bool:
    if statement.tag == H + "supply":
        return True
    if statement.tag == H + "act":
        return code in {TO_DISPENSER, INSTRUCTION}
    return statement.tag == H + "observation" and code == SUBSTITUTION


def _is_drug(code: etree._Element) -> bool:
    """Whether the kind of act is that a medicine is taken (ActCode DRUG), or not said; another may be a condition."""
    return is_null(code) or (code.get("code", "").strip() == DRUG and not len(code))


def _own_words(text: etree._Element) -> bool:
    """Whether an item says words of its own beside where it refers to."""
    return bool("".join(str(part) for part in text.itertext()).strip())


def _negated(element: etree._Element) -> bool:
    return element.get("negationInd", "false").strip() not in FALSE
