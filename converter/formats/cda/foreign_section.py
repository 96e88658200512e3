"""Which section of a document of another country is the prescription's, and what prescriptions there are beside it.

Source: eHDSI CDA v8.0.0, section `1.3.6.1.4.1.12559.11.10.1.3.1.2.1`, LOINC 57828-6. A document may have any other
section before it.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import Reading

COMPONENT, BODY, SECTION, ENTRY = (H + t for t in ("component", "structuredBody", "section", "entry"))
CODE, TEMPLATE = H + "code", H + "templateId"
SECTION_TEMPLATE, SECTION_CODE = "1.3.6.1.4.1.12559.11.10.1.3.1.2.1", "57828-6"
ADMINISTRATION, SUPPLY = H + "substanceAdministration", H + "supply"
ORDERS = (ADMINISTRATION, SUPPLY)
MANUFACTURED = H + "manufacturedProduct"
NAMES = (H + "name", P + "name")
CODES = (H + "code", P + "code", H + "translation", P + "translation")
MAX_SECTIONS = 20
"""Of either kind that are told; the words of all are shown."""
SECOND, OTHER, UNCLEAR = "view-second-prescription", "view-section-unread", "ed-structure-unclear"
Told = tuple[str, str]


def prescription_section(root: etree._Element, reading: Reading) -> etree._Element | None:
    """The section that says it is of prescriptions and has one; else that says so; else that has one; else one."""
    body = reading.way(root, COMPONENT, BODY, unclear=UNCLEAR)
    if body is None:
        return None
    sections = [s for c in body.iterchildren(COMPONENT) for s in c.iterchildren(SECTION)]
    return max(sections, key=lambda s: (_says_so(s), has_item(s)), default=None)


def has_item(section: etree._Element) -> bool:
    """Whether an entry of a section is the use of a medicine."""
    return any(next(e.iterchildren(ADMINISTRATION), None) is not None for e in section.iterchildren(ENTRY))


def _says_so(section: etree._Element) -> bool:
    templates = (t.get("root", "").strip() for t in section.iterchildren(TEMPLATE))
    codes = (c.get("code", "").strip() for c in section.iterchildren(CODE))
    return SECTION_TEMPLATE in templates or SECTION_CODE in codes


def others(
    root: etree._Element, section: etree._Element, item: etree._Element | None, supply: etree._Element | None,
    reading: Reading,
) -> tuple[Told, ...]:  # fmt: skip
    """Codes and paths of prescriptions beside the one that is read, and of sections whose entries are not read.

    Args:
        root: the document.
        section: of the prescription.
        item: its substanceAdministration; supply: what is read of its supply. None where there is none.
        reading: names places.
    """
    second: list[etree._Element] = []
    other: list[etree._Element] = []
    for one in root.iter(SECTION):
        if one is not section:
            entries = one.iterchildren(ENTRY)
            orders = any(next(entry.iter(*ORDERS), None) is not None for entry in entries)
            (second if orders else other).append(one)
    inside = () if item is None else islice(_inside(section, item, supply), MAX_SECTIONS)
    return (
        *((SECOND, reading.path(e)) for e in inside),
        *((SECOND, reading.path(e)) for e in second[:MAX_SECTIONS]),
        *((OTHER, reading.path(e)) for e in other[:MAX_SECTIONS]),
    )


def _inside(section: etree._Element, item: etree._Element, supply: etree._Element | None) -> Iterator[etree._Element]:
    """Orders in the prescription's own section, or within its item, of a medicine that is not the item's.

    A step of the dosage (CDA's tapering) is of the same medicine, which it names again or not at all.
    """
    consumables = list(item.iterchildren(H + "consumable"))
    own = _named(consumables[:1])
    yield from (c for c in consumables[1:] if not _named([c]) <= own)
    for entry in section.iterchildren(ENTRY):
        for order in entry.iter(*ORDERS):
            if order is item or order is supply:
                continue
            products = [p for p in order.iter(MANUFACTURED) if next(p.iterancestors(*ORDERS), None) is order]
            if not _named(products) <= own:
                yield order


def _named(products: list[etree._Element]) -> set[tuple[str, str]]:
    """Names and codes of medicines, their substances and packages; what has none of both is told by its words."""
    found: set[tuple[str, str]] = set()
    for product in products:
        for element in product.iter(*NAMES):
            found.add(("", _words(element)))
        for element in product.iter(*CODES):
            found.add((element.get("codeSystem", "").strip(), element.get("code", "").strip()))
        if not found:
            found.add(("", _words(product)))
    return {(system, said) for system, said in found if said}


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split()).casefold()
