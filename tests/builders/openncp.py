"""What OpenNCP makes of an eD on its way, by no code of the converter.

A dispensation is transcoded by the pharmacy's country and translated by the prescription's: names of codes are in the
latter's language, and what was there before is in `translation`. A discard is neither: it is the document of the
pharmacy's own country once more, with two values overwritten.
"""

from dataclasses import dataclass

from lxml import etree

HL7, PHARM = "urn:hl7-org:v3", "urn:hl7-org:pharm"
H, P = f"{{{HL7}}}", f"{{{PHARM}}}"
OF_PERSONS = ("administrativeGenderCode", "confidentialityCode", "functionCode")
TRANSLATED = frozenset({*(H + tag for tag in OF_PERSONS), H + "code", P + "code", P + "formCode"})
OF_CODE = ("code", "codeSystem", "codeSystemName", "codeSystemVersion", "displayName")
TEMPLATE, CODE = "1.3.6.1.4.1.12559.11.10.1.3.1.1.2-DISCARD", "DISCARD-60593-1"
NATIONAL = "2.16.756.999.1"
"""The root of the invented national code systems of a pharmacy's country."""


@dataclass(frozen=True)
class Written:
    """How a document is written down again.

    Attributes:
        national: whether codes are those of the pharmacy's country, and no translation is left.
        words: what the codes are called; None leaves their names.
        translated: whether what was there before is in a `translation`, around those that were there.
        indent: white space between elements; None leaves it.
        turned: whether attributes are in the opposite order.
    """

    national: bool = False
    words: str | None = None
    translated: bool = False
    indent: str | None = None
    turned: bool = False


def again(ed: bytes, how: Written) -> bytes:
    """The eD in other words."""
    return _bytes(_written(etree.fromstring(ed), how))


def discarded(ed: bytes, how: Written = Written(national=True, words="cislo")) -> bytes:
    """The discard of an eD: the first `code` and the first `templateId` overwritten."""
    root = _written(etree.fromstring(ed), how)
    next(root.iter(H + "templateId")).set("root", TEMPLATE)
    next(root.iter(H + "code")).set("code", CODE)
    return _bytes(root)


def _written(root: etree._Element, how: Written) -> etree._Element:
    for number, element in enumerate([e for e in root.iter(*TRANSLATED) if e.get("code") is not None]):
        own = element.getparent() is root
        if how.translated:
            _push(element)
        if how.words is not None:
            element.set("displayName", f"{how.words} {number}")
        if how.national and not own:
            for translation in element.findall(H + "translation"):
                element.remove(translation)
            element.set("code", f"{number:03}-{element.get('code')}")
            element.set("codeSystem", f"{NATIONAL}.{number}")
    if how.indent is not None:
        etree.indent(root, how.indent)
    if how.turned:
        for element in root.iter(etree.Element):
            pairs = sorted(element.items(), reverse=True)
            for name, _ in pairs:
                del element.attrib[name]
            for name, value in pairs:
                element.set(name, value)
    return root


def _push(element: etree._Element) -> None:
    """Puts a code into a translation of itself, with the translations that it had."""
    before = etree.Element(H + "translation")
    for name in OF_CODE:
        if (value := element.get(name)) is not None:
            before.set(name, value)
    for translation in element.findall(H + "translation"):
        before.append(translation)
    element.append(before)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
