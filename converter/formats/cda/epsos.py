"""Documents of the epSOS age (before wave 6) put into the shape of later ones, so that one reader shows both.

Only what is the same under another name is moved: the namespace `urn:epsos-org:ep:medication` becomes
`urn:hl7-org:pharm`, capacityQuantity the content of its container, marketingAuthorizationHolder the manufacturer, and
the class of ATC the one that later documents have.
"""

from copy import deepcopy

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.names import EPSOS

E = f"{{{EPSOS}}}"
ATC = "2.16.840.1.113883.6.73"
RENAMED = {
    f"{E}containerPackagedMedicine": f"{P}containerPackagedProduct",
    f"{E}generalizedMedicineClass": f"{P}generalizedMaterialKind",
    f"{E}numerator": f"{H}numerator",
    f"{E}denominator": f"{H}denominator",
    f"{E}translation": f"{H}translation",
    f"{E}originalText": f"{H}originalText",
}


def is_epsos(root: etree._Element) -> bool:
    """Whether a document has elements of the epSOS namespace."""
    return next(root.iter(f"{E}*"), None) is not None


def as_later(root: etree._Element) -> etree._Element:
    """A copy in the shape of wave 6; the document itself stays as it is."""
    later = deepcopy(root)
    for ingredient in list(later.iter(f"{E}ingredient")):
        parent = ingredient.getparent()
        if parent is not None and parent.tag == f"{E}ingredient":
            ingredient.tag = f"{P}ingredientSubstance"
    for capacity in list(later.iter(f"{E}capacityQuantity")):
        container = capacity.getparent()
        content = None if container is None else container.getparent()
        if container is not None and content is not None:
            capacity.tag = f"{P}quantity"
            content.insert(0, capacity)
    for holder in list(later.iter(f"{E}marketingAuthorizationHolder")):
        holder.tag = f"{H}manufacturerOrganization"
        for child in holder.iterchildren(f"{E}*"):
            child.tag = str(child.tag).replace(E, H)
    for element in list(later.iter(f"{E}*")):
        tag = str(element.tag)
        element.tag = RENAMED.get(tag, tag.replace(E, P))
    for kind in later.iter(f"{P}asSpecializedKind"):
        code = next(kind.iter(f"{P}code"), None)
        if code is not None and code.get("codeSystem") == ATC:
            kind.set("classCode", "GRIC")
    return later
